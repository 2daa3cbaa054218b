import Traffic

/// The rows of a batch in the order of their keys in the database.
///
/// Rows come sorted by the batch's page numbers; the database has numbers of its own. Inserting
/// in the order of the table costs half of inserting at random.
struct PageHourOrder {
  /// A row of the batch and its key.
  struct Entry {
    var key: Int64
    var row: Int32
  }

  private(set) var entries: [Entry]

  /// - Complexity: O(*n*): a radix sort, left out where the keys are sorted already.
  init(_ rows: [Rollup.PageHour], pages: [Int64], path: String) throws {
    entries = []
    entries.reserveCapacity(rows.count)
    var sorted = true
    var previous = Int64.min
    for (index, row) in rows.enumerated() {
      guard PageKey.hours.contains(row.hour.rawValue) else {
        throw StoreError(.hourOutOfRange(row.hour.rawValue), path: path)
      }
      let key = PageKey(hour: row.hour, page: pages[Int(row.page)], device: row.device).rawValue
      sorted = sorted && key >= previous
      previous = key
      entries.append(Entry(key: key, row: Int32(index)))
    }
    if !sorted { sort() }
  }

  /// Sorts by key, from the lowest digit to the highest; digits that no two keys differ in are
  /// left out.
  private mutating func sort() {
    let digit = 11
    let buckets = 1 << digit
    guard let first = entries.first?.key else { return }
    let varying = entries.reduce(Int64(0)) { $0 | ($1.key ^ first) }
    var source = entries
    // Let go of, so that no third copy is made when the two change places.
    entries = []
    var target = source
    for shift in stride(from: 0, to: 63, by: digit)
    where varying >> Int64(shift) & Int64(buckets - 1) != 0 {
      var next = [Int](repeating: 0, count: buckets + 1)
      for entry in source { next[Int(entry.key >> Int64(shift)) & (buckets - 1) + 1] += 1 }
      for bucket in 1...buckets { next[bucket] += next[bucket - 1] }
      for entry in source {
        let bucket = Int(entry.key >> Int64(shift)) & (buckets - 1)
        target[next[bucket]] = entry
        next[bucket] += 1
      }
      swap(&source, &target)
    }
    entries = source
  }
}
