internal import LogFormats

extension FormatPlan {
  /// The plans of all presets, in the catalogue's order.
  static let known: [FormatPlan] = FormatCatalogue.presets.compactMap(plan(of:))

  /// `%h %l %u %t "%r" %>s %b`
  static let common = named("common")

  /// The plan of a preset that is there.
  static func named(_ name: String) -> FormatPlan {
    guard let preset = FormatCatalogue.preset(named: name), let plan = plan(of: preset) else {
      preconditionFailure("the catalogue has no \(name)")
    }
    return plan
  }

  private static func plan(of preset: FormatPreset) -> FormatPlan? {
    var definition = preset.definition
    definition.name = preset.name
    return try? FormatPlan(definition)
  }
}
