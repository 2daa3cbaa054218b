package import Traffic
internal import TrafficStore

/// Days whose key was destroyed before their last lines came, and what that costs.
///
/// Such lines are counted under a new key. How many of their visitors were there before, nobody can
/// tell, and the larger of both numbers stays: so at most the smaller one is lost, of each site and
/// day.
package struct ClosedDays {
  /// A day that is open again.
  private struct Reopened {
    var before: StoredVisitors
    /// The visitors of each site under the new key, so far.
    var now: [SiteName: Int64] = [:]

    var lost: Int64 {
      now.reduce(0) { $0 + min($1.value, before.sites[$1.key] ?? 0) }
    }
  }

  private var open: [Day: Reopened] = [:]
  private var lostVisitors: [Day: Int64] = [:]
  private var lostPages: Set<PageTag> = []
  private var daysOfPages: Set<Day> = []

  /// Whether what was stored of a day is known.
  func knows(_ day: Day) -> Bool { open[day] != nil }

  /// Begins with a day that has a new key.
  mutating func reopen(_ day: Day, _ stored: StoredVisitors) {
    open[day] = Reopened(before: stored)
  }

  /// Takes the visitors of a site under the new key; more or as many as the last time.
  mutating func note(_ visitors: Int64, of site: SiteName, on day: Day) {
    if open[day]?.before.sites[site] != nil { open[day]?.now[site] = visitors }
  }

  /// Takes a page that has visitors under the new key.
  mutating func note(_ page: PageTag, on day: Day) {
    guard open[day]?.before.unnamedPages.contains(page) == true else { return }
    lostPages.insert(page)
    daysOfPages.insert(day)
  }

  /// Adds up what a day has lost whose new key is destroyed, too.
  mutating func close(_ day: Day) {
    guard let lost = open.removeValue(forKey: day)?.lost, lost > 0 else { return }
    lostVisitors[day, default: 0] += lost
  }

  /// What days before one have lost up to now, whatever has become of their pages; `nil` where nothing is lost.
  func loss(before limit: Day) -> Loss? {
    var visitors = lostVisitors.filter { $0.key < limit }
    for (day, reopened) in open where day < limit && reopened.lost > 0 {
      visitors[day, default: 0] += reopened.lost
    }
    let days = Set(visitors.keys).union(daysOfPages.filter { $0 < limit })
    guard let first = days.min(), let last = days.max() else { return nil }
    return Loss(
      days: days.count, first: first, last: last, visitors: visitors.values.reduce(0, +),
      names: lostPages.count)
  }

  /// What was lost up to now; `nil` where nothing was.
  func loss(in database: TrafficDatabase) throws(StoreError) -> Loss? {
    var visitors = lostVisitors
    for (day, reopened) in open where reopened.lost > 0 {
      visitors[day, default: 0] += reopened.lost
    }
    var days = Set(visitors.keys)
    let names = try database.unnamed(lostPages)
    if names > 0 { days.formUnion(daysOfPages) }
    guard let first = days.min(), let last = days.max() else { return nil }
    return Loss(
      days: days.count, first: first, last: last, visitors: visitors.values.reduce(0, +),
      names: names)
  }

  /// What lines cost that came after their day was closed.
  package struct Loss: Hashable {
    package var days: Int
    package var first: Day
    package var last: Day
    /// Visitors, added up over days and sites, that are not counted; at most.
    package var visitors: Int64
    /// Pages that have no name for that; at most.
    package var names: Int
  }
}
