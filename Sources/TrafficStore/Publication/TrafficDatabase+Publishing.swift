import GRDB
public import Traffic

extension TrafficDatabase {
  /// Publishes, all or nothing.
  ///
  /// - Parameter body: What to do within the transaction.
  /// - Throws: ``StoreError``; nothing was changed then.
  public func publishing<Result>(
    _ body: (PublicationTransaction) throws -> Result
  ) throws(StoreError) -> Result {
    try changing { try body(PublicationTransaction(db: $0)) }
  }

  /// How many times something was published.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func releases() throws(StoreError) -> Int64 {
    try storing(at: path) {
      try queue.read { try Int64.fetchOne($0, sql: "SELECT releases FROM publication") ?? 0 }
    }
  }

  /// Whether any day up to one got counts since it was last published.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  /// - Complexity: O(log *n*).
  public func hasCountedDays(upTo last: Day) throws(StoreError) -> Bool {
    try storing(at: path) {
      try queue.read {
        try Bool.fetchOne(
          $0, sql: "SELECT EXISTS (SELECT 1 FROM counted_day WHERE day <= ?)",
          arguments: [last.rawValue]) ?? false
      }
    }
  }

  /// The last day that the logs of all servers were read beyond the end of; `nil` where none was.
  ///
  /// Servers are told apart by `--source`; one that was not heard of for a week before a day is none any more.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func lastWholeDay(before end: Day) throws(StoreError) -> Day? {
    try storing(at: path) {
      try queue.read { db in
        let last =
          try Int32.fetchOne(
            db,
            sql: """
              SELECT min(last) FROM (
                SELECT max(last_day) AS last FROM source GROUP BY coalesce(name, '')
                HAVING last >= ?)
              """, arguments: [end.rawValue - 7])
          ?? Int32.fetchOne(db, sql: "SELECT max(hour) / \(Hour.perDay) FROM kind_hour")
        return last.map { Day(rawValue: $0 - 1) }
      }
    }
  }

  /// Sets what days to come are held against.
  ///
  /// - Returns: What they are held against; that is more than was asked for where more was in force already.
  /// - Throws: ``StoreError``; nothing was changed then.
  public func setThreshold(_ threshold: Threshold) throws(StoreError) -> Threshold {
    try publishing { transaction in
      let known = try transaction.threshold()
      let hasReleased =
        try Int64.fetchOne(transaction.db, sql: "SELECT releases FROM publication") != 0
      guard threshold.least > known.least || !hasReleased else { return known }
      try transaction.db.execute(
        sql: "UPDATE publication SET threshold = ?", arguments: [threshold.least])
      return threshold
    }
  }

  /// The first days of months with something that may be due, up to a day.
  ///
  /// - Throws: ``StoreError`` when the database cannot be read.
  public func openMonths(upTo last: Day) throws(StoreError) -> [Day] {
    try storing(at: path) {
      try queue.read { try PublicationTransaction(db: $0).openMonths(upTo: last) }
    }
  }
}
