/// What the segment before one says about it: `/born/1993/06/19`, `/lat/59.91`, `/59.9139/10.7522`.
struct SegmentContext {
  /// Where the text of the last segment begins in that of the page.
  var start = 0
  /// The last segment, before it was redacted.
  private var last: ArraySlice<UInt8> = []
  /// Whether the numbers since a word are a date of birth.
  private var isInBirth = false
  /// Whether a segment said that places follow.
  private var isInMap = false

  static let placeholder = Array(":id".utf8)

  /// Whether this segment is the second of two coordinates. The first one is known by it.
  func isSecondCoordinate(_ segment: ArraySlice<UInt8>) -> Bool {
    let places = isInMap ? 2 : 3
    return isNumber(segment) && PlaceShape.isCoordinate(segment, places: places)
      && PlaceShape.isCoordinate(last, places: places)
  }

  /// The segment with placeholders.
  mutating func redacted(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    defer { last = segment }
    guard isNumber(segment) else {
      if isInBirth, BirthShape.isMonth(segment) { return SegmentContext.placeholder[...] }
      // Words are asked for what they mean only where a number is behind them.
      if segment.contains(where: ASCII.isDigit), isInBirth || DateShape.isBirthWord(last),
        let date = date(in: segment)
      {
        return date
      }
      isInBirth = false
      if isGeohash(segment) { return SegmentContext.placeholder[...] }
      return SegmentRedaction.redacted(segment)
    }
    if DateShape.isBirthWord(last) { isInBirth = true }
    if PlaceShape.isMap(last) { isInMap = true }
    if isInMap, PlaceShape.isPair(segment) { return SegmentContext.placeholder[...] }
    if isInBirth, let date = date(in: segment) { return date }
    let isPersonal =
      isSecondCoordinate(segment) || PlaceShape.isWord(last) && PlaceShape.isNumber(segment)
    return isPersonal ? SegmentContext.placeholder[...] : SegmentRedaction.redacted(segment)
  }

  /// A segment that is a date of birth, with a placeholder and a document's ending.
  private mutating func date(in segment: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let length = BirthShape.date(inSegment: segment) else { return nil }
    isInBirth = true
    return (SegmentContext.placeholder + segment.dropFirst(length))[...]
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
