import CountCatalogue
import GRDB
public import Traffic

/// Names that were stored and are no more.
public struct ForgottenNames: Hashable, Sendable {
  public var pages = 0
  public var referrers = 0
  public var campaigns = 0

  public var isEmpty: Bool { self == ForgottenNames() }
}

extension TrafficDatabase {
  /// Takes a page's name out of the database and never keeps it again, whatever site it is of. Its counts go
  /// to `(rare pages)`.
  ///
  /// What is deleted is overwritten in the file; the -wal file has it until ``emptyLog(waits:)``.
  ///
  /// - Parameters:
  ///   - path: The path as it is stored.
  ///   - tag: The tag of the page on a site, by which it is known when it comes again.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows of pages.
  public func forget(
    page path: PagePath, tag: (SiteName) -> PageTag
  ) throws(StoreError) -> ForgottenNames {
    try changing { db in
      var tags = try Int64.fetchAll(
        db, sql: "SELECT tag FROM page WHERE path = ?", arguments: [path.text])
      for name in try String.fetchAll(db, sql: "SELECT name FROM site") {
        let site = SiteName(trusted: name)
        tags.append(Int64(bitPattern: tag(site).rawValue))
      }
      var moved = try MovedNames(.page, in: db)
      var isNamed = 0
      for tag in Set(tags) {
        try remember(tag, in: db)
        guard
          let row = try Row.fetchOne(
            db, sql: "SELECT id, site, path IS NOT NULL FROM page WHERE tag = ?", arguments: [tag])
        else { continue }
        let rare = try PageRows.rare(of: try row.decode(atIndex: 1), in: db)
        try moved.add(try row.decode(atIndex: 0), to: rare)
        if try row.decode(Bool.self, atIndex: 2) { isNamed += 1 }
      }
      try moved.move()
      return ForgottenNames(pages: isNamed)
    }
  }

  /// Takes a referrer's host, and campaigns that have a text as source, medium or name, out of the database
  /// and never keeps them again. Their counts go to `(rare referrers)` and `(rare campaigns)`.
  ///
  /// - Parameters:
  ///   - text: The text as it is stored.
  ///   - tag: Its keyed hash, by which it is known when it comes again.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows of referrers and campaigns.
  public func forget(name text: String, tag: PageTag) throws(StoreError) -> ForgottenNames {
    try changing { db in
      try remember(Int64(bitPattern: tag.rawValue), in: db)
      try db.execute(
        sql: "DELETE FROM waiting_name WHERE tag = ?",
        arguments: [Int64(bitPattern: tag.rawValue)])
      var referrers = try MovedNames(.referrer, in: db)
      let hosts = try Int64.fetchAll(
        db, sql: "SELECT id FROM referrer WHERE host = ?", arguments: [text])
      if !hosts.isEmpty {
        let group = ReferrerHost(redacted: text).group
        let rare = try ReferrerRows.identify([.rare(group)], in: db)
        for id in hosts { try referrers.add(id, to: rare[0]) }
      }
      try referrers.move()
      var campaigns = try MovedNames(.campaign, in: db)
      let labels = try Int64.fetchAll(
        db, sql: "SELECT id FROM campaign WHERE ?1 IN (source, medium, name)", arguments: [text])
      if !labels.isEmpty {
        let rare = try CampaignRows.identify([.rare], in: db)
        for id in labels { try campaigns.add(id, to: rare[0]) }
      }
      try campaigns.move()
      return ForgottenNames(referrers: referrers.count, campaigns: campaigns.count)
    }
  }

  /// Whether a site has a name, which is no referrer's and cannot be forgotten.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func hasSite(named name: String) throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.read { db in
        try Int.fetchOne(db, sql: "SELECT 1 FROM site WHERE name = ?", arguments: [name]) != nil
      }
    }
  }

  /// The tags of all names that are never to be kept again.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func forgottenTags() throws(StoreError) -> Set<PageTag> {
    try storing(at: path) {
      try queue.read { db in
        Set(
          try Int64.fetchAll(db, sql: "SELECT tag FROM forgotten").map {
            PageTag(rawValue: UInt64(bitPattern: $0))
          })
      }
    }
  }

  private func remember(_ tag: Int64, in db: Database) throws {
    try db.execute(sql: "INSERT OR IGNORE INTO forgotten(tag) VALUES (?)", arguments: [tag])
  }

  /// Changes names in one transaction.
  func changing<Result>(_ change: (Database) throws -> Result) throws(StoreError) -> Result {
    try storing(at: path) {
      try queue.writeWithoutTransaction { db in
        var result: Result?
        try db.inTransaction(.immediate) {
          result = try change(db)
          return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL) }
        return result
      }
    }
  }
}
