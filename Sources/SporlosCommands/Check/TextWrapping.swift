/// Lines of text for a terminal of some columns.
struct WrappedText {
  private(set) var text = ""
  let width: Int

  init(width: Int = 80) { self.width = width }

  mutating func line(_ line: String = "") { text += line + "\n" }

  /// Words, broken where a line is full; the first line goes behind a heading.
  mutating func paragraph(_ words: String, heading: String = "", indent: Int) {
    let start = heading + String(repeating: " ", count: max(0, indent - heading.count))
    var current = start
    var isEmpty = true
    for word in words.split(separator: " ", omittingEmptySubsequences: true) {
      if !isEmpty, current.count + 1 + word.count > width {
        line(current)
        current = String(repeating: " ", count: indent)
        isEmpty = true
      }
      current += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    line(current)
  }
}
