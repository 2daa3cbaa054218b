internal import CountCatalogue
public import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Closes a month: what all sources have of it becomes counts of one, with neither sources nor attempts, and without
/// pages that got no name.
///
/// It takes two steps, and whoever reads between them, or after a run that was killed, has the same numbers:
///
/// 1. One insert, and so one part, has the sums of all sources, and an empty newest attempt of each unit of theirs.
/// 2. The partition is dropped on the other shards, and then replaced by the sums on the first.
///
/// Run again, it adds up what is there, which is the same.
public struct MonthClosing {
  private let stores: [Store]
  private var store: Store { stores[0] }

  /// - Parameter stores: A server of each shard.
  public init(_ stores: [Store]) throws(StoreFailure) {
    self.stores = stores
    guard let first = stores.first, stores.allSatisfy({ $0.identifier == first.identifier }) else {
      throw StoreFailure(
        .unexpected, "the addresses are of different stores: name a server of each shard")
    }
    let shards = try first.shards()
    var seen: Set<String> = []
    for store in stores { seen.formUnion(try store.ownShards()) }
    guard shards.isSubset(of: seen) else {
      throw StoreFailure(
        .unexpected,
        "the store has \(shards.count) shards, and the addresses are of \(shards.intersection(seen).count): name a server "
          + "of each")
    }
    guard stores.count == max(1, shards.count) else {
      throw StoreFailure(.unexpected, "name one server of each shard, and no more")
    }
  }

  /// Closes a month.
  ///
  /// - Parameters:
  ///   - month: Its first day.
  ///   - today: Pages get names for a month: a month can be closed 31 days after its end.
  /// - Returns: How many rows it has now.
  /// - Throws: ``StoreFailure``; all counts are what they were then.
  public func run(_ month: Day, today: Day) throws(StoreFailure) -> Int {
    guard month.lastOfMonth.rawValue + 31 < today.rawValue else {
      throw StoreFailure(
        .refused,
        "\(month.monthText) cannot be closed before \(Day(rawValue: month.lastOfMonth.rawValue + 32)): until then, "
          + "pages may get names, and visitors may be united")
    }
    let number = month.partition
    if try store.closedMonths().contains(month),
      try store.sources(in: number) == [StoredSource.fleet]
    {
      return try store.count(store.tables.fact, in: number)
    }
    try prepare()
    try store.connection.ask(
      sums(of: month, attempt: try store.lastAttempt(of: StoredSource.fleet) + 1))
    let rows = try store.count("closing", in: number)
    guard rows > 0 else {
      throw StoreFailure(.refused, "the store has no counts of \(month.monthText)")
    }
    try store.connection.ask(units(of: month))
    try store.connection.ask(note(of: month))
    // One statement, one part.
    try store.connection.ask(
      "INSERT INTO fact(\(StoreSchema.factColumns.joined(separator: ", "))) "
        + "SELECT \(StoreSchema.factColumns.joined(separator: ", ")) FROM (\(appearing(in: number, month)))",
      settings: StoreConnection.oneBlock + store.quorumSetting)
    try waitForReaders(since: ContinuousClock.now)
    for other in stores.dropFirst() {
      try other.connection.ask(
        "ALTER TABLE fact DROP PARTITION \(number)",
        settings: [("replication_alter_partitions_sync", "2")])
    }
    try store.connection.ask(
      "ALTER TABLE fact REPLACE PARTITION \(number) FROM closing",
      settings: [("replication_alter_partitions_sync", "2")])
    try store.connection.ask("DROP TABLE IF EXISTS closing")
    return rows
  }

  /// Waits for those who have asked which attempts count before the sums did, and not yet read these.
  ///
  /// On the servers that were named: what others are asked is given a second.
  private func waitForReaders(since start: ContinuousClock.Instant) throws(StoreFailure) {
    sleep(1)
    for store in stores {
      while true {
        let (seconds, parts) = (ContinuousClock.now - start).components
        let waited = Double(seconds) + Double(parts) / 1e18
        let oldest =
          try store.connection.rows("SELECT max(elapsed) FROM system.processes")
          .first.flatMap { Double($0[0]) } ?? 0
        if oldest < waited { break }
        guard waited < MonthClosing.patience else {
          throw StoreFailure(
            .refused,
            "a query runs on the store for \(Int(oldest)) seconds: end it, or run close again once it is over. "
              + "All counts are what they were")
        }
        usleep(200_000)
      }
    }
  }

  /// The tables by the hour, in SQL.
  private static let hours = StoredTable.tables(of: .hour).map { String($0.number) }
    .joined(separator: ", ")

  /// The seconds that a reader may take.
  private static let patience = 600.0

  /// An empty table for the sums, on the first server.
  private func prepare() throws(StoreFailure) {
    try store.connection.ask("DROP TABLE IF EXISTS closing")
    try store.connection.ask("CREATE TABLE closing \(StoreSchema.facts("ReplacingMergeTree()"))")
  }

  /// The sums of the newest attempts.
  private func sums(of month: Day, attempt: UInt64) -> String {
    let tables = store.tables
    let keys = ["day", "tbl", "site", "at", "tag", "k1", "k2", "k3", "name1", "name2", "name3"]
    let largest = [StoredTable.pageDay, StoredTable.siteDay].map(String.init).joined(
      separator: ", ")
    // Of pages without names, only sums stay; how many different visitors several had, nobody knows.
    return """
      INSERT INTO closing(\((keys + ["source", "m1", "m2", "m3", "ver"]).joined(separator: ", "))) \
      SELECT day, tbl, site, at, shown, k1, k2, k3, name1, name2, name3, toUInt64(\(StoredSource.fleet)), \
      multiIf(tbl = \(StoredTable.pageDay) AND shown = 0, toUInt64(0), tbl IN (\(largest)), max(c1), sum(c1)), \
      sum(c2), sum(c3), toUInt64(\(attempt)) FROM ( \
      SELECT \(keys.joined(separator: ", ")), source, any(m1) AS c1, any(m2) AS c2, any(m3) AS c3, \
      if(tag \(tables.among) (SELECT tag FROM (\(tables.names)) AS named WHERE path != ''), tag, toUInt64(0)) AS shown \
      FROM \(tables.fact) WHERE toYYYYMM(day) = \(month.partition) \
      AND tbl NOT IN (\(StoredTable.unit), \(StoredTable.people), \(StoredTable.closed)) \
      AND (source, if(tbl IN (\(MonthClosing.hours)), 0, 1), at, ver) \(tables.among) ( \
      SELECT source, toUInt8(k1), at, max(ver) FROM \(tables.fact) \
      WHERE tbl = \(StoredTable.unit) AND toYYYYMM(day) = \(month.partition) GROUP BY source, k1, at) \
      GROUP BY \(keys.joined(separator: ", ")), source) AS once \
      GROUP BY day, tbl, site, at, shown, k1, k2, k3, name1, name2, name3
      """
  }

  /// The rows that say that these units are there.
  private func units(of month: Day) -> String {
    return """
      INSERT INTO closing(day, tbl, at, k1, source, m1, ver) \
      SELECT day, \(StoredTable.unit), at, if(tbl IN (\(MonthClosing.hours)), 0, 1) AS kind, source, count(), ver FROM closing \
      WHERE tbl != \(StoredTable.unit) GROUP BY day, at, kind, source, ver
      """
  }

  /// The row that says that the month is closed.
  private func note(of month: Day) -> String {
    """
    INSERT INTO closing(day, tbl, at, source, ver) \
    VALUES (\(month.rawValue), \(StoredTable.closed), \(month.rawValue), \(StoredSource.fleet), 1)
    """
  }

  /// What makes the sums count and the sources not, all at once.
  private func appearing(in partition: Int, _ month: Day) -> String {
    let columns = StoreSchema.factColumns.joined(separator: ", ")
    let tables = store.tables
    return """
      SELECT \(columns) FROM closing WHERE toYYYYMM(day) = \(partition) UNION ALL \
      SELECT any(day), toUInt8(\(StoredTable.unit)), '', at, toUInt64(0), k1, \
      toUInt32(0), toUInt32(0), '', '', '', source, toUInt64(0), toUInt64(0), toUInt64(0), max(ver) + 1 FROM \(tables.fact) AS others \
      WHERE tbl = \(StoredTable.unit) AND source > \(StoredSource.fleet) AND toYYYYMM(day) = \(partition) \
      GROUP BY at, k1, source
      """
  }
}

extension Day {
  /// The number of its month's partition, as 202610.
  var partition: Int { Int(monthText.filter { $0 != "-" }) ?? 0 }
}
