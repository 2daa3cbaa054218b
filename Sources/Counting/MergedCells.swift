/// Counts of several tables under one key of the batch.
struct MergedCells {
  var key: UInt64
  var hits: Int64
  var pageViews: Int64
  var visits: Int64
  var bytes: Int64

  /// All cells under their keys of the batch, in ascending order, each key once.
  ///
  /// - Complexity: O(*n* log *n*) in the cells.
  static func sorted(
    _ tables: [(worker: Int, cells: Cells)], key: (_ worker: Int, UInt32) -> UInt64
  ) -> [MergedCells] {
    var rows: [MergedCells] = []
    rows.reserveCapacity(tables.reduce(0) { $0 + $1.cells.count })
    for (worker, cells) in tables {
      cells.forEach { cell in
        rows.append(
          MergedCells(
            key: key(worker, cell.key), hits: Int64(cell.hits), pageViews: Int64(cell.pageViews),
            visits: Int64(cell.visits), bytes: cell.bytes))
      }
    }
    return joined(rows)
  }

  /// The same counts with each key once, in ascending order.
  static func joined(_ rows: [MergedCells]) -> [MergedCells] {
    var rows = rows
    rows.sort { $0.key < $1.key }
    var kept = 0
    for row in rows.indices.dropFirst() {
      if rows[row].key == rows[kept].key {
        rows[kept].hits += rows[row].hits
        rows[kept].pageViews += rows[row].pageViews
        rows[kept].visits += rows[row].visits
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
