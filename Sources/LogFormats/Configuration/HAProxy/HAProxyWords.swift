/// The words of a line (section 2.2 of HAProxy's configuration manual, "Quoting and escaping").
struct HAProxyWords {
  private(set) var words: [String] = []
  /// The variables without a value, which stay as they are written.
  private(set) var unknown: [String] = []
  private(set) var isCut = false
  private let bytes: [UInt8]
  private let variables: [String: String]
  private var at = 0

  init(_ line: String, _ variables: [String: String] = [:]) {
    bytes = Array(line.utf8)
    self.variables = variables
    while skipBlanks() { words.append(word()) }
  }

  /// - Returns: Whether a word begins; what stands behind `#` is a comment.
  private mutating func skipBlanks() -> Bool {
    while at < bytes.count, ASCIIBlank.contains(bytes[at]) { at += 1 }
    return at < bytes.count && bytes[at] != UInt8(ascii: "#")
  }

  private mutating func word() -> String {
    var word: [UInt8] = []
    var quote: UInt8?
    while at < bytes.count {
      let byte = bytes[at]
      if quote == nil, ASCIIBlank.contains(byte) || byte == UInt8(ascii: "#") { break }
      at += 1
      switch byte {
      case UInt8(ascii: "\"") where quote != UInt8(ascii: "'"),
        UInt8(ascii: "'") where quote != UInt8(ascii: "\""):
        quote = quote == nil ? byte : nil
      case UInt8(ascii: "\\") where quote != UInt8(ascii: "'") && at < bytes.count:
        word += escaped()
      case UInt8(ascii: "$") where quote == UInt8(ascii: "\""): word += variable()
      default: word.append(byte)
      }
    }
    isCut = isCut || quote != nil
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func escaped() -> [UInt8] {
    let byte = bytes[at]
    at += 1
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "#"), UInt8(ascii: "\\"),
      UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "$"):
      return [byte]
    case UInt8(ascii: "n"): return [UInt8(ascii: "\n")]
    case UInt8(ascii: "r"): return [UInt8(ascii: "\r")]
    case UInt8(ascii: "t"): return [UInt8(ascii: "\t")]
    case UInt8(ascii: "x"):
      let digits = bytes[at...].prefix(2)
      guard digits.count == 2,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      else { return [UInt8(ascii: "\\"), byte] }
      at += 2
      return [code]
    default: return [UInt8(ascii: "\\"), byte]
    }
  }

  /// `NAME`, `{NAME}` or `{NAME-value}`, behind the dollar.
  private mutating func variable() -> [UInt8] {
    let start = at
    let isBraced = at < bytes.count && bytes[at] == UInt8(ascii: "{")
    if isBraced { at += 1 }
    let name = String(
      decoding: bytes[at...].prefix { ShellAssignments.isName(String(UnicodeScalar($0))) },
      as: UTF8.self)
    at += name.utf8.count
    var otherwise: ArraySlice<UInt8>?
    if isBraced {
      let end = bytes[at...].firstIndex(of: UInt8(ascii: "}")) ?? bytes.count
      if at < end, bytes[at] == UInt8(ascii: "-") { otherwise = bytes[(at + 1)..<end] }
      at = min(end + 1, bytes.count)
    }
    if let value = variables[name] { return Array(value.utf8) }
    if let otherwise { return Array(otherwise) }
    if !name.isEmpty { unknown.append(name) }
    return [UInt8(ascii: "$")] + bytes[start..<at]
  }
}
