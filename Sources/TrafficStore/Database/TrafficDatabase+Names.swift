import GRDB
public import Traffic

extension TrafficDatabase {
  /// Those of some referrers that the database has by name, since they once had enough page views.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) for *n* names in a table of *m*.
  public func known(_ referrers: [ReferrerHost]) throws(StoreError) -> Set<ReferrerHost> {
    guard !referrers.isEmpty else { return [] }
    return try storing(at: path) {
      try queue.read { db in try ReferrerRows.known(referrers, in: db) }
    }
  }

  /// Those of some sites that the database has by name.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) for *n* names in a table of *m*.
  public func known(_ sites: [SiteName]) throws(StoreError) -> Set<SiteName> {
    guard !sites.isEmpty else { return [] }
    return try storing(at: path) {
      try queue.read { db in
        let find = try RawStatement(db, "SELECT id FROM site WHERE name = ?")
        return Set(try sites.filter { try find.run(text: $0.text, at: 1) != nil })
      }
    }
  }

  /// Those of some campaigns that the database has by name, since they once had enough page views.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n* log *m*) for *n* names in a table of *m*.
  public func known(_ campaigns: [Campaign]) throws(StoreError) -> Set<Campaign> {
    guard !campaigns.isEmpty else { return [] }
    return try storing(at: path) {
      try queue.read { db in try CampaignRows.known(campaigns, in: db) }
    }
  }
}
