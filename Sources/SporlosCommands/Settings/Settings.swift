internal import FileSystem
internal import Synchronization
internal import Traffic

/// What the environment and the configuration file give, for options that a command line leaves out.
///
/// An option outranks the environment, that the file, and that what is usual. All of them go the same way: what is given
/// here is put into the command line, so that one parser reads it and one sentence says what is wrong with it.
struct Settings {
  /// Where a value comes from.
  enum Origin: Equatable {
    case environment(String)
    case file(String, line: Int?)
  }

  /// What is in force for a setting.
  struct Given {
    var setting: Setting
    var words: [String]
    var origin: Origin
  }

  private(set) var file: SettingsFile?
  /// Top values and those of tables.
  private(set) var given: [Given] = []
  /// What the environment gives for logs, which outranks the file's `[[sites]]`, too.
  private(set) var environment: [Setting: Given] = [:]

  /// Those of this process, once its command line is known.
  static var inForce: Settings { current.withLock { $0 } }
  private static let current = Mutex(Settings())

  /// Makes these the settings of this process.
  func use() { Settings.current.withLock { $0 = self } }

  private init() {}

  /// - Parameters:
  ///   - path: The file that an option names; `none` for none. Else SPORLOS_CONFIG names it, or it is the usual
  ///     one, if that is there.
  ///   - variable: Looks up a variable of the environment.
  /// - Throws: ``CommandFailure`` where the file or a variable gives what no setting takes.
  init(
    file path: String?, variable: (String) -> String? = Terminal.variable
  ) throws(CommandFailure) {
    let named = path ?? variable("SPORLOS_CONFIG")
    if let named {
      if named != "none" { file = try SettingsFile(named) }
    } else if FileStatus(path: SettingsFile.usualPath) != nil {
      file = try SettingsFile(SettingsFile.usualPath)
    }
    for setting in Setting.all {
      guard let text = variable(setting.variable) else { continue }
      environment[setting] = Given(
        setting: setting, words: try Settings.words(text, of: setting),
        origin: .environment(setting.variable))
    }
    for setting in Setting.all where !isOutranked(setting, by: Set(environment.keys)) {
      if let given = environment[setting] {
        self.given.append(given)
      } else if let file, let value = file.values[setting] {
        given.append(
          Given(
            setting: setting, words: value.words, origin: .file(file.path, line: value.line)))
      }
    }
  }

  /// Whether something else is given that makes no sense beside this one.
  private func isOutranked(_ setting: Setting, by others: Set<Setting>) -> Bool {
    !others.contains(setting)
      && Setting.exclusive.contains { names in
        names.contains(setting.name) && others.contains { names.contains($0.name) }
      }
  }

  private static func words(_ text: String, of setting: Setting) throws(CommandFailure) -> [String]
  {
    if setting.kind.isList {
      return text.split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }
    guard setting.kind == .flag else { return [text] }
    switch text.lowercased() {
    case "true", "1", "yes": return ["true"]
    case "false", "0", "no": return ["false"]
    default:
      throw CommandFailure(
        sentence: "\(setting.variable) in the environment takes true or false, not "
          + QuotedText.quoted(text), isUsage: true)
    }
  }

  /// What is in force for a setting, if anything but what is usual.
  func value(_ name: String) -> Given? { given.first { $0.setting.name == name } }

  /// The file, and those that it names and that are read beside logs.
  var files: [String] {
    guard let file else { return [] }
    let sites = file.sites.flatMap {
      $0.filter { ["sitemap", "format-file"].contains($0.key.key) }
    }
    return [file.path] + sites.flatMap(\.value.words)
  }

  /// What the file gives for the logs of a site, and what the environment gives in its place.
  func logs(of site: Int) -> [Given] {
    guard let file, file.sites.indices.contains(site) else { return [] }
    let own = file.sites[site]
    let named = Set(own.keys).union(environment.keys)
    return Setting.all.compactMap { setting in
      guard setting.place == .logs, !isOutranked(setting, by: named) else { return nil }
      if setting.key != "logs", let given = environment[setting] { return given }
      if let value = own[setting] {
        return Given(
          setting: setting, words: value.words, origin: .file(file.path, line: value.line))
      }
      return setting.key == "logs" ? nil : value(setting.name)
    }
  }
}

extension Settings.Given {
  /// These values as options.
  var options: [String] {
    switch setting.kind {
    case .flag: words == ["true"] ? [setting.option] : []
    default: words.map { "\(setting.option)=\($0)" }
    }
  }

  /// Whether a sentence is about these values: it names the option, or has one of them in quotes.
  func isNamed(in sentence: String) -> Bool {
    sentence.split { !($0 == "-" || $0.isLetter || $0.isNumber) }.contains { $0 == setting.option }
      || words.contains { sentence.contains(QuotedText.quoted($0)) }
  }

  /// Where it was given, for the end of a sentence.
  var source: String {
    switch origin {
    case .environment(let variable): "\(variable) in the environment"
    case .file(let path, let line):
      "\(setting.key) in \(QuotedText.quoted(path))" + (line.map { ", line \($0)" } ?? "")
    }
  }
}
