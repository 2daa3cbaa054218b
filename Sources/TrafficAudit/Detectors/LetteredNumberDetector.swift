/// Numbers of people that have letters in them.
enum LetteredNumberDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    for word in text.split(whereSeparator: { !TextByte.isWord($0) && !"-.".utf8.contains($0) })
    where (9...24).contains(word.count) {
      let compact = word.filter(TextByte.isWord).map { TextByte.isLatin($0) ? $0 & ~0x20 : $0 }
      let digits = compact.count(where: TextByte.isDigit)
      guard digits >= 4, compact.allSatisfy({ $0 < 0x80 }) else { continue }
      if isItalian(compact) || isIndianTax(compact) || isBritish(compact) || isSpanish(compact)
        || isFinnish(compact, hasSign: compact.count < word.count) || isGermanDocument(compact)
      {
        return true
      }
    }
    return false
  }

  /// Whether letters and digits are where a shape has `A` and `0`.
  private static func fits(_ word: [UInt8], _ shape: String) -> Bool {
    word.count == shape.utf8.count
      && zip(word, shape.utf8).allSatisfy {
        $1 == UInt8(ascii: "A") ? TextByte.isUpper($0) : TextByte.isDigit($0)
      }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
  }

  /// Italy: the codice fiscale, with a month's letter (Agenzia delle Entrate).
  private static func isItalian(_ word: [UInt8]) -> Bool {
    guard fits(word, "AAAAAA00A00A000A") else { return false }
    let day = number(word[9..<11])
    return "ABCDEHLMPRST".utf8.contains(word[8])
      && ((1...31).contains(day) || (41...71).contains(day))
  }

  /// India: the PAN, whose fourth letter is the kind of its holder (Income Tax Department).
  private static func isIndianTax(_ word: [UInt8]) -> Bool {
    fits(word, "AAAAA0000A") && "PCHFATBLJG".utf8.contains(word[3])
  }

  /// United Kingdom: the National Insurance number (HMRC, NIM39110).
  private static func isBritish(_ word: [UInt8]) -> Bool {
    fits(word, "AA000000A") && (0x41...0x44).contains(word[8])
  }

  /// Spain: eight digits, or seven behind X, Y or Z, and the letter of the rest of 23.
  private static func isSpanish(_ word: [UInt8]) -> Bool {
    guard word.count == 9, let last = word.last else { return false }
    var digits = Array(word.dropLast())
    if let kind = [UInt8]("XYZ".utf8).firstIndex(of: digits[0]) { digits[0] = 0x30 + UInt8(kind) }
    guard digits.allSatisfy(TextByte.isDigit) else { return false }
    return Array("TRWAGMYFPDXBNJZSQVHLCKE".utf8)[number(digits[...]) % 23] == last
  }

  /// Finland: a date, a sign of the century, three digits and a character of the rest of 31.
  private static func isFinnish(_ word: [UInt8], hasSign: Bool) -> Bool {
    let hasLetter = word.count == 11
    guard hasLetter && !TextByte.isDigit(word[6]) || word.count == 10 && hasSign else {
      return false
    }
    let digits = word[..<6] + word.dropLast().suffix(3)
    guard digits.allSatisfy(TextByte.isDigit), (1...31).contains(number(word[..<2])),
      (1...12).contains(number(word[2..<4]))
    else { return false }
    return Array("0123456789ABCDEFHJKLMNPRSTUVWXY".utf8)[number(digits) % 31] == word.last
  }

  /// Germany: the number of an identity card or passport, which has no vowels (BMI, "PAuswV"): nine
  /// characters, or ten with the one that checks.
  private static func isGermanDocument(_ word: [UInt8]) -> Bool {
    let letters = word.prefix(9).count(where: TextByte.isUpper)
    guard (9...10).contains(word.count), "CFGHJKLMNPRTVWXYZ".utf8.contains(word[0]),
      (1...5).contains(letters),
      word.prefix(9).allSatisfy({
        TextByte.isDigit($0) || "CFGHJKLMNPRTVWXYZ".utf8.contains($0)
      })
    else { return false }
    // Letters that stand among the digits, so that a word with a year behind it is none.
    let changes = zip(word, word.dropFirst()).count { TextByte.isDigit($0) != TextByte.isDigit($1) }
    return changes >= 3
  }
}
