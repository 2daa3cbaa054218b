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
    var moved = try MovedNames(.page, in: db)
    let pages = try db.makeStatement(
      sql: """
        SELECT page.id, site.name, page.path FROM page JOIN site ON site.id = page.site
        WHERE page.id > ? AND page.path IS NOT NULL ORDER BY page.id LIMIT 1000
        """)
    let find = try db.makeStatement(sql: "SELECT id FROM page WHERE tag = ?")
    let change = try db.makeStatement(sql: "UPDATE page SET path = ?, tag = ? WHERE id = ?")
    var (changed, last) = (0, Int64.min)
    while case let rows = try Row.fetchAll(pages, arguments: [last]), !rows.isEmpty {
      for row in rows {
        last = try row.decode(atIndex: 0)
        let old = try row.decode(String.self, atIndex: 2)
        let new = redacted(old)
        guard new.text != old else { continue }
        changed += 1
        let site = SiteName(trusted: try row.decode(atIndex: 1))
        let number = Int64(bitPattern: tag(site, new).rawValue)
        if let known = try Int64.fetchOne(find, arguments: [number]) {
          try moved.add(last, to: known)
        } else {
          try change.execute(arguments: [new.text, number, last])
        }
      }
    }
    try moved.move()
    return changed
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
