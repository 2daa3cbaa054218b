import GRDB
import Traffic

extension Breakdown {
  /// What was counted, as site, group, key and value, between two days, or hours; of pages there is more to it.
  private var question: (sql: String, isByHour: Bool)? {
    func ofPages(_ group: String, _ key: String, _ measure: String, from table: String) -> String {
      """
      SELECT page.site, \(group), \(key), \(measure) FROM \(table) AS t
      JOIN page ON page.id = t.page WHERE t.day BETWEEN ?1 AND ?2 AND \(measure) > 0
      """
    }
    func ofDays(_ group: String, _ key: String, from table: String) -> String {
      """
      SELECT t.site, \(group), \(key), page_views FROM \(table) AS t
      WHERE day BETWEEN ?1 AND ?2 AND page_views > 0
      """
    }
    func ofHours(
      _ group: String, _ key: String, _ measure: String, from table: String, _ condition: String
    ) -> String {
      """
      SELECT site, \(group), \(key), \(measure) FROM \(table)
      WHERE hour BETWEEN ?1 AND ?2 AND \(measure) > 0 AND \(condition)
      """
    }
    let clients = "device <> \(DeviceClass.bot.rawValue)"
    let programs = TrafficClass.allCases.filter(\.isBot).map { String($0.rawValue) }
      .joined(separator: ", ")
    switch self {
    case .pages: return nil
    case .entries: return (ofPages("0", "t.page", "visits", from: "page_day"), false)
    case .landings:
      return (ofPages("t.page", "referrer", "page_views", from: "landing_day"), false)
    case .notFound: return (ofPages("0", "t.page", "hits", from: "not_found_day"), false)
    case .notFoundLinks:
      return (ofPages("t.page", "referrer", "hits", from: "not_found_day"), false)
    case .referrers:
      let group =
        "(SELECT iif(grp = \(ReferrerGroup.internal.rawValue), \(Breakdown.inside), 1) "
        + "FROM referrer WHERE id = t.referrer)"
      return (ofDays(group, "referrer", from: "referrer_day"), false)
    case .campaigns: return (ofDays("0", "campaign", from: "campaign_day"), false)
    case .countries:
      let letters = "unicode(country) << 8 | unicode(substr(country, 2))"
      return (ofDays("0", letters, from: "country_day"), false)
    case .devices:
      return (ofHours("0", "device", "page_views", from: "client_hour", clients), true)
    case .browsers:
      return (ofHours("0", "browser", "page_views", from: "client_hour", clients), true)
    case .systems:
      return (ofHours("0", "system", "page_views", from: "client_hour", clients), true)
    case .versions: return (ofDays("browser", "major", from: "version_day"), false)
    case .traffic:
      let group = "iif(traffic IN (\(programs)), \(Breakdown.programs), 1)"
      return (ofHours(group, "traffic", "hits", from: "traffic_hour", "1"), true)
    case .bots:
      return (
        ofHours("traffic", "bot", "hits", from: "traffic_hour", "traffic IN (\(programs))"), true
      )
    case .kinds:
      let known = "kind NOT IN (\(HitKind.pageView.rawValue), \(HitKind.bot.rawValue))"
      return (ofHours("0", "kind", "hits", from: "kind_hour", known), true)
    case .hours:
      return (
        ofHours("0", "hour", "hits", from: "kind_hour", "kind = \(HitKind.pageView.rawValue)"),
        true
      )
    case .times: return (ofPages("t.page", "time", "hits", from: "response_time_day"), false)
    }
  }

  /// What was counted of each part in some days, by site, each in the order of groups and keys.
  ///
  /// Rows are sorted here: they are nearly in order, which SQLite's `GROUP BY` has nothing of.
  ///
  /// - Complexity: O(*n* log *n*) in the rows of these days.
  func counts(in days: ClosedRange<Day>, of db: Database) throws -> [Int64: [Cell]] {
    guard let (sql, isByHour) = question else { return try pages(in: days, of: db) }
    let rows = try RawStatement(keptBy: db, sql)
    let (first, last) = (days.hours.lowerBound.rawValue, days.hours.upperBound.rawValue)
    rows.bind(Int64(isByHour ? first : days.lowerBound.rawValue), at: 1)
    rows.bind(Int64(isByHour ? last : days.upperBound.rawValue), at: 2)
    var counted: [(site: Int64, cell: Cell)] = []
    while try rows.next() {
      counted.append(
        (
          rows.integer(0),
          Cell(group: rows.integer(1), key: rows.integer(2), value: rows.integer(3))
        ))
    }
    counted.sort {
      ($0.site, $0.cell.group, $0.cell.key) < ($1.site, $1.cell.group, $1.cell.key)
    }
    var cells: [Int64: [Cell]] = [:]
    var begin = 0
    while begin < counted.count {
      let site = counted[begin].site
      var parts: [Cell] = []
      while begin < counted.count, counted[begin].site == site {
        let cell = counted[begin].cell
        if let last = parts.last, last.group == cell.group, last.key == cell.key {
          parts[parts.count - 1].value += cell.value
        } else {
          parts.append(cell)
        }
        begin += 1
      }
      cells[site] = parts
    }
    return cells
  }

  /// The page views and visitors of each page.
  private func pages(in days: ClosedRange<Day>, of db: Database) throws -> [Int64: [Cell]] {
    struct Page {
      var site: Int64 = 0
      var views: Int64 = 0
      var visitors: Int64 = 0
    }
    var pages = [Page](repeating: Page(), count: try PageRows.lastNumber(in: db) + 1)
    try TrafficSnapshot(db: db).pages(TrafficSelection(hours: days.hours)) { count in
      pages[count.key].site = count.site
      pages[count.key].views += count.totals.pageViews
      pages[count.key].visitors += count.totals.visitors
    }
    var cells: [Int64: [Cell]] = [:]
    for (number, page) in pages.enumerated() where page.views > 0 {
      cells[page.site, default: []].append(
        Cell(key: Int64(number), value: page.views, visitors: page.visitors))
    }
    return cells
  }
}
