import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

@Suite struct PercentilesTests {
  @Test(
    "Percentiles are those of the sorted times, at most one class above",
    arguments: [UInt64](1...50) + [SeededGenerator.fresh().seed])
  func differential(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let times = (0..<Int.random(in: 1...400, using: &generator)).map { _ in
      UInt64.random(in: 1...(1 << UInt64.random(in: 1...26, using: &generator)), using: &generator)
    }.sorted()
    var percentiles = Percentiles()
    // The slow ones first, so that quicker ones come to them.
    for part in [times.dropFirst(times.count / 3), times.prefix(times.count / 3)] {
      for time in part {
        percentiles.add(TimeCount(time: ResponseTime(microseconds: time), hits: 1))
      }
    }
    #expect(percentiles.hits == Int64(times.count))
    for percent in [1, 50, 95, 99, 100] {
      let rank = (times.count * percent + 99) / 100
      let exact = max(Double(times[rank - 1]) / 1000, 0.1)
      let time = try #require(percentiles.time(Int64(percent)))
      #expect(time >= exact * 0.999_999 && time <= exact * 1.0906, "seed \(seed)")
    }
  }

  @Test("Of nothing there is no percentile, of very much no overflow")
  func ends() {
    var percentiles = Percentiles()
    #expect(percentiles.time(50) == nil)
    percentiles.add(TimeCount(time: ResponseTime(rawValue: 9), hits: .max))
    #expect(percentiles.time(100) == ResponseTime(rawValue: 9).milliseconds)
  }
}
