/// Finds a person's data in one decoded segment of a path and puts placeholders in its place.
///
/// The rules look at shapes, not at meanings: better a page too few than a person too many.
enum SegmentRedaction {
  /// The segment with placeholders. What stands beside a placeholder may look like a token with it,
  /// so the result is looked at again until nothing more is found.
  ///
  /// - Complexity: O(*n*).
  static func redacted(_ segment: ArraySlice<UInt8>) -> [UInt8] {
    // Most segments are short words; they need no further look.
    if isPlainWord(segment) { return Array(segment) }
    var text = Array(segment)
    for _ in 0..<4 {
      let next = redactedOnce(text[...])
      if next == text { return text }
      text = next
    }
    return Array(":token".utf8)
  }

  private static func redactedOnce(_ segment: ArraySlice<UInt8>) -> [UInt8] {
    if let whole = placeholderForAll(of: segment) { return Array(whole.utf8) }
    return redactingRuns(in: segment)
  }

  /// Letters, hyphens, dots and underscores, and nothing long enough to be a token.
  private static func isPlainWord(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.count < 10
      && segment.allSatisfy {
        ASCII.isLetter($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  /// The placeholder for a segment that is personal as a whole.
  private static func placeholderForAll(of segment: ArraySlice<UInt8>) -> String? {
    if let at = segment.firstIndex(of: UInt8(ascii: "@")) {
      // `@name` is a handle; anything else with an `@` is taken for an e-mail address.
      return at == segment.startIndex ? ":user" : ":email"
    }
    if AddressShape.isAddress(segment) { return ":ip" }
    if TokenShape.isWebToken(segment) { return ":token" }
    if MailShape.stands(in: segment) { return ":email" }
    return nil
  }

  /// Replaces runs of bytes within a segment, from left to right.
  private static func redactingRuns(in segment: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = segment.startIndex
    while index < segment.endIndex {
      let rest = segment[index...]
      let isRunStart = index == segment.startIndex || !ASCII.isAlphanumeric(segment[index - 1])
      let isAlone = index == segment.startIndex || TokenShape.isDelimiter(segment[index - 1])
      if isRunStart, let length = NumberShape.date(at: rest) {
        result.append(contentsOf: rest.prefix(length))
        index += length
      } else if isRunStart, let (length, placeholder) = personalRun(at: rest, isAlone: isAlone) {
        result.append(contentsOf: placeholder.utf8)
        index += length
      } else if let length = addressBehindLetter(at: rest, in: segment) {
        result.append(contentsOf: ":ip".utf8)
        index += length
      } else if ASCII.isDigit(rest[index]) {
        let digits = rest.prefix(while: ASCII.isDigit).count
        if digits >= 5 {
          result.append(contentsOf: ":id".utf8)
        } else {
          result.append(contentsOf: rest.prefix(digits))
        }
        index += digits
      } else {
        result.append(rest[index])
        index += 1
      }
    }
    return result
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
    at rest: ArraySlice<UInt8>, isAlone: Bool
  ) -> (Int, String)? {
    if let length = TokenShape.uuid(at: rest) { return (length, ":uuid") }
    if let length = AddressShape.address(at: rest) { return (length, ":ip") }
    if let length = AddressNotation.address(at: rest) { return (length, ":ip") }
    if let length = AddressShape.hardware(at: rest) { return (length, ":id") }
    if isAlone, let length = TokenShape.groups(at: rest) { return (length, ":token") }
    if let (length, placeholder) = NumberShape.number(at: rest) { return (length, placeholder) }
    if let length = NumberShape.insurance(at: rest) { return (length, ":id") }
    if let length = TokenShape.token(at: rest, isAlone: isAlone) { return (length, ":token") }
    return nil
  }
}

/// Classes of ASCII bytes.
enum ASCII {
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 <= 9 }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}
