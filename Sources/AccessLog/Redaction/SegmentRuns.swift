/// Personal data over several segments of a path: numbers whose groups have slashes between them, and
/// e-mail addresses with one for the at sign.
enum SegmentRuns {
  /// The segments, with placeholders for those that are a number or an address together.
  ///
  /// - Complexity: O(*n*).
  static func redacted(_ segments: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>] {
    guard segments.count > 1 else { return segments }
    var result = segments
    var start = 0
    for index in 0...segments.count {
      if index < segments.count {
        if isGroup(segments[index]) { continue }
        if let length = address(at: index, in: segments) {
          // The number of segments stays, so that places in both lists agree.
          for place in (index - length)...index { result[place] = mail[...] }
        }
      }
      if index - start >= 3, isNumber(segments[start..<index]) {
        for place in start..<index { result[place] = SegmentContext.placeholder[...] }
      }
      start = index + 1
    }
    return result
  }

  private static let mail = Array(":email".utf8)

  private static func isGroup(_ segment: ArraySlice<UInt8>) -> Bool {
    (1...4).contains(segment.count) && segment.allSatisfy(ASCII.isDigit)
  }

  /// Whether three groups or more are one number: seven digits or more, and no year among them, as dates
  /// and archives have one; or groups of four, as of a card.
  private static func isNumber(_ groups: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    let digits = groups.reduce(0) { $0 + $1.count }
    return digits >= 7 && !groups.contains(where: DateShape.isYear)
      || digits >= 12 && groups.allSatisfy { $0.count == 4 }
  }

  /// How many segments before a domain are an address with it: a name in two parts, perhaps with `at`
  /// between.
  private static func address(at index: Int, in segments: [ArraySlice<UInt8>]) -> Int? {
    let domain = segments[index]
    guard index > 0, domain.contains(UInt8(ascii: ".")), MailShape.isDomain(domain),
      domain.allSatisfy({ ASCII.isAlphanumeric($0) || $0 == 0x2e || $0 == 0x2d })
    else { return nil }
    let length = segments[index - 1].elementsEqual("at".utf8) ? 2 : 1
    guard index >= length else { return nil }
    let name = segments[index - length]
    guard name.contains(UInt8(ascii: ".")), MailShape.isFullName(name),
      !TokenShape.isDocument(name)
    else { return nil }
    return length
  }
}
