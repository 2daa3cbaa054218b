import Traffic
import TrafficStore

/// Percentiles of response times, read from counts of classes.
struct Percentiles {
  /// Hits by the class of their time, up to the last one that has any.
  private var counts: [Int64] = []

  /// All hits.
  var hits: Int64 { counts.reduce(0, +) }

  /// About how long all responses took together, in milliseconds.
  var milliseconds: Double {
    // In order, so that equal counts give equal sums.
    counts.indices.reduce(0) { sum, time in
      counts[time] == 0
        ? sum : sum + ResponseTime(rawValue: UInt8(time)).milliseconds * Double(counts[time])
    }
  }

  mutating func add(_ count: TimeCount) {
    let time = Int(count.time.rawValue)
    while counts.count <= time { counts.append(0) }
    counts[time] += count.hits
  }

  mutating func add(_ others: Percentiles) {
    for (time, hits) in others.counts.enumerated() where hits > 0 {
      add(TimeCount(time: ResponseTime(rawValue: UInt8(time)), hits: hits))
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
    for (time, count) in counts.enumerated() where count > 0 {
      seen += count
      if seen >= rank { return ResponseTime(rawValue: UInt8(time)).milliseconds }
    }
    return nil
  }
}
