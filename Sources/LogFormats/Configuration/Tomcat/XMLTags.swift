/// The tags of an XML file, as far as a configuration needs them: no namespaces, no entities but
/// the five and numbers.
struct XMLTags {
  enum Part {
    case start(name: String, attributes: [String: String], isEmpty: Bool)
    case end(name: String)
    case text(String)
  }

  private let bytes: [UInt8]
  private var at = 0
  private var line = 1
  /// The line where the last part began.
  private(set) var partLine = 1
  private(set) var isCut = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func next() -> Part? {
    while at < bytes.count {
      partLine = line
      guard bytes[at] == UInt8(ascii: "<") else {
        let text = bytes[at...].prefix { $0 != UInt8(ascii: "<") }
        advance(to: at + text.count)
        return .text(Self.resolved(text))
      }
      if starts("<!--") {
        skip(past: "-->")
      } else if starts("<![CDATA[") {
        skip(past: "]]>")
      } else if starts("<?") {
        skip(past: "?>")
      } else if starts("<!") {
        skip(past: ">")
      } else {
        return tag()
      }
    }
    return nil
  }

  private func starts(_ text: StaticString) -> Bool {
    bytes[at...].starts(with: "\(text)".utf8)
  }

  private mutating func advance(to end: Int) {
    for byte in bytes[at..<end] where byte == UInt8(ascii: "\n") { line += 1 }
    at = end
  }

  private mutating func skip(past end: String) {
    let pattern = Array(end.utf8)
    var to = at + 1
    while to < bytes.count, !bytes[to...].starts(with: pattern) { to += 1 }
    isCut = isCut || to == bytes.count
    advance(to: min(to + pattern.count, bytes.count))
  }

  private mutating func tag() -> Part {
    advance(to: at + 1)
    let isEnd = at < bytes.count && bytes[at] == UInt8(ascii: "/")
    if isEnd { advance(to: at + 1) }
    let name = word()
    var attributes: [String: String] = [:]
    var isEmpty = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte == UInt8(ascii: ">") {
        advance(to: at + 1)
        return isEnd
          ? .end(name: name) : .start(name: name, attributes: attributes, isEmpty: isEmpty)
      }
      isEmpty = byte == UInt8(ascii: "/")
      guard !isEmpty, !Self.isBlank(byte) else {
        advance(to: at + 1)
        continue
      }
      let key = word()
      skipBlanks()
      guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
        // What is neither a name nor a value is left out.
        if key.isEmpty { advance(to: at + 1) }
        continue
      }
      advance(to: at + 1)
      skipBlanks()
      attributes[key] = value()
    }
    isCut = true
    return isEnd ? .end(name: name) : .start(name: name, attributes: attributes, isEmpty: isEmpty)
  }

  private mutating func word() -> String {
    let end: [UInt8] = Array("=/><\"'".utf8)
    let word = bytes[at...].prefix { !Self.isBlank($0) && !end.contains($0) }
    at += word.count
    return String(decoding: word, as: UTF8.self)
  }

  private mutating func value() -> String {
    guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
      return word()
    }
    let quote = bytes[at]
    let inside = bytes[(at + 1)...].prefix { $0 != quote }
    advance(to: min(at + 2 + inside.count, bytes.count))
    return Self.resolved(inside)
  }

  private mutating func skipBlanks() {
    while at < bytes.count, Self.isBlank(bytes[at]) { advance(to: at + 1) }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    ASCIIBlank.contains(byte) || byte == UInt8(ascii: "\n")
  }

  /// Text with `&quot;`, `&#34;` and their like put in; what is not known stays.
  private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    let pieces = text.split(separator: "&", omittingEmptySubsequences: false)
    return pieces.dropFirst().reduce(into: String(pieces[0])) { text, piece in
      guard let end = piece.firstIndex(of: ";"), let known = entity(piece[..<end]) else {
        return text += "&" + piece
      }
      text += known + piece[end...].dropFirst()
    }
  }

  private static func entity(_ name: Substring) -> String? {
    switch name {
    case "quot": return "\""
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "apos": return "'"
    default:
      guard name.hasPrefix("#") else { return nil }
      let digits = name.dropFirst()
      let code =
        digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return code.flatMap(UnicodeScalar.init).map { String($0) }
    }
  }
}
