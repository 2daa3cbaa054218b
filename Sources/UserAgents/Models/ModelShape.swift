internal import Traffic

/// What the form of a model number tells where no prefix is known.
enum ModelShape {
  /// The class of one word of a model.
  static func device(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isFirst: Bool, isMobile: Bool
  ) -> DeviceClass? {
    let count = end - start
    // One series of tablets: 7DY, 8EY.
    if count == 3, isFirst, isDigit(bytes[start]), bytes[start + 2] == UInt8(ascii: "Y"),
      !isDigit(bytes[start + 1])
    {
      return .tablet
    }
    guard count >= 4 else { return nil }
    var letters = 0
    while letters < count, !isDigit(bytes[start + letters]) { letters += 1 }
    var digits = 0
    while letters + digits < count, isDigit(bytes[start + letters + digits]) { digits += 1 }
    let after = start + letters + digits
    let hasTail = after < end
    if letters == 1, digits == 3, isFirst, isUrsus(bytes, from: start, to: end) { return .tablet }
    guard count >= 5 else { return nil }
    if digits == 4, letters > 0, letters <= 4, isSizeFirst(bytes, from: start, letters: letters) {
      return .tablet
    }

    // A television's name begins with the size of its screen in inches: 43UP50GU, K40DLM8, 32LH8030S.
    if digits == 2, hasTail, letters <= 4, letters == 0 || !isMobile {
      let size = Int(bytes[start + letters] - 0x30) * 10 + Int(bytes[start + letters + 1] - 0x30)
      if isScreen(size), count >= (letters == 0 ? 5 : 7),
        !isNetwork(bytes, at: after)
      {
        return .tv
      }
    }
    // The same behind `Mobile`, which some televisions send, needs a longer number: H32G8000Q.
    if digits == 2, hasTail, letters == 1, count >= 9, isMobile {
      let size = Int(bytes[start + letters] - 0x30) * 10 + Int(bytes[start + letters + 1] - 0x30)
      if isScreen(size) { return .tv }
    }
    // Behind more letters two of the series follow: MLT55USX02, TQ65UFBHV1.
    if digits == 2, letters >= 2, letters <= 4, count >= 9, isMobile, after + 1 < end,
      isCapital(bytes[after]), isCapital(bytes[after + 1])
    {
      let size = Int(bytes[start + letters] - 0x30) * 10 + Int(bytes[start + letters + 1] - 0x30)
      if isScreen(size) { return .tv }
    }
    // Xiaomi's tablets: a date, one letter at most, then RP (23043RP34G, 2307BRPDCC).
    if letters == 0, digits >= 4, digits <= 5, after + 2 < end {
      let skip = bytes[after] | 0x20 == UInt8(ascii: "r") ? 0 : 1
      if after + skip + 1 < end, bytes[after + skip] | 0x20 == UInt8(ascii: "r"),
        bytes[after + skip + 1] | 0x20 == UInt8(ascii: "p")
      {
        return .tablet
      }
    }
    // TCL's and Alcatel's tablets: four digits, the first an 8 or a 9, then letters (8084, 9032X).
    if isFirst, letters == 0, digits == 4, hasTail, bytes[start] >= UInt8(ascii: "8"),
      bytes[start] == UInt8(ascii: "9") || bytes[start + 1] & 1 == 0
    {
      return .tablet
    }
    // vivo's telephones, which often leave `Mobile` out: V2036A.
    if letters == 1, digits == 4, count == 6, bytes[start] | 0x20 == UInt8(ascii: "v") {
      return .mobile
    }
    // Digma's tablets: two letters, the screen in thousandths of an inch, two letters (TS7131MG).
    if letters == 2, digits == 4, count == 8 {
      let screen = bytes[start + 2]
      if screen >= UInt8(ascii: "7") || screen == UInt8(ascii: "1") { return .tablet }
    }
    return nil
  }

  /// DEXP's tablets, `Ursus L110`: two numbers of a generation and a size, and an i where they call.
  private static func isUrsus(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Bool {
    switch bytes[start] {
    case UInt8(ascii: "L"), UInt8(ascii: "N"), UInt8(ascii: "P"), UInt8(ascii: "Q"): break
    default: return false
    }
    guard bytes[start + 3] == UInt8(ascii: "0"), bytes[start + 1] <= UInt8(ascii: "4"),
      end == start + 4 || end == start + 5 && bytes[start + 4] == UInt8(ascii: "i")
    else { return false }
    switch bytes[start + 2] {
    case UInt8(ascii: "1"), UInt8(ascii: "7"), UInt8(ascii: "8"): return true
    default: return false
    }
  }

  /// Whether four digits begin with the inches of a tablet's screen: `M1062`, `HT0701W16`, `KM0805`. Those
  /// of Motorola's XT10xx and Bmobile's AX10xx don't, nor those of ZTE's V10xx.
  private static func isSizeFirst(_ bytes: Span<UInt8>, from start: Int, letters: Int) -> Bool {
    let tens = bytes[start + letters]
    let ones = bytes[start + letters + 1]
    if tens == UInt8(ascii: "0") {
      return letters > 1 && ones >= UInt8(ascii: "7")
    }
    guard tens == UInt8(ascii: "1"), ones == UInt8(ascii: "0") else { return false }
    let first = bytes[start] | 0x20
    if letters == 1 { return first != UInt8(ascii: "v") }
    let second = bytes[start + 1] | 0x20
    return letters > 2
      || !((first == UInt8(ascii: "a") || first == UInt8(ascii: "x"))
        && (second == UInt8(ascii: "x") || second == UInt8(ascii: "t")))
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
  }

  /// Whether letters are a network's, not a series': `77LTE`.
  private static func isNetwork(_ bytes: Span<UInt8>, at place: Int) -> Bool {
    bytes[place] | 0x20 == UInt8(ascii: "l") && place + 1 < bytes.count
      && bytes[place + 1] | 0x20 == UInt8(ascii: "t")
  }

  /// Inches that televisions are sold in.
  private static func isScreen(_ inches: Int) -> Bool {
    switch inches {
    case 19, 20, 22, 24, 26, 28, 32, 39, 40, 42, 43, 48, 49, 50, 55, 58, 60, 65, 70, 75, 77, 82, 83,
      85,
      86, 98:
      true
    default:
      false
    }
  }
}
