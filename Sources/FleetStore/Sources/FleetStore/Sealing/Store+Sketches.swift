internal import Traffic

extension Store {
  /// The days of which there are sketches.
  func daysWithSketches() throws(StoreFailure) -> [Day] {
    try connection.rows("SELECT toUInt16(day) FROM \(tables.sketch) GROUP BY day ORDER BY day")
      .compactMap { $0.first.flatMap { Int32($0) }.map(Day.init(rawValue:)) }
  }

  /// Calls a closure with each sketch that a source sent last of a day.
  ///
  /// - Returns: The sites of the pages, by tag.
  func visitSketches(
    of day: Day, _ body: (SealedPlace, _ key: UInt64, [UInt8]) -> Void
  ) throws(StoreFailure) -> [UInt64: String] {
    // Of what a source sent twice, the last is all.
    let answer = try connection.ask(
      """
      SELECT site, tag, key, bytes FROM \(tables.sketch) \
      WHERE day = toDate(\(day.rawValue)) AND (source, ver) \(tables.among) \
      (SELECT source, max(ver) FROM \(tables.sketch) WHERE day = toDate(\(day.rawValue)) GROUP BY source) \
      FORMAT RowBinary
      """)
    var reader = RowReader(answer)
    do throws(RowReader.Damage) {
      while !reader.isAtEnd {
        let place = SealedPlace(site: try reader.text(), tag: try reader.number())
        body(place, try reader.number(), Array(try reader.bytesOfText()))
      }
    } catch { throw Store.damaged }
    return try sites(ofPagesOn: day)
  }

  /// What was stored of a day's visitors on all servers.
  func sealedVisitors(of day: Day) throws(StoreFailure) -> [SealedPlace: Sealer.Visitors] {
    let rows = try connection.rows(
      """
      SELECT tbl, site, tag, max(m1) FROM \(tables.fact) \
      WHERE source = \(StoredSource.fleet) AND tbl != \(StoredTable.unit) AND day = toDate(\(day.rawValue)) \
      AND (source, at, ver) \(tables.among) (\(tables.units(of: .day))) GROUP BY tbl, site, tag
      """)
    var known: [SealedPlace: Sealer.Visitors] = [:]
    for row in rows {
      guard let table = UInt8(row[0]), let tag = UInt64(row[2]), let count = Int64(row[3]) else {
        throw Store.damaged
      }
      let place = SealedPlace(site: row[1], tag: tag)
      if table == StoredTable.people {
        known[place, default: .init(visitors: 0, people: 0)].people = count
      } else {
        known[place, default: .init(visitors: 0, people: 0)].visitors = count
      }
    }
    return known
  }

  /// The days of which visitors were united.
  func sealedDays(from first: Day) throws(StoreFailure) -> [Day] {
    try connection.rows(
      """
      SELECT at FROM \(tables.fact) WHERE tbl = \(StoredTable.unit) AND source = \(StoredSource.fleet) \
      AND at >= \(first.rawValue) GROUP BY at
      """
    ).compactMap { $0.first.flatMap { Int32($0) }.map(Day.init(rawValue:)) }
  }

  /// The sites of the pages that have visitors on a day on any server, by tag.
  private func sites(ofPagesOn day: Day) throws(StoreFailure) -> [UInt64: String] {
    let rows = try connection.rows(
      """
      SELECT tag, any(site) FROM \(tables.fact) WHERE tbl = \(StoredTable.pageDay) AND tag != 0 \
      AND day = toDate(\(day.rawValue)) AND source > \(StoredSource.fleet) \
      AND (source, at, ver) \(tables.among) (\(tables.units(of: .day))) GROUP BY tag
      """)
    var sites: [UInt64: String] = [:]
    for row in rows { if let tag = UInt64(row[0]) { sites[tag] = row[1] } }
    return sites
  }

  /// Removes a day's sketches from all shards.
  func removeSketches(of day: Day) throws(StoreFailure) {
    let onCluster = try cluster().map { " ON CLUSTER \($0)" } ?? ""
    try connection.ask("ALTER TABLE sketch\(onCluster) DROP PARTITION '\(day)'")
  }
}
