/// Text of a path made fit to be looked at and shown.
enum PathText {
  /// Valid UTF-8 without characters that a terminal or a reader could be fooled by, and with the
  /// digits and the `@` of any script as those of ASCII, so that one set of shapes finds them all.
  ///
  /// - Complexity: O(*n*).
  static func plain(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) { return Array(bytes) }
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
        .unassigned:
        text.append(contentsOf: "\u{fffd}".utf8)
      case .decimalNumber:
        text.append(0x30 + UInt8(scalar.properties.numericValue ?? 0))
      case .otherPunctuation where scalar == "\u{ff20}" || scalar == "\u{fe6b}":
        text.append(UInt8(ascii: "@"))
      default: text.append(contentsOf: String(scalar).utf8)
      }
    }
    return text
  }
}
