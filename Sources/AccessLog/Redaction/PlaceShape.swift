/// Places on Earth that are near enough to somebody's door: a hundred metres or less.
enum PlaceShape {
  /// The length of a place that begins here at a digit or a sign.
  ///
  /// - Parameter before: What stands before it in its segment, where a word may say what it is.
  static func place(at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isDigit(first) || isHemisphere(at: rest) else { return nil }
    let isNamed = isBehindWord(before)
    if let length = minutes(at: rest) { return length }
    let start = ASCII.isDigit(first) ? rest : rest.dropFirst()
    if let length = pair(at: start, places: isNamed ? 1 : 3)
      ?? hemispheres(at: start, isBehind: ASCII.isDigit(first))
    {
      return start.startIndex - rest.startIndex + length
    }
    guard ASCII.isDigit(first) else { return nil }
    if isNamed, let length = decimal(at: rest, places: 1) { return length }
    return degrees(at: rest)
  }

  /// Whether a segment is a decimal with so many places, as one coordinate is.
  static func isCoordinate(_ segment: ArraySlice<UInt8>, places: Int) -> Bool {
    guard segment.count >= 4, let first = segment.first,
      ASCII.isDigit(first) || first == UInt8(ascii: "-")
    else { return false }
    let number = ASCII.isDigit(first) ? segment : segment.dropFirst()
    return decimal(at: number, places: places) == number.count
  }

  /// Whether a segment is a number, which it is for the word before it to say whose.
  static func isNumber(_ segment: ArraySlice<UInt8>) -> Bool {
    let number = segment.first == UInt8(ascii: "-") ? segment.dropFirst() : segment
    return decimal(at: number, places: 1) == number.count
  }

  /// Whether a segment is the name of a coordinate.
  static func isWord(_ word: ArraySlice<UInt8>) -> Bool {
    guard (2...11).contains(word.count), let first = word.first,
      "bcdglmnos".utf8.contains(first | 0x20)
    else { return false }
    return words.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
  }

  private static let words: Set<String> = [
    "lat", "latitude", "lon", "lng", "long", "longitude", "geo", "ll", "latlng", "latlon", "coords",
    "gps", "loc", "coordinates", "breddegrad", "lengdegrad", "breitengrad",
    "center", "centre", "sll", "near", "origin", "destination", "mlat", "mlon", "mlng", "markers",
  ]

  /// The length of a decimal right behind the name of a coordinate: `lat59.91lon10.75`.
  static func coordinate(at rest: ArraySlice<UInt8>, behind before: ArraySlice<UInt8>) -> Int? {
    let word = before.suffix(10).reversed().prefix(while: ASCII.isLetter).count
    guard
      ["lat", "lon", "lng", "latitude", "longitude"]
        .contains(String(decoding: before.suffix(word).map { $0 | 0x20 }, as: UTF8.self))
    else { return nil }
    return decimal(at: rest, places: 2)
  }

  /// Whether a text is two decimals of two places and no more: a campaign's value, which no other numbers are.
  static func isPair(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first.map(ASCII.isDigit) == true || text.first == UInt8(ascii: "-") else {
      return false
    }
    let start = text.drop { $0 == UInt8(ascii: "-") }
    return pair(at: start, places: 2) == start.count
  }

  /// Whether a segment says that places follow.
  static func isMap(_ word: ArraySlice<UInt8>) -> Bool {
    guard (3...11).contains(word.count), let first = word.first,
      "cgkmlpsu".utf8.contains(first | 0x20)
    else { return false }
    return maps.contains(String(decoding: word.map { $0 | 0x20 }, as: UTF8.self))
  }

  /// In English, Norwegian, Swedish, Danish, German, French, Spanish, Italian and Polish.
  private static let maps: Set<String> = [
    "map", "maps", "kart", "karta", "kort", "karte", "karten", "carte", "cartes", "mapa", "mappa",
    "pos", "position", "posisjon", "place", "location", "sted", "gps", "geo", "point", "punkt",
    "coords", "koordinater", "koordinaten", "standort", "lokasjon", "ubicacion", "posicion",
  ]

  private static func isBehindWord(_ before: ArraySlice<UInt8>) -> Bool {
    guard let sign = before.last, "=:-_ (\"[".utf8.contains(sign) else { return false }
    var before = before.dropLast()
    // `"lat": 59.91`, `lat=[59.91`.
    while let last = before.last, before.count > 2, "=:\" ".utf8.contains(last) {
      before = before.dropLast()
    }
    // `lon=-10.75`: the sign of the number.
    if sign == UInt8(ascii: "-"), let last = before.last, "=:-_".utf8.contains(last) {
      before = before.dropLast()
    }
    let word = before.suffix(12).reversed().prefix(while: ASCII.isLetter).count
    return isWord(before.suffix(word))
  }

  /// The length of two decimals with so many places: three are a hundred metres.
  private static func pair(at rest: ArraySlice<UInt8>, places: Int) -> Int? {
    guard let latitude = decimal(at: rest, places: places) else { return nil }
    var index = skippingHemisphere(rest, rest.startIndex + latitude)
    let signs = rest[index...].prefix(3).prefix { ",_ :|-+&/x~*".utf8.contains($0) }
    // `59.913N10.752E` needs none.
    guard !signs.isEmpty || index > rest.startIndex + latitude else { return nil }
    index = skippingHemisphere(rest, signs.endIndex)
    guard let longitude = decimal(at: rest[index...], places: places) else { return nil }
    index = skippingHemisphere(rest, index + longitude)
    return index - rest.startIndex
  }

  /// The length of two decimals of two places, each with its hemisphere.
  private static func hemispheres(at rest: ArraySlice<UInt8>, isBehind: Bool) -> Int? {
    guard let length = pair(at: rest, places: 2) else { return nil }
    let letters = rest.prefix(length).filter { "NSEWnsew".utf8.contains($0) }
    return letters.count == (isBehind ? 2 : 1) ? length : nil
  }

  private static func isHemisphere(at rest: ArraySlice<UInt8>) -> Bool {
    guard let first = rest.first, "NSEWnsew".utf8.contains(first) else { return false }
    return rest.dropFirst().first.map(ASCII.isDigit) ?? false
  }

  private static func skippingHemisphere(_ rest: ArraySlice<UInt8>, _ index: Int) -> Int {
    guard index < rest.endIndex, "NSEWnsew".utf8.contains(rest[index]) else { return index }
    return index + 1
  }

  /// The length of a number to 180 with so many places, behind a full stop, or more of them behind a
  /// comma, which also stands between thousands. What goes on with a full stop is a version.
  private static func decimal(at rest: ArraySlice<UInt8>, places: Int) -> Int? {
    let whole = rest.prefix(4).prefix(while: ASCII.isDigit)
    guard (1...3).contains(whole.count), whole.endIndex < rest.endIndex,
      whole.reduce(0, { $0 * 10 + Int($1 - 0x30) }) <= 180
    else { return nil }
    let point = rest[whole.endIndex]
    guard point == UInt8(ascii: ".") || point == UInt8(ascii: ",") else { return nil }
    let fraction = rest[(whole.endIndex + 1)...].prefix(while: ASCII.isDigit)
    guard fraction.count >= (point == UInt8(ascii: ".") ? places : max(places, 4)) else {
      return nil
    }
    let behind = rest[fraction.endIndex...]
    if behind.first == UInt8(ascii: "."), behind.dropFirst().first.map(ASCII.isDigit) == true {
      return nil
    }
    return whole.count + 1 + fraction.count
  }

  /// The length of degrees, minutes and seconds: `59°54'N`, `59d54m12sN`, `59-54-12N`.
  private static func degrees(at rest: ArraySlice<UInt8>) -> Int? {
    let whole = rest.prefix { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
    guard (1...8).contains(whole.count) else { return nil }
    let behind = rest[whole.endIndex...]
    if behind.starts(with: "\u{b0}".utf8) {
      let more = behind.dropFirst(2)
      if let length = spacedMinutes(at: more) { return whole.count + 2 + length }
      let parts = more.prefix {
        ASCII.isDigit($0) || ".'\" NSEWnsew".utf8.contains($0) || $0 == 0xc2 || $0 == 0xb0
      }
      // `20°C` and `a 360° view` are none.
      let isNear = parts.first.map { ASCII.isDigit($0) || "NSEWnsew".utf8.contains($0) } ?? false
      let isEnd = more.dropFirst().first.map { !ASCII.isLetter($0) } ?? true
      guard isNear, ASCII.isDigit(parts[parts.startIndex]) || isEnd else { return nil }
      return parts.endIndex - rest.startIndex
    }
    for signs in degreeSigns {
      if let length = degrees(at: rest, signs) { return length }
    }
    return nil
  }

  /// The length of minutes, or of the hemisphere, behind degrees and a space: ` 54.8' N`, ` N`.
  private static func spacedMinutes(at rest: ArraySlice<UInt8>) -> Int? {
    guard rest.first == UInt8(ascii: " ") else { return nil }
    let text = rest.prefix { ASCII.isDigit($0) || ".'\" NSEW".utf8.contains($0) }
    let isPlace =
      text.contains(where: { ".'\"".utf8.contains($0) }) && text.contains(where: ASCII.isDigit)
      || text.contains { "NSEW".utf8.contains($0) }
    let isEnd = text.endIndex == rest.endIndex || !ASCII.isAlphanumeric(rest[text.endIndex])
    return isPlace && isEnd ? text.count : nil
  }

  private static let degreeSigns = [
    ["d", "m", "s"], ["-", "-", ""], ["-", "-", "-"], [" ", " ", " "], [" ", " ", ""],
    [":", ":", ""],
  ]

  /// Three numbers of up to three and two digits, a sign behind each, and the hemisphere.
  private static func degrees(at rest: ArraySlice<UInt8>, _ signs: [String]) -> Int? {
    var index = rest.startIndex
    for (part, sign) in signs.enumerated() {
      let digits = rest[index...].prefix(4).prefix(while: ASCII.isDigit).count
      guard digits >= 1, digits <= (part == 0 ? 3 : 2) else { return nil }
      index += digits
      guard rest[index...].starts(with: sign.utf8) else { return nil }
      index += sign.utf8.count
    }
    guard index < rest.endIndex, "NSEW".utf8.contains(rest[index]) else { return nil }
    index += 1
    return index == rest.endIndex || !ASCII.isAlphanumeric(rest[index])
      ? index - rest.startIndex : nil
  }

  /// The length of two angles behind their hemispheres: `N59-54-50_E10-45-08`, `N59 54.833 E010 45.133`; of one
  /// as receivers write it, `N5954.83`.
  private static func minutes(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, "NSns".utf8.contains(first) else { return nil }
    if let length = joinedMinutes(at: rest) { return length }
    guard let north = angle(at: rest.dropFirst(), widest: 2) else { return nil }
    let signs = rest.dropFirst(1 + north).prefix(2).prefix { "-_ ,:+".utf8.contains($0) }
    let rest2 = rest[signs.endIndex...]
    guard let letter = rest2.first, "EWew".utf8.contains(letter),
      let east = angle(at: rest2.dropFirst(), widest: 3)
    else { return nil }
    let end = rest2.startIndex + 1 + east
    return end == rest.endIndex || !ASCII.isAlphanumeric(rest[end]) ? end - rest.startIndex : nil
  }

  /// The length of a letter, four digits or five of degrees and minutes, and a fraction.
  private static func joinedMinutes(at rest: ArraySlice<UInt8>) -> Int? {
    let whole = rest.dropFirst().prefix(5).prefix(while: ASCII.isDigit)
    guard whole.count >= 4, whole.suffix(2).first.map({ $0 < UInt8(ascii: "6") }) == true else {
      return nil
    }
    let behind = rest[whole.endIndex...]
    let fraction = behind.dropFirst().prefix(while: ASCII.isDigit)
    guard behind.first == UInt8(ascii: "."), fraction.count >= 2,
      fraction.endIndex == rest.endIndex || !ASCII.isLetter(rest[fraction.endIndex])
    else { return nil }
    return fraction.endIndex - rest.startIndex
  }

  /// The length of degrees, minutes and perhaps seconds with the same sign between, the last perhaps with a
  /// fraction.
  private static func angle(at rest: ArraySlice<UInt8>, widest: Int) -> Int? {
    let degrees = rest.prefix(4).prefix(while: ASCII.isDigit)
    guard (1...widest).contains(degrees.count), let sign = rest[degrees.endIndex...].first,
      "-_ :".utf8.contains(sign)
    else { return nil }
    var end = degrees.endIndex
    for part in 0..<2 {
      guard end < rest.endIndex, rest[end] == sign else { break }
      let digits = rest[(end + 1)...].prefix(3).prefix(while: ASCII.isDigit)
      guard digits.count == 2, digits[digits.startIndex] < UInt8(ascii: "6") else {
        return part == 0 ? nil : end - rest.startIndex
      }
      end = digits.endIndex
    }
    let fraction = rest[end...].dropFirst().prefix(while: ASCII.isDigit)
    if end < rest.endIndex, rest[end] == UInt8(ascii: "."), !fraction.isEmpty {
      end = fraction.endIndex
    }
    return end - rest.startIndex
  }

  /// The length of a plus code at a word's start (Open Location Code, "Open Location Code
  /// Specification"): eight of its letters and digits, or the last four of them, a plus, and two or more.
  static func plusCode(at rest: ArraySlice<UInt8>) -> Int? {
    let head = rest.prefix(9).prefix(while: isPlusCode)
    guard head.count == 8 || head.count == 4, let sign = rest[head.endIndex...].first,
      sign == UInt8(ascii: "+")
        || sign == UInt8(ascii: "-") && head.count == 8 && head.count(where: ASCII.isDigit) >= 2
          && head.contains(where: ASCII.isLetter)
    else { return nil }
    let tail = rest[(head.endIndex + 1)...].prefix(4).prefix(while: isPlusCode)
    guard (2...3).contains(tail.count), head.contains(where: ASCII.isDigit) || head.count == 8,
      tail.endIndex == rest.endIndex || !ASCII.isAlphanumeric(rest[tail.endIndex])
    else { return nil }
    return head.count + 1 + tail.count
  }

  private static func isPlusCode(_ byte: UInt8) -> Bool { plusCodeLetters.contains(byte) }
  private static let plusCodeLetters = Array("23456789CFGHJMPQRVWX".utf8)
}
