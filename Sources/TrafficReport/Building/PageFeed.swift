import Traffic
import TrafficStore

/// Makes a breakdown by page, of which there are too many to keep all that is known of each: only
/// what is of the period that was asked for.
struct PageFeed {
  private var feed: LedgerFeed<Int64, Int>
  private var total = TrafficTotals()
  /// The days whose total is known, among them the last one that was looked up.
  private let days: Set<Day>
  private var day: (day: Day, isKnown: Bool)?

  /// - Parameter days: The days of the period whose total is known.
  init(_ feed: LedgerFeed<Int64, Int>, days: Set<Day>) {
    self.feed = feed
    self.days = days
  }

  /// Adds a count; they come by day and page.
  mutating func add(_ count: DayCounts<Int>) {
    feed.add(count.totals, of: count.key, in: count.site, on: count.day)
    if day?.day != count.day { day = (count.day, days.contains(count.day)) }
    if day?.isKnown == true { total += count.totals }
  }

  consuming func finish() -> Breakdown<Int64, Int> {
    Breakdown(feed.finish().ledgers, total: total)
  }
}

extension ReportBuilder {
  /// What takes counts by page, beside a total that is exact.
  var pageFeed: PageFeed {
    PageFeed(
      LedgerFeed(
        of: sitePortions, in: span, ledger: PortionLedger(.views, threshold, record: .sums(span))),
      days: knownDays)
  }
}
