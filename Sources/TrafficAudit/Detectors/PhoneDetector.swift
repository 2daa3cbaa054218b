/// Telephone numbers (ITU-T E.164): a sign, a word or a country's code before them, and groups as people
/// write them.
enum PhoneDetector {
  static func stands(in sequence: DigitSequence, _ care: DetectorCare) -> Bool {
    let count = sequence.digits.count
    guard (7...15).contains(count), !sequence.beginsWithDate else { return false }
    if sequence.hasPlus || sequence.digits.starts(with: [0, 0]), count >= 8 { return true }
    if isWord(sequence.word), sequence.groups.contains(where: { $0 >= 2 }) { return true }
    switch care {
    case .text: return count >= 8 && !isSize(sequence) && sequence.groups.count <= 6
    case .bytes:
      let isSpaced = sequence.signs.allSatisfy { $0 == [0x20] }
      return isSpaced && sequence.groups.count > 1 && count >= 8
        && sequence.groups.allSatisfy { (2...5).contains($0) } || isInternational(sequence)
    case .name, .host: return isInternational(sequence)
    }
  }

  /// Whether a word for an extension stands between two numbers: `9717ext7836`.
  static func hasExtension(_ sequences: [DigitSequence], in text: [UInt8]) -> Bool {
    zip(sequences, sequences.dropFirst()).contains { first, second in
      let between = text[first.range.upperBound..<second.range.lowerBound]
      return (4...15).contains(first.digits.count) && (2...6).contains(second.digits.count)
        && between.count <= 12
        && ["ext", "extension", "innvalg", "anknytning"].contains(
          String(decoding: between.filter(TextByte.isLatin).map(TextByte.lower), as: UTF8.self))
    }
  }

  /// Words before a number, in a few languages.
  private static let words = Set(
    """
    tel telefon telephone phone tlf tfn mobil mobile mob ring call callto sms whatsapp fax handy telefono \
    telefone telefoon puhelin puh gsm cell anruf llamar appel
    """.split(separator: " ").map { Array($0.utf8) })

  private static func isWord(_ word: [UInt8]) -> Bool { words.contains(word) }

  /// Two sizes with an x between them.
  private static func isSize(_ sequence: DigitSequence) -> Bool {
    sequence.groups.count <= 3
      && sequence.signs.allSatisfy { $0.count == 1 && TextByte.lower($0[0]) == UInt8(ascii: "x") }
  }

  /// A country's code and at least two groups of two to four digits, ten digits or more in all; or pairs
  /// of digits from a zero on, as in France.
  private static func isInternational(_ sequence: DigitSequence) -> Bool {
    let groups = sequence.groups
    guard (3...6).contains(groups.count), (10...15).contains(sequence.digits.count),
      groups.dropFirst().allSatisfy({ (2...4).contains($0) })
    else { return false }
    if groups.allSatisfy({ $0 == 2 }) { return sequence.digits[0] == 0 && groups.count == 5 }
    // Cards, lists of years and the like have groups of one length.
    guard Set(groups).count > 1 || groups[0] == 3 else { return false }
    return codes.contains(sequence.value(of: 0)) && groups[0] <= 3
      || sequence.digits[0] == 0 && groups[0] >= 2
  }

  /// Codes of countries (ITU Operational Bulletin, "List of Recommendation ITU-T E.164 Assigned Country
  /// Codes"): those of one and two digits, and of three in Europe.
  private static let codes: Set<Int> = Set(
    [1, 7, 20, 27] + Array(30...34) + [36, 39] + Array(40...41) + Array(43...49)
      + Array(51...58) + Array(60...66) + [81, 82, 84, 86] + Array(90...95) + [98]
      + Array(350...359) + Array(370...378) + [380, 381, 382, 385, 386, 387, 389, 420, 421, 423])
}
