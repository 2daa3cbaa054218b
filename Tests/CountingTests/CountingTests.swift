import Counting
import Hits
import TestSupport
import Testing
import Traffic

@Suite struct CountingTests {
  @Test("Random hits are counted as a plain dictionary counts them", arguments: [UInt64](1...6))
  func plain(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let workers = (0..<3).map { _ in
      RandomWorker(hits: 700, hours: 490_000...490_005, using: &random)
    }
    var expected = PlainCounts()
    for worker in workers { for hit in worker.hits { expected.add(hit, worker.tables) } }
    let rollup = Rollup(merging: workers.map { $0.counted() })
    var counts = PlainCounts()
    counts.add(rollup)
    #expect(counts == expected, "seed \(seed)")
    #expect(rollup.unsortedTable == nil, "seed \(seed)")
    #expect(rollup.kindHours.reduce(0) { $0 + $1.hits } == 2100)
  }

  @Test("Workers merge to the same rows in any order", arguments: [UInt64](1...4))
  func commutes(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let workers = (0..<4).map { _ in
      RandomWorker(hits: 300, hours: 490_000...490_003, using: &random)
    }
    let first = Rollup(merging: workers.map { $0.counted() })
    for _ in 0..<4 {
      let shuffled = workers.shuffled(using: &random).map { worker in
        var worker = worker
        worker.hits.shuffle(using: &random)
        return worker.counted(by: Int.random(in: 1...700, using: &random))
      }
      let other = Rollup(merging: shuffled)
      // Row by row, not as sets: a store relies on the order.
      #expect(other.sites == first.sites && other.pages == first.pages, "seed \(seed)")
      #expect(other.pageHours == first.pageHours, "seed \(seed)")
      #expect(other.clientHours == first.clientHours, "seed \(seed)")
      #expect(other.statusHours == first.statusHours, "seed \(seed)")
      #expect(other.kindHours == first.kindHours, "seed \(seed)")
    }
  }

  @Test("Hits of thousands of hours, back and forth, keep their hours")
  func hours() {
    var random = SeededGenerator(seed: 11)
    let worker = RandomWorker(hits: 5000, hours: 0...4000, using: &random)
    var expected = PlainCounts()
    for hit in worker.hits { expected.add(hit, worker.tables) }
    let counted = worker.counted()
    let rollup = Rollup(merging: [counted])
    var counts = PlainCounts()
    counts.add(rollup)
    #expect(counts == expected)
    #expect(Set(rollup.kindHours.map(\.hour)).count > 2500)
    // Each worker's row is one cell, and so is what has a status and a kind: the number is known.
    let answers = Set(
      worker.hits.map { [Int($0.hour), Int($0.site), Int($0.status), Int($0.kind)] })
    // And so have pairs of a page and a referrer, apart for what is not there.
    let pairs = Set(
      worker.hits.filter {
        $0.referrer != Hit.absent && $0.kind != HitKind.bot.rawValue
          && ($0.kind != HitKind.pageView.rawValue || $0.flags.contains(.visit))
      }.map {
        [
          Int($0.hour) / 3072, Int($0.page), Int($0.referrer),
          $0.kind == HitKind.pageView.rawValue ? 1 : 0,
        ]
      })
    let referrers = Set(
      worker.hits.filter { $0.referrer != Hit.absent && $0.kind == HitKind.pageView.rawValue }
        .map { [Int($0.hour), Int($0.site), Int($0.referrer)] })
    #expect(
      counted.counters.count == rollup.pageHours.count + rollup.clientHours.count + answers.count
        + pairs.count + referrers.count)
  }

  @Test("A table grows to thousands of pages and loses none")
  func growth() {
    let counters = TrafficCounters()
    var tables = HitTables()
    tables.sites = [.unnamed]
    tables.clients = [.unknown]
    let pages = 9000
    for page in 0..<pages {
      tables.pages.append(
        .init(
          site: 0, tag: PageTag(rawValue: UInt64(page) &* 0x9e37_79b9_7f4a_7c15),
          path: PagePath(redacted: "/\(page)")))
    }
    // Strides that put keys in the same places of a table of a power of two.
    for round in 0..<2 {
      for page in 0..<pages {
        let hit = Hit(
          hour: 490_000, page: UInt32(page * 4096 % pages), client: 0, site: 0, status: 200,
          device: 1, kind: HitKind.pageView.rawValue, bytes: Int64(round))
        unsafe [hit].withUnsafeBufferPointer { unsafe counters.add($0) }
      }
    }
    #expect(counters.count == Set((0..<pages).map { $0 * 4096 % pages }).count + 2)
    let rollup = Rollup(merging: [(counters, tables)])
    #expect(rollup.pageHours.reduce(0) { $0 + $1.hits } == Int64(2 * pages))
    #expect(rollup.pageHours.reduce(0) { $0 + $1.bytes } == Int64(pages))
    #expect(Set(rollup.pageHours.map(\.page)).count == rollup.pageHours.count)
  }

  @Test("Sizes too large to add stay the largest number, in any order")
  func overflow() {
    func counted(_ sizes: [Int64]) -> (counters: TrafficCounters, tables: HitTables) {
      let counters = TrafficCounters()
      var tables = HitTables()
      tables.sites = [.unnamed]
      tables.clients = [.unknown]
      tables.pages = [.init(site: 0, tag: PageTag(rawValue: 1), path: .noRequest)]
      let hits = sizes.map {
        Hit(hour: 1, page: 0, client: 0, site: 0, status: 200, device: 0, kind: 0, bytes: $0)
      }
      unsafe hits.withUnsafeBufferPointer { unsafe counters.add($0) }
      return (counters, tables)
    }
    let large = Int64.max - 1
    for parts in [
      [[large, 5, 7]], [[7, 5, large]], [[large], [5, 7]], [[large, 7], [large, 5]],
    ] {
      let rollup = Rollup(merging: parts.map(counted))
      #expect(rollup.pageHours.map(\.bytes) == [.max])
      #expect(rollup.kindHours.map(\.bytes) == [.max])
    }
  }

  @Test("Counters without a hit roll up to nothing")
  func empty() {
    let counters = TrafficCounters()
    unsafe UnsafeBufferPointer<Hit>(start: nil, count: 0).withMemoryRebound(to: Hit.self) {
      unsafe counters.add($0)
    }
    #expect(counters.count == 0)
    #expect(Rollup(merging: [(counters, HitTables())]).isEmpty)
    #expect(Rollup(merging: []).isEmpty)
  }
}
