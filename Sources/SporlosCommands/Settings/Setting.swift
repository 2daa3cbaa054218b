/// A value that may be given by an option, by a variable of the environment, or in the configuration file.
///
/// Its key in the file is the option's name, so that whoever knows one knows all three.
struct Setting: Hashable {
  /// What its value is made of.
  enum Kind: Hashable {
    case text
    /// A file or a folder; in the configuration file, from the folder that the file is in.
    case path
    /// A whole number.
    case number
    /// A number, or a text such as `5%` or `25mo`.
    case amount
    /// `true` or `false`; `true` gives the option.
    case flag
    /// Several texts; the option is given once for each.
    case texts
    case paths

    var isList: Bool { self == .texts || self == .paths }
    var isPath: Bool { self == .path || self == .paths }
  }

  /// Where in the file it may be.
  enum Place: Hashable {
    /// At the top.
    case top
    /// At the top, for all logs, or in a `[[sites]]` table, for the logs of that.
    case logs
    /// In a table of a command's own.
    case table(String)
  }

  var key: String
  var kind: Kind
  var place: Place
  /// The commands that have the option, such as `sites rename`.
  var commands: Set<String>
  /// What is in force where nothing is given.
  var fallback: String

  /// What it is called in messages, and by `sporlos config`.
  var name: String {
    if case .table(let table) = place { return "\(table).\(key)" }
    return key
  }

  var option: String { "--" + key }

  /// The variable of the environment that gives it; lists have commas between their values.
  var variable: String {
    "SPORLOS_" + String(name.uppercased().map { $0 == "-" || $0 == "." ? "_" : $0 })
  }
}
