/// Words that somebody may have meant.
enum Suggestion {
  /// `: did you mean "report"?` where one of the words is near to what was typed, or nothing.
  static func text(for typed: String, among words: [String]) -> String {
    guard let word = nearest(to: typed, among: words) else { return "" }
    return ": did you mean \"\(word)\"?"
  }

  /// The word that is fewest letters away, if those are two at most, and fewer than half of what was typed.
  ///
  /// - Complexity: O(*n* *m*) for each word.
  static func nearest(to typed: String, among words: [String]) -> String? {
    let typed = Array(typed.lowercased().utf8.prefix(40))
    let near = words.map { (word: $0, distance: distance(typed, Array($0.utf8))) }
      .min { $0.distance < $1.distance }
    guard let near, near.distance <= 2, near.distance * 2 < typed.count else { return nil }
    return near.word
  }

  /// How many letters have to be changed, put in, left out or exchanged with the next one (optimal string alignment).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for (row, letter) in left.enumerated() {
      var line = [row + 1]
      for (column, other) in right.enumerated() {
        var least = min(
          rows[row][column + 1] + 1, line[column] + 1, rows[row][column] + (letter == other ? 0 : 1)
        )
        if row > 0, column > 0, letter == right[column - 1], other == left[row - 1] {
          least = min(least, rows[row - 1][column - 1] + 1)
        }
        line.append(least)
      }
      rows.append(line)
    }
    return rows[left.count][right.count]
  }
}
