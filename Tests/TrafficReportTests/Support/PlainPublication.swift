import Foundation
import TestSupport
import Traffic
import TrafficReport

/// What is published in a database, read with plain SQL: what reports must be the sums of.
struct PlainPublication {
  private let rows: TrafficRows

  init(_ database: SampleDatabase) throws {
    rows = try TrafficRows(URL(fileURLWithPath: database.path))
  }

  /// All that was decided, hidden counts included: this only ever grows.
  func decisions() throws -> Set<String> {
    Set(
      try rows.rows("SELECT 'day', * FROM published_day")
        + rows.rows("SELECT 'window', * FROM published_window")
        + rows.rows("SELECT 'cell', * FROM publication_cell"))
  }

  /// The published counts that are too small, or would be if programs were people; there are none.
  func tooSmall(least: Int) throws -> [String] {
    func isSmall(_ column: String) -> String { "abs(\(column)) BETWEEN 1 AND \(least - 1)" }
    let columns = [
      "page_views", "visits", "visitors", "page_views - visits", "hits - page_views - bots",
    ]
    let nobodys = TrafficClass.allCases.filter(\.isNonPersonal).map { String($0.rawValue) }
      .joined(separator: ", ")
    return try columns.flatMap { column in
      try rows.rows("SELECT '\(column)', * FROM published_day WHERE \(isSmall(column))")
    }
      + rows.rows(
        """
        SELECT * FROM publication_cell WHERE state > 0 AND \(isSmall("value"))
        AND NOT (breakdown = 13 AND key IN (\(nobodys)) OR breakdown = 14 AND grp IN (\(nobodys)))
        """)
      // What is left of a whole is the sum of what is hidden in it.
      + rows.rows(
        """
        SELECT breakdown, site, first, last, portion, grp, sum(value) AS sum
        FROM publication_cell AS c
        WHERE state = 0 AND (breakdown IN (1, 2, 6, 7, 8, 9, 10, 11, 15)
          OR EXISTS (SELECT 1 FROM publication_cell AS whole
            WHERE whole.breakdown = CASE c.breakdown WHEN 4 THEN 15 END
              AND (whole.site, whole.last, whole.first, whole.portion)
                = (c.site, c.last, c.first, c.portion)
              AND whole.key = \(HitKind.error.rawValue) AND whole.state = 1))
        GROUP BY 1, 2, 3, 4, 5, 6 HAVING \(isSmall("sum"))
        """)
  }

  private static let pages = "JOIN page ON page.id = c.key"
  private static let ofPage = "JOIN page ON page.id = c.grp JOIN referrer ON referrer.id = c.key"

  /// By report: its breakdown, the names of its parts, where they are from.
  private static let questions: [ReportKind: (Int, String, String)] = [
    .pages: (1, "page.path", pages), .entries: (2, "page.path", pages),
    .landings: (3, "page.path || '|' || host", ofPage),
    .notFound: (5, "page.path || '|' || host", ofPage),
    .referrers: (6, "host", "JOIN referrer ON referrer.id = c.key AND host NOT GLOB '(*'"),
    .campaigns: (
      7, "source || '|' || medium || '|' || campaign.name", "JOIN campaign ON campaign.id = c.key"
    ),
    .countries: (8, "char(c.key >> 8, c.key & 255)", ""),
    .devices: (9, "device.name", "JOIN device ON device.id = c.key"),
    .browsers: (10, "browser.name", "JOIN browser ON browser.id = c.key"),
    .systems: (11, "system.name", "JOIN system ON system.id = c.key"),
    .versions: (12, "browser.name || '|' || c.key", "JOIN browser ON browser.id = c.grp"),
    .traffic: (13, "traffic_class.name", "JOIN traffic_class ON traffic_class.id = c.key"),
    .kinds: (15, "kind.name", "JOIN kind ON kind.id = c.key"),
  ]

  /// The reports of which the rows are sums of parts.
  static let kinds = Array(questions.keys)

  /// What is published of each part by its name, as `NAME|COUNT`, over the windows within some days.
  func parts(
    _ kind: ReportKind, in days: ClosedRange<Day>, site: String? = nil
  ) throws -> [String: Int64] {
    let (breakdown, name, names) = Self.questions[kind]!
    let whole = site == nil && [.pages, .entries, .landings, .notFound].contains(kind)
    return try counts(
      """
      SELECT \(whole ? "site.name || '|' || " : "")\(name), sum(value) FROM publication_cell AS c
      JOIN site ON site.id = c.site \(names)
      WHERE breakdown = \(breakdown) AND state > 0 AND c.key >= 0 AND first >= \(days.lowerBound.rawValue)
        AND last <= \(days.upperBound.rawValue) \(site.map { "AND site.name = '\($0)'" } ?? "")
      GROUP BY 1
      """)
  }

  /// What is published of the days within some, by the name of the site.
  func sites(in days: ClosedRange<Day>) throws -> [String: Int64] {
    try counts(
      """
      SELECT name, sum(page_views) FROM published_day JOIN site ON site.id = site
      WHERE first >= \(days.lowerBound.rawValue) AND last <= \(days.upperBound.rawValue) GROUP BY 1
      """)
  }

  private func counts(_ sql: String) throws -> [String: Int64] {
    var counts: [String: Int64] = [:]
    for row in try rows.rows(sql) {
      let end = row.lastIndex(of: "|")!
      counts[String(row[..<end])] = Int64(row[row.index(after: end)...])!
    }
    return counts
  }
}
