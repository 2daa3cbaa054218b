import Traffic

/// The packed key of a page-hour row: hour, page and device, the most significant first.
///
/// One integer as the row's number keeps a row at some twenty bytes, and puts the hours of a log,
/// which come in order, at the end of the table.
struct PageKey: RawRepresentable, Hashable, Comparable, Sendable {
  var rawValue: Int64

  /// The hours a key has room for: 1970 to the year 3883, as far as an ``Hour`` goes.
  static let hours: Range<Int32> = 0..<Int32.max
  /// The page numbers a key has room for.
  static let pages: Range<Int64> = 0..<(1 << 28)

  init(rawValue: Int64) { self.rawValue = rawValue }

  /// The key of these three, all of them within range.
  @inline(__always)
  init(hour: Hour, page: Int64, device: DeviceClass) {
    assert(PageKey.hours.contains(hour.rawValue) && PageKey.pages.contains(page))
    rawValue = Int64(hour.rawValue) << 32 | page << 4 | Int64(device.rawValue)
  }

  /// The keys of these hours, whatever their page and device.
  static func range(of hours: ClosedRange<Hour>) -> ClosedRange<Int64> {
    let first = max(hours.lowerBound.rawValue, PageKey.hours.lowerBound)
    let last = max(first, min(hours.upperBound.rawValue, PageKey.hours.upperBound - 1))
    return (Int64(first) << 32)...(Int64(last) << 32 | 0xFFFF_FFFF)
  }

  var hour: Hour { Hour(rawValue: Int32(truncatingIfNeeded: rawValue >> 32)) }
  var page: Int64 { rawValue >> 4 & (PageKey.pages.upperBound - 1) }
  /// The raw value of a `DeviceClass`.
  var device: UInt8 { UInt8(truncatingIfNeeded: rawValue & 15) }

  static func < (left: PageKey, right: PageKey) -> Bool { left.rawValue < right.rawValue }
}
