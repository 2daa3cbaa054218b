internal import LogFormats

/// A line cut into all of its fields, those that are never counted included.
///
/// Slower than ``LogEntry``, and the only place where a whole value is looked at.
struct RawLine {
  private(set) var fields: [(field: FieldMeaning, bytes: ArraySlice<UInt8>)] = []
  /// What follows the last field that the format has.
  private(set) var rest: ArraySlice<UInt8> = []

  /// Cuts a line by a plan; `nil` where it is not of that format.
  ///
  /// - Complexity: O(*n*) in the bytes, times as many tries as reading it takes.
  init?(_ line: ArraySlice<UInt8>, _ plan: FormatPlan) {
    switch plan.shape {
    case .steps(let steps):
      let bytes = Array(line)
      let walk = PlanWalk(steps, of: plan, line: bytes)
      guard walk.stop == nil else { return nil }
      for (field, value) in zip(plan.fields, walk.values) {
        guard let value else { continue }
        fields.append((field.meaning, bytes[value]))
      }
      if let place = walk.rest { rest = bytes[place] }
    case .json(let keys): guard cut(object: line, RawLine.meanings(of: keys)) else { return nil }
    case .pairs(let keys): guard cut(pairs: line, RawLine.meanings(of: keys)) else { return nil }
    }
  }

  private static func meanings(of keys: [FormatKey]) -> [[UInt8]: FieldMeaning] {
    Dictionary(
      keys.map { (Array(($0.path.last ?? "").utf8), $0.field.meaning) }, uniquingKeysWith: { $1 })
  }

  /// Texts and numbers of an object, by the key right before them.
  private mutating func cut(
    object line: ArraySlice<UInt8>, _ meanings: [[UInt8]: FieldMeaning]
  ) -> Bool {
    var key: ArraySlice<UInt8> = []
    var at = line.startIndex
    func isWord(_ byte: UInt8) -> Bool { !"{}[],: \t\"".utf8.contains(byte) }
    while at < line.endIndex {
      let isText = line[at] == UInt8(ascii: "\"")
      guard isText || isWord(line[at]) else {
        at += 1
        continue
      }
      let text = isText ? RawLine.quoted(line, &at) : RawLine.word(line, &at, isWord)
      if line[at...].drop(while: { $0 == 0x20 }).first == UInt8(ascii: ":") {
        key = text
      } else {
        fields.append((meanings[Array(key)] ?? .ignored, text))
      }
    }
    return line.contains(UInt8(ascii: ":"))
  }

  /// Values of pairs, which end at a blank whatever they hold: an address has colons.
  private mutating func cut(
    pairs line: ArraySlice<UInt8>, _ meanings: [[UInt8]: FieldMeaning]
  ) -> Bool {
    var at = line.startIndex
    while at < line.endIndex {
      guard line[at] != 0x20, line[at] != 0x09 else {
        at += 1
        continue
      }
      let isText = line[at] == UInt8(ascii: "\"")
      let name =
        isText ? RawLine.quoted(line, &at) : RawLine.word(line, &at) { !" \t=".utf8.contains($0) }
      guard at < line.endIndex, line[at] == UInt8(ascii: "=") else {
        fields.append((.ignored, name))
        continue
      }
      at += 1
      let isQuoted = at < line.endIndex && line[at] == UInt8(ascii: "\"")
      let value =
        isQuoted ? RawLine.quoted(line, &at) : RawLine.word(line, &at) { !" \t".utf8.contains($0) }
      fields.append((meanings[Array(name)] ?? .ignored, value))
    }
    return line.contains(UInt8(ascii: "="))
  }

  /// What is between quotes; the place is behind them then.
  private static func quoted(_ line: ArraySlice<UInt8>, _ at: inout Int) -> ArraySlice<UInt8> {
    let start = at + 1
    at = start
    while at < line.endIndex, line[at] != UInt8(ascii: "\"") {
      at += line[at] == UInt8(ascii: "\\") ? 2 : 1
    }
    at = min(at, line.endIndex)
    defer { at = min(at + 1, line.endIndex) }
    return line[start..<at]
  }

  private static func word(
    _ line: ArraySlice<UInt8>, _ at: inout Int, _ isWord: (UInt8) -> Bool
  ) -> ArraySlice<UInt8> {
    let start = at
    while at < line.endIndex, isWord(line[at]) { at += 1 }
    return line[start..<at]
  }
}
