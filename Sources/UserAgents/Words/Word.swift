/// A word of a header: letters and digits in a row.
struct Word {
  let start: Int
  private(set) var end: Int
  /// The hash of its letters in lower case.
  private(set) var hash: UInt64

  /// The word that begins at a place; empty where a mark stands there.
  ///
  /// - Complexity: O(*n*) in the word's bytes, eight at a time.
  @inline(__always)
  init(from start: Int, in bytes: Span<UInt8>) {
    self.start = start
    end = start
    var hash = WordHash()
    var count: Int
    repeat {
      let eight = EightBytes(at: end, in: bytes)
      count = eight.wordBytes
      guard count > 0 else { break }
      hash.add(eight.lowercase(first: count))
      end &+= count
    } while count == 8
    self.hash = hash.value
  }

  @inline(__always)
  var isEmpty: Bool { end == start }

  /// Where its first digit stands, or where it ends.
  func stemEnd(in bytes: Span<UInt8>) -> Int {
    var index = start
    while index < end, !isDigit(bytes[index]) { index += 1 }
    return index
  }
}
