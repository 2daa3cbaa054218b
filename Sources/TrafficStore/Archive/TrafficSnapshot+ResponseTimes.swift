import GRDB
public import Traffic

/// Hits of one class of response times.
public struct TimeCount: Hashable, Sendable {
  public var time: ResponseTime
  public var hits: Int64

  public init(time: ResponseTime, hits: Int64) {
    self.time = time
    self.hits = hits
  }
}

/// A page of a day.
public struct PageDay: Hashable, Sendable {
  public var page: Int
  public var day: Day

  public init(page: Int, day: Day) {
    self.page = page
    self.day = day
  }
}

extension TrafficSnapshot {
  /// How long the responses of each page took on each day, and whose they are; whole days are
  /// counted.
  ///
  /// - Returns: Hits by page and day, and for each the classes of time.
  /// - Complexity: O(*n* log *n*) in the rows of the days selected.
  public func responseTimes(
    _ selection: TrafficSelection
  ) throws -> (days: [DayCounts<Int>], times: [PageDay: [TimeCount]]) {
    let span = selection.days
    let place: SQL = selection.site.map { "AND page.site = \($0.id)" } ?? ""
    let request = SQLRequest<Row>(
      literal: """
        SELECT day, page.site, page.id, time, hits FROM response_time_day
          JOIN page ON page.id = response_time_day.page
        WHERE day BETWEEN \(span.lowerBound.rawValue) AND \(span.upperBound.rawValue) \(place)
        ORDER BY day, page.id, time
        """)
    var days: [DayCounts<Int>] = []
    var times: [PageDay: [TimeCount]] = [:]
    let rows = try request.fetchCursor(db)
    while let row = try rows.next() {
      let place = PageDay(page: row[2], day: Day(rawValue: row[0]))
      let count = TimeCount(time: ResponseTime(rawValue: row[3]), hits: row[4])
      times[place, default: []].append(count)
      if days.last?.day != place.day || days.last?.key != place.page {
        days.append(
          DayCounts(day: place.day, site: row[1], key: place.page, totals: TrafficTotals()))
      }
      days[days.count - 1].totals.hits += count.hits
    }
    return (days, times)
  }
}
