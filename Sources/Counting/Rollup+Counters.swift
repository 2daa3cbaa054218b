public import Hits
public import Traffic

extension Rollup {
  /// Merges the counts of several workers into the rows of one batch.
  ///
  /// - Parameter workers: Each worker's counters with the tables that explain their numbers.
  /// - Complexity: O(*n* log *n*) in the cells of the largest hour, summed over the hours.
  public init(merging workers: [(counters: TrafficCounters, tables: HitTables)]) {
    self.init()
    let names = RollupNames(of: workers.map(\.tables))
    sites = names.sites
    pages = names.pages
    pageHours.reserveCapacity(workers.reduce(0) { $0 + $1.counters.count })

    let hours = Set(workers.flatMap { unsafe Array($0.counters.sheets.keys) }).sorted()
    for rawHour in hours {
      let hour = Hour(rawValue: rawHour)
      // SAFETY: the sheets live as long as their counters, which `workers` holds.
      let sheets = workers.indices.compactMap { index in
        unsafe workers[index].counters.sheets[rawHour].map { unsafe (index, $0.pointee) }
      }
      func merged(
        _ cells: KeyPath<HourSheet, Cells>, key: (_ worker: Int, UInt32) -> UInt64
      ) -> [Merged] {
        Merged.sorted(sheets.map { ($0.0, $0.1[keyPath: cells]) }, key: key)
      }
      for row in merged(
        \.pages, key: { UInt64(names.page[$0][Int($1 >> 4)]) << 4 | UInt64($1 & 15) })
      {
        pageHours.append(
          PageHour(
            hour: hour, page: Int32(row.key >> 4),
            device: DeviceClass(rawValue: UInt8(row.key & 15)) ?? .other,
            hits: row.hits, pageViews: row.pageViews, bytes: row.bytes))
      }
      let ofSite = { (worker: Int, key: UInt32) in
        UInt64(names.site[worker][Int(key >> 16)]) << 32 | UInt64(key & 0xffff)
      }
      for row in merged(
        \.clients,
        key: { worker, key in
          UInt64(names.site[worker][Int(key >> 16)]) << 32
            | UInt64(names.client[worker][Int(key & 0xffff)])
        })
      {
        clientHours.append(
          ClientHour(
            hour: hour, site: Int32(row.key >> 32),
            client: names.clients[Int(row.key & 0xffff_ffff)], hits: row.hits,
            pageViews: row.pageViews))
      }
      for row in merged(\.statuses, key: ofSite) {
        statusHours.append(
          StatusHour(
            hour: hour, site: Int32(row.key >> 32),
            status: StatusCode(rawValue: UInt16(row.key & 0xffff)), hits: row.hits))
      }
      for row in merged(\.kinds, key: ofSite) {
        kindHours.append(
          KindHour(
            hour: hour, site: Int32(row.key >> 32),
            kind: HitKind(rawValue: UInt8(row.key & 0xff)) ?? .other, hits: row.hits,
            bytes: row.bytes))
      }
    }
  }
}

/// Counts of several workers under one key of the batch.
private struct Merged {
  var key: UInt64
  var hits: Int64
  var pageViews: Int64
  var bytes: Int64

  /// All cells under their keys of the batch, in ascending order, each key once.
  static func sorted(
    _ tables: [(worker: Int, cells: Cells)], key: (_ worker: Int, UInt32) -> UInt64
  ) -> [Merged] {
    var rows: [Merged] = []
    rows.reserveCapacity(tables.reduce(0) { $0 + $1.cells.count })
    for (worker, cells) in tables {
      cells.forEach { cell in
        rows.append(
          Merged(
            key: key(worker, cell.key), hits: Int64(cell.hits), pageViews: Int64(cell.pageViews),
            bytes: cell.bytes))
      }
    }
    rows.sort { $0.key < $1.key }
    var kept = 0
    for row in rows.indices.dropFirst() {
      if rows[row].key == rows[kept].key {
        rows[kept].hits += rows[row].hits
        rows[kept].pageViews += rows[row].pageViews
        rows[kept].bytes = rows[kept].bytes.addingClamped(rows[row].bytes)
      } else {
        kept += 1
        rows[kept] = rows[row]
      }
    }
    if !rows.isEmpty { rows.removeSubrange((kept + 1)...) }
    return rows
  }
}
