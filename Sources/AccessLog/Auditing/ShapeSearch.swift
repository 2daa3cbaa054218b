public import Traffic

/// Looks for a person's data in bytes that hold none if all is well.
///
/// The shapes are those that redaction takes out of paths, and others that never come near a path.
public enum ShapeSearch {
  /// How sure a shape has to be.
  public enum Care: Sendable {
    /// In text that somebody wrote as text.
    case text
    /// In bytes of unknown use, where numbers may look like short text by chance.
    case bytes
  }

  /// The shapes that stand in some bytes: as they are, percent-decoded, and as UTF-16.
  ///
  /// - Complexity: O(*n*).
  public static func shapes(in bytes: ArraySlice<UInt8>, _ care: Care) -> Set<PersonalShape> {
    var found: Set<PersonalShape> = []
    for text in readings(of: bytes) { found.formUnion(shapes(inText: text, care)) }
    return found
  }

  /// The ways in which bytes may be meant as text.
  static func readings(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    var readings = [PathText.plain(bytes)]
    var decoded = Array(bytes)
    for _ in 0..<TextDecoding.maxEncodings where PercentDecoding.isEncoded(decoded) {
      decoded = PercentDecoding.decoded(decoded[...])
      readings.append(PathText.plain(decoded[...]))
    }
    for parity in 0...1 {
      if let narrow = narrowed(bytes, zerosAt: parity) {
        readings.append(PathText.plain(narrow[...]))
      }
    }
    return readings
  }

  /// Every run of UTF-16 in Latin letters as the bytes of its letters, with zeros between runs; `nil`
  /// where no run has the length of an address.
  static func narrowed(_ bytes: ArraySlice<UInt8>, zerosAt parity: Int) -> [UInt8]? {
    var narrow: [UInt8] = []
    var hasRun = false
    for start in 0...1 {
      var run = 0
      var index = bytes.startIndex + start
      while index + 1 < bytes.endIndex {
        let (zero, letter) = (bytes[index + parity], bytes[index + 1 - parity])
        if zero == 0, letter >= 0x20 {
          narrow.append(letter)
          run += 1
          if run >= 6 { hasRun = true }
        } else if run > 0 {
          narrow.append(0)
          run = 0
        }
        index += 2
      }
      narrow.append(0)
    }
    return hasRun ? narrow : nil
  }

  private static func shapes(inText text: [UInt8], _ care: Care) -> Set<PersonalShape> {
    var found: Set<PersonalShape> = []
    if AgentShape.stands(in: text) { found.insert(.userAgent) }
    if holdsArpaName(text) { found.insert(.address) }
    var index = 0
    var isWordStart = true
    while index < text.count {
      let byte = text[index]
      let rest = text[index...]
      if byte == UInt8(ascii: "@"), isMail(text, at: index) { found.insert(.email) }
      if isWordStart, let (shape, length) = shape(at: rest, care) {
        found.insert(shape)
        index += length
        isWordStart = false
        continue
      }
      if ASCII.isDigit(byte) {
        let digits = rest.prefix(while: ASCII.isDigit).count
        if digits >= (care == .text ? 5 : 8) { found.insert(.number) }
        if let length = AddressShape.version4(at: rest), isTrusted(rest.prefix(length), care),
          index == 0 || !ASCII.isDigit(text[index - 1])
        {
          found.insert(.address)
        }
        index += digits
        isWordStart = false
        continue
      }
      isWordStart = !ASCII.isAlphanumeric(byte)
      index += 1
    }
    return found
  }

  /// The shape that begins at a word's start, and its length.
  private static func shape(
    at rest: ArraySlice<UInt8>, _ care: Care
  ) -> (PersonalShape, Int)? {
    guard let first = rest.first, ASCII.isAlphanumeric(first) || ":+([".utf8.contains(first) else {
      return nil
    }
    if let length = TimeShape.time(at: rest) { return (.time, length) }
    if let length = TimeShape.hour(at: rest) { return care == .text ? nil : (.time, length) }
    if let length = AddressShape.address(at: rest), isTrusted(rest.prefix(length), care) {
      return (.address, length)
    }
    if let length = AddressNotation.address(at: rest) { return (.address, length) }
    if let length = TokenShape.uuid(at: rest) { return (.token, length) }
    let segment = rest.prefix { ASCII.isAlphanumeric($0) || "-_.=".utf8.contains($0) }
    if TokenShape.isWebToken(segment) { return (.token, segment.count) }
    if let (length, _) = NumberShape.number(at: rest),
      care == .text || rest.prefix(length).count(where: ASCII.isDigit) >= 8
    {
      return (.number, length)
    }
    if let length = TokenShape.token(at: rest),
      care == .text || length >= 20
        || length >= 16 && rest.prefix(length).allSatisfy({ HexDigit.value($0) != nil })
    {
      return (.token, length)
    }
    return nil
  }

  /// Whether what may be an address is one: among bytes of unknown use, only one of four numbers with
  /// dots or hyphens, or one with a few groups.
  private static func isTrusted(_ text: ArraySlice<UInt8>, _ care: Care) -> Bool {
    if care == .text { return true }
    if text.contains(UInt8(ascii: ":")) { return text.count >= 7 }
    return text.count(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }) == 3
  }

  /// Whether an at sign stands between a name and a domain (RFC 5321, section 4.1.2, as it is used).
  private static func isMail(_ text: [UInt8], at index: Int) -> Bool {
    guard index > 0,
      ASCII.isAlphanumeric(text[index - 1])
        || ".!#$%&'*+-/=?^_`{|}~\"".utf8.contains(text[index - 1])
    else { return false }
    let domain = text[(index + 1)...].prefix {
      ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") || $0 >= 0x80
    }
    let labels = domain.split(separator: UInt8(ascii: "."))
    guard labels.count >= 2, let last = labels.last else { return false }
    return last.count >= 2 && last.allSatisfy { ASCII.isLetter($0) || $0 >= 0x80 }
  }

  /// Whether the name of an address in the domain name system stands in a text (RFC 1035, section
  /// 3.5; RFC 3596, section 2.5).
  private static func holdsArpaName(_ text: [UInt8]) -> Bool {
    arpa.stand(in: text.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }[...])
  }

  private static let arpa = Needles([".in-addr.arpa", ".ip6.arpa"])
}
