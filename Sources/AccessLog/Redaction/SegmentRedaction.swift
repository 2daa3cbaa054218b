/// Finds a person's data in one decoded segment of a path and puts placeholders in its place.
///
/// The rules look at shapes, not at meanings: better a page too few than a person too many.
enum SegmentRedaction {
  /// The segment with placeholders. What stands beside a placeholder may look like a token with it,
  /// so the result is looked at again until nothing more is found.
  ///
  /// - Complexity: O(*n*).
  static func redacted(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    // Most segments are short words; they need no further look.
    if isPlainWord(segment) { return segment }
    var text = segment
    for _ in 0..<4 {
      guard let next = redactedOnce(text) else { return text }
      text = next[...]
    }
    return Array(":token".utf8)[...]
  }

  /// The segment with placeholders, `nil` where there is nothing to put one for.
  private static func redactedOnce(_ segment: ArraySlice<UInt8>) -> [UInt8]? {
    let bytes = ByteSet(segment)
    if let whole = placeholderForAll(of: segment, bytes) { return Array(whole.utf8) }
    return redactingRuns(in: segment, bytes)
  }

  /// Letters, hyphens, dots and underscores, and nothing long enough to be a token.
  private static func isPlainWord(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.count < 10
      && segment.allSatisfy {
        ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  /// The placeholder for a segment that is personal as a whole.
  private static func placeholderForAll(
    of segment: ArraySlice<UInt8>, _ bytes: ByteSet
  ) -> String? {
    if bytes.contains(UInt8(ascii: "@")) {
      // `@name` is a handle; anything else with an `@` is taken for an e-mail address.
      return segment.first == UInt8(ascii: "@") ? ":user" : ":email"
    }
    if mayHaveAddress(bytes), AddressShape.isAddress(segment) { return ":ip" }
    if bytes.contains(UInt8(ascii: ".")), TokenShape.isWebToken(segment) { return ":token" }
    if MailShape.stands(in: segment) { return ":email" }
    return nil
  }

  /// Addresses of all kinds have digits or colons.
  private static func mayHaveAddress(_ bytes: ByteSet) -> Bool {
    bytes.hasDigits || bytes.contains(UInt8(ascii: ":"))
  }

  /// Replaces runs of bytes within a segment, from left to right; `nil` where there are none.
  private static func redactingRuns(in segment: ArraySlice<UInt8>, _ bytes: ByteSet) -> [UInt8]? {
    var result: [UInt8] = []
    /// What is kept of the segment, since the last placeholder.
    var kept = segment.startIndex
    var index = segment.startIndex
    func replace(_ length: Int, _ placeholder: String) {
      result.append(contentsOf: segment[kept..<index])
      result.append(contentsOf: placeholder.utf8)
      index += length
      kept = index
    }
    while index < segment.endIndex {
      let isRunStart = index == segment.startIndex || !ASCII.isAlphanumeric(segment[index - 1])
      let rest = segment[index...]
      let isAlone = index == segment.startIndex || TokenShape.isDelimiter(segment[index - 1])
      if isRunStart, bytes.hasDigits, let length = NumberShape.date(at: rest) {
        index += length
      } else if isRunStart,
        let (length, placeholder) = personalRun(at: rest, isAlone: isAlone, bytes)
      {
        replace(length, placeholder)
      } else if let length = addressBehindLetter(at: rest, in: segment) {
        replace(length, ":ip")
      } else if ASCII.isLetter(segment[index]) {
        // Within a word, only numbers are of interest.
        index = rest.drop(while: ASCII.isLetter).startIndex
      } else {
        let digits = rest.prefix(while: ASCII.isDigit).count
        if digits >= 5 { replace(digits, ":id") } else { index += max(digits, 1) }
      }
    }
    if kept == segment.startIndex { return nil }
    return result + segment[kept...]
  }

  /// The length of an address that stands right behind a letter: `ip192.0.2.1`, `host192-0-2-1`.
  private static func addressBehindLetter(
    at rest: ArraySlice<UInt8>, in segment: ArraySlice<UInt8>
  ) -> Int? {
    guard rest.startIndex > segment.startIndex, ASCII.isDigit(rest[rest.startIndex]),
      ASCII.isLetter(segment[rest.startIndex - 1])
    else { return nil }
    return AddressShape.version4(at: rest)
  }

  /// The personal data that begins here, and its length in bytes.
  private static func personalRun(
    at rest: ArraySlice<UInt8>, isAlone: Bool, _ bytes: ByteSet
  ) -> (Int, String)? {
    if let length = TokenShape.uuid(at: rest) { return (length, ":uuid") }
    if mayHaveAddress(bytes) {
      if let length = AddressShape.address(at: rest) { return (length, ":ip") }
      if let length = AddressNotation.address(at: rest) { return (length, ":ip") }
      if let length = AddressShape.hardware(at: rest) { return (length, ":id") }
    }
    if isAlone, let length = TokenShape.groups(at: rest, among: bytes) { return (length, ":token") }
    if bytes.hasDigits {
      if let (length, placeholder) = NumberShape.number(at: rest) { return (length, placeholder) }
      if let length = NumberShape.insurance(at: rest) { return (length, ":id") }
    }
    if let length = TokenShape.token(at: rest, isAlone: isAlone, among: bytes) {
      return (length, ":token")
    }
    return nil
  }
}
