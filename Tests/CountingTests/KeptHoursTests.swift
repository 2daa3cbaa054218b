import Counting
import Hits
import TestSupport
import Testing
import Traffic

@Suite struct KeptHoursTests {
  @Test("Hits that are too old leave no row and no name", arguments: [UInt64](1...6))
  func tooOld(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let first = Day(rawValue: 20_416)
    let workers = (0..<3).map { _ in
      RandomWorker(
        hits: 200, hours: (first.rawValue * 24 - 30)...(first.rawValue * 24 + 30),
        using: &random)
    }
    var recent = workers
    for index in recent.indices {
      recent[index].hits.removeAll { Hour(rawValue: $0.hour).day < first }
    }
    let all = workers.reduce(0) { $0 + $1.hits.count }
    let kept = recent.reduce(0) { $0 + $1.hits.count }
    let rollup = Rollup(merging: workers.map { $0.counted() }, from: first)
    var expected = PlainCounts()
    for worker in recent { for hit in worker.hits { expected.add(hit, worker.tables) } }
    var counts = PlainCounts()
    counts.add(rollup)
    #expect(counts == expected, "seed \(seed)")
    #expect(rollup.hitsTooOld == Int64(all - kept), "seed \(seed)")
    #expect(rollup.unsortedTable == nil, "seed \(seed)")
    #expect(Set(rollup.pageHours.map { Int($0.page) }) == Set(rollup.pages.indices))
    #expect(Set(rollup.kindHours.map { Int($0.site) }) == Set(rollup.sites.indices))
  }
}
