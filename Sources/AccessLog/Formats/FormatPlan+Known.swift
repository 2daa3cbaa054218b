internal import LogFormats
internal import Synchronization

extension FormatPlan {
  /// The plans of all presets, in the catalogue's order.
  static let known: [FormatPlan] = FormatCatalogue.presets.map(plan(of:))

  /// `%h %l %u %t "%r" %>s %b`
  static let common = named("common")

  /// The plan of a preset that is there.
  static func named(_ name: String) -> FormatPlan {
    guard let preset = FormatCatalogue.preset(named: name) else {
      preconditionFailure("the catalogue has no \(name)")
    }
    return plan(of: preset)
  }

  /// Those that were asked for so far, by name.
  private static let compiled = Mutex<[String: FormatPlan]>([:])

  /// The plan of a preset, compiled when it is first asked for: that each has one is a matter of tests.
  static func plan(of preset: FormatPreset) -> FormatPlan {
    compiled.withLock { compiled in
      if let plan = compiled[preset.name] { return plan }
      do throws(FormatProblem) {
        let plan = try FormatPlan(preset.definition)
        compiled[preset.name] = plan
        return plan
      } catch {
        preconditionFailure("preset \(preset.name): \(error.code) at \(error.offset)")
      }
    }
  }

  /// The plan of a preset that reads every line as this one does: of the one with its name, if that does.
  ///
  /// - Complexity: O(1) where it has the name of one that does; otherwise all presets are compiled.
  var knownAlike: FormatPlan? {
    if let named = FormatCatalogue.preset(named: name).map(FormatPlan.plan(of:)),
      named.reads(like: self)
    {
      return named
    }
    return FormatPlan.known.first { $0.reads(like: self) }
  }
}
