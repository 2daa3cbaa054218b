/// In which lines of a TOML file keys and tables begin.
///
/// The library that reads the file says so for what is no TOML only. This looks at a file for lines that a person
/// wrote by the rules: keys within the braces of an inline table are not found, and strings and lists are skipped.
struct SettingsLines {
  private var lines: [String: Int] = [:]
  private var tables: [String: Int] = [:]
  private var text: String

  /// The line of a key in a table: of the top "", of the first `[[sites]]` "sites#0".
  subscript(table: String, key: String) -> Int? {
    lines["\(table)\n\(key)"] ?? (table.isEmpty ? tables[key] ?? tables["\(key)#0"] : nil)
  }
  /// The line in which a table begins.
  subscript(table: String) -> Int? { tables[table] }

  /// - Complexity: O(*n*).
  init(_ text: String) {
    self.text = text
    let bytes = Array(text.utf8)
    var scan = Scan(bytes)
    var table = ""
    var counts: [String: Int] = [:]
    while let statement = scan.next() {
      let words = statement.words
      switch statement.kind {
      case .table:
        table = words.joined(separator: ".")
        tables[table] = statement.line
      case .arrayElement:
        let name = words.joined(separator: ".")
        table = "\(name)#\(counts[name, default: 0])"
        counts[name, default: 0] += 1
        tables[table] = statement.line
      case .key:
        guard let key = words.last else { continue }
        let inner = words.dropLast().joined(separator: ".")
        let whole = inner.isEmpty ? table : table.isEmpty ? inner : "\(table).\(inner)"
        lines["\(whole)\n\(key)"] = statement.line
        // Of a dotted key the first part has a line, too.
        if let first = words.first, words.count > 1, lines["\(table)\n\(first)"] == nil {
          lines["\(table)\n\(first)"] = statement.line
        }
      }
    }
  }

  /// The first line whose bytes are not those that were read as text.
  func firstLine(notIn bytes: [UInt8]) -> Int {
    1 + zip(bytes, text.utf8).prefix { $0 == $1 }.count { $0.0 == 0x0a }
  }
}

extension SettingsLines {
  struct Statement {
    enum Kind { case table, arrayElement, key }
    var kind: Kind
    /// The parts of a key or a table's name, between dots.
    var words: [String]
    var line: Int
  }

  /// Goes from one statement to the next.
  private struct Scan {
    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func step() {
      if byte == 0x0a { line += 1 }
      place += 1
    }

    mutating func next() -> Statement? {
      while let byte {
        switch byte {
        case UInt8(ascii: " "), 0x09, 0x0d, 0x0a: step()
        case UInt8(ascii: "#"): skipLine()
        case UInt8(ascii: "["):
          let start = line
          step()
          let isElement = self.byte == UInt8(ascii: "[")
          if isElement { step() }
          let words = name()
          skipLine()
          return Statement(kind: isElement ? .arrayElement : .table, words: words, line: start)
        default:
          let start = line
          let words = name()
          skipValue()
          return Statement(kind: .key, words: words, line: start)
        }
      }
      return nil
    }

    private mutating func skipLine() {
      while let byte, byte != 0x0a { step() }
    }

    /// The parts of a name up to a bracket or an equals sign.
    private mutating func name() -> [String] {
      var words: [[UInt8]] = [[]]
      while let byte, byte != 0x0a, byte != UInt8(ascii: "]"), byte != UInt8(ascii: "=") {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
          let start = place
          skipString()
          words[words.count - 1] += bytes[min(start + 1, place)..<max(start + 1, place - 1)]
          continue
        }
        if byte == UInt8(ascii: ".") {
          words.append([])
        } else if byte != 0x20, byte != 0x09 {
          words[words.count - 1].append(byte)
        }
        step()
      }
      return words.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Skips a value: to the end of the line on which its last bracket is closed.
    private mutating func skipValue() {
      var depth = 0
      while let byte {
        switch byte {
        case 0x0a where depth == 0: return
        case UInt8(ascii: "#"):
          skipLine()
          continue
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
          skipString()
          continue
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
        step()
      }
    }

    private mutating func skipString() {
      guard let quote = byte else { return }
      let isLong = bytes[place...].prefix(3).elementsEqual([quote, quote, quote])
      for _ in 0..<(isLong ? 3 : 1) { step() }
      while let byte {
        if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
          step()
          step()
        } else if byte == quote,
          !isLong || bytes[place...].prefix(3).elementsEqual([quote, quote, quote])
        {
          for _ in 0..<(isLong ? 3 : 1) { step() }
          return
        } else if byte == 0x0a, !isLong {
          return
        } else {
          step()
        }
      }
    }
  }
}
