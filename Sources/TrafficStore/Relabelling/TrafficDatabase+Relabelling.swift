import CountCatalogue
import GRDB
public import Traffic

extension TrafficDatabase {
  /// Whether all names that are kept have seen a redaction.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func hasSeen(redaction version: Int) throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.read { db in
        try Int.fetchOne(db, sql: "SELECT redaction FROM meta") == version
      }
    }
  }

  /// Gives names that a newer redaction writes otherwise the names that it writes; their counts are added to
  /// those that are there under them.
  ///
  /// - Parameters:
  ///   - version: The redaction, to be remembered.
  ///   - page: What it makes of a page's path.
  ///   - referrer: What it makes of a referrer's host.
  ///   - campaign: What it makes of a campaign.
  ///   - tag: The tag of a page.
  /// - Returns: How many names changed.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the names, and in the rows of the tables where one changed.
  public func relabel(
    redaction version: Int, page: (String) -> PagePath, referrer: (String) -> ReferrerHost,
    campaign: (Campaign) -> Campaign, tag: (SiteName, PagePath) -> PageTag
  ) throws(StoreError) -> Int {
    try changing { db in
      let changed =
        try TrafficDatabase.relabelPages(page, tag, in: db)
        + TrafficDatabase.relabelReferrers(referrer, in: db)
        + TrafficDatabase.relabelCampaigns(campaign, in: db)
      try db.execute(sql: "UPDATE meta SET redaction = ?", arguments: [version])
      return changed
    }
  }

  private static func relabelPages(
    _ redacted: (String) -> PagePath, _ tag: (SiteName, PagePath) -> PageTag, in db: Database
  ) throws -> Int {
    var changes: [(id: Int64, site: String, path: PagePath)] = []
    let pages = try Row.fetchCursor(
      db,
      sql: """
        SELECT page.id, site.name, page.path FROM page JOIN site ON site.id = page.site
        WHERE page.path IS NOT NULL ORDER BY page.id
        """)
    while let row = try pages.next() {
      let path = try row.decode(String.self, atIndex: 2)
      let new = redacted(path)
      if new.text != path {
        changes.append((try row.decode(atIndex: 0), try row.decode(atIndex: 1), new))
      }
    }
    var moved = try MovedNames(.page, in: db)
    for change in changes {
      let site = SiteName(trusted: change.site)
      let number = Int64(bitPattern: tag(site, change.path).rawValue)
      if let known = try Int64.fetchOne(
        db, sql: "SELECT id FROM page WHERE tag = ?", arguments: [number])
      {
        try moved.add(change.id, to: known)
        continue
      }
      try db.execute(
        sql: "UPDATE page SET path = ?, tag = ? WHERE id = ?",
        arguments: [change.path.text, number, change.id])
    }
    try moved.move()
    return changes.count
  }

  private static func relabelReferrers(
    _ redacted: (String) -> ReferrerHost, in db: Database
  ) throws -> Int {
    let hosts = try Row.fetchAll(db, sql: "SELECT id, host FROM referrer ORDER BY host")
    var moved = try MovedNames(.referrer, in: db)
    for row in hosts {
      let host = try row.decode(String.self, atIndex: 1)
      let new = redacted(host)
      guard new.text != host else { continue }
      try moved.add(try row.decode(atIndex: 0), to: try ReferrerRows.identify([new], in: db)[0])
    }
    try moved.move()
    return moved.count
  }

  private static func relabelCampaigns(_ redacted: (Campaign) -> Campaign, in db: Database) throws
    -> Int
  {
    let rows = try Row.fetchAll(
      db, sql: "SELECT id, source, medium, name FROM campaign ORDER BY 2, 3, 4")
    var moved = try MovedNames(.campaign, in: db)
    for row in rows {
      let campaign = Campaign(
        source: try row.decode(atIndex: 1), medium: try row.decode(atIndex: 2),
        name: try row.decode(atIndex: 3))
      let new = redacted(campaign)
      guard new != campaign else { continue }
      try moved.add(try row.decode(atIndex: 0), to: try CampaignRows.identify([new], in: db)[0])
    }
    try moved.move()
    return moved.count
  }
}
