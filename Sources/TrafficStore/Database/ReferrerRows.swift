import GRDB
import Traffic

/// The rows of referrers: a host each, and the group it belongs to.
enum ReferrerRows {
  private static let findSQL = "SELECT id FROM referrer WHERE host = ?"

  /// The row number of each referrer, made where there is none, in the order of their hosts.
  static func identify(_ referrers: [ReferrerHost], in db: Database) throws -> [Int64] {
    guard !referrers.isEmpty else { return [] }
    let find = try RawStatement(db, findSQL)
    let insert = try RawStatement(db, "INSERT INTO referrer(grp, host) VALUES (?, ?)")
    var rows = [Int64](repeating: 0, count: referrers.count)
    var hasNew = false
    let order = referrers.indices.sorted { precedes(referrers[$0].text, referrers[$1].text) }
    for index in order {
      let referrer = referrers[index]
      if let id = try find.run(text: referrer.text, at: 1) {
        rows[index] = id
        continue
      }
      insert.bind(Int64(referrer.group.rawValue), at: 1)
      _ = try insert.run(text: referrer.text, at: 2)
      rows[index] = db.lastInsertedRowID
      hasNew = true
    }
    if hasNew {
      // Another release may have read all groups from its own table meanwhile. Those added here
      // are not from that one: the next to open the database reads them all again.
      try db.execute(
        sql: "UPDATE meta SET referrer_table = NULL WHERE referrer_table <> ?",
        arguments: [fingerprint])
    }
    return rows
  }

  /// Those of some referrers that have a row.
  static func known(_ referrers: [ReferrerHost], in db: Database) throws -> Set<ReferrerHost> {
    let find = try RawStatement(db, findSQL)
    return Set(try referrers.filter { try find.run(text: $0.text, at: 1) != nil })
  }

  /// Whether the groups were read from this program's table of hosts.
  static func areCurrent(_ db: Database) throws -> Bool {
    try Int64.fetchOne(db, sql: "SELECT referrer_table FROM meta") == fingerprint
  }

  /// Reads every referrer's group from this program's table of hosts.
  ///
  /// - Complexity: O(*n*) in the referrers, some microseconds each.
  static func refreshGroups(_ db: Database) throws {
    let update = try RawStatement(
      db, "UPDATE referrer SET grp = ?1 WHERE id = ?2 AND grp <> ?1")
    for row in try Row.fetchAll(db, sql: "SELECT id, host FROM referrer") {
      let referrer = ReferrerHost(redacted: try row.decode(atIndex: 1))
      update.bind(Int64(referrer.group.rawValue), at: 1)
      update.bind(try row.decode(Int64.self, atIndex: 0), at: 2)
      try update.run()
    }
    try db.execute(sql: "UPDATE meta SET referrer_table = ?", arguments: [fingerprint])
  }

  private static var fingerprint: Int64 { Int64(bitPattern: ReferrerHost.tableFingerprint) }
}

/// The rows of campaigns: source, medium and name each.
enum CampaignRows {
  private static let findSQL =
    "SELECT id FROM campaign WHERE source = ? AND medium = ? AND name = ?"

  /// The row number of each campaign, made where there is none, in the order of their names.
  static func identify(_ campaigns: [Campaign], in db: Database) throws -> [Int64] {
    guard !campaigns.isEmpty else { return [] }
    let find = try RawStatement(db, findSQL)
    let insert = try RawStatement(db, "INSERT INTO campaign(source, medium, name) VALUES (?, ?, ?)")
    var rows = [Int64](repeating: 0, count: campaigns.count)
    for index in campaigns.indices.sorted(by: { precedes(campaigns[$0], campaigns[$1]) }) {
      if let id = try find.run(campaigns[index]) {
        rows[index] = id
      } else {
        _ = try insert.run(campaigns[index])
        rows[index] = db.lastInsertedRowID
      }
    }
    return rows
  }

  /// Those of some campaigns that have a row.
  static func known(_ campaigns: [Campaign], in db: Database) throws -> Set<Campaign> {
    let find = try RawStatement(db, findSQL)
    return Set(try campaigns.filter { try find.run($0) != nil })
  }

  /// Whether a campaign comes before another by the bytes of its source, its medium and its name.
  private static func precedes(_ left: Campaign, _ right: Campaign) -> Bool {
    for part in [\Campaign.source, \.medium, \.name] as [KeyPath<Campaign, String>] {
      let (left, right) = (left[keyPath: part], right[keyPath: part])
      if TrafficStore.precedes(left, right) { return true }
      if TrafficStore.precedes(right, left) { return false }
    }
    return false
  }
}

extension RawStatement {
  /// Runs a statement whose first three parameters are a campaign's source, medium and name.
  fileprivate func run(_ campaign: Campaign) throws -> Int64? {
    bind(campaign.source, at: 1)
    bind(campaign.medium, at: 2)
    return try run(text: campaign.name, at: 3)
  }
}
