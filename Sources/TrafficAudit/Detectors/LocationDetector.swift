/// Places on the Earth to about a hundred metres: two decimal numbers, degrees, plus codes.
enum LocationDetector {
  /// - Complexity: O(*n*).
  static func stands(in text: [UInt8]) -> Bool {
    holdsDecimals(text) || holdsPlusCode(text) || holdsNames(text) || holdsMinutes(text)
  }

  /// Degrees and minutes behind the letters of both hemispheres: `N59-54-50_E10-45-08`.
  private static func holdsMinutes(_ text: [UInt8]) -> Bool {
    text.indices.contains { index in
      guard "NSns".utf8.contains(text[index]), index == 0 || !TextByte.isWord(text[index - 1]),
        let north = angle(text[(index + 1)...], most: 90)
      else { return false }
      let rest = text[north...].drop { " _,;-+".utf8.contains($0) }
      guard rest.startIndex - north <= 2, let letter = rest.first, "EWew".utf8.contains(letter)
      else { return false }
      return angle(rest.dropFirst(), most: 180) != nil
    }
  }

  /// Where an angle of two numbers or three ends, of which all but the first are below sixty.
  private static func angle(_ text: ArraySlice<UInt8>, most: Int) -> Int? {
    var rest = text
    var numbers: [Int] = []
    var end = text.startIndex
    while numbers.count < 3 {
      let digits = rest.prefix(4).prefix(while: TextByte.isDigit)
      guard (1...3).contains(digits.count) else { break }
      numbers.append(digits.reduce(0) { $0 * 10 + Int($1) - 0x30 })
      end = digits.endIndex
      rest = rest[end...]
      guard let sign = rest.first, "-: _.".utf8.contains(sign) else { break }
      rest = rest.dropFirst()
    }
    if end < text.endIndex, TextByte.isWord(text[end]), !"EWew".utf8.contains(text[end]) {
      return nil
    }
    guard numbers.count >= 2, numbers[0] <= most, numbers.dropFirst().allSatisfy({ $0 < 60 })
    else { return nil }
    return end
  }

  /// A number with a point and where it stands.
  private struct Decimal {
    var degrees: Int
    var decimals: Int
    var range: Range<Int>
  }

  private static func decimals(of text: [UInt8]) -> [Decimal] {
    var found: [Decimal] = []
    var index = 0
    while index < text.count {
      guard TextByte.isDigit(text[index]) else {
        index += 1
        continue
      }
      let start = index
      while index < text.count, TextByte.isDigit(text[index]) { index += 1 }
      let whole = text[start..<index]
      guard whole.count <= 3, index + 1 < text.count, text[index] == UInt8(ascii: "."),
        TextByte.isDigit(text[index + 1])
      else { continue }
      let first = index + 1
      index = first
      while index < text.count, TextByte.isDigit(text[index]) { index += 1 }
      // A third number makes it a version or a date.
      if index < text.count, text[index] == UInt8(ascii: ".") { continue }
      if start > 0, text[start - 1] == UInt8(ascii: ".") || TextByte.isLatin(text[start - 1]) {
        continue
      }
      found.append(
        Decimal(
          degrees: whole.reduce(0) { $0 * 10 + Int($1) - 0x30 }, decimals: index - first,
          range: start..<index))
    }
    return found
  }

  /// A latitude and a longitude with three decimals or more, and a sign or two between them.
  private static func holdsDecimals(_ text: [UInt8]) -> Bool {
    let numbers = decimals(of: text)
    return zip(numbers, numbers.dropFirst()).contains { first, second in
      let between = text[first.range.upperBound..<second.range.lowerBound]
      return first.degrees <= 90 && second.degrees <= 180
        && min(first.decimals, second.decimals) >= 3
        && (1...4).contains(between.count)
        && between.allSatisfy { ",; /_-+NSEWnsew".utf8.contains($0) }
    }
  }

  /// `lat=59.91`, `lon:10.75`.
  private static func holdsNames(_ text: [UInt8]) -> Bool {
    decimals(of: text).contains { number in
      let before = text[..<number.range.lowerBound].reversed().drop { "=:- _".utf8.contains($0) }
      let word = before.prefix(10).prefix(while: TextByte.isLatin).reversed().map(TextByte.lower)
      return number.decimals >= 2 && number.degrees <= 180
        && ["lat", "lon", "lng", "latitude", "longitude"].contains(
          String(decoding: word, as: UTF8.self))
    }
  }

  /// `9FFGWPQ2+XR` (Open Location Code, "Specification").
  private static func holdsPlusCode(_ text: [UInt8]) -> Bool {
    func isCode(_ byte: UInt8) -> Bool {
      "23456789CFGHJMPQRVWX".utf8.contains(byte & (byte >= 0x60 ? 0xdf : 0xff))
    }
    return text.indices.contains { index in
      guard text[index] == UInt8(ascii: "+"), index >= 8 else { return false }
      let behind = text[(index + 1)...].prefix { TextByte.isWord($0) }
      return text[(index - 8)..<index].allSatisfy(isCode) && (2...3).contains(behind.count)
        && behind.allSatisfy(isCode)
    }
  }
}
