import CountCatalogue
import Hits
import TestSupport
import Testing
import Traffic

@testable import Counting

@Suite("Partial counts add up to those of one run, in any order and any tree")
struct PartialCountsTests {
  /// Names that anybody can read; a page's tag is there already.
  struct PlainNames: PartialNames, OpenedNames {
    var sites: [UInt64: SiteName] = [:]
    var referrers: [UInt64: ReferrerHost] = [:]
    var campaigns: [UInt64: Campaign] = [:]
    var pages: [UInt64: SealedPage] = [:]

    init() {}

    /// The names in some records.
    init(_ records: [PartialKey: [UInt8]]) {
      for (key, value) in records {
        let text = String(decoding: value, as: UTF8.self)
        switch PartialKey.Name(rawValue: key.section) {
        case .site: sites[key.first] = SiteName(trusted: String(text.dropFirst()))
        case .referrer: referrers[key.first] = ReferrerHost(redacted: text)
        case .campaign: campaigns[key.first] = Campaign(sealedText: text)
        case .page: pages[key.first] = SealedPage(value[...])
        case nil: break
        }
      }
    }

    static func hash(_ text: String) -> PageTag {
      PageTag(
        rawValue: text.utf8.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 })
    }

    func tag(_ site: SiteName) -> PageTag { Self.hash(site.text) }
    func tag(_ referrer: ReferrerHost) -> PageTag { Self.hash(referrer.text) }
    func tag(_ campaign: Campaign) -> PageTag { Self.hash(campaign.sealedText) }
    func seal(_ text: String, of name: PartialKey.Name, _ tag: PageTag) -> [UInt8] {
      Array(text.utf8)
    }
    func isOwn(_ site: SiteName) -> Bool { site.text == "example.org" }
    func mark(_ mark: UInt16, of tag: PageTag, on day: Day) -> UInt16 { mark }
    func site(_ tag: UInt64) -> SiteName? { sites[tag] }
    func referrer(_ tag: UInt64) -> ReferrerHost? { referrers[tag] }
    func campaign(_ tag: UInt64) -> Campaign? { campaigns[tag] }
    func page(_ tag: UInt64) throws(DamagedPart) -> (page: SealedPage, path: PagePath) {
      guard let page = pages[tag] else { throw DamagedPart() }
      return (page, PagePath(redacted: String(decoding: page.sealed, as: UTF8.self)))
    }
  }

  private typealias Worker = (counters: TrafficCounters, tables: HitTables)
  private typealias Records = [PartialKey: [UInt8]]

  private func worker(_ random: inout SeededGenerator) -> Worker {
    var worker = RandomWorker(hits: 700, hours: 490_000...490_060, using: &random)
    worker.tables.campaigns = [
      Campaign(source: "letter", medium: "mail", name: "october"),
      Campaign(source: "letter", medium: "", name: ""),
    ]
    for index in worker.hits.indices {
      let visitor = UInt32.random(in: 0...400, using: &random) &* 0x9e37_79b9
      (worker.hits[index].visitorOfSite, worker.hits[index].visitorOfPage) = (visitor, visitor)
      worker.hits[index].traits.network = UInt16.random(in: 2...40, using: &random)
      worker.hits[index].traits.client = UInt16.random(in: 1...20, using: &random)
      worker.hits[index].time = UInt8.random(in: 0...100, using: &random)
      if index % 3 == 0 { worker.hits[index].campaign = UInt16(index % 2) }
    }
    return worker.counted()
  }

  /// The records of some workers' counts.
  private func records(_ workers: [Worker]) throws -> Records {
    let visitors = BatchVisitors()
    let rollup = Rollup(merging: workers, visitors: visitors)
    var batch = PartialBatch(rollup, visitors, names: PlainNames())
    var records: Records = [:]
    batch.sorted { key, value in
      #expect(records.updateValue(Array(value), forKey: key) == nil, "one record a key")
    }
    return records
  }

  private func sum(_ one: Records, _ other: Records) -> Records {
    var sum = one
    for (key, value) in other {
      guard var known = sum[key] else {
        sum[key] = value
        continue
      }
      #expect(PartialMerge.add(value[...], to: &known, of: key))
      sum[key] = known
    }
    return sum
  }

  /// A batch of records, all days in one portion or each in its own.
  private func batches(
    _ records: Records, by days: Int
  ) throws -> [(rollup: Rollup, visitors: BatchVisitors)] {
    let names = PlainNames(records)
    var portion = PartialPortion()
    var batches: [(Rollup, BatchVisitors)] = []
    for (key, value) in records.sorted(by: { $0.key < $1.key }) where key.day != nil {
      if portion.days.last != key.day, portion.days.count == days {
        batches.append(try portion.batch(names: names) { _ in 0 })
      }
      try portion.add(key, value[...])
    }
    batches.append(try portion.batch(names: names) { _ in 0 })
    return batches
  }

  private func expectEqual(_ found: Rollup, _ expected: Rollup, _ seed: UInt64) {
    #expect(found.sites == expected.sites && found.referrers == expected.referrers, "seed \(seed)")
    #expect(found.campaigns == expected.campaigns, "seed \(seed)")
    #expect(found.pages.map(\.path) == expected.pages.map(\.path), "seed \(seed)")
    #expect(found.pages.map(\.site) == expected.pages.map(\.site), "seed \(seed)")
    #expect(found.pageHours == expected.pageHours, "seed \(seed)")
    #expect(found.clientHours == expected.clientHours, "seed \(seed)")
    #expect(found.statusHours == expected.statusHours, "seed \(seed)")
    #expect(found.kindHours == expected.kindHours, "seed \(seed)")
    #expect(found.trafficHours == expected.trafficHours, "seed \(seed)")
    #expect(found.versionDays == expected.versionDays, "seed \(seed)")
    #expect(found.countryDays == expected.countryDays, "seed \(seed)")
    #expect(found.referrerDays == expected.referrerDays, "seed \(seed)")
    #expect(found.campaignDays == expected.campaignDays, "seed \(seed)")
    #expect(found.landingDays == expected.landingDays, "seed \(seed)")
    #expect(found.notFoundDays == expected.notFoundDays, "seed \(seed)")
    #expect(found.pageDays == expected.pageDays, "seed \(seed)")
    #expect(found.siteDays == expected.siteDays, "seed \(seed)")
    // Those without a time are in no percentile, and so in no part.
    #expect(
      found.responseTimeDays == expected.responseTimeDays.filter(\.isCounted), "seed \(seed)")
  }

  @Test("A batch of their records is the batch", arguments: [UInt64](1...8))
  func same(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let workers = (0..<3).map { _ in worker(&random) }
    let visitors = BatchVisitors()
    // Rolling up takes the visitors out of their counters.
    let expected = Rollup(merging: workers, visitors: visitors)
    var batch = PartialBatch(expected, visitors, names: PlainNames())
    var all: Records = [:]
    batch.sorted { all[$0] = Array($1) }
    let found = try batches(all, by: 100)
    try #require(found.count == 1)
    #expect(!expected.landingDays.isEmpty && !expected.notFoundDays.isEmpty)
    #expect(!expected.responseTimeDays.isEmpty && !expected.pageDays.isEmpty)
    expectEqual(found[0].rollup, expected, seed)
    for (day, known) in visitors.days {
      let again = try #require(found[0].visitors.days[day])
      #expect(again.isKeyed && !known.isKeyed)
      #expect(again.sites.map(\.bytes) == known.sites.map(\.bytes), "seed \(seed)")
      #expect(again.pages.map(\.bytes) == known.pages.map(\.bytes), "seed \(seed)")
      func described(_ fetches: [Fetch]) -> Set<String> {
        Set(fetches.map { "\($0.hour) \($0.page) \($0.visitor) \($0.forms.rawValue)" })
      }
      #expect(again.fetches.count == known.fetches.count && !known.fetches.isEmpty)
      #expect(described(again.fetches) == described(known.fetches), "seed \(seed)")
    }
  }

  @Test("Any order and any tree give the same bytes", arguments: [UInt64](1...8))
  func anyTree(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var parts = try (0..<7).map { _ in try records([worker(&random)]) }
    let whole = parts.reduce([:], sum)
    for _ in 0..<4 {
      var left = parts
      while left.count > 1 {
        left.shuffle(using: &random)
        let (one, other) = (left.removeLast(), left.removeLast())
        left.append(sum(one, other))
      }
      #expect(left[0] == whole, "seed \(seed)")
      parts.shuffle(using: &random)
    }
  }

  @Test("Days apart have the rows of all together", arguments: [UInt64](1...4))
  func portions(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let all = try records([worker(&random), worker(&random)])
    let whole = try batches(all, by: 100)[0].rollup
    let days = try batches(all, by: 1)
    #expect(days.count == 4)
    #expect(days.flatMap(\.rollup.kindHours).map(\.hits) == whole.kindHours.map(\.hits))
    #expect(days.flatMap(\.rollup.siteDays).map(\.visitors) == whole.siteDays.map(\.visitors))
    #expect(
      days.flatMap { day in day.rollup.pageDays.map { day.rollup.pages[Int($0.page)].tag } }
        == whole.pageDays.map { whole.pages[Int($0.page)].tag })
  }

  @Test("A record that is cut, or of no known name, is refused")
  func damaged() throws {
    var random = SeededGenerator(seed: 3)
    let all = try records([worker(&random)])
    for (key, value) in all where key.day != nil {
      var portion = PartialPortion()
      #expect(throws: DamagedPart.self) { try portion.add(key, value.dropLast()) }
      portion.free()
      #expect(throws: DamagedPart.self) {
        var portion = PartialPortion()
        try portion.add(key, value[...])
        _ = try portion.batch(names: PlainNames()) { _ in 0 }
      }
    }
  }

  @Test("Sums of bytes stay at the largest number there is")
  func capped() {
    var sum: [UInt8] = []
    sum.append(short: UInt64(Int64.max))
    let key = PartialKey(PartialKey.counts(of: Day(rawValue: 3), table: 0), 1)
    #expect(PartialMerge.add([1], to: &sum, of: key))
    var rest = sum[...]
    #expect(rest.takeShort() == UInt64(Int64.max) && rest.isEmpty)
    #expect(!PartialMerge.add([1, 1], to: &sum, of: key), "another number of counts")
  }
}
