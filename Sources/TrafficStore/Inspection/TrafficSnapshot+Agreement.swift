import GRDB
public import Traffic

/// A month of a site in which two tables do not agree, so that a number stands where it is no count.
public struct Disagreement: Hashable, Sendable {
  public var table: String
  public var column: String
  public var site: Int64
  /// The first day of the month.
  public var month: Day
}

extension TrafficSnapshot {
  /// Where tables that count the same requests have different sums, or one has more than it can have.
  ///
  /// Every hit is counted once in each table by the hour, and what is counted by the day are some of
  /// them. Months are compared, so that counts may have been rolled up to days or months; those that
  /// are missing from one table altogether are not.
  ///
  /// - Complexity: O(*n*) in the rows.
  public func disagreements() throws -> [Disagreement] {
    var found: [Disagreement] = []
    func compare(
      _ table: String, _ column: String, with other: Sums, of columnOfOther: String,
      _ isFair: (Int64, Int64) -> Bool
    ) throws {
      for (place, sums) in try self.sums(of: table) {
        guard let one = sums[column], let two = other[place]?[columnOfOther], !isFair(one, two)
        else { continue }
        found.append(
          Disagreement(table: table, column: column, site: place.site, month: place.month))
      }
    }
    let clients = try sums(of: "client_hour")
    let kinds = try sums(of: "kind_hour")
    for table in ["page_hour", "status_hour", "kind_hour", "traffic_hour"] {
      try compare(table, "hits", with: clients, of: "hits", ==)
    }
    try compare("page_hour", "page_views", with: clients, of: "page_views", ==)
    try compare("page_hour", "bytes", with: kinds, of: "bytes", ==)
    for table in ["version_day", "country_day", "response_time_day"] {
      try compare(table, "hits", with: clients, of: "hits", <=)
    }
    for table in ["version_day", "country_day", "referrer_day", "campaign_day"] {
      try compare(table, "page_views", with: clients, of: "page_views", <=)
    }
    // Numbers of visitors are estimates.
    for table in ["site_day", "page_day"] {
      try compare(table, "visitors", with: clients, of: "hits") { $0 <= 2 * $1 + 64 }
      try compare(table, "visits", with: clients, of: "hits", <=)
    }
    return found
  }

  private struct Place: Hashable {
    var site: Int64
    var month: Day
  }

  private typealias Sums = [Place: [String: Int64]]

  /// The sums of a table's counts by site and month.
  private func sums(of table: String) throws -> Sums {
    let isByHour = table.hasSuffix("_hour")
    let time = isByHour ? "hour" : "day"
    let columns = TrafficSnapshot.counted[table] ?? []
    let hasPage = ["page_hour", "response_time_day", "page_day"].contains(table)
    let from = hasPage ? "\(table) AS t JOIN page ON page.id = t.page" : "\(table) AS t"
    let site = hasPage ? "page.site" : "t.site"
    // Not sum(), which fails where a sum is no number of 64 bits.
    let sums = columns.map { "total(t.\($0))" }.joined(separator: ", ")
    var all: Sums = [:]
    let rows = try Row.fetchCursor(
      db, sql: "SELECT t.\(time), \(site), \(sums) FROM \(from) GROUP BY 1, 2")
    while let row = try rows.next() {
      let value = row[0] as Int64
      let (year, month, _) = Day(rawValue: Int32(clamping: isByHour ? value / 24 : value)).date
      guard let first = Day(year: year, month: month, day: 1) else { continue }
      for (index, column) in columns.enumerated() {
        let sum = row[index + 2] as Double
        all[Place(site: row[1], month: first), default: [:]][column, default: 0] +=
          Int64(exactly: sum.rounded()).map { min($0, 1 << 53) } ?? 1 << 53
      }
    }
    return all
  }

  private static let counted: [String: [String]] = [
    "page_hour": ["hits", "page_views", "bytes"], "client_hour": ["hits", "page_views"],
    "status_hour": ["hits"], "kind_hour": ["hits", "bytes"], "traffic_hour": ["hits"],
    "version_day": ["hits", "page_views"], "country_day": ["hits", "page_views"],
    "referrer_day": ["page_views"], "campaign_day": ["page_views"],
    "response_time_day": ["hits"], "page_day": ["visitors", "visits"],
    "site_day": ["visitors", "visits"],
  ]
}
