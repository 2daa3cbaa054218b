/// What is wrong with a format string.
public struct FormatProblem: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// No directive or variable stands where the string begins one.
    case unknownDirective
    /// Something is opened and not closed, as `%{`.
    case unterminated
    /// Two values stand side by side, so that nobody can tell where the first ends.
    case nothingBetween
    /// No value says when.
    case noTime
    /// No value says what was asked for.
    case noRequest
    /// It has no directive at all.
    case noFields
    /// It is a line of a log, and none whose keys are known.
    case logLine
    /// No value has the name that the client's address was said to have.
    case noClient
    /// It is too long, or has too many values.
    case tooLarge
    /// Nothing here reads what this encoder writes; the excerpt is its name.
    case unknownEncoder
  }

  public var code: Code
  /// Where, in bytes from the beginning of the format string.
  public var offset: Int
  /// What stands there, as written in the string.
  public var excerpt: String

  public init(_ code: Code, offset: Int = 0, excerpt: String = "") {
    self.code = code
    self.offset = offset
    self.excerpt = excerpt
  }
}
