import Hits
import TestSupport
import Testing
import Traffic

@testable import Counting

@Suite("Counts that wait read back as they were")
struct WaitingCountsTests {
  private func part(_ seed: UInt64) -> WaitingCounts.Part {
    var random = SeededGenerator(seed: seed)
    var worker = RandomWorker(hits: 900, hours: 490_000...490_030, using: &random)
    worker.tables.campaigns = [Campaign(source: "kanari-letter", medium: "mail", name: "october")]
    worker.tables.visitorKeys = [Hour(utc: 490_000).day.rawValue: seed]
    for index in worker.hits.indices {
      worker.hits[index].visitorOfSite = UInt32.random(in: 1...300, using: &random)
      worker.hits[index].visitorOfPage = worker.hits[index].visitorOfSite
      worker.hits[index].traits.network = UInt16.random(in: 2...40, using: &random)
      worker.hits[index].traits.client = UInt16.random(in: 1...20, using: &random)
      worker.hits[index].time = UInt8.random(in: 0...100, using: &random)
      if index % 3 == 0 { worker.hits[index].campaign = 0 }
    }
    let (counters, tables) = worker.counted()
    let visitors = HourVisitors()
    unsafe worker.hits.withUnsafeBufferPointer { unsafe visitors.add($0) }
    return .init(
      tables: tables,
      portions: [
        .init(
          counters: counters, visitors: visitors, number: Int64(seed),
          begun: Hour(rawValue: 7))
      ])
  }

  /// All names of some tables.
  private func names(_ tables: [HitTables]) -> KeptNames {
    KeptNames(
      sites: Set(tables.flatMap(\.sites)), referrers: Set(tables.flatMap(\.referrers)),
      campaigns: Set(tables.flatMap(\.campaigns)))
  }

  private func rollup(_ parts: [WaitingCounts.Part]) -> Rollup {
    Rollup(merging: parts.flatMap { part in part.portions.map { ($0.counters, part.tables) } })
  }

  @Test("With all names, they roll up to the same rows", arguments: [UInt64](1...20))
  func same(seed: UInt64) throws {
    let parts = [part(seed), part(seed + 100)]
    let bytes = WaitingCounts(parts).bytes(keeping: names(parts.map(\.tables)))
    let again = try #require(WaitingCounts(bytes: bytes), "seed \(seed)")
    #expect(again.parts.map { $0.portions.map(\.number) } == [[Int64(seed)], [Int64(seed + 100)]])
    #expect(again.bytes(keeping: names(parts.map(\.tables))).count == bytes.count)
    let whole = rollup(parts)
    var expected = PlainCounts()
    expected.add(whole)
    var found = PlainCounts()
    // Pages go by their tags, until somebody asks for them again.
    var named = again.parts
    for (part, original) in zip(named.indices, parts) {
      #expect(
        named[part].tables.pages.allSatisfy { $0.path.text.isEmpty || $0.isListed }, "seed \(seed)")
      named[part].tables.pages = original.tables.pages
    }
    let read = rollup(named)
    found.add(read)
    #expect(found == expected, "seed \(seed)")
    #expect(read.pageDays == whole.pageDays && read.siteDays == whole.siteDays, "seed \(seed)")
    #expect(
      read.campaignDays == whole.campaignDays && read.responseTimeDays == whole.responseTimeDays)
    #expect(read.pageDays.contains { $0.people > 0 })
  }

  @Test("Without names, no name is in the bytes, and the sums stay")
  func nameless() throws {
    let part = part(3)
    let bytes = WaitingCounts([part]).bytes(keeping: KeptNames())
    let text = String(decoding: bytes, as: UTF8.self)
    let secret =
      part.tables.referrers.filter(\.canNameSomebody).map(\.text)
      + part.tables.campaigns.map(\.source)
      + part.tables.pages.filter { !$0.isListed }.map(\.path.text).filter { $0.utf8.count > 3 }
    #expect(secret.count > 5)
    for name in secret where !name.hasPrefix("(") { #expect(!text.contains(name), "\(name)") }
    let again = try #require(WaitingCounts(bytes: bytes))
    let (found, expected) = (rollup(again.parts), rollup([part]))
    #expect(found.pageHours.map(\.hits) == expected.pageHours.map(\.hits))
    #expect(
      found.referrerDays.reduce(0) { $0 + $1.pageViews }
        == expected.referrerDays.reduce(0) { $0 + $1.pageViews })
  }

  @Test("Damaged bytes are none", arguments: [UInt64](1...5))
  func damaged(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let part = part(seed)
    let bytes = WaitingCounts([part]).bytes(keeping: names([part.tables]))
    for _ in 0..<60 {
      var damaged = bytes
      let place = damaged.indices.randomElement(using: &random)!
      damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      #expect(WaitingCounts(bytes: damaged) == nil, "seed \(seed), place \(place)")
      // With its sum made right, it is read or not, and never more than there is.
      let body = damaged.dropLast(8)
      let sum = OpenDay.checksum(of: body)
      let repaired = Array(body) + (0..<8).map { UInt8(truncatingIfNeeded: sum >> (8 * $0)) }
      if let read = WaitingCounts(bytes: repaired) { _ = rollup(read.parts) }
    }
  }
}
