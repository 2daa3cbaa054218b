import GRDB
import TestSupport
import Testing
import Traffic
import TrafficStore

@Suite struct DifferentialTests {
  @Test(
    "Batches in any order give the rows of a plain dictionary",
    arguments: [UInt64](1...12) + [SeededGenerator.fresh().seed])
  func batches(seed: UInt64) throws {
    let folder = try ScratchFolder()
    var generator = SeededGenerator(seed: seed)
    let rollups = (0..<8).map { _ in Rollup.random(using: &generator) }
    var expected = PlainCounts()
    for rollup in rollups { expected.add(rollup) }
    for attempt in 0..<2 {
      let path = folder.path("\(attempt).sqlite")
      let database = try TrafficDatabase(path: path)
      for rollup in rollups.shuffled(using: &generator) {
        _ = try database.commit(rollup, sources: [])
      }
      try database.close()
      #expect(try PlainCounts(viewsOf: path) == expected, "seed \(seed)")
      #expect(try violations(path) == 0, "seed \(seed)")
    }
  }

  @Test("A batch split in parts gives the same rows", arguments: [UInt64](1...6))
  func splits(seed: UInt64) throws {
    let folder = try ScratchFolder()
    var generator = SeededGenerator(seed: seed)
    let whole = Rollup.random(using: &generator)
    var parts = (0..<3).map { _ in
      var part = Rollup()
      part.sites = whole.sites
      part.pages = whole.pages
      part.referrers = whole.referrers
      part.campaigns = whole.campaigns
      return part
    }
    func deal<Row>(_ rows: WritableKeyPath<Rollup, [Row]>) {
      for row in whole[keyPath: rows] {
        parts[Int.random(in: 0..<3, using: &generator)][keyPath: rows].append(row)
      }
    }
    deal(\.pageHours)
    deal(\.clientHours)
    deal(\.statusHours)
    deal(\.kindHours)
    deal(\.trafficHours)
    deal(\.versionDays)
    deal(\.countryDays)
    deal(\.referrerDays)
    deal(\.campaignDays)
    deal(\.responseTimeDays)
    deal(\.landingDays)
    deal(\.notFoundDays)
    var expected = PlainCounts()
    expected.add(whole)
    let path = folder.path("split.sqlite")
    let database = try TrafficDatabase(path: path)
    for part in parts { _ = try database.commit(part, sources: []) }
    try database.close()
    #expect(try PlainCounts(viewsOf: path) == expected, "seed \(seed)")
  }

  @Test("A page that a batch names twice is one page")
  func repeatedPage() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    var rollup = Rollup.small()
    rollup.pages.append(rollup.pages[0])
    rollup.pageHours.append(rollup.pageHours[0])
    rollup.pageHours[1].page = 1
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(rollup, sources: [])
    try database.close()
    let counts = try PlainCounts(viewsOf: path)
    #expect(counts.pages == ["(unnamed)|/|2025-11-24T16:00Z|desktop": [4, 2, 600]])
  }

  @Test("Names are numbered in their own order, and pages in that of their tags")
  func rowOrder() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    var rollup = Rollup()
    rollup.sites = ["z.example", "a.example"].map(SiteName.init(trusted:))
    rollup.pages = [
      rollup.page(site: 0, path: PagePath(redacted: "/b")),
      rollup.page(site: 0, path: PagePath(redacted: "/a")),
      rollup.page(site: 1, path: PagePath(redacted: "/c")),
    ].sorted(by: >)
    rollup.pageHours = rollup.pages.indices.map {
      .init(
        hour: Hour(utc: 490_000), page: Int32($0), device: .desktop, hits: 1, pageViews: 1,
        bytes: 1)
    }
    rollup.referrers = ["z.example", "(direct)", "a.example", "(direct)"].map(
      ReferrerHost.init(redacted:))
    rollup.campaigns = [("b", ""), ("a", "z"), ("a", "y"), ("a", "z")].map {
      Campaign(source: $0.0, medium: "", name: $0.1)
    }
    _ = try database.commit(rollup, sources: [])
    try database.close()
    let queue = try DatabaseQueue(path: path)
    func names(_ sql: String) throws -> [String] {
      try queue.read { db in try String.fetchAll(db, sql: sql) }
    }
    #expect(
      try names("SELECT path FROM page ORDER BY page.id") == rollup.pages.sorted().map(\.path.text))
    #expect(
      try names("SELECT host FROM referrer ORDER BY id") == ["(direct)", "a.example", "z.example"])
    #expect(
      try names("SELECT source || name FROM campaign ORDER BY id") == ["ay", "az", "b"])
  }

  /// The rows whose foreign keys point nowhere.
  private func violations(_ path: String) throws -> Int {
    try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
    }
  }
}
