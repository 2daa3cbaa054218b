import GRDB
public import Traffic

/// What became of a text that was to be kept.
public enum AnnotationChange: Hashable, Sendable {
  case added
  case alreadyThere
  /// There is no such site; the names of those that there are.
  case unknownSite(known: [String])
  /// The day is before the first one that the database keeps.
  case tooOld(firstKept: Day)
}

/// What became of texts that were to be removed.
public struct AnnotationRemoval: Hashable, Sendable {
  public var removed = 0
  /// Those that came from a fleet's servers, and would come again with the next merge.
  public var merged = 0
}

extension TrafficDatabase {
  /// Keeps a text on a day, in one transaction.
  ///
  /// - Parameters:
  ///   - annotation: One whose text ``Annotation/isText(_:)`` allows.
  ///   - today: The day that ages are counted from; `nil` for the one that clocks agree on.
  /// - Throws: ``StoreError``; nothing was changed then.
  /// - Complexity: O(log *n*).
  public func annotate(_ annotation: Annotation, today: Day?) throws(StoreError) -> AnnotationChange
  {
    try changing { db in
      let first = try RetentionState.firstKeptDay(today: today, in: db)
      guard annotation.day >= first else { return .tooOld(firstKept: first) }
      var site = AnnotationRows.allSites
      if let name = annotation.site {
        guard
          let known = try Int64.fetchOne(
            db, sql: "SELECT id FROM site WHERE name IN (?, ?)",
            arguments: [name, name.lowercased()])
        else {
          return .unknownSite(
            known: try String.fetchAll(db, sql: "SELECT name FROM site ORDER BY name LIMIT 100"))
        }
        site = known
      }
      return try AnnotationRows.add(
        annotation.text, on: annotation.day, of: site, isMerged: false, to: db)
        ? .added : .alreadyThere
    }
  }

  /// Removes texts on a day, in one transaction. What is deleted is overwritten in the file; the -wal file has it
  /// until ``emptyLog(waits:)``.
  ///
  /// - Parameters:
  ///   - site: The name of the site that they are about; `nil` for any, and those on all sites.
  ///   - text: The text; `nil` for all of the day.
  /// - Throws: ``StoreError``; nothing was changed then.
  public func removeAnnotations(
    on day: Day, site: String?, text: String?
  ) throws(StoreError) -> AnnotationRemoval {
    try changing { db in
      let condition = """
        day = ?1 AND (?2 IS NULL OR site IN (SELECT id FROM site WHERE name IN (?2, lower(?2))))
          AND (?3 IS NULL OR text = ?3)
        """
      let arguments: StatementArguments = [day.rawValue, site, text]
      var removal = AnnotationRemoval()
      removal.merged =
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM annotation WHERE merged = 1 AND \(condition)",
          arguments: arguments) ?? 0
      try db.execute(
        sql: "DELETE FROM annotation WHERE merged = 0 AND \(condition)", arguments: arguments)
      removal.removed = db.changesCount
      return removal
    }
  }
}
