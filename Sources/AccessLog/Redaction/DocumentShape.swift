/// Numbers of documents that have letters in fixed places, and too few digits in a row to be found by
/// them.
enum DocumentShape {
  /// The length of such a number at a word's start.
  static func document(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isAlphanumeric(first), rest.count >= 7,
      // Each form has a digit by its ninth place.
      rest.prefix(9).contains(where: ASCII.isDigit)
    else { return nil }
    for form in forms {
      guard let length = length(of: form, at: rest) else { continue }
      return length
    }
    return nil
  }

  private struct Form {
    /// `A` for a letter, `9` for a digit, `X` for either, and a space where a sign may stand.
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
    // Agenzia delle Entrate, codice fiscale (decree of 23 December 1976).
    Form("AAA AAA 99A99 A999A"), Form("AAAAAA99A99A999A"),
    // GOV.UK, "National Insurance: how it works".
    Form("AA 99 99 99 A", isSeparate: true), Form("AA99 99 99 A", isSeparate: true),
    // DVLA, form INF104, and the French decree of 9 February 2009 on plates.
    Form("AA99 AAA", isUpper: true), Form("AA99AAA", isUpper: true),
    Form("AA 999 AA", isUpper: true, isSeparate: true),
    // Passports and cards of Germany and France (ICAO Doc 9303, part 3: nine characters).
    Form("A99A99A99"), Form("A9A9A9A9A", isUpper: true),
  ]

  private static func length(of form: Form, at rest: ArraySlice<UInt8>) -> Int? {
    var index = rest.startIndex
    var separator: UInt8?
    for letter in form.letters {
      guard index < rest.endIndex else { return nil }
      let byte = rest[index]
      switch letter {
      case UInt8(ascii: " "):
        if !ASCII.isAlphanumeric(byte), "-_. :".utf8.contains(byte),
          separator == nil || separator == byte
        {
          separator = byte
        } else if form.isSeparate {
          return nil
        } else {
          continue
        }
      case UInt8(ascii: "A"):
        guard form.isUpper ? (0x41...0x5a).contains(byte) : ASCII.isLetter(byte) else { return nil }
      case UInt8(ascii: "9"): guard ASCII.isDigit(byte) else { return nil }
      default:
        guard form.isUpper ? !(0x61...0x7a).contains(byte) : true, ASCII.isAlphanumeric(byte) else {
          return nil
        }
      }
      index += 1
    }
    let run = rest[..<index]
    guard index == rest.endIndex || !ASCII.isAlphanumeric(rest[index]), !isWordWithYear(run) else {
      return nil
    }
    return index - rest.startIndex
  }

  /// Five small letters and a year, as in `beach2024a`.
  private static func isWordWithYear(_ run: ArraySlice<UInt8>) -> Bool {
    run.count == 10 && run.prefix(5).allSatisfy { (0x61...0x7a).contains($0) }
      && DateShape.isYear(run.dropFirst(5).prefix(4))
  }
}
