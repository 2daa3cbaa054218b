/// What the segment before one says about it: `/born/1993/06/19`, `/lat/59.91`, `/59.9139/10.7522`.
struct SegmentContext {
  /// Where the text of the last segment begins in that of the page.
  var start = 0
  /// The last segment, before it was redacted.
  private var last: ArraySlice<UInt8> = []
  /// Whether the numbers since a word are a date of birth.
  private var isInBirth = false

  static let placeholder = Array(":id".utf8)

  /// Whether this segment is the second of two coordinates. The first one is known by it.
  func isSecondCoordinate(_ segment: ArraySlice<UInt8>) -> Bool {
    isNumber(segment) && PlaceShape.isCoordinate(segment) && PlaceShape.isCoordinate(last)
  }

  /// The segment with placeholders.
  mutating func redacted(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    defer { last = segment }
    guard isNumber(segment) else {
      if isInBirth, BirthShape.isMonth(segment) { return SegmentContext.placeholder[...] }
      isInBirth = false
      if isGeohash(segment) { return SegmentContext.placeholder[...] }
      return SegmentRedaction.redacted(segment)
    }
    // Words are asked for what they mean only where a number is behind them.
    if DateShape.isBirthWord(last) { isInBirth = true }
    let isPersonal =
      isInBirth
      && (segment.allSatisfy { ASCII.isDigit($0) || "-_.".utf8.contains($0) }
        || BirthShape.birth(at: segment, behind: Array("born-".utf8)[...]) == segment.count)
      || isSecondCoordinate(segment) || PlaceShape.isWord(last) && PlaceShape.isNumber(segment)
    return isPersonal ? SegmentContext.placeholder[...] : SegmentRedaction.redacted(segment)
  }

  /// Whether a segment is a code of a place behind the word for it (G. Niemeyer, geohash.org).
  private func isGeohash(_ segment: ArraySlice<UInt8>) -> Bool {
    last.count == 7 && last.elementsEqual("geohash".utf8) && (5...12).contains(segment.count)
      && segment.allSatisfy(ASCII.isAlphanumeric)
  }

  private func isNumber(_ segment: ArraySlice<UInt8>) -> Bool {
    guard let first = segment.first else { return false }
    return ASCII.isDigit(first) || first == UInt8(ascii: "-")
  }
}
