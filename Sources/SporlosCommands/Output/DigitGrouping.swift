internal import Traffic

/// Digits in groups of three: `1,234,567`.
func grouped(_ number: Int64) -> String { DigitGroups.text(number, separator: ",") }
