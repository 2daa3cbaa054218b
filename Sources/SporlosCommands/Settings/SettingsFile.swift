internal import Collecting
internal import FileSystem
internal import Glibc
internal import TOMLKit
internal import Traffic

/// A configuration file (TOML 1.0, https://toml.io/en/v1.0.0): what it gives, and in which lines.
struct SettingsFile {
  /// What a file gives for one setting.
  struct Value {
    /// Texts as an option takes them: one, or as many as a list has. Of a flag `true` or `false`.
    var words: [String]
    /// The line of its key; `nil` where that is within another value.
    var line: Int?
  }

  /// Read where no other is named.
  static let usualPath = "/etc/sporlos/sporlos.toml"
  private static let maxBytes = 4 << 20

  let path: String
  private(set) var values: [Setting: Value] = [:]
  /// The `[[sites]]` tables, in the order of the file.
  private(set) var sites: [[Setting: Value]] = []
  private let lines: SettingsLines
  private let folder: String

  /// - Throws: ``CommandFailure`` where it cannot be read, is no TOML, or says what no setting takes.
  init(_ path: String) throws(CommandFailure) {
    self.path = path
    folder = FolderListing.split(AbsolutePath.of(path)).folder
    guard let bytes = FileBytes.of(path, most: SettingsFile.maxBytes) else {
      throw CommandFailure(
        sentence:
          "cannot read the configuration file \(QuotedText.quoted(path))\(systemCause(errno))",
        isUsage: true)
    }
    let text = String(decoding: bytes, as: UTF8.self)
    lines = SettingsLines(text)
    guard Array(text.utf8) == bytes else {
      throw SettingsFile.failure(path, lines.firstLine(notIn: bytes), "the file is not in UTF-8")
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      throw SettingsFile.failure(
        path, error.source.begin.line, "this is not TOML: \(QuotedText.harmless(error.description))"
      )
    } catch {
      throw SettingsFile.failure(path, nil, "this is not TOML")
    }
    try read(table)
  }

  private mutating func read(_ table: TOMLTable) throws(CommandFailure) {
    for key in ordered(table.keys, in: "") {
      guard let value = table[key] else { continue }
      if key == "sites" {
        try readSites(value)
      } else if Setting.tables.contains(key) {
        guard let inner = value.table else {
          throw failure("", key, "\(key) is a table: begin its lines with [\(key)]")
        }
        for name in ordered(inner.keys, in: key) {
          guard let value = inner[name] else { continue }
          let setting = try setting(name, in: key, among: Setting.all.filter { $0.table == key })
          values[setting] = try self.value(value, of: setting, in: key)
        }
      } else {
        let setting = try setting(key, in: "", among: Setting.all.filter { $0.table == nil })
        values[setting] = try self.value(value, of: setting, in: "")
      }
    }
    if let format = values.keys.first(where: { $0.key == "format" && $0.place == .logs }),
      values.keys.contains(where: { $0.key == "format-file" })
    {
      throw failure("", format.key, "format and format-file both say the format: leave one out")
    }
  }

  private mutating func readSites(_ value: any TOMLValueConvertible) throws(CommandFailure) {
    guard let array = value.array else {
      throw failure("", "sites", "sites are tables: begin each with [[sites]]")
    }
    for (number, element) in array.enumerated() {
      guard let table = element.table else {
        throw failure("", "sites", "sites are tables: begin each with [[sites]]")
      }
      let place = "sites#\(number)"
      var site: [Setting: Value] = [:]
      for key in ordered(table.keys, in: place) {
        guard let value = table[key] else { continue }
        let setting = try setting(
          key, in: place, among: Setting.all.filter { $0.place == .logs })
        site[setting] = try self.value(value, of: setting, in: place)
      }
      guard site.keys.contains(where: { $0.key == "logs" || $0.key == "format-file" }) else {
        throw failure(
          place, nil,
          "this site has no logs: list them, as in logs = [\"/var/log/nginx/access.log\"]")
      }
      sites.append(site)
    }
  }

  /// The keys in the order of their lines, so that the first fault is the first one said.
  private func ordered(_ keys: [String], in table: String) -> [String] {
    keys.sorted { (lines[table, $0] ?? .max, $0) < (lines[table, $1] ?? .max, $1) }
  }

  private func setting(
    _ key: String, in table: String, among settings: [Setting]
  ) throws(CommandFailure) -> Setting {
    if let setting = settings.first(where: { $0.key == key }) { return setting }
    let whole = table.isEmpty ? key : "\(table.prefix { $0 != "#" }).\(key)"
    let names =
      table.isEmpty
      ? settings.map(\.key) + Setting.tables + ["sites"] : settings.map(\.key)
    var advice = Suggestion.text(for: key.replacing("_", with: "-"), among: names)
    if advice.isEmpty { advice = elsewhere(key, than: table) }
    throw failure(table, key, "there is no setting \(QuotedText.quoted(whole))\(advice)")
  }

  /// Where a key belongs that is in the wrong place.
  private func elsewhere(_ key: String, than table: String) -> String {
    guard let right = Setting.all.first(where: { $0.key == key }) else {
      return ": `sporlos config` lists what there is"
    }
    switch right.place {
    case .table(let name): return ": it belongs in [\(name)]"
    case .top, .logs: return ": it belongs at the top of the file, before the first ["
    }
  }

  private func value(
    _ value: any TOMLValueConvertible, of setting: Setting, in table: String
  ) throws(CommandFailure) -> Value {
    let line = lines[table, setting.key]
    func wrong(_ takes: String) -> CommandFailure {
      failure(
        table, setting.key, "\(setting.name) takes \(takes), not \(SettingsFile.words(value))")
    }
    func text() throws(CommandFailure) -> String {
      guard let text = value.string else { throw wrong("a text in quotes") }
      guard !text.isEmpty else { throw failure(table, setting.key, "\(setting.name) is empty") }
      return text
    }
    switch setting.kind {
    case .flag:
      guard let flag = value.bool else { throw wrong("true or false, without quotes") }
      return Value(words: [flag ? "true" : "false"], line: line)
    case .number:
      guard let number = value.int else { throw wrong("a whole number, without quotes") }
      return Value(words: ["\(number)"], line: line)
    case .amount:
      if let number = value.int { return Value(words: ["\(number)"], line: line) }
      if let number = value.double { return Value(words: ["\(number)"], line: line) }
      guard let text = value.string, !text.isEmpty else {
        throw wrong("a number, or a text in quotes")
      }
      return Value(words: [text], line: line)
    case .text: return Value(words: [try text()], line: line)
    case .path: return Value(words: [path(try text(), of: setting)], line: line)
    case .texts, .paths:
      guard let array = value.array else {
        return Value(words: [path(try text(), of: setting)], line: line)
      }
      var words: [String] = []
      for element in array {
        guard let text = element.string else { throw wrong("texts in quotes") }
        guard !text.isEmpty else {
          throw failure(table, setting.key, "\(setting.name) has an empty text")
        }
        words.append(path(text, of: setting))
      }
      return Value(words: words, line: line)
    }
  }

  private func path(_ text: String, of setting: Setting) -> String {
    SettingsFile.path(text, of: setting, in: folder)
  }

  /// A path as it is from anywhere; what is no path stays.
  ///
  /// - Parameter folder: Where it begins; `nil` for where the process works.
  static func path(_ text: String, of setting: Setting, in folder: String?) -> String {
    guard setting.kind.isPath, !text.hasPrefix("/"), !LogPatterns.isStream(text),
      !(setting.key == "geo" && text == "none")
    else { return text }
    guard let folder else { return FollowedPattern.absolute(text) }
    return folder == "/" ? folder + text : folder + "/" + text
  }

  private static func words(_ value: any TOMLValueConvertible) -> String {
    switch value.type {
    case .string: "a text"
    case .int: "a number"
    case .double: "a number with a fraction"
    case .bool: "true or false"
    case .array: "a list"
    case .table: "a table"
    case .date, .time, .dateTime: "a date or a time: put it in quotes"
    }
  }

  private func failure(_ table: String, _ key: String?, _ sentence: String) -> CommandFailure {
    SettingsFile.failure(path, key.map { lines[table, $0] } ?? lines[table], sentence)
  }

  private static func failure(_ path: String, _ line: Int?, _ sentence: String) -> CommandFailure {
    let place = line.map { ", line \($0)" } ?? ""
    return CommandFailure(
      sentence: "\(QuotedText.quoted(path))\(place): \(sentence)", isUsage: true)
  }
}

extension Setting {
  /// The table of the file that it is in, but for `[[sites]]`.
  var table: String? {
    if case .table(let table) = place { return table }
    return nil
  }

  /// The tables that the file may have, but for `[[sites]]`.
  static let tables = ["follow", "report", "alert", "serve"]
}
