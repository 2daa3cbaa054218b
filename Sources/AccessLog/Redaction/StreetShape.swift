/// The door of a house in a slug: a number, and where its post goes.
enum StreetShape {
  /// The length of a house's number with the code of its post behind it, which begins here at a word's
  /// start: `storgata-14b-0155-oslo`.
  ///
  /// Four digits count if they begin with a zero, or if the word before is that of a street: what else
  /// stands between two words is a size or an amount.
  static func house(at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>) -> Int? {
    guard let sign = before.last, "-_ ".utf8.contains(sign), before.count >= 4 else { return nil }
    let number = rest.prefix(4).prefix(while: ASCII.isDigit)
    guard (1...3).contains(number.count) else { return nil }
    var index = number.endIndex
    if index < rest.endIndex, (0x61...0x68).contains(rest[index] | 0x20) { index += 1 }
    let signs = rest[index...].prefix(3).prefix { "-_ ,+".utf8.contains($0) }
    guard (1...2).contains(signs.count) else { return nil }
    let code = rest[signs.endIndex...].prefix(6).prefix(while: ASCII.isDigit)
    guard code.count == 4 || code.count == 5, code.endIndex + 2 < rest.endIndex,
      "-_ ".utf8.contains(rest[code.endIndex]), ASCII.isLetter(rest[code.endIndex + 1])
    else { return nil }
    guard code.count == 5 || code.first == UInt8(ascii: "0") || isStreet(before.dropLast()) else {
      return nil
    }
    return code.endIndex - rest.startIndex
  }

  /// Whether a text ends in what streets are called: in Norwegian, Danish, Swedish, German, Dutch, French
  /// and English.
  private static func isStreet(_ text: ArraySlice<UInt8>) -> Bool {
    let word = String(
      decoding: text.suffix(10).reversed().prefix(while: ASCII.isLetter).map { $0 | 0x20 }
        .reversed(),
      as: UTF8.self)
    return endings.contains { word.hasSuffix($0) }
  }

  private static let endings = [
    "gata", "gaten", "gate", "veien", "vegen", "vei", "alle", "gade", "vej", "gatan", "vagen",
    "strasse", "str", "weg", "platz", "gasse", "straat", "laan", "plein", "rue", "avenue", "street",
    "road", "lane",
  ]
}
