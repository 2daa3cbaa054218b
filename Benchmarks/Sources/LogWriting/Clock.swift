/// The time of a line as servers write it, rendered again only when the second changes.
struct Clock {
  private var second = -1
  /// `01/Oct/2026:00:00:00 +0000`.
  private(set) var text = Array("01/Oct/2026:00:00:00 +0000".utf8)
  /// `2026-10-01T00:00:00`.
  private(set) var iso = Array("2026-10-01T00:00:00".utf8)
  /// Seconds since 1970.
  var epoch: Int { 1_790_812_800 + second }

  /// Moves to a second of October 2026, counted from its beginning.
  mutating func advance(to second: Int) {
    guard second != self.second else { return }
    self.second = second
    set(0, 8, second / 86_400 + 1)
    set(12, 11, second / 3600 % 24)
    set(15, 14, second / 60 % 60)
    set(18, 17, second % 60)
  }

  private mutating func set(_ position: Int, _ isoPosition: Int, _ number: Int) {
    let digits = [UInt8(48 + number / 10), UInt8(48 + number % 10)]
    text.replaceSubrange(position..<(position + 2), with: digits)
    iso.replaceSubrange(isoPosition..<(isoPosition + 2), with: digits)
  }
}

extension [UInt8] {
  mutating func append(_ text: StaticString) {
    // SAFETY: every literal of this module is ASCII, so it is stored as a pointer; it lives for ever.
    unsafe append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func append(_ bytes: [UInt8], _ text: StaticString = "") {
    append(contentsOf: bytes)
    append(text)
  }

  mutating func append(decimal number: Int) {
    var divisor = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      append(UInt8(48 + number / divisor % 10))
      divisor /= 10
    }
  }
}
