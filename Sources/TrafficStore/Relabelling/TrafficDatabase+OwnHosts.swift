import CountCatalogue
import GRDB
public import Traffic

/// What became of a host that is a site's own, as somebody says afterwards.
public struct OwnHostChange: Hashable, Sendable {
  /// Page views that came from it, which were no visits.
  public var pageViews: Int64
  /// What the site is called now, where it had no name.
  public var name: SiteName?
}

extension TrafficDatabase {
  /// Makes a host a site's own after the fact: links from it are internal, and page views that came from it
  /// are no visits any more.
  ///
  /// Visits of the site lose just those page views, and visits of pages those of the pairs that are stored:
  /// not those of days that had too many pairs, or that a release before landings counted. Page views under
  /// `(rare referrers)` that came from the host stay there, unless they wait for its name still.
  ///
  /// A site without a name gets the host's, unless there is such a site. Its pages that have no name begin to
  /// wait anew, and visitors of days that are open are counted anew: the larger number stays.
  ///
  /// - Parameters:
  ///   - tag: The host's tag, under which its counts may wait.
  ///   - pageTag: The tag of a page of a site.
  /// - Returns: What changed; `nil` where there is no such site.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n*) in the rows of referrers and of the site's pages.
  public func makeOwn(
    _ host: ReferrerHost, tag: PageTag, of site: SiteName,
    pageTag: (SiteName, PagePath) -> PageTag
  ) throws(StoreError) -> OwnHostChange? {
    try changing { db in
      guard
        let id = try Int64.fetchOne(
          db, sql: "SELECT id FROM site WHERE name = ?", arguments: [site.text])
      else { return nil }
      try WaitingNames.move(
        tag, from: ReferrerHost.rare(host.group), to: host, ReferrerRows.identify, in: db)
      let old = try ReferrerRows.identify([host], in: db)[0]
      let new = try ReferrerRows.identify([.internal], in: db)[0]
      var change = OwnHostChange(pageViews: 0)
      change.pageViews =
        try Int64.fetchOne(
          db, sql: "SELECT sum(page_views) FROM referrer_day WHERE site = ? AND referrer = ?",
          arguments: [id, old]) ?? 0
      try db.execute(
        sql: """
          UPDATE site_day SET visits = max(0, visits - coalesce((
              SELECT page_views FROM referrer_day AS came
              WHERE came.day = site_day.day AND came.site = site_day.site AND came.referrer = :old), 0))
          WHERE site = :site;
          UPDATE page_day SET visits = max(0, visits - coalesce((
              SELECT page_views FROM landing_day AS came
              WHERE came.day = page_day.day AND came.page = page_day.page AND came.referrer = :old), 0))
          WHERE page IN (SELECT id FROM page WHERE site = :site);
          DELETE FROM page_day WHERE visitors = 0 AND visits = 0 AND people = 0
            AND page IN (SELECT id FROM page WHERE site = :site);
          DELETE FROM landing_day WHERE referrer = :old
            AND page IN (SELECT id FROM page WHERE site = :site);
          INSERT INTO referrer_day(day, site, referrer, page_views)
            SELECT day, site, :new, page_views FROM referrer_day WHERE site = :site AND referrer = :old
            \(CountTable.referrerDay.conflictClause);
          DELETE FROM referrer_day WHERE site = :site AND referrer = :old;
          INSERT INTO not_found_day(day, page, referrer, hits)
            SELECT day, page, :new, hits FROM not_found_day
            WHERE referrer = :old AND page IN (SELECT id FROM page WHERE site = :site)
            \(CountTable.notFoundDay.conflictClause);
          DELETE FROM not_found_day WHERE referrer = :old
            AND page IN (SELECT id FROM page WHERE site = :site);
          """, arguments: ["old": old, "new": new, "site": id])
      if site == .unnamed, let name = SiteName(host.text),
        try Int.fetchOne(db, sql: "SELECT 1 FROM site WHERE name = ?", arguments: [name.text])
          == nil
      {
        try TrafficDatabase.setName(id, to: name, pageTag, in: db)
        change.name = name
      }
      return change
    }
  }

  /// Gives a site another name, and its pages the tags that they have under it.
  static func setName(
    _ site: Int64, to name: SiteName, _ pageTag: (SiteName, PagePath) -> PageTag, in db: Database
  ) throws {
    try db.execute(
      sql: "UPDATE site SET name = ? WHERE id = ?", arguments: [name.text, site])
    let pages = try Row.fetchAll(
      db, sql: "SELECT id, path FROM page WHERE site = ? AND path IS NOT NULL", arguments: [site])
    for page in pages {
      let tag = pageTag(name, PagePath(redacted: try page.decode(atIndex: 1)))
      try db.execute(
        sql: "UPDATE page SET tag = ? WHERE id = ?",
        arguments: [Int64(bitPattern: tag.rawValue), try page.decode(Int64.self, atIndex: 0)])
    }
  }
}
