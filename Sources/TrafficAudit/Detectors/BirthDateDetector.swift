/// Days on which people were born: a date behind a word that says so, or any date of their years in text
/// that nobody has redacted.
enum BirthDateDetector {
  private static let words = Set(
    """
    born birth birthday birthdate dob fodt født fodd född foedt fodselsdato fødselsdato geboren geb \
    geburtstag geburtsdatum naissance né née ne nee nacido nacida nacimiento nato nata nascita nascido \
    urodzony urodzona syntynyt geboortedatum
    """.split(separator: " ").map { Array($0.utf8) })

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
