/// The groups of 16 bits of an IPv6 address as they are read, with the place of `::` among them.
struct AddressGroups: BitwiseCopyable {
  /// The groups since `::`, or all of them, at the lower end.
  private var upper: UInt64 = 0
  private var lower: UInt64 = 0
  private var count = 0
  /// The groups before `::`, at the upper end.
  private var head: (upper: UInt64, lower: UInt64) = (0, 0)
  /// How many groups stand before `::`.
  private var headCount: Int?

  /// Adds a group; more than eight are no address.
  mutating func append(_ group: UInt64) {
    upper = upper << 16 | lower >> 48
    lower = lower << 16 | group
    count += 1
  }

  /// Notes that zeros are left out here; `false` where they have been left out before.
  @discardableResult
  mutating func abbreviate() -> Bool {
    guard headCount == nil, count <= 8 else { return false }
    headCount = count
    head = (upper, lower)
    for _ in count..<8 { head = (head.upper << 16 | head.lower >> 48, head.lower << 16) }
    (upper, lower, count) = (0, 0, 0)
    return true
  }

  /// The address: eight groups, or fewer where zeros are left out, which stand for one at least.
  var address: (upper: UInt64, lower: UInt64)? {
    guard let headCount else { return count == 8 ? (upper, lower) : nil }
    guard headCount + count <= 7 else { return nil }
    return (head.upper | upper, head.lower | lower)
  }
}
