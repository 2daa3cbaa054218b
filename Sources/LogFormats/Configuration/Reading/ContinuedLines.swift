/// The lines of a file, those that end with `\` joined with what follows.
struct ContinuedLines: Sequence, IteratorProtocol {
  struct Line {
    /// Without blanks at both ends.
    var text: String
    /// The number of its first line, from 1.
    var number: Int
  }

  private let bytes: [UInt8]
  /// Whether the blanks that a line goes on behind are left out.
  private let dropsIndent: Bool
  private var at: Int
  private var number = 0

  init(_ bytes: [UInt8], dropsIndent: Bool = false) {
    self.bytes = bytes
    self.dropsIndent = dropsIndent
    // A byte order mark, as editors leave it, is not a part of the first word.
    at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next line that is not empty.
  mutating func next() -> Line? {
    while at < bytes.count {
      var line: [UInt8] = []
      let first = number + 1
      var goesOn = true
      while goesOn, at < bytes.count {
        let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        var part = bytes[at..<end]
        at = end + 1
        number += 1
        if part.last == UInt8(ascii: "\r") { part.removeLast() }
        if dropsIndent, number > first { part = part.drop(while: ASCIIBlank.contains) }
        goesOn = part.last == UInt8(ascii: "\\")
        line += goesOn ? part.dropLast() : part
      }
      let text = line.drop(while: ASCIIBlank.contains)
      let behind = text.lastIndex { !ASCIIBlank.contains($0) }
      if let behind {
        return Line(text: String(decoding: text[...behind], as: UTF8.self), number: first)
      }
    }
    return nil
  }
}

/// Blanks inside a line.
enum ASCIIBlank {
  static func contains(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
  }
}
