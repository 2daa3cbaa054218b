internal import CScan
internal import LogFormats

/// Numbers as servers log them.
enum LogNumber {
  /// What a response counts at most, 256 TiB: more in one is damage or a lie, and would make sums
  /// overflow.
  static let maxBytes: Int64 = 1 << 48

  /// A number of units with a point and an exponent perhaps, as nanoseconds.
  ///
  /// - Complexity: O(*n*) in the field's bytes, of which there may be 32.
  static func nanoseconds(_ bytes: UnsafeBufferPointer<UInt8>, unit: TimeUnit) -> Int64? {
    guard bytes.count > 0, bytes.count <= 32 else { return nil }
    var digits: Int64 = 0
    // By which power of ten the digits are to be multiplied.
    var power = [9, 6, 3, 0][Int(unit.rawValue)]
    var hasDigit = false
    var hasPoint = false
    var isNegative = false
    var index = 0
    scan: while index < bytes.count {
      // SAFETY: the index is below the count.
      let byte = unsafe bytes[unchecked: index]
      switch byte {
      case 0x30...0x39:
        hasDigit = true
        // Digits beyond the eighteenth are far below a nanosecond, or the number is too large.
        if digits < 100_000_000_000_000_000 {
          digits = digits * 10 + Int64(byte &- 0x30)
          if hasPoint { power -= 1 }
        } else if !hasPoint {
          power += 1
        }
      case UInt8(ascii: "."):
        guard !hasPoint, hasDigit else { return nil }
        hasPoint = true
        // Digits must follow.
        hasDigit = false
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: "+") where index == 0: break
      case UInt8(ascii: "e") where hasDigit, UInt8(ascii: "E") where hasDigit: break scan
      default: return nil
      }
      index += 1
    }
    guard hasDigit else { return nil }
    if index < bytes.count {
      // SAFETY: the range is within the field.
      let rest = unsafe UnsafeBufferPointer(rebasing: bytes[(index + 1)...])
      guard let exponent = unsafe exponent(rest) else { return nil }
      power += exponent
    }
    while power < 0, digits > 0 {
      digits /= 10
      power += 1
    }
    while power > 0, digits > 0 {
      let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
      // More than three centuries are damage, and none must make a sum overflow.
      guard !overflow, product < Int64.max / 4 else { return Int64.max / 4 }
      digits = product
      power -= 1
    }
    return isNegative ? -digits : digits
  }

  private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard (1...3).contains(bytes.count) else { return nil }
    var value = 0
    var sign = 1
    for index in bytes.indices {
      let byte = unsafe bytes[index]
      if index == 0, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") {
        sign = byte == UInt8(ascii: "-") ? -1 : 1
        continue
      }
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return sign * value
  }

  /// Numbers with units, one behind the other, as Go writes durations: `22ms`, `1.5s`, `1m2.5s`; zero
  /// needs no unit.
  static func nanosecondsWithUnits(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard bytes.count > 0, bytes.count <= 40 else { return nil }
    if unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "0") { return 0 }
    var total: Int64 = 0
    var index = 0
    while index < bytes.count {
      let start = index
      while index < bytes.count,
        unsafe ASCII.isDigit(bytes[index]) || bytes[index] == UInt8(ascii: ".")
          || (index == 0 && bytes[index] == UInt8(ascii: "-"))
      {
        index += 1
      }
      let unit = index
      while index < bytes.count,
        unsafe !ASCII.isDigit(bytes[index]) && bytes[index] != UInt8(ascii: ".")
      {
        index += 1
      }
      // SAFETY: the ranges are within the field.
      let number = unsafe UnsafeBufferPointer(rebasing: bytes[start..<unit])
      guard let (base, factor) = unsafe self.unit(Array(bytes[unit..<index])),
        let value = unsafe nanoseconds(number, unit: base)
      else { return nil }
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: factor)
      guard !isTooLarge, product < Int64.max / 4, total < Int64.max / 4 else { return nil }
      total += product
    }
    return total
  }

  private static func unit(_ text: [UInt8]) -> (TimeUnit, Int64)? {
    switch String(decoding: text, as: UTF8.self) {
    case "s", "sec": (.seconds, 1)
    case "ms": (.milliseconds, 1)
    case "us", "µs", "μs": (.microseconds, 1)
    case "ns": (.nanoseconds, 1)
    case "m", "min": (.seconds, 60)
    case "h": (.seconds, 3600)
    default: nil
    }
  }

  /// Three digits, or `-` for none (Apache's `%s` of a request that was never answered), for which
  /// others have one `0` (Squid, Caddy) or `-1` (HAProxy).
  ///
  /// - Parameter bytes: The field, with `SCAN_PADDING` readable bytes behind it.
  @inline(__always)
  static func status(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt16? {
    guard bytes.count == 3 else {
      return unsafe isNone(bytes) || isZero(bytes) || isMinusOne(bytes) ? 0 : nil
    }
    guard let number = unsafe decimal(from: bytes.baseAddress.unsafelyUnwrapped, count: 3) else {
      return nil
    }
    return number == 0 || number >= 100 ? UInt16(truncatingIfNeeded: number) : nil
  }

  /// A size: a number as ``decimal(_:)`` reads it, or one behind a plus sign, which HAProxy writes where
  /// more was to come (`option logasap`).
  ///
  /// - Parameter bytes: The field, with `SCAN_PADDING` readable bytes behind it.
  @inline(__always)
  static func size(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    // SAFETY: the bytes are the caller's, who has padded them.
    unsafe decimal(bytes) ?? behindPlus(bytes)
  }

  @inline(never)
  private static func behindPlus(_ bytes: UnsafeBufferPointer<UInt8>) -> Int64? {
    guard unsafe bytes.count > 1 && bytes[0] == UInt8(ascii: "+") && ASCII.isDigit(bytes[1]) else {
      return nil
    }
    // SAFETY: the range is within the field.
    return unsafe decimal(UnsafeBufferPointer(rebasing: bytes[1...]))
  }

  /// Up to 15 digits, or `-` for 0 (Apache's `%b`). A petabyte in one response is no size but damage.
  ///
  /// - Parameter bytes: The field, with `SCAN_PADDING` readable bytes behind it.
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

  private static func isZero(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe bytes.count == 1 && bytes[0] == UInt8(ascii: "0")
  }

  /// HAProxy's way to say that nobody answered.
  private static func isMinusOne(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    unsafe bytes.count == 2 && bytes[0] == UInt8(ascii: "-") && bytes[1] == UInt8(ascii: "1")
  }

  /// One to eight digits as their number, all at once; `nil` where one is no digit.
  ///
  /// Neighbours are joined to pairs, pairs to fours, and those to the whole: how many digits a number
  /// has is what no processor can foresee.
  @inline(__always)
  private static func decimal(from start: UnsafePointer<UInt8>, count: Int) -> Int64? {
    // SAFETY: what is read behind the digits is the field's rest or padding, and is shifted out: the last
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
