import Traffic
import UserAgents

enum Speed {
  /// The time that a new user agent takes on average: the best of seven rounds over all of them, each
  /// of which is distinct, so that the caches and the branch predictor have to work.
  static func nanoseconds(for samples: [Sample]) -> Int {
    var bytes: [UInt8] = []
    var ranges: [Range<Int>] = []
    for text in Set(samples.map(\.text)).sorted() {
      let start = bytes.count
      bytes.append(contentsOf: text.utf8)
      ranges.append(start..<bytes.count)
    }
    if ranges.isEmpty { return 0 }
    var best = Int.max
    var checksum = 0
    for _ in 0..<7 {
      let span = bytes.span.bytes
      let duration = ContinuousClock().measure {
        for range in ranges {
          checksum &+= Int(UserAgent.client(of: span.extracting(range)).device.rawValue)
        }
      }
      let (seconds, attoseconds) = duration.components
      best = min(best, Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }
    return checksum < 0 ? 0 : best / ranges.count
  }
}
