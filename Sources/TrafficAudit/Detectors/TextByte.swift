/// What single bytes of text are. Bytes of letters beyond ASCII count as letters.
enum TextByte {
  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5a).contains(byte) }
  static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte) }
  static func isLatin(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
  static func isLetter(_ byte: UInt8) -> Bool { isLatin(byte) || byte >= 0x80 }
  static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) }
  static func isHex(_ byte: UInt8) -> Bool { isDigit(byte) || (0x61...0x66).contains(byte | 0x20) }
  static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte | 0x20 : byte }

  /// The value of a hexadecimal digit.
  static func hexValue(_ byte: UInt8) -> UInt8 {
    isDigit(byte) ? byte - 0x30 : (byte | 0x20) - 0x61 + 10
  }
}
