internal import Traffic

extension Store {
  /// The first days of the months that are closed.
  func closedMonths() throws(StoreFailure) -> Set<Day> {
    Set(
      try connection.rows(
        "SELECT at FROM \(tables.fact) WHERE tbl = \(StoredTable.closed) GROUP BY at"
      )
      .compactMap { $0.first.flatMap { Int32($0) }.map(Day.init(rawValue:)) })
  }

  /// The sources that have units in a partition.
  func sources(in partition: Int) throws(StoreFailure) -> Set<UInt64> {
    Set(
      try connection.rows(
        "SELECT source FROM \(tables.fact) WHERE tbl = \(StoredTable.unit) AND toYYYYMM(day) = \(partition) GROUP BY source"
      ).compactMap { $0.first.flatMap { UInt64($0) } })
  }

  func zone(of source: UInt64) throws(StoreFailure) -> String {
    try connection.rows("SELECT argMax(zone, ver) FROM \(tables.sender) WHERE source = \(source)")
      .first?.first ?? "UTC"
  }

  /// The rows of a table in a partition.
  func count(_ table: String, in partition: Int) throws(StoreFailure) -> Int {
    try connection.rows("SELECT count() FROM \(table) WHERE toYYYYMM(day) = \(partition)")
      .first.flatMap { Int($0[0]) } ?? 0
  }

  /// The numbers of all shards; none where there is one server.
  func shards() throws(StoreFailure) -> Set<String> {
    guard let cluster = try cluster() else { return [] }
    return Set(
      try connection.rows(
        "SELECT shard_num FROM system.clusters WHERE cluster = \(StoreText.literal(cluster))"
      )
      .compactMap(\.first))
  }

  /// The shards that this server is of.
  func ownShards() throws(StoreFailure) -> Set<String> {
    guard let cluster = try cluster() else { return [] }
    return Set(
      try connection.rows(
        "SELECT shard_num FROM system.clusters WHERE cluster = \(StoreText.literal(cluster)) AND is_local = 1"
      )
      .compactMap(\.first))
  }

  /// The cluster's name; `nil` where there is one server.
  func cluster() throws(StoreFailure) -> String? {
    guard tables.isCluster else { return nil }
    let engine = try connection.rows(
      "SELECT engine_full FROM system.tables WHERE database = \(StoreText.literal(connection.address.database)) "
        + "AND name = 'all_fact'")
    // Distributed(NAME, …)
    let name = engine.first?.first?.split(separator: "(").dropFirst().first?
      .prefix { $0 != "," }.filter { $0 != "'" && $0 != " " && $0 != "`" }
    guard let name, StoreAddress.isName(String(name)) else { throw Store.damaged }
    return String(name)
  }
}
