/// Digits in groups of three.
enum DigitGroups {
  /// `1234567` as `1,234,567`.
  static func text(_ number: Int64, separator: Character) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(separator) }
      text.append(digit)
    }
    return text
  }
}
