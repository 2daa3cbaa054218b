import CountCatalogue
import GRDB
import Traffic

/// The rows of one member, on their way into the database of the fleet.
///
/// Names and pages have other numbers there; what is counted of the same is added up.
struct MergedRows {
  let member: Database
  let db: Database
  private let path: String
  /// The member's own.
  let share: String
  private(set) var sites: [Int64: Int64] = [:]
  private(set) var pages: [Int64: Int64] = [:]
  private var referrers: [Int64: Int64] = [:]
  private var campaigns: [Int64: Int64] = [:]
  private(set) var hits: Int64 = 0

  /// A first day that no page has: that of pages no member was found to have yet.
  private static let never = Int64(Int32.max)

  /// Finds, or makes, the rows of all names and pages of a member.
  init(of member: Database, at share: String, into db: Database, path: String) throws {
    self.member = member
    self.db = db
    self.path = path
    self.share = share
    try addSites()
    try addPages()
    try addNames()
  }

  /// Empties all tables of counts, and of logs; names keep their numbers, which visitors of days that
  /// are over go by.
  static func clear(_ db: Database) throws {
    for table in CountTable.all { try db.execute(sql: "DELETE FROM \(table.name)") }
    for table in ["source", "source_reject"] {
      try db.execute(sql: "DELETE FROM \(table)")
    }
    try db.execute(
      sql: """
        UPDATE page SET since = ?, people_days = 0, most_people = 0 WHERE since IS NOT NULL
        """,
      arguments: [never])
  }

  /// Removes pages without a name that no member has any more.
  static func removeUnknownPages(from db: Database) throws {
    try db.execute(sql: "DELETE FROM page WHERE since = ?", arguments: [never])
    try PublishedNames.retire(in: db)
  }

  private mutating func addSites() throws {
    let find = try RawStatement(db, "SELECT id FROM site WHERE name = ?")
    let insert = try RawStatement(db, "INSERT INTO site(name) VALUES (?)")
    for row in try Row.fetchAll(member, sql: "SELECT id, name FROM site ORDER BY name") {
      let name: String = try row.decode(atIndex: 1)
      if let id = try find.run(text: name, at: 1) {
        sites[try row.decode(atIndex: 0)] = id
      } else {
        _ = try insert.run(text: name, at: 1)
        sites[try row.decode(atIndex: 0)] = db.lastInsertedRowID
      }
    }
  }

  /// A page that has its name on one server has it for all.
  private mutating func addPages() throws {
    let find = try RawStatement(db, "SELECT id FROM page WHERE tag = ?")
    let name = try RawStatement(
      db,
      """
      UPDATE page SET path = ?2, since = NULL, people_days = NULL, most_people = NULL
      WHERE id = ?1 AND path IS NULL
      """)
    let join = try RawStatement(
      db,
      """
      UPDATE page SET since = min(since, ?2), people_days = people_days + ?3,
        most_people = max(most_people, ?4)
      WHERE id = ?1 AND path IS NULL
      """)
    var last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM page") ?? 0
    let rows = try Row.fetchCursor(
      member,
      sql: """
        SELECT id, site, tag, path, since, people_days, most_people FROM page ORDER BY tag
        """)
    while let row = try rows.next() {
      guard let site = sites[try row.decode(atIndex: 1)] else {
        throw StoreError(.corrupt, path: share)
      }
      guard let tag = try row.decode(Int64?.self, atIndex: 2) else {
        pages[try row.decode(atIndex: 0)] = try PageRows.rare(of: site, in: db)
        continue
      }
      find.bind(tag, at: 1)
      let known = try find.next() ? find.integer(0) : nil
      find.reset()
      let text: String? = try row.decode(atIndex: 3)
      if let known {
        pages[try row.decode(atIndex: 0)] = known
        if let text {
          name.bind(known, at: 1)
          _ = try name.run(text: text, at: 2)
        } else {
          join.bind(known, at: 1)
          for column in 4...6 {
            join.bind(try row.decode(Int64.self, atIndex: column), at: Int32(column - 2))
          }
          try join.run()
        }
        continue
      }
      last += 1
      guard last < PageKey.pages.upperBound else { throw StoreError(.tooManyPages, path: path) }
      try db.execute(
        sql: """
          INSERT INTO page(site, tag, path, since, people_days, most_people)
          VALUES (?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          site, tag, text, try row.decode(Int64?.self, atIndex: 4),
          try row.decode(Int64?.self, atIndex: 5), try row.decode(Int64?.self, atIndex: 6),
        ])
      pages[try row.decode(atIndex: 0)] = db.lastInsertedRowID
    }
  }

  private mutating func addNames() throws {
    let hosts = try Row.fetchAll(member, sql: "SELECT id, host FROM referrer")
    let referrerRows = try ReferrerRows.identify(
      hosts.map { ReferrerHost(redacted: try $0.decode(atIndex: 1)) }, in: db)
    for (row, id) in zip(hosts, referrerRows) { referrers[try row.decode(atIndex: 0)] = id }
    let names = try Row.fetchAll(member, sql: "SELECT id, source, medium, name FROM campaign")
    let campaignRows = try CampaignRows.identify(
      names.map {
        Campaign(
          source: try $0.decode(atIndex: 1), medium: try $0.decode(atIndex: 2),
          name: try $0.decode(atIndex: 3))
      }, in: db)
    for (row, id) in zip(names, campaignRows) { campaigns[try row.decode(atIndex: 0)] = id }
  }

  /// Adds the member's counts to those that are there.
  ///
  /// - Complexity: O(*n* log *m*) for *n* rows into tables of *m*.
  mutating func addCounts() throws {
    let known = Set(
      try String.fetchAll(member, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'"))
    // A member of an earlier release may lack some.
    for table in CountTable.all where known.contains(table.name) { try add(table) }
  }

  private mutating func add(_ table: CountTable) throws {
    let columns = [table.time.column] + table.keys + table.sums
    let ranges = columns.map { column -> ClosedRange<Int64>? in
      // What an audit holds against a column, a share cannot go beyond: sums would overflow.
      if case .number(let range) = StoredContent.of(column, in: table.name, type: "INTEGER") {
        return range
      }
      return nil
    }
    // Two letters go through as one number.
    let letters = Set(table.dimensions.filter(\.isLetters).map(\.column))
    let read = columns.map { column in
      letters.contains(column)
        ? "unicode(\(column)) << 8 | unicode(substr(\(column), 2))" : column
    }
    let places = columns.indices.map { index in
      letters.contains(columns[index])
        ? "char(?\(index + 1) >> 8, ?\(index + 1) & 255)" : "?\(index + 1)"
    }
    // Who came to both servers is found out later, where it can be.
    let sums = table.measures.map { measure in
      let (old, new) = (measure.column, "excluded.\(measure.column)")
      return measure.adding == .largest
        ? "\(old) = max(\(old), \(new))" : "\(old) = \(LargestSum.sum(old, new))"
    }
    let select = try RawStatement(
      member, "SELECT \(read.joined(separator: ", ")) FROM \(table.name)")
    let insert = try RawStatement(
      db,
      """
      INSERT INTO \(table.name)(\(columns.joined(separator: ", ")))
      VALUES (\(places.joined(separator: ", ")))
      ON CONFLICT(\(([table.time.column] + table.keys).joined(separator: ", ")))
      DO UPDATE SET \(sums.joined(separator: ", "))
      """)
    let hitColumn = table == .kindHour ? columns.firstIndex(of: "hits") : nil
    while try select.next() {
      for (index, column) in columns.enumerated() {
        var value = select.integer(Int32(index))
        if index == 0 ? !table.time.isPossible(value) : ranges[index]?.contains(value) == false {
          throw StoreError(.corrupt, path: share)
        }
        switch column {
        case "key":
          let key = PageKey(rawValue: value)
          let page = try number(of: key.page, in: pages)
          value = value & ~((PageKey.pages.upperBound - 1) << 4) | page << 4
        case "site": value = try number(of: value, in: sites)
        case "page": value = try number(of: value, in: pages)
        case "referrer": value = try number(of: value, in: referrers)
        case "campaign": value = try number(of: value, in: campaigns)
        default: break
        }
        insert.bind(value, at: Int32(index + 1))
      }
      if let hitColumn { hits = hits.addingClamped(select.integer(Int32(hitColumn))) }
      try insert.run()
    }
  }

  func number(of row: Int64, in rows: [Int64: Int64]) throws -> Int64 {
    guard let number = rows[row] else { throw StoreError(.corrupt, path: share) }
    return number
  }
}
