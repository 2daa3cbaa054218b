internal import CScan
internal import LogFormats
internal import Traffic

/// Scrubbed lines on their way out: a buffer that a worker owns and fills again and again.
///
/// It takes numbers, the literals of a format and ``ScrubbedText``; there is no way to put other
/// bytes in.
@safe
public struct ScrubbedLines: ~Copyable {
  private var storage: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Bytes of whole lines.
  public private(set) var count = 0

  public init() {
    capacity = LogBlock.capacity + 4096
    unsafe storage = ScrubbedLines.allocate(capacity)
  }

  /// Bytes with padding behind them, all of which may be read.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let count = capacity + LogLines.padding
    // SAFETY: all bytes that are allocated are initialised.
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    unsafe bytes.initialize(repeating: 0, count: count)
    return unsafe bytes
  }

  deinit { unsafe storage.deallocate() }

  /// Lends the lines.
  public borrowing func withLines<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // SAFETY: `count` bytes are initialised, and alive while `self` is borrowed.
    try unsafe body(UnsafeRawBufferPointer(start: storage, count: count))
  }

  mutating func removeAll() { count = 0 }

  /// Takes back what was written last.
  ///
  /// - Parameter start: How many bytes stay.
  mutating func removeAll(from start: Int) { count = min(count, start) }

  /// Lends the lines behind so many bytes, with ``LogLines/padding`` readable bytes behind them.
  borrowing func withLines<Result>(
    from start: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    // SAFETY: `count` bytes are initialised, with padding behind them, and alive while `self` is borrowed.
    unsafe body(UnsafeBufferPointer(start: storage + start, count: count - start))
  }

  /// Makes room for so many bytes, and for ``LogLines/padding`` behind them that may be written over.
  @inline(__always)
  private mutating func makeRoom(_ bytes: Int) {
    if count + bytes > capacity { grow(to: count + bytes) }
  }

  @inline(never)
  private mutating func grow(to least: Int) {
    capacity = max(least, capacity * 2)
    let larger = unsafe ScrubbedLines.allocate(capacity)
    // SAFETY: both are at least `count` bytes long and do not overlap.
    unsafe larger.update(from: storage, count: count)
    unsafe storage.deallocate()
    unsafe storage = unsafe larger
  }

  /// Bytes of a format's own.
  @inline(__always)
  mutating func append(_ literal: borrowing FormatBytes) {
    let length = literal.bytes.count
    makeRoom(length)
    // SAFETY: there is room for the bytes.
    unsafe literal.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe (storage + count).update(from: base, count: length)
    }
    count += length
  }

  @inline(__always)
  mutating func appendNewline() { append(0x0a) }

  /// `-`: nothing is said.
  @inline(__always)
  mutating func appendNothing(_ width: Int = 1) {
    for _ in 0..<width { append(UInt8(ascii: "-")) }
  }

  @inline(__always)
  private mutating func append(_ byte: UInt8) {
    makeRoom(1)
    unsafe storage[count] = byte
    count += 1
  }

  /// Text of a table.
  @inline(__always)
  mutating func append(_ piece: TextTable.Piece, of table: borrowing TextTable) {
    let length = Int(piece.count)
    makeRoom(length)
    // SAFETY: there is room for the piece.
    unsafe table.copy(piece, to: storage + count)
    count += length
  }

  @inline(__always)
  mutating func append(_ text: borrowing ScrubbedText) {
    let length = text.bytes.count
    makeRoom(length)
    // SAFETY: there is room for the text.
    unsafe text.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe (storage + count).update(from: base, count: length)
    }
    count += length
  }

  /// A status of three digits, `000` for none.
  @inline(__always)
  mutating func append(status: UInt16) {
    makeRoom(3)
    // SAFETY: room for three bytes.
    unsafe storage[count] = UInt8(truncatingIfNeeded: status / 100) &+ 0x30
    unsafe storage[count + 1] = UInt8(truncatingIfNeeded: status / 10 % 10) &+ 0x30
    unsafe storage[count + 2] = UInt8(truncatingIfNeeded: status % 10) &+ 0x30
    count += 3
  }

  /// A number of at most 15 digits.
  @inline(__always)
  mutating func append(decimal number: Int64, atLeast digits: Int = 1) {
    makeRoom(20)
    var length = digits
    var limit: Int64 = 1
    for _ in 0..<digits { limit *= 10 }
    while length < 15, number >= limit {
      length += 1
      limit *= 10
    }
    var rest = number
    var place = count + length
    while place > count {
      place -= 1
      // SAFETY: the place is between `count` and `count + 20`.
      unsafe storage[place] = UInt8(truncatingIfNeeded: rest % 10) &+ 0x30
      rest /= 10
    }
    count += length
  }

  /// How long a response took: the upper end of its class, in the unit of the log.
  ///
  /// The end is rounded down to microseconds, and is of the same class then.
  mutating func append(_ time: ResponseTime, _ notation: FieldNotation) {
    let microseconds = Int64(time.milliseconds * 1000)
    func seconds(_ output: inout ScrubbedLines) {
      output.append(decimal: microseconds / 1_000_000)
      output.append(UInt8(ascii: "."))
      output.append(decimal: microseconds % 1_000_000, atLeast: 6)
    }
    switch notation {
    case .duration(.seconds), .secondsOrMilliseconds: seconds(&self)
    case .duration(.milliseconds):
      append(decimal: microseconds / 1000)
      append(UInt8(ascii: "."))
      append(decimal: microseconds % 1000, atLeast: 3)
    case .duration(.nanoseconds): append(decimal: microseconds * 1000)
    case .durationWithUnit:
      append(decimal: microseconds)
      append(UInt8(ascii: "u"))
      append(UInt8(ascii: "s"))
    default: append(decimal: microseconds)
    }
  }

  /// The first address of a network (RFC 5952 for IPv6).
  @inline(__always)
  mutating func append(_ network: KeptNetwork) {
    guard !network.isVersion6 else {
      appendVersion6(network.bits)
      return
    }
    var shift: UInt64 = 24
    while shift > 0 {
      append(decimal: Int64(network.bits >> shift & 0xff))
      append(UInt8(ascii: "."))
      shift -= 8
    }
    append(decimal: Int64(network.bits & 0xff))
  }

  /// Groups up to the last that is not zero; all behind them is left out.
  private mutating func appendVersion6(_ bits: UInt64) {
    let groups = (64 - bits.trailingZeroBitCount + 15) / 16
    for group in 0..<groups {
      var rest = bits >> UInt64(48 - 16 * group) & 0xffff
      var digits = max(1, (16 - (rest << 48).leadingZeroBitCount + 3) / 4)
      makeRoom(4)
      rest <<= UInt64(64 - 4 * digits)
      while digits > 0 {
        let digit = UInt8(rest >> 60)
        append(digit < 10 ? digit + 0x30 : digit - 10 + UInt8(ascii: "a"))
        rest <<= 4
        digits -= 1
      }
      if group < groups - 1 { append(UInt8(ascii: ":")) }
    }
    append(UInt8(ascii: ":"))
    append(UInt8(ascii: ":"))
  }
}
