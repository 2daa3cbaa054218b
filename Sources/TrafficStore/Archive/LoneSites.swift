import GRDB
import Traffic

/// Sites of which nobody can be told from another person: all requests of each day come from one network,
/// as through a proxy or from an office, or from one kind of client, as in an intranet.
enum LoneSites {
  /// The names of those where more pages wait for a name than have one: a list gives most of them theirs.
  ///
  /// - Complexity: O(*n*) in the sites, for each of the last 31 days that have counts.
  static func names(in db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM (
          SELECT site FROM site_day
          WHERE people > 0 AND day > (SELECT max(day) FROM site_day) - 31
          GROUP BY site HAVING max(people) = 1 AND max(visitors) >= \(PagePolicy.loneVisitors)
        ) JOIN site ON site.id = site
        WHERE name NOT IN ('\(SiteName.rare.text)', '\(SiteName.address.text)', '\(SiteName.invalid.text)')
          AND (SELECT 2 * count(path) < count(*) FROM page WHERE page.site = site.id)
        ORDER BY name
        """)
  }
}

extension TrafficDatabase {
  /// The sites whose pages get no names by themselves, since nobody can be told from another person.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func loneSites() throws(StoreError) -> [String] {
    try storing(at: path) { try queue.read { try LoneSites.names(in: $0) } }
  }
}

extension TrafficSnapshot {
  /// As ``TrafficDatabase/loneSites()``.
  public func loneSites() throws -> [String] {
    try remembered(.loneSites) {
      guard try !isPublishedFile,
        try Schema.checkedVersion(of: db, path: "") >= Schema.versionOfPeople
      else { return [] }
      return try LoneSites.names(in: db)
    }
  }
}
