public import Traffic

/// A row of a batch for one of the tables.
public protocol CountedRow: Sendable {
  static var table: CountTable { get }
  /// Hours or days since 1970, by the table's grain.
  var hourOrDay: Int64 { get }
  /// What tells it apart, in the order of the table's dimensions: places in the batch's lists of names, and
  /// numbers of all else.
  var places: InlineArray<4, Int64> { get }
  /// Its counts, in the order of the table's measures.
  var counts: InlineArray<3, Int64> { get }
  /// Whether it is one that a table has: nearly every one is.
  var isCounted: Bool { get }
}

extension CountedRow {
  public var isCounted: Bool { true }
}

/// What goes over the rows of a batch, table by table.
public protocol CountedRowVisitor {
  associatedtype Failure: Error
  mutating func visit<Row: CountedRow>(_ rows: [Row]) throws(Failure)
}

extension Rollup {
  /// Goes over the rows of all tables, in the order of ``CountTable/all``.
  public func visit<Visitor: CountedRowVisitor>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.visit(pageHours)
    try visitor.visit(clientHours)
    try visitor.visit(statusHours)
    try visitor.visit(kindHours)
    try visitor.visit(trafficHours)
    try visitor.visit(versionDays)
    try visitor.visit(countryDays)
    try visitor.visit(referrerDays)
    try visitor.visit(campaignDays)
    try visitor.visit(responseTimeDays)
    try visitor.visit(landingDays)
    try visitor.visit(notFoundDays)
    try visitor.visit(pageDays)
    try visitor.visit(siteDays)
  }
}

extension Rollup.PageHour: CountedRow {
  public static var table: CountTable { .pageHour }
  public var hourOrDay: Int64 { Int64(hour.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(page), Int64(device.rawValue), 0, 0] }
  public var counts: InlineArray<3, Int64> { [hits, pageViews, bytes] }
}

extension Rollup.ClientHour: CountedRow {
  public static var table: CountTable { .clientHour }
  public var hourOrDay: Int64 { Int64(hour.rawValue) }
  public var places: InlineArray<4, Int64> {
    [
      Int64(site), Int64(client.device.rawValue), Int64(client.browser.rawValue),
      Int64(client.system.rawValue),
    ]
  }
  public var counts: InlineArray<3, Int64> { [hits, pageViews, 0] }
}

extension Rollup.StatusHour: CountedRow {
  public static var table: CountTable { .statusHour }
  public var hourOrDay: Int64 { Int64(hour.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), Int64(status.rawValue), 0, 0] }
  public var counts: InlineArray<3, Int64> { [hits, 0, 0] }
}

extension Rollup.KindHour: CountedRow {
  public static var table: CountTable { .kindHour }
  public var hourOrDay: Int64 { Int64(hour.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), Int64(kind.rawValue), 0, 0] }
  public var counts: InlineArray<3, Int64> { [hits, bytes, 0] }
}

extension Rollup.TrafficHour: CountedRow {
  public static var table: CountTable { .trafficHour }
  public var hourOrDay: Int64 { Int64(hour.rawValue) }
  public var places: InlineArray<4, Int64> {
    [Int64(site), Int64(traffic.rawValue), Int64(bot.rawValue), 0]
  }
  public var counts: InlineArray<3, Int64> { [hits, 0, 0] }
}

extension Rollup.VersionDay: CountedRow {
  public static var table: CountTable { .versionDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> {
    [Int64(site), Int64(browser.rawValue), Int64(major), 0]
  }
  public var counts: InlineArray<3, Int64> { [hits, pageViews, 0] }
}

extension Rollup.CountryDay: CountedRow {
  public static var table: CountTable { .countryDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), Int64(country.rawValue), 0, 0] }
  public var counts: InlineArray<3, Int64> { [hits, pageViews, 0] }
}

extension Rollup.ReferrerDay: CountedRow {
  public static var table: CountTable { .referrerDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), Int64(referrer), 0, 0] }
  public var counts: InlineArray<3, Int64> { [pageViews, 0, 0] }
}

extension Rollup.CampaignDay: CountedRow {
  public static var table: CountTable { .campaignDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), Int64(campaign), 0, 0] }
  public var counts: InlineArray<3, Int64> { [pageViews, 0, 0] }
}

extension Rollup.ResponseTimeDay: CountedRow {
  public static var table: CountTable { .responseTimeDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> {
    [Int64(page), Int64(min(time.rawValue, ResponseTime.last)), 0, 0]
  }
  /// Hits without a time are no part of any percentile.
  public var isCounted: Bool { time != .none }
  public var counts: InlineArray<3, Int64> { [hits, 0, 0] }
}

extension Rollup.LandingDay: CountedRow {
  public static var table: CountTable { .landingDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(page), Int64(referrer), 0, 0] }
  public var counts: InlineArray<3, Int64> { [pageViews, 0, 0] }
}

extension Rollup.NotFoundDay: CountedRow {
  public static var table: CountTable { .notFoundDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(page), Int64(referrer), 0, 0] }
  public var counts: InlineArray<3, Int64> { [hits, 0, 0] }
}

extension Rollup.PageDay: CountedRow {
  public static var table: CountTable { .pageDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(page), 0, 0, 0] }
  public var counts: InlineArray<3, Int64> { [visitors, visits, 0] }
}

extension Rollup.SiteDay: CountedRow {
  public static var table: CountTable { .siteDay }
  public var hourOrDay: Int64 { Int64(day.rawValue) }
  public var places: InlineArray<4, Int64> { [Int64(site), 0, 0, 0] }
  public var counts: InlineArray<3, Int64> { [visitors, visits, 0] }
}
