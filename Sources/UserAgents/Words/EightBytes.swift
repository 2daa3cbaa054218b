/// Eight bytes of a header in one number, the first of them lowest, that are looked at all at once
/// (Warren, Hacker's Delight, section 6-1): a question to each is an addition that carries into its
/// own highest bit.
struct EightBytes {
  private let value: UInt64

  /// The bytes from a place on, zeros behind the last one.
  @inline(__always)
  init(at place: Int, in bytes: Span<UInt8>) {
    let last = bytes.count - 8
    if place <= last {
      // SAFETY: the place is one of the span's, and so are the seven behind it.
      value = unsafe Self.load(place, bytes)
    } else if last >= 0 {
      // A place at the end has none left: the shift is one of 64 bits.
      // SAFETY: the last eight of a span of eight bytes or more.
      value = unsafe Self.load(last, bytes) >> (8 * UInt64(place - last))
    } else {
      var value: UInt64 = 0
      for index in (place..<bytes.count).reversed() { value = value << 8 | UInt64(bytes[index]) }
      self.value = value
    }
  }

  @unsafe @inline(__always)
  private static func load(_ place: Int, _ bytes: Span<UInt8>) -> UInt64 {
    // SAFETY: bytes have no padding, and the caller has eight of them at the place.
    unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: place, as: UInt64.self))
  }

  private static let each: UInt64 = 0x0101_0101_0101_0101
  /// The highest bit of each byte: what the answers are made of.
  private static let highest = each << 7

  /// The first of the bytes, one to eight, with letters in lower case; zeros behind them.
  @inline(__always)
  func lowercase(first count: Int) -> UInt64 {
    // Digits have this bit already.
    (value | Self.each << 5) & (~0 &>> (64 &- 8 &* UInt64(count)))
  }

  /// The last eight letters and digits of a word, or as many as it has, in lower case: the last of them is
  /// lowest.
  @inline(__always)
  static func last(of bytes: Span<UInt8>, from start: Int, to end: Int) -> UInt64 {
    let first = max(start, end - 8)
    let eight = EightBytes(at: first, in: bytes).lowercase(first: end - first)
    return eight.byteSwapped &>> (64 &- 8 &* UInt64(end - first))
  }

  /// How many letters and digits come before the first mark.
  @inline(__always)
  var wordBytes: Int {
    let letters = Self.among(value | Self.each << 5, "a", "z")
    let digits = Self.among(value, "0", "9")
    let marks = ~(letters | digits) & Self.highest
    return marks.trailingZeroBitCount &>> 3
  }

  /// The highest bit of each byte that is not below one of ASCII's and not above another.
  @inline(__always)
  private static func among(
    _ value: UInt64, _ low: Unicode.Scalar, _ high: Unicode.Scalar
  ) -> UInt64 {
    let seven = value & ~highest
    let isNotBelow = seven &+ each &* UInt64(0x80 - UInt8(ascii: low))
    let isAbove = seven &+ each &* UInt64(0x7f - UInt8(ascii: high))
    return isNotBelow & ~isAbove & ~value & highest
  }
}
