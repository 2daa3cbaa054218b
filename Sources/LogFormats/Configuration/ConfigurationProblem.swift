/// What is wrong with a configuration, or what of it is not read.
public struct ConfigurationProblem: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    /// The file is not there or cannot be read; the excerpt is its path.
    case unreadable
    /// Nothing tells which server's configuration it is.
    case unknownKind
    /// A quote, a block or a comment is opened and not closed.
    case unterminated
    /// Something stands where it cannot, as a `}` without its `{`.
    case unexpected
    /// A directive lacks an argument.
    case missingArgument
    /// No format of this name is defined: the log is left out.
    case unknownFormat
    /// No format of this name is defined, but servers come with one, which is taken.
    case assumedFormat
    /// A format of this name is defined twice: the first counts.
    case repeatedFormat
    /// One file is written in several formats.
    case severalFormats
    /// The format logs connections, not requests: the log is left out.
    case noRequests
    /// A variable has no value: it stays as it is written.
    case undefinedVariable
    /// A file includes itself.
    case includeCycle
    /// Files include files too deeply.
    case tooDeep
    /// It has too many files, bytes, logs or macros: the rest is left out.
    case tooLarge
    /// It is made by a command or a program, or by a part that is not read.
    case notRead
  }

  public var code: Code
  public var file: String
  /// The line of ``file``, from 1; 0 for the whole file.
  public var line: Int
  /// What stands there, cut short.
  public var excerpt: String

  public init(_ code: Code, file: String, line: Int = 0, excerpt: String = "") {
    self.code = code
    self.file = file
    self.line = line
    self.excerpt = excerpt
  }
}
