import GRDB
import Traffic

/// The shown cells of a breakdown, a site and a month in the bytes of one value, window by window.
///
/// They are rows of `publication_cell`, in their order. Those of a window and portion follow three numbers
/// (``PackedNumbers``): how many days after the month's first the window ends; how many days it has before that one;
/// and how many bytes the cells take (``PackedParts``).
struct PackedCells {
  private(set) var numbers = PackedNumbers()

  /// The bytes; none where there are no cells.
  var bytes: [UInt8] { numbers.bytes }

  /// Adds the cells of a window and portion that follow all others, in the order of groups and keys.
  mutating func append(
    _ parts: some Collection<PublishedPart>, of window: ClosedRange<Day>, in month: ClosedRange<Day>
  ) {
    let parts = PackedParts(parts)
    numbers.append(Int64(window.upperBound.rawValue - month.lowerBound.rawValue))
    numbers.append(Int64(window.dayCount - 1))
    numbers.append(Int64(parts.bytes.count))
    numbers.append(parts.numbers)
  }

  /// Whether bytes are cells with numbers that theirs can be.
  static func areCells(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    let month = Day(rawValue: 0)...Day(rawValue: 30)
    return (try? visit(bytes.span, site: 0, in: month, of: month) { _, _ in }) != nil
  }

  /// Goes through the cells of the windows within some days, in their order.
  ///
  /// - Throws: `DatabaseError` where they are none of the month: the database is damaged.
  /// - Complexity: O(*n*) in the cells of these windows, and in the windows of the month.
  @inline(__always)
  static func visit(
    _ bytes: Span<UInt8>, site: Int64, in days: ClosedRange<Day>, of month: ClosedRange<Day>,
    _ visit: (_ window: ClosedRange<Day>, PublishedPart) throws -> Void
  ) throws {
    var place = 0
    while place < bytes.count {
      let (end, length) = (
        try PackedNumbers.next(bytes, &place), try PackedNumbers.next(bytes, &place)
      )
      let count = try PackedNumbers.next(bytes, &place)
      guard (0..<Int64(month.dayCount)).contains(end), (0...end).contains(length), count > 0,
        count <= bytes.count - place
      else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      let last = month.lowerBound.rawValue + Int32(end)
      let window = Day(rawValue: last - Int32(length))...Day(rawValue: last)
      if window.lowerBound >= days.lowerBound, window.upperBound <= days.upperBound {
        try PackedParts.visit(bytes.extracting(place..<place + Int(count)), site: site) {
          try visit(window, $0)
        }
      }
      place += Int(count)
    }
  }
}
