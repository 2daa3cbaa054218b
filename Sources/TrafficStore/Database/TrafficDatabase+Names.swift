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
