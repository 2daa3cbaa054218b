public import CountCatalogue
import GRDB
public import Traffic

/// Counts that came from elsewhere with their names, on their way into a database: all that a store has of some days.
///
/// They are a small database of their own in memory, with the tables of any other. So they go into the file as the
/// counts of a fleet's server do, and what is possible there is checked here, too.
public final class PulledCounts {
  let queue: DatabaseQueue
  // By their bytes: two texts that Swift takes for equal, as composed and decomposed letters, are two names.
  private var sites: [[UInt8]: Int64] = [:]
  private var pages: [UInt64: Int64] = [:]
  private var rarePages: [Int64: Int64] = [:]
  private var referrers: [[UInt8]: Int64] = [:]
  private var campaigns: [[[UInt8]]: Int64] = [:]
  /// How many rows were added.
  public private(set) var rows = 0
  /// The hits of all rows.
  public private(set) var hits: Int64 = 0

  /// - Throws: ``StoreError`` where there is no memory.
  public init(timeZone: String) throws(StoreError) {
    queue = try storing(at: PulledCounts.place) {
      let queue = try DatabaseQueue()
      try queue.writeWithoutTransaction { db in
        try db.inTransaction {
          try Schema.migrate(db, from: 0, timeZone: timeZone)
          try Schema.writeNames(db)
          return .commit
        }
      }
      return queue
    }
  }

  /// What errors call it.
  static let place = "the store"

  /// Adds rows of a table; those of one key are added up.
  ///
  /// - Throws: ``StoreError`` with `corrupt` for a row that no log can have. These counts are of no use then.
  public func add(_ rows: [NamedCount], to table: CountTable) throws(StoreError) {
    try storing(at: PulledCounts.place) {
      try queue.writeWithoutTransaction { db in
        try db.inTransaction {
          for row in rows { try add(row, to: table, db) }
          return .commit
        }
      }
    }
  }

  /// Adds what somebody wrote on a day; without a site, on that day of all sites.
  public func annotate(_ day: Day, of site: String?, _ text: String) throws(StoreError) {
    try storing(at: PulledCounts.place) {
      try queue.writeWithoutTransaction { db in
        let number = try site.map { try self.site($0, db) } ?? AnnotationRows.allSites
        _ = try AnnotationRows.add(text, on: day, of: number, isMerged: true, to: db)
      }
    }
  }

  private func add(_ row: NamedCount, to table: CountTable, _ db: Database) throws {
    var arguments: [any DatabaseValueConvertible] = []
    let day = table.grain == .hour ? Hour(rawValue: row.time).day : Day(rawValue: row.time)
    if table.storage == .packedKey {
      guard PageKey.hours.contains(row.time),
        let device = DeviceClass(rawValue: UInt8(clamping: row.numbers[0]))
      else { throw damaged }
      let page = try page(row.tag, of: row.site, on: day.rawValue, db)
      guard page < PageKey.pages.upperBound else { throw damaged }
      arguments.append(
        PageKey(hour: Hour(rawValue: row.time), page: page, device: device).rawValue)
    } else {
      arguments.append(row.time)
      var number = 0
      for dimension in table.dimensions {
        switch dimension {
        case .site: arguments.append(try site(row.site, db))
        case .page: arguments.append(try page(row.tag, of: row.site, on: day.rawValue, db))
        case .referrer: arguments.append(try referrer(row.names[0], db))
        case .campaign: arguments.append(try campaign(row.names, db))
        default:
          let value = row.numbers[number]
          number += 1
          arguments.append(
            dimension.isLetters
              ? (CountryCode(rawValue: UInt16(clamping: value)) ?? .unknown).description
                .databaseValue : Int64(value).databaseValue)
        }
      }
    }
    for index in table.measures.indices {
      guard (0...LargestSum.bytes).contains(row.counts[index]) else { throw damaged }
      arguments.append(row.counts[index])
    }
    let columns = [table.time.column] + table.keys + table.sums
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    try db.cachedStatement(
      sql: """
        INSERT INTO \(table.name)(\(columns.joined(separator: ", "))) VALUES (\(places))
        \(table.conflictClause)
        """
    ).execute(arguments: StatementArguments(arguments))
    rows += 1
    if table == .kindHour { hits = hits.addingClamped(row.counts[0]) }
  }

  private func site(_ name: String, _ db: Database) throws -> Int64 {
    let bytes = Array(name.utf8)
    if let known = sites[bytes] { return known }
    try db.execute(sql: "INSERT INTO site(name) VALUES (?)", arguments: [name])
    sites[bytes] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }

  private func page(_ tag: UInt64, of site: String, on day: Int32, _ db: Database) throws -> Int64 {
    if tag != 0, let known = pages[tag] { return known }
    let number = try self.site(site, db)
    guard tag != 0 else {
      if let known = rarePages[number] { return known }
      let rare = try PageRows.rare(of: number, in: db)
      rarePages[number] = rare
      return rare
    }
    try db.execute(
      sql: "INSERT INTO page(site, tag, since, people_days, most_people) VALUES (?, ?, ?, 0, 0)",
      arguments: [number, Int64(bitPattern: tag), max(0, day)])
    pages[tag] = db.lastInsertedRowID
    return db.lastInsertedRowID
  }

  private func referrer(_ host: String, _ db: Database) throws -> Int64 {
    let bytes = Array(host.utf8)
    if let known = referrers[bytes] { return known }
    guard let row = try ReferrerRows.identify([ReferrerHost(redacted: host)], in: db).first else {
      throw damaged
    }
    referrers[bytes] = row
    return row
  }

  private func campaign(_ names: InlineArray<3, String>, _ db: Database) throws -> Int64 {
    let key = [Array(names[0].utf8), Array(names[1].utf8), Array(names[2].utf8)]
    if let known = campaigns[key] { return known }
    let campaign = Campaign(source: names[0], medium: names[1], name: names[2])
    guard let row = try CampaignRows.identify([campaign], in: db).first else { throw damaged }
    campaigns[key] = row
    return row
  }

  private var damaged: StoreError { StoreError(.corrupt, path: PulledCounts.place) }
}
