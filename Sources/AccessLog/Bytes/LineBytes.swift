internal import CScan

/// The bytes of a line, to look at: any place may be asked for, and behind the end there are zeros.
///
/// It is of no use once the bytes are gone.
@safe
struct LineBytes {
  let start: UnsafePointer<UInt8>
  let count: Int

  /// - Parameters:
  ///   - start: Of readable bytes.
  ///   - count: How many they are; `SCAN_PADDING` more must be readable.
  @inline(__always)
  init(start: UnsafePointer<UInt8>, count: Int) {
    unsafe self.start = start
    self.count = count
  }

  @inline(__always)
  subscript(_ index: Int) -> UInt8 {
    // SAFETY: a negative index becomes a number above any count.
    unsafe UInt(bitPattern: index) < UInt(bitPattern: count) ? start[index] : 0
  }

  /// What stands behind some bytes of it.
  @inline(__always)
  func dropping(_ length: Int) -> LineBytes {
    // SAFETY: no more is dropped than there is.
    let length = min(length, count)
    return unsafe LineBytes(start: start + length, count: count - length)
  }

  /// Its first bytes.
  func prefix(_ length: Int) -> LineBytes {
    // SAFETY: no more is taken than there is.
    unsafe LineBytes(start: start, count: min(length, count))
  }

  /// Whether a text stands at a place.
  @inline(__always)
  func has(_ text: StaticString, at index: Int) -> Bool {
    for offset in 0..<text.utf8CodeUnitCount {
      // SAFETY: the offset is within the text.
      guard unsafe self[index + offset] == text.utf8Start[offset] else { return false }
    }
    return true
  }

  @inline(__always)
  func hasDigit(at index: Int) -> Bool { self[index] &- 0x30 < 10 }

  /// Where the digits from a place on end.
  @inline(__always)
  func endOfDigits(from index: Int) -> Int {
    var index = index
    while hasDigit(at: index) { index += 1 }
    return index
  }

  /// Where a byte stands next; `nil` where it does not.
  @inline(__always)
  func index(of byte: UInt8, from index: Int) -> Int? {
    guard index < count else { return nil }
    // SAFETY: the search begins within the line and ends with it; the padding may be read.
    let found = unsafe scan_byte(start + index, start + count, byte) - start
    return found < count ? found : nil
  }

  /// Where one of two bytes stands next; `nil` where neither does.
  @inline(__always)
  func index(of byte: UInt8, or other: UInt8, from index: Int) -> Int? {
    guard index < count else { return nil }
    // SAFETY: as above.
    let found = unsafe scan_either(start + index, start + count, byte, other) - start
    return found < count ? found : nil
  }
}

extension LineBytes {
  /// The end of a time of RFC 3339 with a zone, `2026-10-01T10:15:03.123456+02:00`, also without the
  /// colon in the zone; `nil` where there is none.
  @inline(__always)
  func endOfTime(from start: Int, needsFraction: Bool = false) -> Int? {
    guard self[start + 4] == UInt8(ascii: "-"), self[start + 7] == UInt8(ascii: "-"),
      self[start + 10] == UInt8(ascii: "T"), self[start + 13] == UInt8(ascii: ":"),
      self[start + 16] == UInt8(ascii: ":"), hasDigit(at: start), hasDigit(at: start + 1),
      hasDigit(at: start + 2), hasDigit(at: start + 3), hasDigit(at: start + 5),
      hasDigit(at: start + 6), hasDigit(at: start + 8), hasDigit(at: start + 9),
      hasDigit(at: start + 11), hasDigit(at: start + 12), hasDigit(at: start + 14),
      hasDigit(at: start + 15), hasDigit(at: start + 17), hasDigit(at: start + 18)
    else { return nil }
    var end = start + 19
    if self[end] == UInt8(ascii: ".") {
      let digits = endOfDigits(from: end + 1)
      guard (1...9).contains(digits - end - 1) else { return nil }
      end = digits
    } else if needsFraction {
      return nil
    }
    switch self[end] {
    case UInt8(ascii: "Z"): return end + 1
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let hour = end + 1
      guard hasDigit(at: hour), hasDigit(at: hour + 1) else { return nil }
      let minute = self[hour + 2] == UInt8(ascii: ":") ? hour + 3 : hour + 2
      guard hasDigit(at: minute), hasDigit(at: minute + 1) else { return nil }
      return minute + 2
    default: return nil
    }
  }

  /// The end of a time of RFC 3164, `Oct  1 10:15:03`, also with a fraction, as journalctl writes it.
  @inline(__always)
  func endOfShortTime(from start: Int) -> Int? {
    guard self[start + 3] == 0x20, self[start + 6] == 0x20, self[start + 9] == UInt8(ascii: ":"),
      self[start + 12] == UInt8(ascii: ":"), self[start] &- UInt8(ascii: "A") < 26,
      self[start + 1] &- UInt8(ascii: "a") < 26, self[start + 2] &- UInt8(ascii: "a") < 26,
      hasDigit(at: start + 4) || self[start + 4] == 0x20, hasDigit(at: start + 5),
      hasDigit(at: start + 7), hasDigit(at: start + 8), hasDigit(at: start + 10),
      hasDigit(at: start + 11), hasDigit(at: start + 13), hasDigit(at: start + 14)
    else { return nil }
    guard self[start + 15] == UInt8(ascii: ".") else { return start + 15 }
    let end = endOfDigits(from: start + 16)
    return end > start + 16 ? end : nil
  }
}
