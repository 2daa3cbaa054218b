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

extension TrafficSnapshot {
  /// Goes through how long the responses of each page took on each day, in the order of days, pages
  /// and times; whole days are counted.
  ///
  /// - Complexity: O(*n*) in the rows of the days selected; 8 bytes of memory for each page.
  public func responseTimes(
    _ selection: TrafficSelection,
    _ body: (Day, _ site: Int64, _ page: Int, TimeCount) throws -> Void
  ) throws {
    let sites = try sitesOfPages()
    let rows = try RawStatement(
      db,
      """
      SELECT day, page, time, hits FROM response_time_day WHERE day BETWEEN ? AND ?
      ORDER BY day, page, time
      """)
    rows.bind(Int64(selection.days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(selection.days.upperBound.rawValue), at: 2)
    while try rows.next() {
      let page = Int(rows.integer(1))
      guard let site = sites.site(of: page, wanted: selection.site?.id) else { continue }
      try body(
        try rows.day(0), site, page,
        TimeCount(
          time: ResponseTime(rawValue: UInt8(clamping: rows.integer(2))), hits: rows.integer(3)))
    }
  }
}
