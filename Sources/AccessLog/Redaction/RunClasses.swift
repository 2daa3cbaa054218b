/// What a run of letters, digits and perhaps hyphens consists of, found in one pass.
struct RunClasses {
  var digits = 0
  var hasLower = false
  var hasUpper = false
  /// Places where a letter and a digit meet.
  var changes = 0
  /// Places where letters, digits and cases meet, but for a capital that begins a word.
  var breaks = 0
  /// Bytes that are neither letters nor digits.
  var others = 0
  /// Whether all letters are hexadecimal digits.
  var isHex = true
  /// The most digits in a row.
  var longestNumber = 0

  private enum Kind { case other, digit, upper, lower }

  /// - Complexity: O(*n*).
  init(_ run: ArraySlice<UInt8>) {
    var last = Kind.other
    var number = 0
    for byte in run {
      let kind: Kind
      switch byte {
      case 0x30...0x39:
        kind = .digit
        digits += 1
        number += 1
        longestNumber = max(longestNumber, number)
      case 0x41...0x5a:
        kind = .upper
        hasUpper = true
        if byte > 0x46 { isHex = false }
      case 0x61...0x7a:
        kind = .lower
        hasLower = true
        if byte > 0x66 { isHex = false }
      default:
        kind = .other
        others += 1
      }
      if kind != .digit { number = 0 }
      if kind != last, kind != .other, last != .other {
        if kind == .digit || last == .digit { changes += 1 }
        if last != .upper || kind != .lower { breaks += 1 }
      }
      last = kind
    }
  }

  var isMixed: Bool { hasLower && hasUpper }
  var hasLetters: Bool { hasLower || hasUpper }
  var hasAll: Bool { digits > 0 && isMixed }
}
