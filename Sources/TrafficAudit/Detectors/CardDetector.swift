/// Numbers of payment cards (ISO/IEC 7812): a known beginning, a length, and Luhn's sum.
enum CardDetector {
  /// Whether runs of whole groups are such a number.
  static func stands(in sequence: DigitSequence) -> Bool {
    sequence.parts(of: 13...19).contains { digits, groups in
      // Long lists of small numbers are none.
      digits.count >= 3 * groups.count && hasKnownBeginning(digits) && CheckDigits.luhn(digits)
    }
  }

  /// Beginnings by network, as the networks publish them.
  private static func hasKnownBeginning(_ digits: ArraySlice<UInt8>) -> Bool {
    let four = digits.prefix(4).reduce(0) { $0 * 10 + Int($1) }
    switch four {
    case 4000...4999: return [13, 16, 19].contains(digits.count)
    case 5100...5599, 2221...2720: return digits.count == 16
    case 3400...3499, 3700...3799: return digits.count == 15
    case 3000...3059, 3600...3699, 3800...3999: return (14...19).contains(digits.count)
    case 3528...3589: return (16...19).contains(digits.count)
    case 5000...5099, 5600...6999: return (13...19).contains(digits.count)
    case 2200...2204, 9792: return digits.count == 16
    default: return false
    }
  }
}
