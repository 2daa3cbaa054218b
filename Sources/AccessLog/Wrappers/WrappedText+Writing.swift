internal import CScan

extension WrappedText {
  /// Writes a string's text as UTF-8, without its escapes. What is no escape stays as it is; half of a
  /// surrogate pair becomes U+FFFD, and a newline a space, so that no line comes to be.
  ///
  /// - Parameter out: Has room for as many bytes as there are in the range and `SCAN_PADDING`; nowhere in
  ///   the line.
  /// - Returns: The bytes written: never more than there are in the range.
  @inline(__always)
  static func write(
    _ line: LineBytes, _ start: Int, _ end: Int, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var at = start
    var count = 0
    while at < end {
      // SAFETY: the search ends in the range; what is copied had at least as much room in it.
      let stop =
        unsafe scan_byte(line.start + at, line.start + end, UInt8(ascii: "\\")) - line.start
      unsafe scan_copy(out + count, line.start + at, stop - at)
      count += stop - at
      at = stop
      guard at < end else { break }
      guard at + 1 < end else {
        unsafe out[count] = UInt8(ascii: "\\")
        return count + 1
      }
      let byte: UInt8
      switch line[at + 1] {
      case UInt8(ascii: "n"): byte = 0x20
      case UInt8(ascii: "t"): byte = 0x09
      case UInt8(ascii: "r"): byte = 0x0d
      case UInt8(ascii: "b"): byte = 0x08
      case UInt8(ascii: "f"): byte = 0x0c
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): byte = line[at + 1]
      case UInt8(ascii: "u"):
        if let scalar = scalar(in: line, from: at, before: end) {
          // SAFETY: an escape has more bytes than what it stands for.
          count += unsafe write(scalar.value == 0x0a ? 0x20 : scalar.value, to: out + count)
          at += scalar.length
          continue
        }
        fallthrough
      default:
        unsafe out[count] = UInt8(ascii: "\\")
        unsafe out[count + 1] = line[at + 1]
        count += 2
        at += 2
        continue
      }
      unsafe out[count] = byte
      count += 1
      at += 2
    }
    return count
  }

  /// Writes the bytes whose numbers stand in an array; those that are none are left out.
  static func writeNumbers(
    _ line: LineBytes, _ start: Int, _ end: Int, to out: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var count = 0
    var number: UInt32 = 0
    var isNumber = false
    for index in start...end {
      if index < end, line.hasDigit(at: index) {
        number = min(number * 10 + UInt32(line[index] - 0x30), 1000)
        isNumber = true
        continue
      }
      if isNumber, number < 256 {
        // SAFETY: a number has at least the digit that stands for this byte.
        unsafe out[count] = number == 0x0a ? 0x20 : UInt8(number)
        count += 1
      }
      (number, isNumber) = (0, false)
    }
    return count
  }

  /// What an escape `\uXXXX` stands for, or two of them that are a surrogate pair.
  private static func scalar(
    in line: LineBytes, from at: Int, before end: Int
  ) -> (value: UInt32, length: Int)? {
    guard at + 6 <= end, let unit = unit(in: line, at: at + 2) else { return nil }
    guard unit >> 11 == 0x1b else { return (unit, 6) }
    guard unit < 0xdc00, at + 12 <= end, line.has("\\u", at: at + 6),
      let low = self.unit(in: line, at: at + 8), low >> 10 == 0x37
    else { return (0xfffd, 6) }
    return (0x10000 + (unit - 0xd800) << 10 + low - 0xdc00, 12)
  }

  private static func unit(in line: LineBytes, at start: Int) -> UInt32? {
    var unit: UInt32 = 0
    for index in start..<(start + 4) {
      guard let digit = HexDigit.value(line[index]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  /// Writes a scalar in UTF-8.
  private static func write(_ scalar: UInt32, to out: UnsafeMutablePointer<UInt8>) -> Int {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3f | 0x80) }
    switch scalar {
    case ..<0x80:
      unsafe out[0] = UInt8(scalar)
      return 1
    case ..<0x800:
      unsafe out[0] = UInt8(scalar >> 6 | 0xc0)
      unsafe out[1] = tail(0)
      return 2
    case ..<0x10000:
      unsafe out[0] = UInt8(scalar >> 12 | 0xe0)
      unsafe out[1] = tail(6)
      unsafe out[2] = tail(0)
      return 3
    default:
      unsafe out[0] = UInt8(scalar >> 18 | 0xf0)
      unsafe out[1] = tail(12)
      unsafe out[2] = tail(6)
      unsafe out[3] = tail(0)
      return 4
    }
  }
}
