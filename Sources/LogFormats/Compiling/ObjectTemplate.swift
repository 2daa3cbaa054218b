/// A format string that is a JSON object with directives for values, as
/// `{"time":"%START_TIME%","status":%RESPONSE_CODE%}`.
///
/// Not quite JSON: a value without quotes may be a directive, which may hold any byte.
struct ObjectTemplate {
  private let text: FormatText
  private var index: Int
  private let directiveEnd: (FormatText, Int) -> Int?
  private var found: [(path: [String], range: Range<Int>)] = []
  private var bare: [Range<Int>] = []

  /// How deep objects may stand in one another.
  private static let maxDepth = 16

  /// The template, or `nil` where the text is none: it has to begin with `{"` or `{}`.
  ///
  /// - Parameter directiveEnd: Where a directive ends that begins at an index, if one does.
  init?(
    _ text: FormatText, directiveEnd: @escaping (FormatText, Int) -> Int?
  ) throws(FormatProblem) {
    self.text = text
    self.directiveEnd = directiveEnd
    index = 0
    skipBlanks()
    guard text.byte(at: index) == UInt8(ascii: "{") else { return nil }
    let start = index
    index += 1
    skipBlanks()
    guard text.byte(at: index) == UInt8(ascii: "\"") else { return nil }
    index = start
    try readObject([], depth: 0)
    skipBlanks()
  }

  /// Whether nothing stands behind the object.
  var isWhole: Bool { index == text.bytes.count }

  /// The values that no quotes enclose.
  var bareValues: [FormatText] { bare.map { FormatText($0, of: text) } }

  /// The keys with what their values mean; those of arrays are left out.
  ///
  /// - Parameter field: What a value means whose template this is.
  func keys(
    _ field: (FormatText) throws(FormatProblem) -> FormatField
  ) throws(FormatProblem) -> [FormatKey] {
    var keys: [FormatKey] = []
    for (path, range) in found {
      keys.append(FormatKey(path, try field(FormatText(range, of: text))))
    }
    return keys
  }

  private mutating func skipBlanks() {
    while let byte = text.byte(at: index), isBlank(byte) { index += 1 }
  }

  private var unterminated: FormatProblem {
    text.problem(.unterminated, min(index, text.bytes.count)..<text.bytes.count)
  }

  private mutating func readObject(_ path: [String], depth: Int) throws(FormatProblem) {
    guard depth < ObjectTemplate.maxDepth, found.count <= PieceList.maxFields else {
      throw FormatProblem(.tooLarge)
    }
    let start = index
    index += 1
    while true {
      skipBlanks()
      guard let byte = text.byte(at: index) else {
        throw text.problem(.unterminated, start..<(start + 1))
      }
      switch byte {
      case UInt8(ascii: "}"):
        index += 1
        return
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "\""):
        let key = text.string(try readString())
        skipBlanks()
        guard text.byte(at: index) == UInt8(ascii: ":") else { throw unterminated }
        index += 1
        skipBlanks()
        try readValue(path + [key], depth: depth)
      default:
        throw text.problem(.unknownDirective, index..<(index + 1))
      }
    }
  }

  private mutating func readValue(_ path: [String], depth: Int) throws(FormatProblem) {
    switch text.byte(at: index) {
    case UInt8(ascii: "\""):
      found.append((path, try readString()))
    case UInt8(ascii: "{"):
      try readObject(path, depth: depth + 1)
    case UInt8(ascii: "["):
      try skipArray()
    default:
      let start = index
      while let byte = text.byte(at: index), byte != UInt8(ascii: ","), byte != UInt8(ascii: "}"),
        !isBlank(byte)
      {
        index = directiveEnd(text, index) ?? (index + 1)
      }
      found.append((path, start..<index))
      bare.append(start..<index)
    }
  }

  /// Reads a string in quotes; its range is without them.
  private mutating func readString() throws(FormatProblem) -> Range<Int> {
    let start = index + 1
    index = start
    while let byte = text.byte(at: index) {
      if byte == UInt8(ascii: "\"") {
        index += 1
        return start..<(index - 1)
      }
      index =
        byte == UInt8(ascii: "\\") ? index + 2 : (directiveEnd(text, index) ?? (index + 1))
    }
    throw text.problem(.unterminated, (start - 1)..<start)
  }

  private mutating func skipArray() throws(FormatProblem) {
    let start = index
    var depth = 0
    repeat {
      guard let byte = text.byte(at: index) else {
        throw text.problem(.unterminated, start..<(start + 1))
      }
      switch byte {
      case UInt8(ascii: "\""):
        _ = try readString()
        continue
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      default: break
      }
      index += 1
    } while depth > 0
  }
}
