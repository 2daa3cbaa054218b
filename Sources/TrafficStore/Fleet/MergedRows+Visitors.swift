import GRDB
import Traffic

extension MergedRows {
  private static let tables = [("page_day", "page"), ("site_day", "site")]

  /// Sets aside how many visitors the sites and pages of a fleet had.
  ///
  /// - Parameter isKept: Whether that is to count; otherwise nothing is set aside.
  static func keepVisitors(isKept: Bool, in db: Database) throws {
    for (table, owner) in tables {
      try db.execute(
        sql: """
          CREATE TEMP TABLE former_\(table)(
            day INTEGER, owner INTEGER, visitors INTEGER, PRIMARY KEY (day, owner)
          ) WITHOUT ROWID;
          """)
      guard isKept else { continue }
      try db.execute(
        sql: "INSERT INTO former_\(table) SELECT day, \(owner), visitors FROM \(table)")
    }
  }

  /// Has those numbers stand again that are larger than what the members know each for itself.
  static func restoreVisitors(in db: Database) throws {
    for (table, owner) in tables {
      try db.execute(
        sql: """
          UPDATE \(table) SET visitors = former.visitors FROM former_\(table) AS former
          WHERE former.day = \(table).day AND former.owner = \(table).\(owner)
            AND former.visitors > \(table).visitors;
          DROP TABLE former_\(table);
          """)
    }
  }

  /// The visitors of a member's open days.
  static func openDays(of member: Database) throws -> [SharedVisitors] {
    func shared(_ row: Row, _ owner: VisitorPlace.Owner) throws -> SharedVisitors {
      SharedVisitors(
        place: VisitorPlace(day: Day(rawValue: try row.decode(atIndex: 0)), owner: owner),
        key: UInt64(bitPattern: try row.decode(Int64.self, atIndex: 1)),
        sketch: try row.decode(Blob.self, atIndex: 2).bytes)
    }
    let sites = try Row.fetchAll(
      member,
      sql: """
        SELECT day, key, sketch, name FROM open_site_day JOIN site ON site.id = site ORDER BY day
        """
    ).map { try shared($0, .site(SiteName(trusted: try $0.decode(atIndex: 3)))) }
    let pages = try Row.fetchAll(
      member,
      sql: """
        SELECT day, key, sketch, tag FROM open_page_day JOIN page ON page.id = page ORDER BY day
        """
    ).map {
      let tag = try $0.decode(Int64.self, atIndex: 3)
      return try shared($0, .page(PageTag(rawValue: UInt64(bitPattern: tag))))
    }
    return sites + pages
  }

  /// Raises visitors to how many there were on all servers.
  static func raiseVisitors(
    _ counts: [(place: VisitorPlace, visitors: Int64)], in db: Database
  ) throws {
    let site = try db.makeStatement(
      sql: """
        UPDATE site_day SET visitors = max(visitors, ?)
        WHERE day = ? AND site = (SELECT id FROM site WHERE name = ?)
        """)
    let page = try db.makeStatement(
      sql: """
        UPDATE page_day SET visitors = max(visitors, ?)
        WHERE day = ? AND page = (SELECT id FROM page WHERE tag = ?)
        """)
    for (place, visitors) in counts {
      let day = place.day.rawValue
      switch place.owner {
      case .site(let name): try site.execute(arguments: [visitors, day, name.text])
      case .page(let tag):
        try page.execute(arguments: [visitors, day, Int64(bitPattern: tag.rawValue)])
      }
    }
  }
}
