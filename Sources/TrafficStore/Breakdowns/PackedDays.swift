import GRDB
import Traffic

/// The published days of a site and month in the bytes of one value, and its windows.
///
/// They are the rows of `published_day` and `published_window`, in their order and without what only the operator
/// knows. First comes how many days there are. Each is nine numbers (``PackedNumbers``): its last day, less the one
/// before; how many days it has before that one; its portion; and its counts. Then come the windows: the last day of
/// each, less the one before, and how many days it has before that one.
struct PackedDays {
  private(set) var numbers = PackedNumbers()

  /// The bytes; none where there are neither days nor windows.
  var bytes: [UInt8] { numbers.bytes }

  init(_ days: [PublishedDays], windows: [ClosedRange<Day>], of month: ClosedRange<Day>) {
    guard !days.isEmpty || !windows.isEmpty else { return }
    func append(_ days: ClosedRange<Day>, after last: inout Int32) {
      numbers.append(Int64(days.upperBound.rawValue - last))
      numbers.append(Int64(days.dayCount - 1))
      last = days.upperBound.rawValue
    }
    numbers.append(Int64(days.count))
    var last = month.lowerBound.rawValue
    for portion in days {
      append(portion.days, after: &last)
      numbers.append(portion.portion)
      let totals = portion.totals
      numbers.append(totals.pageViews)
      numbers.append(totals.hits)
      numbers.append(totals.bots)
      numbers.append(totals.visitors)
      numbers.append(totals.visits)
      numbers.append(totals.bytes)
    }
    last = month.lowerBound.rawValue
    for window in windows { append(window, after: &last) }
  }

  /// Whether bytes are days in order, with numbers that theirs can be.
  static func areDays(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    let month = Day(rawValue: 0)...Day(rawValue: 30)
    return (try? visit(bytes.span, site: 0, in: month, { _ in }, window: { _ in })) != nil
  }

  /// Goes through the days in some bytes, in their order, and then through the windows.
  ///
  /// - Throws: `DatabaseError` where they are none of the month: the database is damaged.
  /// - Complexity: O(*n*) in the bytes.
  @inline(__always)
  static func visit(
    _ bytes: Span<UInt8>, site: Int64, in month: ClosedRange<Day>,
    _ visitDays: (PublishedDays) -> Void, window visitWindow: (ClosedRange<Day>) -> Void
  ) throws {
    var place = 0
    func number() throws -> Int64 { try PackedNumbers.next(bytes, &place) }
    func days(after last: inout Int32) throws -> ClosedRange<Day> {
      let end = try number()
      guard end >= 0, end <= month.upperBound.rawValue - last else { throw damage }
      last += Int32(end)
      let length = try number()
      guard length >= 0, length <= last - month.lowerBound.rawValue else { throw damage }
      return Day(rawValue: last - Int32(length))...Day(rawValue: last)
    }
    let count = try number()
    guard count >= 0 else { throw damage }
    var last = month.lowerBound.rawValue
    for _ in 0..<count {
      let days = try days(after: &last)
      let portion = try number()
      guard portion > 0 else { throw damage }
      var totals = TrafficTotals()
      totals.pageViews = try number()
      totals.hits = try number()
      totals.bots = try number()
      totals.visitors = try number()
      totals.visits = try number()
      totals.bytes = try number()
      guard totals.areCounts else { throw damage }
      visitDays(PublishedDays(site: site, days: days, portion: portion, totals: totals))
    }
    last = month.lowerBound.rawValue
    while place < bytes.count { visitWindow(try days(after: &last)) }
  }

  private static var damage: DatabaseError { DatabaseError(resultCode: .SQLITE_CORRUPT) }
}

extension TrafficTotals {
  /// Whether these can be counts of days, or what was taken away of them.
  var areCounts: Bool {
    pageViews.isCount && hits.isCount && bots.isCount && tools.isCount && visitors.isCount
      && visits.isCount
  }
}
