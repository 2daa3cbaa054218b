/// Short strings to look for in a text or at its beginning, all at once.
struct Needles: Sendable {
  /// By first byte, so that each place of a text is compared with a few only.
  private let byFirst: [[[UInt8]]]

  init(_ texts: [String]) {
    var byFirst = [[[UInt8]]](repeating: [], count: 256)
    for text in texts {
      let needle = Array(text.utf8)
      if let first = needle.first { byFirst[Int(first)].append(needle) }
    }
    self.byFirst = byFirst
  }

  /// Whether one of them stands in a text.
  ///
  /// - Complexity: O(*n* · *k*), where *k* is how many needles begin with the same byte.
  func stand(in text: [UInt8]) -> Bool {
    text.indices.contains { begin(text[$0...]) }
  }

  /// Whether a text begins with one of them.
  func begin(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, !byFirst[Int(first)].isEmpty else { return false }
    return byFirst[Int(first)].contains { text.starts(with: $0) }
  }
}
