import GRDB
public import Traffic

/// What became of a site that was to have another name.
public enum SiteRenaming: Hashable, Sendable {
  /// It has it; and how many names were forgotten in the database, of pages among others.
  case renamed(forgotten: Int)
  /// There is no such site; the names of those that there are.
  case unknownSite(known: [String])
  /// Another site has that name.
  case taken
}

extension TrafficDatabase {
  /// Gives a site another name, in one transaction: no count changes, and nothing that is published but the name.
  ///
  /// Its pages with names are known under it from now on. Those that wait for their name begin anew, since nobody
  /// knows their paths, and so do visitors of days that are open: the larger number stays. A page that was
  /// forgotten is known by the site's former name, and may be kept under the new one.
  ///
  /// - Parameter pageTag: The tag of a page of a site.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(*n* log *n*) in the site's pages.
  public func renameSite(
    _ old: SiteName, to new: SiteName, pageTag: (SiteName, PagePath) -> PageTag
  ) throws(StoreError) -> SiteRenaming {
    try changing { db in
      func number(_ name: SiteName) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM site WHERE name = ?", arguments: [name.text])
      }
      guard let site = try number(old) else {
        return .unknownSite(
          known: try String.fetchAll(db, sql: "SELECT name FROM site ORDER BY name LIMIT 100"))
      }
      guard try number(new) == nil else { return .taken }
      try TrafficDatabase.setName(site, to: new, pageTag, in: db)
      return .renamed(
        forgotten: try Int.fetchOne(db, sql: "SELECT count(*) FROM forgotten") ?? 0)
    }
  }
}
