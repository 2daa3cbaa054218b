import GRDB
import Traffic

extension MergedRows {
  private static let tables = [("page_day", "page"), ("site_day", "site")]

  /// Sets aside how many visitors the sites and pages of a fleet had, and how many people they were.
  ///
  /// - Parameter isKept: Whether that is to count; otherwise nothing is set aside.
  static func keepVisitors(isKept: Bool, in db: Database) throws {
    for (table, owner) in tables {
      try db.execute(
        sql: """
          CREATE TEMP TABLE former_\(table)(
            day INTEGER, owner INTEGER, visitors INTEGER, people INTEGER,
            PRIMARY KEY (day, owner)
          ) WITHOUT ROWID;
          """)
      guard isKept else { continue }
      try db.execute(
        sql: "INSERT INTO former_\(table) SELECT day, \(owner), visitors, people FROM \(table)")
    }
  }

  /// Has those numbers stand again that are larger than what the members know each for itself.
  static func restoreVisitors(in db: Database) throws {
    for (table, owner) in tables {
      try db.execute(
        sql: """
          UPDATE \(table) SET visitors = max(\(table).visitors, former.visitors),
            people = max(\(table).people, former.people)
          FROM former_\(table) AS former
          WHERE former.day = \(table).day AND former.owner = \(table).\(owner);
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

  /// Adds how many people a member knows of on each day: of days that are sealed, the most that any server knows.
  func addPeople() throws {
    guard
      try Schema.checkedVersion(of: member, path: share) >= Schema.versionOfPeople
    else { return }
    for (table, owner) in MergedRows.tables {
      let rows = try RawStatement(
        member, "SELECT day, \(owner), people FROM \(table) WHERE people > 0")
      let raise = try RawStatement(
        db, "UPDATE \(table) SET people = max(people, ?3) WHERE day = ?1 AND \(owner) = ?2")
      while try rows.next() {
        let row = rows.integer(1)
        guard (0...PagePolicy.mostPeople).contains(rows.integer(2)) else {
          throw StoreError(.corrupt, path: share)
        }
        raise.bind(rows.integer(0), at: 1)
        raise.bind(
          try owner == "site" ? number(of: row, in: sites) : number(of: row, in: pages), at: 2)
        raise.bind(rows.integer(2), at: 3)
        try raise.run()
      }
    }
  }

  /// Counts people towards the names of pages: those of each day together, on all servers.
  static func countPeople(in db: Database) throws {
    try db.execute(
      sql: """
        UPDATE page SET people_days = counted.days, most_people = counted.most
        FROM (SELECT page AS id, sum(people) AS days, max(people) AS most FROM page_day GROUP BY page)
          AS counted
        WHERE page.id = counted.id AND page.since IS NOT NULL
        """)
  }

  /// Raises visitors and people to how many there were on all servers.
  static func raiseVisitors(_ counts: [UnitedVisitors], in db: Database) throws {
    let site = try db.makeStatement(
      sql: """
        UPDATE site_day SET visitors = max(visitors, ?), people = max(people, ?)
        WHERE day = ? AND site = (SELECT id FROM site WHERE name = ?)
        """)
    let page = try db.makeStatement(
      sql: """
        UPDATE page_day SET visitors = max(visitors, ?), people = max(people, ?)
        WHERE day = ? AND page = (SELECT id FROM page WHERE tag = ?)
        """)
    for count in counts {
      let day = count.place.day.rawValue
      switch count.place.owner {
      case .site(let name):
        try site.execute(arguments: [count.visitors, count.people, day, name.text])
      case .page(let tag):
        try page.execute(
          arguments: [count.visitors, count.people, day, Int64(bitPattern: tag.rawValue)])
      }
    }
  }
}

extension TrafficSnapshot {
  /// The visitors of the days that were open when a server wrote its share.
  ///
  /// - Throws: What SQLite does where this is no share; see ``TrafficArchive/isShare()``.
  /// - Complexity: O(*n*) in the sites and pages of these days, all of which are in memory.
  public func sharedVisitors() throws -> [SharedVisitors] { try MergedRows.openDays(of: db) }
}
