/// Other ways to write the characters of ASCII.
enum PersonalWriting {
  static func fullWidth(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    (0x21...0x7e).contains(scalar.value) ? Unicode.Scalar(scalar.value + 0xfee0)! : scalar
  }

  /// A text with its digits in another script, whose zero is given.
  static func digits(from zero: UInt32) -> @Sendable (String) -> String {
    { text in
      String(
        String.UnicodeScalarView(
          text.unicodeScalars.map {
            (0x30...0x39).contains($0.value) ? Unicode.Scalar(zero + $0.value - 0x30)! : $0
          }))
    }
  }

  /// A text with something behind each of its digits.
  static func behindDigits(_ mark: String) -> @Sendable (String) -> String {
    { text in text.map { $0.isWholeNumber ? "\($0)\(mark)" : "\($0)" }.joined() }
  }

  /// Every byte that is no letter or digit of ASCII percent-encoded.
  @Sendable static func encoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
      return isPlain ? String(Unicode.Scalar(byte)) : "%" + String(byte, radix: 16, uppercase: true)
    }.joined()
  }
}
