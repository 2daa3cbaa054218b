/// Counts of several tables under one key of the batch.
struct MergedCells {
  var key: UInt64
  var hits: Int64
  var pageViews: Int64
  var visits: Int64
  var bytes: Int64

  /// All cells under their keys of the batch, in ascending order, each key once.
  ///
  /// - Complexity: O(*n*) in the cells of large tables, O(*n* log *n*) in those of small ones.
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
    sort(&rows)
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

  /// Sorts by key: many rows from the lowest digit to the highest, since keys are small numbers, of
  /// which few digits vary; digits that no two keys differ in are left out.
  private static func sort(_ rows: inout [MergedCells]) {
    let digit = 8
    let buckets = 1 << digit
    guard rows.count > buckets else {
      rows.sort { $0.key < $1.key }
      return
    }
    let first = rows[0].key
    let varying = rows.reduce(UInt64(0)) { $0 | ($1.key ^ first) }
    var target = rows
    for shift in stride(from: UInt64(0), to: 64, by: digit)
    where varying >> shift & UInt64(buckets - 1) != 0 {
      func bucket(_ row: MergedCells) -> Int { Int(row.key >> shift) & (buckets - 1) }
      var next = [Int](repeating: 0, count: buckets + 1)
      for row in rows { next[bucket(row) + 1] += 1 }
      for bucket in 1...buckets { next[bucket] += next[bucket - 1] }
      for row in rows {
        target[next[bucket(row)]] = row
        next[bucket(row)] += 1
      }
      swap(&rows, &target)
    }
  }
}
