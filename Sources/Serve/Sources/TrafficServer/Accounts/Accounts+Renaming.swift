internal import GRDB

extension Accounts {
  /// How many users and links got the new name of a site.
  public struct Renamed: Hashable, Sendable {
    public var users: Int
    public var links: Int
  }

  /// Gives users and links of a site its new name, which they do not follow by themselves: another site may get the
  /// former one, or a file of other counts may be put in the place of this one.
  public func renameSite(_ former: String, to name: String) throws -> Renamed {
    let (former, name) = (former.lowercased(), name.lowercased())
    return try write { db in
      // Whoever sees both sees one of them from now on.
      try db.execute(
        sql: "UPDATE OR REPLACE user_site SET site = ?2 WHERE site = ?1", arguments: [former, name])
      let users = db.changesCount
      try db.execute(
        sql: "UPDATE link SET site = ?2 WHERE site = ?1", arguments: [former, name])
      return Renamed(users: users, links: db.changesCount)
    }
  }

  /// The sites of users and links that nothing is published of: they were renamed, mistyped, or are not published yet.
  func unknownSites(among known: [String]) throws -> [String] {
    let known = Set(known)
    return try sites().filter { !known.contains($0) }
  }
}
