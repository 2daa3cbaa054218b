/// Texts on their way to a store and back.
enum StoreText {
  /// A text as a literal of ClickHouse's SQL.
  static func literal(_ text: String) -> String {
    var bytes: [UInt8] = [0x27]
    for byte in text.utf8 {
      if byte == 0x27 || byte == 0x5C { bytes.append(0x5C) }
      bytes.append(byte)
    }
    return String(decoding: bytes + [0x27], as: UTF8.self)
  }

  static func percentEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
        || (0x61...0x7A).contains(byte) || byte == 0x2D || byte == 0x2E || byte == 0x5F
      if isPlain {
        bytes.append(byte)
      } else {
        bytes += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A value of `FORMAT TabSeparated`.
  static func unescaped(_ value: Substring) -> String {
    guard value.utf8.contains(0x5C) else { return String(value) }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in value.utf8 {
      guard isEscaped else {
        if byte == 0x5C { isEscaped = true } else { bytes.append(byte) }
        continue
      }
      isEscaped = false
      let meant: [UInt8: UInt8] = [
        0x62: 8, 0x66: 12, 0x72: 13, 0x6E: 10, 0x74: 9, 0x30: 0,
      ]
      bytes.append(meant[byte] ?? byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first line of an error, without what a terminal would obey.
  static func reason(_ bytes: [UInt8]) -> String {
    let line = bytes.prefix { $0 != 0x0A }.prefix(300).map {
      (0x20...0x7E).contains($0) ? $0 : 0x3F
    }
    return line.isEmpty ? "it does not say why" : String(decoding: line, as: UTF8.self)
  }
}
