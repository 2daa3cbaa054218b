import Traffic
import TrafficStore

/// Percentiles of response times, read from counts of classes.
struct Percentiles {
  private(set) var counts: [ResponseTime: Int64] = [:]

  /// All hits.
  var hits: Int64 { counts.values.reduce(0, +) }

  /// About how long all responses took together, in milliseconds.
  var milliseconds: Double {
    // In order, so that equal counts give equal sums.
    counts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.key.milliseconds * Double($1.value) }
  }

  mutating func add(_ times: [TimeCount]) {
    for count in times { counts[count.time, default: 0] += count.hits }
  }

  /// The time, in milliseconds, that this many of a hundred responses did not exceed (nearest rank);
  /// `nil` where there are none.
  func time(_ percent: Int64) -> Double? {
    let hits = hits
    guard hits > 0 else { return nil }
    // Hits times a hundred may not fit; the last rank that does not round up is as good.
    let rank = hits / 100 * percent + (hits % 100 * percent + 99) / 100
    var seen: Int64 = 0
    for (time, count) in counts.sorted(by: { $0.key < $1.key }) {
      seen += count
      if seen >= rank { return time.milliseconds }
    }
    return nil
  }
}
