internal import Traffic

/// What the form of a model number tells where no prefix is known.
enum ModelShape {
  /// The class of one word of a model.
  static func device(
    _ bytes: Span<UInt8>, from start: Int, to end: Int, isFirst: Bool, isMobile: Bool
  ) -> DeviceClass? {
    let count = end - start
    guard count >= 5 else { return nil }
    var letters = 0
    while letters < count, !isDigit(bytes[start + letters]) { letters += 1 }
    var digits = 0
    while letters + digits < count, isDigit(bytes[start + letters + digits]) { digits += 1 }
    let after = start + letters + digits
    let hasTail = after < end

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
