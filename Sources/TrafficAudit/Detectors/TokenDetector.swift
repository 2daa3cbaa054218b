/// Identifiers that machines make: UUIDs, JSON Web Tokens, keys of sessions, and runs of letters and digits
/// that no language has.
enum TokenDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8], _ care: DetectorCare) -> Bool {
    if SessionKey.stands(in: text) { return true }
    for word in text.split(whereSeparator: { !TextByte.isWord($0) && !"-_.=".utf8.contains($0) }) {
      if isUUID(word) || isWebToken(word) { return true }
      let parts = word.split(whereSeparator: { !TextByte.isWord($0) })
      if care != .bytes, care != .host, isSpokenCode(parts) { return true }
      if parts.contains(where: { isToken($0, care) }) { return true }
    }
    return false
  }

  /// Hexadecimal in groups of 8, 4, 4, 4 and 12 (RFC 9562), with any sign between them.
  private static func isUUID(_ word: ArraySlice<UInt8>) -> Bool {
    word.split(whereSeparator: { !TextByte.isHex($0) }).map(\.count).suffix(5) == [8, 4, 4, 4, 12]
  }

  /// Three parts of base64, the first of which begins an object (RFC 7519).
  private static func isWebToken(_ word: ArraySlice<UInt8>) -> Bool {
    word.starts(with: "eyJ".utf8) && word.count >= 20
      && word.split(separator: UInt8(ascii: ".")).count >= 2
  }

  /// Three groups of letters that spell nothing, as rooms of meetings have.
  private static func isSpokenCode(_ parts: [ArraySlice<UInt8>]) -> Bool {
    parts.map(\.count) == [3, 4, 3]
      && parts.allSatisfy { $0.allSatisfy(TextByte.isLower) }
      && parts.map { LetterPairs.strangeness(of: $0) }.reduce(0, +) >= 240
  }

  private static func isToken(_ word: ArraySlice<UInt8>, _ care: DetectorCare) -> Bool {
    guard word.count >= shortest(care), word.allSatisfy({ $0 < 0x80 }) else { return false }
    // An internationalised name (RFC 5891) is a code, but no token.
    if word.starts(with: "xn".utf8) { return false }
    let digits = word.count(where: TextByte.isDigit)
    if word.count >= 16, word.allSatisfy(TextByte.isHex), digits > 0, digits < word.count {
      return true
    }
    let letters = word.filter(TextByte.isLatin)
    let strangeness = LetterPairs.strangeness(of: letters)
    if changes(in: word) >= 5, strangeness >= 40 { return true }
    return letters.count >= 12 && strangeness >= 65
  }

  private static func shortest(_ care: DetectorCare) -> Int {
    switch care {
    case .text: 10
    case .name: 12
    case .host: 20
    case .bytes: 20
    }
  }

  /// Places where digits, capitals and small letters meet, but for a capital that begins a word.
  private static func changes(in word: ArraySlice<UInt8>) -> Int {
    zip(word, word.dropFirst()).count { left, right in
      kind(left) != kind(right) && !(TextByte.isUpper(left) && TextByte.isLower(right))
    }
  }

  private static func kind(_ byte: UInt8) -> Int {
    TextByte.isDigit(byte) ? 0 : TextByte.isUpper(byte) ? 1 : 2
  }
}
