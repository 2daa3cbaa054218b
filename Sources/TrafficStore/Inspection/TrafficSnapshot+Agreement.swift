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
    let clients = try sums(of: "client_hour")
    let kinds = try sums(of: "kind_hour")
    for (table, rules) in TrafficSnapshot.rules {
      let sums = try sums(of: table)
      for rule in rules {
        for (place, counts) in sums {
          let other = rule.other == "bytes" ? kinds : clients
          guard let one = counts[rule.column], let two = other[place]?[rule.other],
            !rule.isFair(one, two)
          else { continue }
          found.append(
            Disagreement(
              table: table, column: rule.column, site: place.site, month: place.month))
        }
      }
    }
    return found
  }

  /// How the sum of a column is to one of `client_hour`, or that of the bytes to `kind_hour`'s.
  private struct Rule {
    var column: String
    var other: String
    var isFair: @Sendable (Int64, Int64) -> Bool

    static func same(_ column: String) -> Rule {
      Rule(column: column, other: column) { $0 == $1 }
    }

    static func atMost(_ column: String, _ other: String? = nil) -> Rule {
      Rule(column: column, other: other ?? column) { $0 <= $1 }
    }

    /// Numbers of visitors are estimates.
    static let visitors = Rule(column: "visitors", other: "hits") { $0 / 2 <= $1 &+ 32 }
  }

  private static let rules: [(table: String, rules: [Rule])] = [
    ("page_hour", [.same("hits"), .same("page_views"), .same("bytes")]),
    ("status_hour", [.same("hits")]), ("kind_hour", [.same("hits")]),
    ("traffic_hour", [.same("hits")]),
    ("version_day", [.atMost("hits"), .atMost("page_views")]),
    ("country_day", [.atMost("hits"), .atMost("page_views")]),
    ("referrer_day", [.atMost("page_views")]), ("campaign_day", [.atMost("page_views")]),
    ("response_time_day", [.atMost("hits")]),
    ("page_day", [.visitors, .atMost("visits", "hits")]),
    ("site_day", [.visitors, .atMost("visits", "hits")]),
  ]

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
    // Row by row, since SQLite would sort them all in memory to group them.
    let statement = try RawStatement(
      db,
      "SELECT t.\(time), \(site), \(columns.map { "t.\($0)" }.joined(separator: ", ")) FROM \(from)"
    )
    var sums: [Place: [Int64]] = [:]
    var last: (time: Int64, month: Day?) = (.min, nil)
    while try statement.next() {
      let value = statement.integer(0)
      if value != last.time {
        let (year, month, _) = Day(rawValue: Int32(clamping: isByHour ? value / 24 : value)).date
        last = (value, Day(year: year, month: month, day: 1))
      }
      guard let month = last.month else { continue }
      let place = Place(site: statement.integer(1), month: month)
      for index in columns.indices {
        let count = statement.integer(Int32(index + 2))
        sums[place, default: Array(repeating: 0, count: columns.count)][index].add(count)
      }
    }
    return sums.mapValues { Dictionary(uniqueKeysWithValues: zip(columns, $0)) }
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

extension Int64 {
  /// Adds, or stays at the end of what there are numbers for.
  fileprivate mutating func add(_ other: Int64) {
    let (sum, isTooLarge) = addingReportingOverflow(other)
    self = isTooLarge ? (other > 0 ? .max : .min) : sum
  }
}
