internal import CScan
internal import Traffic

extension LogEntry {
  /// The response status, 0 for `-` and `000`; `nil` where it is no status.
  @inline(__always)
  var status: UInt16? {
    unsafe declassify(.status) { bytes, _ in
      unsafe LogNumber.status(bytes)
    }
  }

  /// Response bytes, 0 for `-`; `nil` where it is no number.
  @inline(__always)
  var byteCount: Int64? {
    unsafe declassify(.bytes) { bytes, _ in
      unsafe LogNumber.decimal(bytes).map { min($0, LogNumber.mostBytes) }
    }
  }
}

extension LogEntry {
  /// How long the response took; `nil` where it is no time.
  @inline(__always)
  var responseTime: ResponseTime? {
    unsafe declassify(.timeTaken) { bytes, _ in
      unsafe LogNumber.responseTime(bytes)
    }
  }
}

/// Numbers as servers log them.
enum LogNumber {
  /// What a response counts at most, 256 TiB: more in one is damage or a lie, and would make sums
  /// overflow.
  static let mostBytes: Int64 = 1 << 48

  /// Microseconds (Apache's `%D`), or seconds with a point (nginx's `$request_time`); none for `-`.
  @inline(__always)
  static func responseTime(_ bytes: UnsafeBufferPointer<UInt8>) -> ResponseTime? {
    if unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "-") { return ResponseTime.none }
    guard bytes.count > 0, bytes.count <= 15 else { return nil }
    var number: UInt64 = 0
    var point: Int?
    // SAFETY: every index is below `count`.
    for index in 0..<bytes.count {
      let byte = unsafe bytes[unchecked: index]
      if byte == UInt8(ascii: "."), point == nil, index > 0 {
        point = index
        continue
      }
      guard ASCII.isDigit(byte) else { return nil }
      number = number &* 10 &+ UInt64(byte &- 0x30)
    }
    guard let point else { return ResponseTime(microseconds: number) }
    let digits = bytes.count - point - 1
    guard (1...6).contains(digits) else { return nil }
    for _ in digits..<6 { number = number &* 10 }
    return ResponseTime(microseconds: number)
  }

  /// Three digits, or `-` for none (Apache's `%s` of a request that was never answered).
  ///
  /// - Parameter bytes: The field, with `SCAN_SLACK` readable bytes behind it.
  @inline(__always)
  static func status(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16? {
    guard bytes.count == 3 else { return unsafe isNone(bytes) ? 0 : nil }
    guard let number = unsafe decimal(from: bytes.baseAddress.unsafelyUnwrapped, count: 3) else {
      return nil
    }
    return number == 0 || number >= 100 ? UInt16(truncatingIfNeeded: number) : nil
  }

  /// Up to 15 digits, or `-` for 0 (Apache's `%b`). A petabyte in one response is no size but damage.
  ///
  /// - Parameter bytes: The field, with `SCAN_SLACK` readable bytes behind it.
  @inline(__always)
  static func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count > 0, bytes.count <= 15 else { return nil }
    // SAFETY: there is a first byte, and a ninth where there are more than eight.
    let start = unsafe bytes.baseAddress.unsafelyUnwrapped
    guard var upper = unsafe decimal(from: start, count: min(bytes.count, 8)) else {
      return unsafe isNone(bytes) ? 0 : nil
    }
    guard bytes.count > 8 else { return upper }
    guard let lower = unsafe decimal(from: start + 8, count: bytes.count - 8) else { return nil }
    for _ in 8..<bytes.count { upper *= 10 }
    return upper + lower
  }

  @inline(__always)
  private static func isNone(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "-")
  }

  /// One to eight digits as their number, all at once; `nil` where one is no digit.
  ///
  /// Neighbours are joined to pairs, pairs to fours, and those to the whole: how many digits a number
  /// has is what no processor can foresee.
  @inline(__always)
  private static func decimal(from start: UnsafePointer<UInt8>, count: Int) -> Int64? {
    // SAFETY: what is read behind the digits is the field's rest or slack, and is shifted out: the last
    // digit comes to stand in the highest byte, and zeros before the first.
    let shift = UInt64(64 &- 8 &* count)
    let bytes = unsafe UInt64(littleEndian: scan_load8(start)) &<< shift
    let digits = bytes ^ (0x3030_3030_3030_3030 &<< shift)
    let isMore = (digits & 0x7f7f_7f7f_7f7f_7f7f) &+ 0x7676_7676_7676_7676 | digits
    guard isMore & 0x8080_8080_8080_8080 == 0 else { return nil }
    let pairs = (digits &* (10 << 8 | 1)) >> 8 & 0x00ff_00ff_00ff_00ff
    let fours = (pairs &* (100 << 16 | 1)) >> 16 & 0x0000_ffff_0000_ffff
    return Int64(truncatingIfNeeded: (fours &* (10_000 << 32 | 1)) >> 32)
  }
}

extension UnsafeBufferPointer {
  /// The element at an index that the caller has checked.
  @inline(__always)
  subscript(unchecked index: Int) -> Element {
    // SAFETY: the caller has compared the index with `count`.
    unsafe baseAddress.unsafelyUnwrapped[index]
  }
}
