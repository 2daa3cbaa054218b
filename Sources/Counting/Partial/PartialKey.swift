internal import CountCatalogue
public import Traffic

/// What a record of partial counts is of. Records are sorted by it, and those of one key are added up, so that
/// any parts of some logs give the same records, in any order and any tree.
///
/// Names go by their tags here, never by their text.
public struct PartialKey: Hashable, Comparable, Sendable {
  /// The kind of the record, and the day, table and hour of a count.
  public var section: UInt64
  /// A tag, or a hash.
  public var first: UInt64
  /// A tag, a hash, or members of closed sets, 16 bits each.
  public var second: UInt64

  public init(_ section: UInt64, _ first: UInt64, _ second: UInt64 = 0) {
    (self.section, self.first, self.second) = (section, first, second)
  }

  @inline(__always)
  public static func < (left: PartialKey, right: PartialKey) -> Bool {
    if left.section != right.section { return left.section < right.section }
    if left.first != right.first { return left.first < right.first }
    return left.second < right.second
  }

  /// Bytes of a key in a file.
  public static let size = 24

  /// Under which key names were sealed.
  public static let sealer: UInt64 = 1
  /// A log that was counted, and how far.
  public static let source: UInt64 = 2

  /// What has a name.
  public enum Name: UInt64, Sendable {
    case site = 16
    case page
    case referrer
    case campaign
  }

  /// What is counted of a day beside the tables that add up.
  enum Counted: UInt64 {
    /// Visitors of a page.
    case page = 0x40
    /// Visitors of a site.
    case site
    /// Files that visitors fetched in parts.
    case fetch
  }

  /// The bit that all counts have, so that names come first.
  private static let isCount: UInt64 = 1 << 63

  /// The section of a day's counts.
  ///
  /// - Parameters:
  ///   - table: The table's place in ``CountTable/all``, or what else is counted.
  ///   - hour: The hour, by its distance from the day's ``Day/firstHour``; 0 for all of the day.
  static func counts(of day: Day, table: UInt64, hour: UInt64 = 0) -> UInt64 {
    // In the order of days, also before 1970.
    let day = UInt64(UInt32(bitPattern: day.rawValue) ^ 0x8000_0000)
    return isCount | day << 24 | table << 16 | hour
  }

  /// The day of a count; `nil` for all else.
  public var day: Day? {
    guard section & PartialKey.isCount != 0 else { return nil }
    return Day(
      rawValue: Int32(bitPattern: UInt32(truncatingIfNeeded: section >> 24) ^ 0x8000_0000))
  }

  /// The table's place in ``CountTable/all``, or what else is counted.
  var table: UInt64 { section >> 16 & 0xff }
  /// The hour's distance from the day's first.
  var hour: Int32 { Int32(section & 0xffff) }
}
