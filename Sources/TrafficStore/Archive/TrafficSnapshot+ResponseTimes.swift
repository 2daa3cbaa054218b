import GRDB
public import Traffic

/// How long a page's responses took: hits by class of time, in order.
public struct PageTimes: Hashable, Sendable {
  /// The name of the page's site.
  public var site: String
  /// The page's path; `nil` where it is not (or not yet) kept.
  public var path: String?
  public var counts: [TimeCount]

  /// Hits of one class of time.
  public struct TimeCount: Hashable, Sendable {
    public var time: ResponseTime
    public var hits: Int64

    public init(time: ResponseTime, hits: Int64) {
      self.time = time
      self.hits = hits
    }
  }

  public init(site: String, path: String?, counts: [TimeCount]) {
    self.site = site
    self.path = path
    self.counts = counts
  }
}

extension TrafficSnapshot {
  /// How long each page's responses took, by site and path; whole days are counted.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of the days selected.
  public func responseTimes(_ selection: TrafficSelection) throws -> [PageTimes] {
    let days = selection.days
    let place: SQL = selection.site.map { "AND page.site = \($0.id)" } ?? ""
    let request = SQLRequest<Row>(
      literal: """
        SELECT page.id, site.name, page.path, time, sum(hits) FROM response_time_day
          JOIN page ON page.id = response_time_day.page
          JOIN site ON site.id = page.site
        WHERE day BETWEEN \(days.lowerBound.rawValue) AND \(days.upperBound.rawValue) \(place)
        GROUP BY page.id, time ORDER BY site.name, page.path, page.id, time
        """)
    var pages: [PageTimes] = []
    var last: Int64?
    let rows = try request.fetchCursor(db)
    while let row = try rows.next() {
      let page: Int64 = row[0]
      if page != last { pages.append(PageTimes(site: row[1], path: row[2], counts: [])) }
      last = page
      pages[pages.count - 1].counts.append(
        .init(time: ResponseTime(rawValue: row[3]), hits: row[4]))
    }
    return pages
  }
}
