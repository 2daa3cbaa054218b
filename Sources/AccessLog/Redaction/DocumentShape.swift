/// Numbers of documents that have letters in fixed places, and too few digits in a row to be found by
/// them.
enum DocumentShape {
  /// The length of such a number at a word's start.
  static func document(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isAlphanumeric(first), rest.count >= 6,
      // Each form has a digit by its ninth place.
      rest.prefix(9).contains(where: ASCII.isDigit)
    else { return nil }
    for form in forms {
      if let length = length(of: form, at: rest) { return length }
    }
    guard rest.prefix(8).contains(where: { (0x41...0x5a).contains($0) }) else { return nil }
    return upperForms.lazy.compactMap { length(of: $0, at: rest) }.first
  }

  private struct Form {
    /// `A` for a letter, `B` for a consonant, `P` for a kind of holder of a PAN, `9` for a digit, `X`
    /// for a letter or digit, and a space where a sign may stand.
    let letters: [UInt8]
    /// Whether it is never written in small letters, or in small letters means something else.
    let isUpper: Bool
    /// Whether signs have to stand where they may.
    let isSeparate: Bool

    init(_ letters: String, isUpper: Bool = false, isSeparate: Bool = false) {
      self.letters = Array(letters.utf8)
      self.isUpper = isUpper
      self.isSeparate = isSeparate
    }
  }

  private static let forms = [
    // Income Tax Department of India, permanent account number.
    Form("AAAAA9999A"), Form("AAAAA 9999 A", isUpper: true, isSeparate: true),
    // In small letters only with the letter of a kind of holder.
    Form("AAAPA 9999 A", isSeparate: true),
    // Agenzia delle Entrate, codice fiscale (decree of 23 December 1976).
    Form("AAA AAA 99A99 A999A"), Form("AAAAAA99A99A999A"),
    // GOV.UK, "National Insurance: how it works".
    Form("AA 99 99 99 A", isSeparate: true), Form("AA99 99 99 A", isSeparate: true),
    // DVLA, form INF104, and the French decree of 9 February 2009 on plates.
    Form("AA99 AAA", isUpper: true), Form("AA99AAA", isUpper: true),
    Form("AA 999 AA", isUpper: true, isSeparate: true),
    // Passports and cards of Germany and France (ICAO Doc 9303, part 3: nine characters).
    Form("A99A99A99"), Form("A99A 99A99", isUpper: true, isSeparate: true),
    Form("A99 A99 A99", isUpper: true, isSeparate: true), Form("A9A9A9A9A", isUpper: true),
  ]

  /// Those in capitals only. What is told by its signs would without them be a product's number.
  private static let upperForms =
    [
      // British insurance numbers without their letter, and American numbers of Medicare (CMS,
      // "Understanding the MBI").
      "AA 99 99 99", "9AX9 AX9 AA99",
      // Plates with signs: Portugal, Belgium, Denmark, Germany, Poland, Czechia,
      // Slovakia, Romania, Turkey, India, Spain and Britain before 2001 (from what each authority says of
      // its plates).
      "99 AA 99", "AA 99 AA", "9 AAA 999", "AA 99 999", "A AA 9999",
      "AA 9999A", "AA 99999", "9A9 9999", "AA 999AA", "A 999 AAA",
      "AA 99 AAA", "99 AAA 999", "99 AA 9999", "AA 99 AA 9999", "9999 BBB", "A999 AAA",
      // Places of post with so few doors that they are an address (Royal Mail; Canada Post), and Dutch
      // ones with the house's number.
      "AA9 9AA", "A9 9AA", "A99 9AA", "AA99 9AA", "AA9A 9AA", "A9A 9AA", "A9A 9A9", "9999AA 99",
      "9999 AA 99", "9999AA 9", "9999AA 999",
      // Squares of a hundred metres (Ordnance Survey), files of patients and of flyers, and vouchers.
      "AA 999 999", "AAA 999 999", "AAA999 999 999", "A999 A999", "A999 999",
    ].map { Form($0, isUpper: true, isSeparate: true) }
    + [
      // Plates without: Italy and France, Spain, Ukraine, India, Brazil, California, Turkey and Russia.
      "AA999AA", "9999BBB", "AA9999AA", "AA99AA9999", "AAA9A99", "9AAA999", "99AAA999", "99AA9999",
      "A999AA99", "A999AA999", "AA9A9AA", "AA99AAA",
    ].map { Form($0, isUpper: true) }

  private static func length(of form: Form, at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var separator: UInt8?
    for letter in form.letters {
      guard index < rest.endIndex else { return nil }
      let byte = rest[index]
      switch letter {
      case UInt8(ascii: " "):
        if (form.isUpper && form.isSeparate ? "- " : "-_. :").utf8.contains(byte),
          separator == nil || separator == byte
            || form.isUpper && (byte == 0x20 || byte == 0x2d) && separator != 0x5f
        {
          separator = byte
        } else if form.isSeparate {
          return nil
        } else {
          continue
        }
      case UInt8(ascii: "A"):
        guard form.isUpper ? (0x41...0x5a).contains(byte) : ASCII.isLetter(byte) else { return nil }
      case UInt8(ascii: "B"):
        guard (0x41...0x5a).contains(byte), !"AEIOU".utf8.contains(byte) else { return nil }
      case UInt8(ascii: "P"):
        guard "abcfghjlpt".utf8.contains(byte | 0x20) else { return nil }
      case UInt8(ascii: "9"): guard ASCII.isDigit(byte) else { return nil }
      default:
        guard form.isUpper ? !(0x61...0x7a).contains(byte) : true, ASCII.isAlphanumeric(byte) else {
          return nil
        }
      }
      index += 1
    }
    let run = rest[..<index]
    guard index == rest.endIndex || !ASCII.isAlphanumeric(rest[index]),
      !isWordWithYear(run.filter(ASCII.isAlphanumeric)[...]),
      !DateShape.isYear(run.prefix(while: ASCII.isDigit)),
      !form.isUpper || !isVersionWithYear(run)
    else {
      return nil
    }
    return index - rest.startIndex
  }

  /// Letters and a year, as in `XR-B-2024`.
  private static func isVersionWithYear(_ run: ArraySlice<UInt8>) -> Bool {
    run.count >= 6 && DateShape.isYear(run.suffix(4)) && !ASCII.isDigit(run[run.endIndex - 5])
  }

  /// Five small letters and a year, as in `beach2024a`.
  private static func isWordWithYear(_ run: ArraySlice<UInt8>) -> Bool {
    run.count == 10 && run.prefix(5).allSatisfy { (0x61...0x7a).contains($0) }
      && DateShape.isYear(run.dropFirst(5).prefix(4))
  }
}
