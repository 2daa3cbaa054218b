/// The columns a text takes up in a terminal.
enum DisplayWidth {
  /// - Complexity: O(*n*); quick for ASCII.
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    character.unicodeScalars.map(of).max() ?? 0
  }

  /// Marks take no column, East Asian wide letters and pictures two (Unicode Annex 11).
  private static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<0x300: 1
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F,
      0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
      0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      2
    default:
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format: 0
      default: 1
      }
    }
  }

  /// The text with its middle left out, so that it takes up at most this many columns.
  ///
  /// A path says most at its two ends.
  static func shortened(_ text: String, to width: Int, ellipsis: String) -> String {
    guard of(text) > width else { return text }
    let room = max(0, width - of(ellipsis))
    var (head, tail) = ("", "")
    var used = 0
    for character in text {
      guard used + of(character) <= (room + 1) / 2 else { break }
      head.append(character)
      used += of(character)
    }
    var rest = room - used
    for character in text.reversed() {
      guard of(character) <= rest else { break }
      tail.insert(character, at: tail.startIndex)
      rest -= of(character)
    }
    return head + ellipsis + tail
  }
}
