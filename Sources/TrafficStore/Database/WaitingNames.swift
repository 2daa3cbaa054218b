import CountCatalogue
import GRDB
public import Traffic

/// Names of referrers and campaigns that wait until enough page views have them.
///
/// Their counts are in the tables already, under what stands in for rare names. Here stands by tag how many
/// of those are whose, until the name may be kept, or has waited for too long.
enum WaitingNames {
  /// The most rows of a day: made-up names must not fill the disk. Of more, nothing is known, and their
  /// counts stay with the rare ones.
  static let mostADay = 20_000

  /// Notes the counts of names that wait, and moves those of names that wait no longer; to be called once the
  /// batch's own are added.
  ///
  /// - Complexity: O(*n* log *m*) for *n* counts among *m*.
  static func update(_ rollup: Rollup, sites: [Int64], pages: [Int64], in db: Database) throws {
    try add(rollup.waiting, sites: sites, pages: pages, to: db)
    for name in rollup.namedLate {
      switch name {
      case .referrer(let host, let tag):
        try move(
          tag, from: ReferrerHost.rare(host.group), to: host, ReferrerRows.identify, in: db)
      case .campaign(let campaign, let tag):
        try move(tag, from: Campaign.rare, to: campaign, CampaignRows.identify, in: db)
      }
    }
  }

  private static func add(
    _ counts: [Rollup.WaitingCount], sites: [Int64], pages: [Int64], to db: Database
  ) throws {
    guard !counts.isEmpty else { return }
    let rows = try RawStatement(db, "SELECT count(*) FROM waiting_name WHERE day = ?")
    let insert = try RawStatement(
      db,
      """
      INSERT INTO waiting_name(tag, rows, day, place, views) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT(tag, rows, day, place) DO UPDATE SET views = views + excluded.views
      """)
    var room: [Day: Int64] = [:]
    // In the order of tags, which are as good as random: which names find room tells nothing of them.
    for count in counts.sorted(by: { ($0.tag, $0.rows.rawValue) < ($1.tag, $1.rows.rawValue) }) {
      if room[count.day] == nil {
        rows.bind(Int64(count.day.rawValue), at: 1)
        guard try rows.next() else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
        room[count.day] = Int64(mostADay) - rows.integer(0)
        rows.reset()
      }
      guard room[count.day, default: 0] > 0 else { continue }
      room[count.day, default: 0] -= 1
      insert.bind(Int64(bitPattern: count.tag.rawValue), at: 1)
      insert.bind(Int64(count.rows.rawValue), at: 2)
      insert.bind(Int64(count.day.rawValue), at: 3)
      insert.bind((count.rows.arePages ? pages : sites)[Int(count.place)], at: 4)
      insert.bind(count.count, at: 5)
      try insert.run()
    }
  }

  /// Moves the counts that waited for a name to it.
  static func move<Name>(
    _ tag: PageTag, from rare: Name, to name: Name,
    _ identify: ([Name], Database) throws -> [Int64], in db: Database
  ) throws {
    let tag = Int64(bitPattern: tag.rawValue)
    // One by one: rows are made in the order of names.
    let (old, new) = (try identify([rare], db)[0], try identify([name], db)[0])
    let waiting = try Row.fetchAll(
      db, sql: "SELECT rows, day, place, views FROM waiting_name WHERE tag = ?", arguments: [tag])
    for row in waiting {
      guard let rows = Rollup.WaitingCount.Rows(rawValue: try row.decode(atIndex: 0)) else {
        throw DatabaseError(resultCode: .SQLITE_CORRUPT)
      }
      try rows.table.move(
        views: try row.decode(atIndex: 3), day: try row.decode(atIndex: 1),
        place: try row.decode(atIndex: 2), from: old, to: new, in: db)
    }
    try db.execute(sql: "DELETE FROM waiting_name WHERE tag = ?", arguments: [tag])
  }

  /// The page views that wait for each of some names.
  static func views(_ tags: [PageTag], in db: Database) throws -> [PageTag: Int64] {
    let kinds = Rollup.WaitingCount.Rows.allCases.filter(\.countTowardsName)
      .map { "\($0.rawValue)" }.joined(separator: ", ")
    let find = try RawStatement(
      db, "SELECT total(views) FROM waiting_name WHERE tag = ? AND rows IN (\(kinds))")
    var views: [PageTag: Int64] = [:]
    for tag in tags {
      find.bind(Int64(bitPattern: tag.rawValue), at: 1)
      if try find.next(), find.integer(0) > 0 { views[tag] = find.integer(0) }
      find.reset()
    }
    return views
  }

  /// Whether any has waited since a day before one.
  ///
  /// - Complexity: O(log *n*).
  static func exist(before day: Day, in db: Database) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM waiting_name WHERE day < ?)"),
      arguments: [day.rawValue]) ?? false
  }

  /// Forgets what waited since a day before one: those counts stay with the rare names.
  static func remove(before day: Day, from db: Database) throws {
    try db.execute(sql: "DELETE FROM waiting_name WHERE day < ?", arguments: [day.rawValue])
  }

  /// Forgets what waited under pages that are no more.
  ///
  /// - Parameter pages: A query for their numbers.
  static func remove(
    ofPages pages: String, arguments: StatementArguments = [], from db: Database
  ) throws {
    let kinds = Rollup.WaitingCount.Rows.allCases.filter(\.arePages)
      .map { "\($0.rawValue)" }.joined(separator: ", ")
    try db.execute(
      sql: "DELETE FROM waiting_name WHERE rows IN (\(kinds)) AND place IN (\(pages))",
      arguments: arguments)
  }
}

extension Rollup.WaitingCount.Rows {
  /// The table that has the counts.
  fileprivate var table: CountTable {
    switch self {
    case .referrerDays: .referrerDay
    case .campaignDays: .campaignDay
    case .landingDays: .landingDay
    case .notFoundDays: .notFoundDay
    }
  }
}

extension CountTable {
  /// Moves so many views of a day and a place from one name to another; none where they are not there, since
  /// a page may have gone to the rare ones with its counts.
  fileprivate func move(
    views: Int64, day: Int64, place: Int64, from old: Int64, to new: Int64, in db: Database
  ) throws {
    let (placeColumn, nameColumn, count) = (keys[0], keys[1], sums[0])
    let key = "\(grain.column) = ? AND \(placeColumn) = ? AND \(nameColumn) = ?"
    try db.execute(
      sql: "UPDATE \(name) SET \(count) = \(count) - ? WHERE \(key) AND \(count) >= ?",
      arguments: [views, day, place, old, views])
    guard db.changesCount == 1 else { return }
    try db.execute(
      sql: "DELETE FROM \(name) WHERE \(key) AND \(count) = 0", arguments: [day, place, old])
    try db.execute(
      sql: """
        INSERT INTO \(name)(\(grain.column), \(placeColumn), \(nameColumn), \(count)) VALUES (?, ?, ?, ?)
        \(conflictClause)
        """,
      arguments: [day, place, new, views])
  }
}

extension TrafficDatabase {
  /// The page views that earlier batches had of names which were too rare to be kept.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) for *n* tags among *m*.
  public func waitingViews(_ tags: [PageTag]) throws(StoreError) -> [PageTag: Int64] {
    guard !tags.isEmpty else { return [:] }
    return try storing(at: path) {
      try queue.read { try WaitingNames.views(tags, in: $0) }
    }
  }
}
