/// Sums by which long numbers are told from any others.
enum CheckDigits {
  /// Luhn's sum (ISO/IEC 7812-1, annex B).
  static func luhn(_ digits: ArraySlice<UInt8>) -> Bool {
    let sum = digits.reversed().enumerated().reduce(0) { sum, item in
      let doubled = item.offset % 2 == 1 ? Int(item.element) * 2 : Int(item.element)
      return sum + (doubled > 9 ? doubled - 9 : doubled)
    }
    return sum % 10 == 0
  }

  /// The sum of each digit times its weight.
  static func weighted(_ digits: ArraySlice<UInt8>, _ weights: [Int]) -> Int {
    zip(digits, weights).reduce(0) { $0 + Int($1.0) * $1.1 }
  }

  /// The number that the digits say, modulo another.
  static func remainder(_ digits: ArraySlice<UInt8>, by divisor: Int) -> Int {
    digits.reduce(0) { ($0 * 10 + Int($1)) % divisor }
  }

  /// ISO/IEC 7064, MOD 11,10: the last digit checks those before it.
  static func mod1110(_ digits: ArraySlice<UInt8>) -> Bool {
    var product = 10
    for digit in digits.dropLast() {
      let sum = (Int(digit) + product) % 10
      product = (sum == 0 ? 10 : sum) * 2 % 11
    }
    return (11 - product) % 10 == Int(digits.last ?? 10)
  }

  /// Verhoeff's check of a dihedral group (Verhoeff, "Error Detecting Decimal Codes", 1969).
  static func verhoeff(_ digits: ArraySlice<UInt8>) -> Bool {
    var check = 0
    for (place, digit) in digits.reversed().enumerated() {
      var turned = Int(digit)
      for _ in 0..<(place % 8) { turned = permutation[turned] }
      check = product(check, turned)
    }
    return check == 0
  }

  private static let permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]

  /// The product in the group of symmetries of a pentagon.
  private static func product(_ left: Int, _ right: Int) -> Int {
    switch (left < 5, right < 5) {
    case (true, true): (left + right) % 5
    case (true, false): (left + right - 5) % 5 + 5
    case (false, true): (left - 5 - right + 5) % 5 + 5
    case (false, false): (left - right + 5) % 5
    }
  }
}
