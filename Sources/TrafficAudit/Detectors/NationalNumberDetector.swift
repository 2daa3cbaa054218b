/// Numbers by which states know people, told by their groups, dates and check digits.
///
/// Sources: the rules of each number as its authority publishes them (Skatteetaten, Skatteverket, CPR-kontoret,
/// BZSt, Receita Federal, NHS Data Dictionary, UIDAI, SSA, INSEE, ZUS and others).
enum NationalNumberDetector {
  /// Whether runs of whole groups are such a number.
  static func stands(in sequence: DigitSequence, _ care: DetectorCare) -> Bool {
    guard !sequence.beginsWithDate else { return false }
    return sequence.parts(of: 9...15).contains { digits, groups in
      // Lists of small numbers are none.
      groups.count <= 5 && isNumber(Array(digits)[...], Array(groups), care)
    }
  }

  private static func isNumber(
    _ digits: ArraySlice<UInt8>, _ groups: [Int], _ care: DetectorCare
  ) -> Bool {
    switch digits.count {
    case 9: isSocialSecurity(digits, groups, care) || isDutch(digits, groups)
    case 10: isNordicTen(digits, groups) || isBritishHealth(digits, groups)
    case 11:
      isNorwegian(digits) || isPolish(digits) || isBrazilian(digits) || isBelgian(digits)
        || groups.count <= 4 && groups != [2, 2, 2, 5] && isGermanTax(digits)
        || isTurkish(digits)
    case 12:
      isIndian(digits, groups)
        || isNordicTen(digits.dropFirst(2), [groups[0] - 2] + groups.dropFirst())
    case 13: digits.starts(with: [7, 5, 6]) && isSwiss(digits)
    case 15: isFrench(digits)
    default: false
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1) }
  }

  /// Days of two digits each, with the additions of synthetic, temporary and later numbers.
  private static func isDate(day: Int, month: Int) -> Bool {
    let month = [0, 20, 40, 60, 80].map { month - $0 }.contains { (1...12).contains($0) }
    return month && ((1...31).contains(day) || (41...71).contains(day) || (61...91).contains(day))
  }

  /// United States: three, two and four digits, with areas that are given out.
  private static func isSocialSecurity(
    _ digits: ArraySlice<UInt8>, _ groups: [Int], _ care: DetectorCare
  ) -> Bool {
    guard groups == [3, 2, 4] else { return false }
    let (area, group) = (number(digits.prefix(3)), number(digits.dropFirst(3).prefix(2)))
    let serial = number(digits.suffix(4))
    // Sizes and scores may stand before a year.
    if care.isKept, (1900...2099).contains(serial) { return false }
    return (1...899).contains(area) && area != 666 && group > 0 && serial > 0
  }

  /// Netherlands: the eleven-proof of the BSN.
  private static func isDutch(_ digits: ArraySlice<UInt8>, _ groups: [Int]) -> Bool {
    [[9], [4, 2, 3], [3, 3, 3]].contains(groups)
      && CheckDigits.weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2, -1]) % 11 == 0 && number(digits) > 0
  }

  /// Sweden (Luhn) and Denmark (the date alone since 2007): six and four digits.
  private static func isNordicTen(_ digits: ArraySlice<UInt8>, _ groups: [Int]) -> Bool {
    guard groups == [6, 4] || groups == [2, 2, 2, 4] || groups == [10] else { return false }
    let two = stride(from: 0, to: 6, by: 2).map { number(digits.dropFirst($0).prefix(2)) }
    let isSwedish = isDate(day: two[2], month: two[1]) && CheckDigits.luhn(digits)
    let isDanish = groups != [10] && (1...31).contains(two[0]) && (1...12).contains(two[1])
    return isSwedish || isDanish
  }

  /// United Kingdom: the NHS number.
  private static func isBritishHealth(_ digits: ArraySlice<UInt8>, _ groups: [Int]) -> Bool {
    guard groups == [3, 3, 4] || groups == [10] else { return false }
    let check = 11 - CheckDigits.weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11
    return check % 11 == Int(digits.last ?? 10)
  }

  /// Norway: a date, three digits, and two that check.
  private static func isNorwegian(_ digits: ArraySlice<UInt8>) -> Bool {
    isDate(day: number(digits.prefix(2)), month: number(digits.dropFirst(2).prefix(2)))
      && CheckDigits.weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 == 0
      && CheckDigits.weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0
  }

  /// Poland: PESEL.
  private static func isPolish(_ digits: ArraySlice<UInt8>) -> Bool {
    isDate(day: number(digits.dropFirst(4).prefix(2)), month: number(digits.dropFirst(2).prefix(2)))
      && CheckDigits.weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 == 0
  }

  /// Brazil: CPF.
  private static func isBrazilian(_ digits: ArraySlice<UInt8>) -> Bool {
    guard Set(digits).count > 1 else { return false }
    return (9...10).allSatisfy { length in
      let weights = Array((2...(length + 1)).reversed())
      let check = CheckDigits.weighted(digits.prefix(length), weights) * 10 % 11 % 10
      return check == Int(digits.dropFirst(length).first ?? 10)
    }
  }

  /// Belgium: a date and the rest of 97.
  private static func isBelgian(_ digits: ArraySlice<UInt8>) -> Bool {
    guard
      isDate(
        day: number(digits.dropFirst(4).prefix(2)), month: number(digits.dropFirst(2).prefix(2)))
    else { return false }
    let (body, check) = (number(digits.prefix(9)), number(digits.suffix(2)))
    return 97 - body % 97 == check || 97 - (2_000_000_000 + body) % 97 == check
  }

  /// Germany: the tax number, with one digit twice or three times among the first ten.
  private static func isGermanTax(_ digits: ArraySlice<UInt8>) -> Bool {
    let kinds = Set(digits.prefix(10)).count
    return digits.first != 0 && (8...9).contains(kinds) && CheckDigits.mod1110(digits)
  }

  /// Turkey: two digits that check.
  private static func isTurkish(_ digits: ArraySlice<UInt8>) -> Bool {
    let all = digits.map { Int($0) }
    guard all[0] > 0 else { return false }
    let odd = all[0] + all[2] + all[4] + all[6] + all[8]
    let even = all[1] + all[3] + all[5] + all[7]
    return (odd * 7 - even + 100) % 10 == all[9] && all[..<10].reduce(0, +) % 10 == all[10]
  }

  /// India: Aadhaar.
  private static func isIndian(_ digits: ArraySlice<UInt8>, _ groups: [Int]) -> Bool {
    (groups == [12] || groups == [4, 4, 4]) && (digits.first ?? 0) > 1
      && CheckDigits.verhoeff(digits)
  }

  /// Switzerland: the sum of EAN-13.
  private static func isSwiss(_ digits: ArraySlice<UInt8>) -> Bool {
    CheckDigits.weighted(digits, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 == 0
  }

  /// France: sex, year and month, and the rest of 97.
  private static func isFrench(_ digits: ArraySlice<UInt8>) -> Bool {
    guard [1, 2, 7, 8].contains(digits.first ?? 0) else { return false }
    return 97 - CheckDigits.remainder(digits.prefix(13), by: 97) == number(digits.suffix(2))
  }
}
