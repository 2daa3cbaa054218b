/// Counts of several tables under one key of the batch.
struct MergedCounters {
  var key: UInt64
  var hits: Int64
  var pageViews: Int64 = 0
  var visits: Int64 = 0
  var bytes: Int64 = 0

  /// All cells under their keys of the batch, in ascending order, each key once.
  ///
  /// - Complexity: O(*n*) in the cells of large tables, O(*n* log *n*) in those of small ones.
  static func sorted<Cell>(
    _ tables: [(worker: Int, cells: CounterTable<Cell>)], key: (_ worker: Int, Cell.Key) -> UInt64
  ) -> [MergedCounters] {
    var rows: [MergedCounters] = []
    rows.reserveCapacity(tables.reduce(0) { $0 + $1.cells.count })
    for (worker, cells) in tables {
      cells.forEach { rows.append($0.merged(under: key(worker, $0.key))) }
    }
    return joined(rows)
  }

  /// The same counts with each key once, in ascending order.
  static func joined(_ rows: [MergedCounters]) -> [MergedCounters] {
    var joined: [MergedCounters] = []
    joined.reserveCapacity(rows.count)
    for place in SortedPlace.all(of: rows) {
      let row = rows[Int(place.row)]
      let last = joined.count - 1
      if last >= 0, joined[last].key == row.key {
        joined[last].hits += row.hits
        joined[last].pageViews += row.pageViews
        joined[last].visits += row.visits
        joined[last].bytes = joined[last].bytes.addingClamped(row.bytes)
      } else {
        joined.append(row)
      }
    }
    return joined
  }
}

/// The key of a row and where it stands: what is sorted in the place of the row, which is more than
/// twice as long.
private struct SortedPlace {
  var key: UInt64
  var row: UInt32

  private static let digit = 8
  private static let buckets = 256
  /// The most rows that are sorted by comparing them.
  private static let few = 64

  /// The places of all rows in the order of their keys.
  static func all(of rows: [MergedCounters]) -> [SortedPlace] {
    var places: [SortedPlace] = []
    places.reserveCapacity(rows.count)
    var varying: UInt64 = 0
    for row in rows.indices {
      let key = rows[row].key
      varying |= key ^ rows[0].key
      places.append(SortedPlace(key: key, row: UInt32(row)))
    }
    if places.count > few {
      sort(&places, varying)
    } else {
      places.sort { $0.key < $1.key }
    }
    return places
  }

  /// Sorts from the lowest digit to the highest, since keys are small numbers, of which few digits
  /// vary; digits that no two keys differ in are left out.
  private static func sort(_ places: inout [SortedPlace], _ varying: UInt64) {
    var target = [SortedPlace](repeating: places[0], count: places.count)
    for shift in stride(from: UInt64(0), to: 64, by: digit)
    where varying >> shift & UInt64(buckets - 1) != 0 {
      scatter(places.span, to: &target, shift)
      swap(&places, &target)
    }
  }

  private static func scatter(
    _ source: Span<SortedPlace>, to room: inout [SortedPlace], _ shift: UInt64
  ) {
    var target = room.mutableSpan
    func bucket(_ place: SortedPlace) -> Int {
      Int(truncatingIfNeeded: place.key &>> shift) & (buckets - 1)
    }
    // By digit: first how many rows have it, then where the next of them goes.
    var next = InlineArray<256, Int>(repeating: 0)
    for index in source.indices { next[bucket(source[index])] &+= 1 }
    var start = 0
    for bucket in next.indices { (next[bucket], start) = (start, start &+ next[bucket]) }
    for index in source.indices {
      let place = source[index]
      let bucket = bucket(place)
      target[next[bucket]] = place
      next[bucket] &+= 1
    }
  }
}
