/// A JSON value (RFC 8259), as far as configurations need it: numbers stay text.
enum JSONValue {
  case object([String: JSONValue])
  case array([JSONValue])
  case string(String)
  /// A number, `true`, `false` or `null`.
  case other(String)

  /// Nil for what is not JSON, or goes deeper than any configuration.
  init?(_ bytes: [UInt8]) {
    var reader = JSONReader(bytes: bytes)
    guard let value = reader.value(depth: 0), reader.isAtEnd() else { return nil }
    self = value
  }

  subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var members: [String: JSONValue] {
    if case .object(let members) = self { members } else { [:] }
  }

  var text: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The texts of an array, or a text alone.
  var texts: [String] {
    switch self {
    case .array(let values): values.compactMap(\.text)
    case .string(let text): [text]
    case .object, .other: []
    }
  }
}

private struct JSONReader {
  let bytes: [UInt8]
  var at = 0

  mutating func skipBlanks() {
    while at < bytes.count, ASCIIBlank.contains(bytes[at]) || bytes[at] == UInt8(ascii: "\n") {
      at += 1
    }
  }

  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return at == bytes.count
  }

  mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func value(depth: Int) -> JSONValue? {
    guard depth < 64 else { return nil }
    if take(UInt8(ascii: "{")) {
      var members: [String: JSONValue] = [:]
      if take(UInt8(ascii: "}")) { return .object(members) }
      repeat {
        guard take(UInt8(ascii: "\"")), let key = string(), take(UInt8(ascii: ":")),
          let value = value(depth: depth + 1)
        else { return nil }
        members[key] = value
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "}")) ? .object(members) : nil
    }
    if take(UInt8(ascii: "[")) {
      var values: [JSONValue] = []
      if take(UInt8(ascii: "]")) { return .array(values) }
      repeat {
        guard let value = value(depth: depth + 1) else { return nil }
        values.append(value)
      } while take(UInt8(ascii: ","))
      return take(UInt8(ascii: "]")) ? .array(values) : nil
    }
    if take(UInt8(ascii: "\"")) { return string().map { .string($0) } }
    let word = bytes[at...].prefix { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "E"):
        true
      default: false
      }
    }
    at += word.count
    return word.isEmpty ? nil : .other(String(decoding: word, as: UTF8.self))
  }

  /// What stands behind an opening quote.
  mutating func string() -> String? {
    var text: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard at < bytes.count else { return nil }
        let escaped = bytes[at]
        at += 1
        switch escaped {
        case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
        case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
        case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
        case UInt8(ascii: "u"):
          let digits = String(decoding: bytes[at...].prefix(4), as: UTF8.self)
          guard let code = UInt32(digits, radix: 16) else { return nil }
          at = min(at + 4, bytes.count)
          // Half of a pair is no character; paths and names have none.
          text += String(UnicodeScalar(code) ?? "\u{FFFD}").utf8
        default: text.append(escaped)
        }
      default: text.append(byte)
      }
    }
    return nil
  }
}
