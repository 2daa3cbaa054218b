/// The variables that a file of shell assignments sets, as Debian's `/etc/apache2/envvars`.
///
/// It is not a shell: what stands in an `if` counts only where nothing else has set the variable,
/// and what a command prints is unknown.
struct ShellAssignments {
  /// Longer values are cut: a variable may double itself.
  static let longest = 4_096

  private(set) var values: [String: String]
  private var depth = 0

  init(_ bytes: [UInt8], given values: [String: String] = [:]) {
    self.values = values
    for line in ContinuedLines(bytes) { read(line.text) }
  }

  private mutating func read(_ line: String) {
    var words = line.split(separator: " ", maxSplits: 1).map { Substring($0) }
    switch words[0] {
    case "if", "case": depth += 1
    case "fi", "esac": depth = max(0, depth - 1)
    case "export", "readonly", "set":
      words.removeFirst()
      fallthrough
    default:
      guard let text = words.isEmpty ? nil : words.count == 1 ? words[0] : line[...].dropExport()
      else { return }
      assign(text)
    }
  }

  private mutating func assign(_ text: Substring) {
    // `: ${NAME:=value}` sets what is not set.
    if text.utf8.first == UInt8(ascii: ":") {
      return _ = expanded(text)
    }
    guard let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) else { return }
    let name = String(text[..<equals])
    guard Self.isName(name), depth == 0 || values[name] == nil else { return }
    values[name] = expanded(text[text.utf8.index(after: equals)...])
  }

  static func isName(_ text: some StringProtocol) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}

extension Substring {
  /// What stands behind `export` and blanks.
  fileprivate func dropExport() -> Substring {
    for word in ["export ", "readonly ", "set "] where hasPrefix(word) {
      return dropFirst(word.count).drop { $0 == " " }
    }
    return self
  }
}

extension ShellAssignments {
  /// A value as a shell has it: unquoted up to its first blank, variables put in.
  private mutating func expanded(_ written: Substring) -> String {
    let bytes = Array(written.utf8)
    var value: [UInt8] = []
    var quote: UInt8?
    var at = 0
    while at < bytes.count, value.count < Self.longest {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "'") where quote == nil, UInt8(ascii: "\"") where quote == nil: quote = byte
      case quote: quote = nil
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'") && at < bytes.count:
        value.append(bytes[at])
        at += 1
      case UInt8(ascii: "$") where quote != UInt8(ascii: "'"):
        value += variable(bytes, &at)
      case UInt8(ascii: " ") where quote == nil && value != [UInt8(ascii: ":")],
        UInt8(ascii: "\t") where quote == nil, UInt8(ascii: ";") where quote == nil:
        at = bytes.count
      default: value.append(byte)
      }
    }
    return String(decoding: value.prefix(Self.longest), as: UTF8.self)
  }

  /// `NAME`, `{NAME}`, `{NAME:-value}` or `{NAME:=value}`, behind the dollar.
  private mutating func variable(_ bytes: [UInt8], _ at: inout Int) -> [UInt8] {
    guard at < bytes.count else { return [UInt8(ascii: "$")] }
    var inside = bytes[at...].prefix { Self.isName(String(UnicodeScalar($0))) }
    if bytes[at] == UInt8(ascii: "{") {
      let end = bytes[at...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
      inside = bytes[(at + 1)..<end]
      at = min(end + 1, bytes.count)
    } else {
      at += inside.count
    }
    let name = String(
      decoding: inside.prefix { Self.isName(String(UnicodeScalar($0))) }, as: UTF8.self)
    if let value = values[name], !value.isEmpty { return Array(value.utf8) }
    var otherwise = inside.dropFirst(name.utf8.count)
    if otherwise.first == UInt8(ascii: ":") { otherwise.removeFirst() }
    guard let sign = otherwise.popFirst() else { return [] }
    switch sign {
    case UInt8(ascii: "="):
      values[name] = String(decoding: otherwise, as: UTF8.self)
      return Array(otherwise)
    case UInt8(ascii: "-"): return Array(otherwise)
    default: return []
    }
  }
}
