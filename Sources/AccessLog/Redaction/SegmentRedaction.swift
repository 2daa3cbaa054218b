/// Finds a person's data in one decoded segment of a path and puts placeholders in its place.
///
/// The rules look at shapes, not at meanings: better a page too few than a person too many.
enum SegmentRedaction {
  /// The segment with placeholders. What stands beside a placeholder may look like a token with it,
  /// so the result is looked at again until nothing more is found.
  ///
  /// - Complexity: O(*n*).
  static func redacted(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    // Most segments are words; they need no further look.
    if isPlainWord(segment) { return segment }
    if segment.allSatisfy(ASCII.isLetter) {
      return TokenShape.token(at: segment, isAlone: true) == nil ? segment : tokenText
    }
    // What nobody sees or what is no text may stand within a number or a token as well as between two
    // words, so it is looked at in both ways.
    let seen = redactedText(segment)
    if segment.contains(0xef) {
      let visible = withoutReplacements(seen)
      let redacted = redactedText(visible)
      if !redacted.elementsEqual(visible) { return redacted }
    }
    return seen
  }

  /// The segment without U+FFFD, which stands for what is not shown.
  private static func withoutReplacements(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var result: [UInt8] = []
    var rest = segment
    while let byte = rest.first {
      if rest.starts(with: [0xef, 0xbf, 0xbd]) {
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result[...]
  }

  /// The segment with placeholders, in lower case: redacted as it was sent, since tokens are known by
  /// their changes of case, and as it will be kept, since a word may be one for its capitals only.
  static func inLowerCase(_ segment: ArraySlice<UInt8>) -> String {
    let lower = String(decoding: redacted(segment), as: UTF8.self).lowercased()
    return String(decoding: redacted(Array(lower.utf8)[...]), as: UTF8.self)
  }

  private static func redactedText(_ segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = segment
    for _ in 0..<4 {
      guard let next = redactedOnce(text) else { return text }
      text = next[...]
    }
    return tokenText
  }

  private static let tokenText = Array(":token".utf8)[...]

  /// The segment with placeholders, `nil` where there is nothing to put one for.
  private static func redactedOnce(_ segment: ArraySlice<UInt8>) -> [UInt8]? {
    let bytes = ByteSet(segment)
    if let whole = placeholderForAll(of: segment, bytes) { return Array(whole.utf8) }
    return redactingRuns(in: segment, bytes)
  }

  /// Letters, hyphens and underscores, and nothing long enough to be a token.
  private static func isPlainWord(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.count < 8
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
    // The folder of somebody's own pages (Apache, "Per-user web directories").
    if segment.first == UInt8(ascii: "~"), segment.dropFirst().first.map(ASCII.isLetter) == true {
      return ":user"
    }
    // Names in the line that machines read on passports (ICAO Doc 9303, part 4).
    if bytes.contains(UInt8(ascii: "<")), hasFillers(segment) { return ":id" }
    // An account of Windows, and the folder of one.
    if bytes.contains(UInt8(ascii: "\\")), isAccount(segment) { return ":user" }
    if mayHaveAddress(bytes), AddressShape.isAddress(segment) { return ":ip" }
    if bytes.contains(UInt8(ascii: ".")), TokenShape.isWebToken(segment) { return ":token" }
    // An address has a dot, if only as a word.
    let hasDot = bytes.contains(UInt8(ascii: "."))
    if hasDot || bytes.contains(UInt8(ascii: "t")) || bytes.contains(UInt8(ascii: "T"))
      || bytes.contains(UInt8(ascii: "m")),
      MailShape.stands(in: segment, hasDot: hasDot)
    {
      return ":email"
    }
    return nil
  }

  /// Whether two fillers stand behind a letter or digit.
  private static func hasFillers(_ segment: ArraySlice<UInt8>) -> Bool {
    segment.indices.dropFirst().dropLast().contains { index in
      segment[index] == UInt8(ascii: "<") && segment[index + 1] == UInt8(ascii: "<")
        && ASCII.isAlphanumeric(segment[index - 1])
    }
  }

  /// Whether a segment is `DOMAIN\name`, or has the folder of somebody's own files.
  private static func isAccount(_ segment: ArraySlice<UInt8>) -> Bool {
    let parts = segment.split(separator: UInt8(ascii: "\\"), omittingEmptySubsequences: false)
    if parts.count == 2 {
      return parts.allSatisfy { part in
        part.contains(where: ASCII.isLetter)
          && part.allSatisfy { ASCII.isAlphanumeric($0) || ".-_=".utf8.contains($0) }
      }
    }
    return parts.dropLast().contains { $0.elementsEqual("Users".utf8) }
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
    let mayBeNamed =
      bytes.contains(UInt8(ascii: "=")) || bytes.contains(UInt8(ascii: ":"))
      || bytes.contains(UInt8(ascii: ">")) || bytes.contains(UInt8(ascii: "]"))
    while index < segment.endIndex {
      let isRunStart = index == segment.startIndex || !ASCII.isAlphanumeric(segment[index - 1])
      let rest = segment[index...]
      let isAlone = index == segment.startIndex || TokenShape.isDelimiter(segment[index - 1])
      if isRunStart, mayBeNamed,
        let (length, placeholder) = NamedValue.value(
          at: rest, behind: segment[..<index])
      {
        replace(length, placeholder)
      } else if isRunStart, bytes.hasDigits, let (length, year) = DateShape.date(at: rest) {
        if DateShape.isBirth(
          year: year, before: segment[..<index], behind: rest.dropFirst(length))
        {
          replace(length, ":id")
        } else {
          index += length
        }
      } else if isRunStart, bytes.hasDigits,
        index > segment.startIndex || ASCII.isDigit(segment[index]),
        let length = BirthShape.birth(at: rest, behind: segment[..<index])
      {
        replace(length, ":id")
      } else if isRunStart, bytes.hasDigits,
        let length = NamedValue.telephone(at: rest, behind: segment[..<index])
      {
        replace(length, ":phone")
      } else if isRunStart, bytes.hasDigits,
        let length = StreetShape.house(at: rest, behind: segment[..<index])
      {
        replace(length, ":id")
      } else if isRunStart, bytes.hasDigits,
        let length = PlaceShape.place(at: rest, behind: segment[..<index])
      {
        replace(length, ":id")
      } else if isRunStart,
        let (length, placeholder) = personalRun(
          at: rest, isAlone: isAlone, isLast: index > segment.startIndex, bytes)
      {
        replace(length, placeholder)
      } else if let length = addressBehindLetter(at: rest, in: segment) {
        replace(length, ":ip")
      } else if let length = behindWord(at: rest, in: segment) {
        replace(length, ":id")
      } else if ASCII.isDigit(segment[index]), let length = NumberShape.lettered(at: rest) {
        replace(length, ":id")
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

  /// The length of a date of birth or a coordinate that stands right behind a word of three letters or more:
  /// `kari1984-05-17`, `lat59.91`.
  private static func behindWord(
    at rest: ArraySlice<UInt8>, in segment: ArraySlice<UInt8>
  ) -> Int? {
    let before = segment[..<rest.startIndex]
    guard rest.count >= 4, ASCII.isDigit(rest[rest.startIndex]), before.count >= 3,
      before.suffix(3).allSatisfy(ASCII.isLetter)
    else { return nil }
    if let (length, year) = DateShape.date(at: rest) {
      return DateShape.isBirth(year: year, before: before, behind: rest.dropFirst(length))
        ? length : nil
    }
    return BirthShape.birth(at: rest, behind: before)
      ?? PlaceShape.coordinate(at: rest, behind: before)
  }

  /// The personal data that begins here, and its length in bytes.
  private static func personalRun(
    at rest: ArraySlice<UInt8>, isAlone: Bool, isLast: Bool, _ bytes: ByteSet
  ) -> (Int, String)? {
    if let length = TokenShape.uuid(at: rest) { return (length, ":uuid") }
    if mayHaveAddress(bytes) {
      if let length = AddressShape.address(at: rest) { return (length, ":ip") }
      if let length = AddressNotation.address(at: rest) { return (length, ":ip") }
      if let length = AddressShape.hardware(at: rest) ?? AddressShape.looseHardware(at: rest) {
        return (length, ":id")
      }
    }
    if bytes.contains(UInt8(ascii: "+")) || bytes.contains(UInt8(ascii: "-")),
      let length = PlaceShape.plusCode(at: rest)
    {
      return (length, ":id")
    }
    if isAlone, let length = TokenShape.groups(at: rest, among: bytes) { return (length, ":token") }
    if bytes.hasDigits {
      if let (length, placeholder) = NumberShape.number(at: rest) { return (length, placeholder) }
      if let length = DocumentShape.document(at: rest) { return (length, ":id") }
      if let length = hexadecimal(at: rest) { return (length, ":id") }
    }
    if let length = TokenShape.token(
      at: rest, isAlone: isAlone, isLast: isLast, among: bytes)
    {
      return (length, ":token")
    }
    return nil
  }

  /// The length of a hexadecimal number that says that it is one: `0x885a2e`. `0x1f` is too short.
  private static func hexadecimal(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.starts(with: "0x".utf8) || rest.starts(with: "0X".utf8) else { return nil }
    let digits = rest.dropFirst(2).prefix { HexDigit.value($0) != nil }.count
    return digits >= 5 ? digits + 2 : nil
  }
}
