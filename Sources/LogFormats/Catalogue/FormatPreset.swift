/// A format with a name that `--format` takes.
public struct FormatPreset: Sendable {
  /// The name that people know it by.
  public let name: String
  /// What writes it, for a list of formats.
  public let title: String
  /// The manual, or the source, that says what a line is.
  public let source: String
  /// Whether its times have no zone, so that `--log-time-zone` has to tell it.
  public let needsZone: Bool
  /// Whether a log may be taken for it without being told; `false` where it differs from another
  /// one only in what the unlabelled values at the end of a line mean.
  public let isGuessable: Bool
  let compile: @Sendable () throws(FormatProblem) -> FormatDefinition

  /// What its lines are.
  ///
  /// It is compiled each time it is asked for: a run needs one or two of all that there are.
  public var definition: FormatDefinition {
    do {
      var definition = try compile()
      definition.name = name
      return definition
    } catch {
      preconditionFailure("preset \(name): \(error.code) at \(error.offset)")
    }
  }
}
