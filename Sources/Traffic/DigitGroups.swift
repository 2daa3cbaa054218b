/// Digits in groups of three.
public enum DigitGroups {
  /// `1234567` as `1,234,567`, where the separator is a comma.
  public static func text(_ number: Int64, separator: String) -> String {
    (number < 0 ? "-" : "") + text(ofMagnitude: number.magnitude, separator: separator)
  }

  /// The same of a number whose sign is written by somebody else.
  public static func text(ofMagnitude number: UInt64, separator: String) -> String {
    let digits = String(number)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += separator }
      text.append(digit)
    }
    return text
  }
}
