/// Times as text.
enum TimeShape {
  /// The length of a time with minutes that are not those of a whole hour, or with seconds:
  /// `2026-10-01T13:55`, `01/Oct/2026:13:55:36`, `13:55:36`.
  static func time(at rest: ArraySlice<UInt8>) -> Int? {
    guard let first = rest.first, ASCII.isDigit(first) else { return nil }
    for shape in shapes {
      guard let length = match(shape, rest) else { continue }
      let text = rest.prefix(length)
      // The views' own form of an hour.
      if shape == date, text.suffix(2).elementsEqual("00".utf8),
        !rest.dropFirst(length).starts(with: ":".utf8)
      {
        return nil
      }
      return length
    }
    return nil
  }

  /// The length of an hour as views write it.
  static func hour(at rest: ArraySlice<UInt8>) -> Int? {
    match(date, rest)
  }

  /// `0` is a digit, `a` a letter, `T` a `T` or a space; all others are themselves.
  private static let date = "0000-00-00T00:00"
  private static let shapes = [date, "00/aaa/0000:00:00:00", "00:00:00"]

  private static func match(_ shape: String, _ rest: ArraySlice<UInt8>) -> Int? {
    guard rest.count >= shape.utf8.count else { return nil }
    for (wanted, byte) in zip(shape.utf8, rest) {
      let fits =
        switch wanted {
        case UInt8(ascii: "0"): ASCII.isDigit(byte)
        case UInt8(ascii: "a"): ASCII.isLetter(byte)
        case UInt8(ascii: "T"): byte == UInt8(ascii: "T") || byte == UInt8(ascii: " ")
        default: byte == wanted
        }
      if !fits { return nil }
    }
    return shape.utf8.count
  }
}
