import GRDB
public import Traffic

// The names that pages of a fleet may have: the permission travels, not the path.

extension TrafficDatabase {
  /// The pages that may have names on each server: those that have one on any, and those that enough people asked for on
  /// all servers together.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(*n*) in the pages.
  public func nameablePages(_ policy: PagePolicy = .standard) throws(StoreError) -> [PageTag] {
    try storing(at: path) {
      try queue.read { db in
        try Row.fetchAll(
          db,
          sql: """
            SELECT tag, people_days, most_people, since IS NULL FROM page
            WHERE tag IS NOT NULL ORDER BY tag
            """
        ).compactMap { row in
          let isNamed: Bool = try row.decode(atIndex: 3)
          let isAllowed =
            try isNamed
            || policy.allowsName(
              peopleDays: row.decode(atIndex: 1), maxPeople: row.decode(atIndex: 2))
          let tag = try row.decode(Int64.self, atIndex: 0)
          return isAllowed ? PageTag(rawValue: UInt64(bitPattern: tag)) : nil
        }
      }
    }
  }

  /// Lets pages have their names from the next request on, as enough people have asked for them on all servers.
  ///
  /// - Returns: How many pages wait for a name now that did not before: those that this server knows, and has no
  ///   name of.
  /// - Throws: ``StoreError``; nothing was changed then.
  public func allowNames(
    _ tags: [PageTag], policy: PagePolicy = .standard
  ) throws(StoreError) -> Int {
    try changing { db in
      var allowed = 0
      let allow = try db.makeStatement(
        sql: """
          UPDATE page SET people_days = max(people_days, ?2), most_people = max(most_people, ?3)
          WHERE tag = ?1 AND since IS NOT NULL AND (people_days < ?2 OR most_people < ?3)
          """)
      for tag in tags {
        try allow.execute(
          arguments: [
            Int64(bitPattern: tag.rawValue), policy.minPeopleDays, policy.minPeople,
          ])
        allowed += db.changesCount
      }
      return allowed
    }
  }
}
