/// A line that is a JSON object or pairs of keys and values, read flat: values with their paths.
struct FlatObject {
  struct Entry {
    var path: [String]
    /// The bytes as they are in the line, without quotes.
    var value: ArraySlice<UInt8>
    var isText: Bool
  }

  private(set) var entries: [Entry] = []

  private static let maxEntries = 512
  private static let maxDepth = 12

  /// The value at a path.
  func value(at path: [String]) -> ArraySlice<UInt8>? {
    entries.first { $0.path == path }?.value
  }

  // MARK: JSON

  /// Reads an object (RFC 8259) that is the whole line; of arrays the first item.
  init?(json line: ArraySlice<UInt8>) {
    let line = line.trimmingBlanks()
    guard line.last == UInt8(ascii: "}") else { return nil }
    var at = line.startIndex
    if line[at] != UInt8(ascii: "{") {
      // Before the object may stand values with tabs between them, the first of which has the empty key.
      guard let tab = line.firstIndex(of: 0x09),
        let open = line[tab...].firstIndex(of: UInt8(ascii: "{")), line[open - 1] == 0x09
      else { return nil }
      entries.append(Entry(path: [""], value: line[..<tab], isText: true))
      at = open
    }
    guard readObject(line, &at, path: []), at == line.endIndex else { return nil }
  }

  private mutating func readObject(
    _ line: ArraySlice<UInt8>, _ at: inout Int, path: [String]
  ) -> Bool {
    at += 1
    Self.skipBlanks(line, &at)
    if Self.skip("}", line, &at) { return true }
    while at < line.endIndex {
      guard let key = Self.string(line, &at) else { return false }
      Self.skipBlanks(line, &at)
      guard Self.skip(":", line, &at) else { return false }
      let name = String(decoding: key.prefix(256), as: UTF8.self)
      guard readValue(line, &at, path: path + [name]) else { return false }
      Self.skipBlanks(line, &at)
      if Self.skip("}", line, &at) { return true }
      guard Self.skip(",", line, &at) else { return false }
      Self.skipBlanks(line, &at)
    }
    return false
  }

  private mutating func readValue(
    _ line: ArraySlice<UInt8>, _ at: inout Int, path: [String]
  ) -> Bool {
    guard path.count <= Self.maxDepth, entries.count <= Self.maxEntries else { return false }
    Self.skipBlanks(line, &at)
    guard at < line.endIndex else { return false }
    switch line[at] {
    case UInt8(ascii: "{"): return readObject(line, &at, path: path)
    case UInt8(ascii: "["): return readArray(line, &at, path: path)
    case UInt8(ascii: "\""):
      guard let text = Self.string(line, &at) else { return false }
      entries.append(Entry(path: path, value: text, isText: true))
      return true
    default:
      let word = line[at...].prefix {
        ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
          || $0 == UInt8(ascii: ".")
      }
      guard !word.isEmpty else { return false }
      at = word.endIndex
      if !word.elementsEqual("null".utf8) {
        entries.append(Entry(path: path, value: word, isText: false))
      }
      return true
    }
  }

  private mutating func readArray(
    _ line: ArraySlice<UInt8>, _ at: inout Int, path: [String]
  ) -> Bool {
    at += 1
    Self.skipBlanks(line, &at)
    if Self.skip("]", line, &at) { return true }
    var kept = entries.count
    var isFirst = true
    while at < line.endIndex {
      // Deeper arrays are bounded as objects are.
      guard readValue(line, &at, path: path) else { return false }
      if isFirst { kept = entries.count } else { entries.removeSubrange(kept...) }
      isFirst = false
      Self.skipBlanks(line, &at)
      if Self.skip("]", line, &at) { return true }
      guard Self.skip(",", line, &at) else { return false }
    }
    return false
  }

  private static func string(_ line: ArraySlice<UInt8>, _ at: inout Int) -> ArraySlice<UInt8>? {
    guard at < line.endIndex, line[at] == UInt8(ascii: "\"") else { return nil }
    var end = at + 1
    while end < line.endIndex, line[end] != UInt8(ascii: "\"") {
      end += line[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end < line.endIndex else { return nil }
    defer { at = end + 1 }
    return line[(at + 1)..<end]
  }

  private static func skipBlanks(_ line: ArraySlice<UInt8>, _ at: inout Int) {
    while at < line.endIndex, line[at] == 0x20 || line[at] == 0x09 { at += 1 }
  }

  private static func skip(_ sign: Unicode.Scalar, _ line: ArraySlice<UInt8>, _ at: inout Int)
    -> Bool
  {
    guard at < line.endIndex, line[at] == UInt8(ascii: sign) else { return false }
    at += 1
    return true
  }

  // MARK: Pairs

  /// Reads `key=value` pairs with blanks between them that are the whole line; words without `=` are
  /// values of nothing.
  init?(pairs line: ArraySlice<UInt8>) {
    var at = line.startIndex
    var others = 0
    while at < line.endIndex, entries.count <= Self.maxEntries {
      Self.skipBlanks(line, &at)
      guard at < line.endIndex else { break }
      let key = line[at...].prefix(64).prefix {
        ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "@")
      }
      at = key.endIndex
      guard !key.isEmpty, Self.skip("=", line, &at) else {
        others += 1
        guard others <= 2 else { return nil }
        while at < line.endIndex, line[at] != 0x20 { at += 1 }
        continue
      }
      let name = String(decoding: key, as: UTF8.self)
      if let text = Self.string(line, &at) {
        entries.append(Entry(path: [name], value: text, isText: true))
        // Commas between the pairs do no harm.
        _ = Self.skip(",", line, &at)
        guard at == line.endIndex || line[at] == 0x20 || line[at] == 0x09 else { return nil }
      } else {
        let word = line[at...].prefix { $0 != 0x20 && $0 != 0x09 }
        at = word.endIndex
        entries.append(Entry(path: [name], value: word, isText: false))
      }
    }
    guard entries.count >= 4 else { return nil }
  }
}

/// A line of values with one separator, each perhaps in quotes (RFC 4180).
enum SeparatedLine {
  /// The values without their quotes; quotes written twice stay so.
  static func cells(of line: ArraySlice<UInt8>, separator: UInt8) -> [ArraySlice<UInt8>] {
    var cells: [ArraySlice<UInt8>] = []
    var at = line.startIndex
    while cells.count <= SniffedTemplate.maxColumns {
      if at < line.endIndex, line[at] == UInt8(ascii: "\"") {
        var end = at + 1
        while end < line.endIndex {
          if line[end] == UInt8(ascii: "\"") {
            guard end + 1 < line.endIndex, line[end + 1] == UInt8(ascii: "\"") else { break }
            end += 1
          }
          end += 1
        }
        cells.append(line[(at + 1)..<min(end, line.endIndex)])
        at = min(end + 1, line.endIndex)
      } else {
        let cell = line[at...].prefix { $0 != separator }
        cells.append(cell)
        at = cell.endIndex
      }
      guard at < line.endIndex, line[at] == separator else { break }
      at += 1
    }
    return at == line.endIndex ? cells : []
  }
}
