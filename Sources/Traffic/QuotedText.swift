/// Text that others chose, made fit to be shown: no character of it acts on what shows it.
public enum QuotedText {
  /// The text with every scalar that acts instead of showing written as `\u{…}`, and bytes of names
  /// of files that are no UTF-8 as `\xE5`.
  ///
  /// Control characters move a terminal's cursor, and bidirectional overrides let a name read
  /// backwards (Unicode Technical Report 36, section 2.6).
  ///
  /// - Complexity: O(*n*) in the text's length.
  public static func harmless(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: acts) else { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if let byte = FileName.byte(scalar) {
        shown += "\\x\(String(byte, radix: 16, uppercase: true))"
      } else if acts(scalar) {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Harmless text in double quotes, as sentences name what the user typed.
  public static func quoted(_ text: String) -> String { "\"\(harmless(text))\"" }

  /// Whether a scalar acts on what shows it: controls, line ends, direction marks, tags, no-width, and
  /// what stands for a byte of a file's name (``FileName``).
  package static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x2028...0x202E,
      0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE0FFF, 0x10FF80...0x10FFFF:
      true
    default: false
    }
  }
}
