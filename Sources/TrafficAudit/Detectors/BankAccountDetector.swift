/// International bank account numbers (ISO 13616): a country, two digits that check, and so many others.
enum BankAccountDetector {
  /// Lengths by country (SWIFT, "IBAN Registry"): look there for countries that have joined since.
  private static let lengths: [String: Int] = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22,
    "BR": 29, "BY": 28, "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28,
    "EE": 20, "EG": 29, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23,
    "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27,
    "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27,
    "MD": 24, "ME": 22, "MK": 19, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28,
    "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24,
    "SM": 27, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "XK": 20,
  ]

  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    guard text.count >= 15 else { return false }
    for index in 0..<(text.count - 14) where TextByte.isLatin(text[index]) {
      guard index == 0 || !TextByte.isWord(text[index - 1]), TextByte.isLatin(text[index + 1]),
        let length = lengths[
          String(decoding: text[index..<(index + 2)].map { $0 & ~0x20 }, as: UTF8.self)]
      else { continue }
      if isAccount(text[index...], length) { return true }
    }
    return false
  }

  private static func isAccount(_ text: ArraySlice<UInt8>, _ length: Int) -> Bool {
    var letters: [UInt8] = []
    for byte in text.prefix(2 * length) {
      if TextByte.isDigit(byte) || TextByte.isLatin(byte) {
        letters.append(TextByte.isLatin(byte) ? byte & ~0x20 : byte)
        if letters.count == length { break }
      } else if !" .-_:".utf8.contains(byte) {
        return false
      }
    }
    guard letters.count == length, letters[2..<4].allSatisfy(TextByte.isDigit),
      letters.count(where: TextByte.isDigit) * 2 >= length
    else { return false }
    var remainder = 0
    for byte in letters[4...] + letters[..<4] {
      let value = TextByte.isDigit(byte) ? Int(byte) - 0x30 : Int(byte) - 0x41 + 10
      remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97
    }
    return remainder == 1
  }
}
