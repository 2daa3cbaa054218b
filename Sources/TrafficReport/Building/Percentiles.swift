import Traffic
import TrafficStore

/// Percentiles of response times, read from counts of classes.
struct Percentiles {
  /// What a report says of them: of very many pages, that is all that there is room for.
  struct Facts {
    var hits: Int64
    /// In milliseconds, as those below.
    var (median, p95, p99): (Double?, Double?, Double?)
    var milliseconds: Double
  }

  var facts: Facts {
    Facts(
      hits: hits, median: time(50), p95: time(95), p99: time(99), milliseconds: milliseconds)
  }

  /// Hits by the class of their time, from the first one that was added to the last: there may be very many pages.
  private var counts: [Int64] = []
  private var first = 0

  init() {}

  /// - Parameter counts: How many hits there are of each class, from 0 on.
  init(_ counts: ArraySlice<Int64>) {
    guard let first = counts.firstIndex(where: { $0 != 0 }),
      let last = counts.lastIndex(where: { $0 != 0 })
    else { return }
    self.first = first - counts.startIndex
    self.counts = Array(counts[first...last])
  }

  /// All hits.
  var hits: Int64 { counts.reduce(0, +) }

  /// About how long all responses took together, in milliseconds.
  var milliseconds: Double {
    // In order, so that equal counts give equal sums.
    counts.indices.reduce(0) { sum, place in
      counts[place] == 0 ? sum : sum + time(at: place).milliseconds * Double(counts[place])
    }
  }

  mutating func add(_ count: TimeCount) {
    let time = Int(count.time.rawValue)
    if counts.isEmpty { first = time }
    if time < first {
      counts.insert(contentsOf: repeatElement(0, count: first - time), at: 0)
      first = time
    }
    while counts.count <= time - first { counts.append(0) }
    counts[time - first] += count.hits
  }

  private func time(at place: Int) -> ResponseTime {
    ResponseTime(rawValue: UInt8(first + place))
  }

  mutating func add(_ others: Percentiles) {
    for (place, hits) in others.counts.enumerated() where hits > 0 {
      add(TimeCount(time: others.time(at: place), hits: hits))
    }
  }

  /// The time, in milliseconds, that this many of a hundred responses did not exceed (nearest rank);
  /// `nil` where there are none.
  func time(_ percent: Int64) -> Double? {
    let hits = hits
    guard hits > 0 else { return nil }
    // Hits times a hundred may not fit; the last rank that does not round up is as good.
    let rank = hits / 100 * percent + (hits % 100 * percent + 99) / 100
    var seen: Int64 = 0
    for (place, count) in counts.enumerated() where count > 0 {
      seen += count
      if seen >= rank { return time(at: place).milliseconds }
    }
    return nil
  }
}
