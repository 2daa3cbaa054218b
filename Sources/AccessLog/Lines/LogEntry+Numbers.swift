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
  @inline(__always)
  static func status(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16? {
    // SAFETY: every index is below `count`.
    if bytes.count == 3 {
      let hundreds = unsafe bytes[unchecked: 0] &- 0x30
      let tens = unsafe bytes[unchecked: 1] &- 0x30
      let ones = unsafe bytes[unchecked: 2] &- 0x30
      guard hundreds <= 9, tens <= 9, ones <= 9 else { return nil }
      let status = UInt16(hundreds) * 100 + UInt16(tens) * 10 + UInt16(ones)
      return status == 0 || status >= 100 ? status : nil
    }
    return unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "-") ? 0 : nil
  }

  /// Up to 15 digits, or `-` for 0 (Apache's `%b`). A petabyte in one response is no size but damage.
  @inline(__always)
  static func decimal(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count > 0, bytes.count <= 15 else { return nil }
    var number: Int64 = 0
    // SAFETY: every index is below `count`.
    for index in 0..<bytes.count {
      let digit = unsafe bytes[unchecked: index] &- 0x30
      guard digit <= 9 else {
        return unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "-") ? 0 : nil
      }
      number = number &* 10 &+ Int64(digit)
    }
    return number
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
