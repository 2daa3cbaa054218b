/// Days on which people were born: a date behind a word that says so, or any date of their years in text
/// that nobody has redacted.
enum BirthDateDetector {
  private static let words = Set(
    """
    born birth birthday birthdate dob fodt født fodd född foedt fodselsdato fødselsdato geboren geb \
    geburtstag geburtsdatum naissance né née ne nee nacido nacida nacimiento nato nata nascita nascido \
    urodzony urodzona syntynyt geboortedatum
    """.split(separator: " ").map { Array($0.utf8) })

  private static let months = Set(
    """
    jan feb mar apr may jun jul aug sep oct nov dec januar january janvier februar february février fevrier \
    mars march märz maerz april avril mai maj mayo juni june juin junio juli july juillet julio august août \
    aout agosto september septembre septiembre oktober october octobre octubre november novembre noviembre \
    desember december dezember décembre decembre diciembre enero febrero marzo abril okt des dez
    """.split(separator: " ").map { Array($0.utf8) })

  /// Whether a month's name, a year and perhaps a day stand right behind a word for a birth:
  /// `born/june-19-1993`, `geboren 19juni1993`.
  ///
  /// - Complexity: O(*n*).
  static func isSpelled(in text: [UInt8]) -> Bool {
    let parts = text.split(whereSeparator: { !TextByte.isWord($0) })
    return parts.indices.dropLast().contains { index in
      guard words.contains(parts[index].map(TextByte.lower)) else { return false }
      var tokens: [[UInt8]] = []
      for part in parts[(index + 1)...].prefix(3) {
        var rest = part[...]
        while let first = rest.first {
          let token = rest.prefix { TextByte.isDigit($0) == TextByte.isDigit(first) }
          tokens.append(token.map(TextByte.lower))
          rest = rest[token.endIndex...]
        }
      }
      let date = tokens.prefix(3).prefix { isNumber($0) || months.contains($0) }
      return date.contains { months.contains($0) }
        && date.contains {
          $0.count == 4 && ($0.starts(with: [0x31, 0x39]) || $0.starts(with: [0x32, 0x30]))
        }
    }
  }

  private static func isNumber(_ token: [UInt8]) -> Bool {
    token.count <= 4 && token.allSatisfy(TextByte.isDigit)
  }

  static func isBirthDate(_ sequence: DigitSequence, _ care: DetectorCare) -> Bool {
    let year = sequence.date?.year ?? compactYear(of: sequence)
    guard let year, (1900...2025).contains(year) else { return false }
    return words.contains(sequence.word) || care == .text && (1920...2010).contains(year)
  }

  /// The year of a date without signs: `19840517`, `17051984`.
  private static func compactYear(of sequence: DigitSequence) -> Int? {
    guard sequence.groups.first == 8 else { return nil }
    let value = sequence.value(of: 0)
    let (year, month, day) = (value / 10_000, value / 100 % 100, value % 100)
    if (1900...2099).contains(year), (1...12).contains(month), (1...31).contains(day) {
      return year
    }
    let (last, middle, first) = (value % 10_000, value / 10_000 % 100, value / 1_000_000)
    return (1900...2099).contains(last) && (1...12).contains(middle) && (1...31).contains(first)
      ? last : nil
  }
}
