import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite("A site gets its name when people have asked for it")
struct SiteNameTests {
  let folder: ScratchFolder
  let database: TrafficDatabase

  init() throws {
    folder = try ScratchFolder()
    database = try TrafficDatabase(path: folder.path("t.sqlite"))
  }

  /// Some hits of one page of a site, by so many visitors on each of some days.
  private func rollup(_ site: String, visitors: [Int64]) -> Rollup {
    var rollup = Rollup.small()
    rollup.sites = [SiteName(trusted: site)]
    rollup.pages = [rollup.page(site: 0, path: PagePath(redacted: "/"))]
    let first = Hour(utc: 490_000).day.rawValue
    for (index, count) in visitors.enumerated() {
      let day = Day(rawValue: first + Int32(index))
      rollup.siteDays.append(.init(day: day, site: 0, visitors: count, visits: 1))
      rollup.pageDays.append(.init(day: day, page: 0, visitors: count, visits: 1))
    }
    return rollup
  }

  private func commit(
    _ rollup: Rollup, trusted: Set<SiteName>? = [],
    ofWholeDay visitors: Int64? = nil
  ) throws {
    _ = try database.commit(sources: []) {
      (commit: CommitTransaction<StoreError>) throws(StoreError) in
      let batch = try commit.prepare(rollup, trustedSites: trusted)
      try batch.insert()
      var counted = batch.rollup
      if let visitors {
        for index in counted.siteDays.indices {
          counted.siteDays[index].visitors = visitors
          counted.siteDays[index].people = visitors
        }
      }
      try batch.finish(counted)
    }
  }

  private func rows(_ sql: String) throws -> [String] {
    try database.queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map {
          String.fromDatabaseValue($0) ?? Int.fromDatabaseValue($0).map(String.init) ?? ""
        }
        .joined(separator: "|")
      }
    }
  }

  @Test(
    "Five people on one day make a name",
    arguments: [
      ([], "(rare sites)"), ([4], "(rare sites)"), ([1, 1, 1, 1, 1, 1], "(rare sites)"),
      ([2, 1, 1, 1], "(rare sites)"), ([4, 4, 4], "(rare sites)"), ([5], "kari.example"),
      ([1, 5], "kari.example"),
    ] as [([Int64], String)])
  func named(visitors: [Int64], name: String) throws {
    try commit(rollup("kari.example", visitors: visitors))
    #expect(try rows("SELECT name FROM site") == [name])
    #expect(
      try rows("SELECT site, page, sum(hits) FROM page_hours") == [
        "\(name)|\(name == "kari.example" ? "/" : "(rare pages)")|2"
      ])
    #expect(try rows("SELECT DISTINCT site FROM kind_hours") == [name])
  }

  @Test("A site that is vouched for, and what stands in for a name, need nobody")
  func trusted() throws {
    try commit(rollup("own.example", visitors: []), trusted: [SiteName("own.example")!])
    try commit(rollup("(unnamed)", visitors: []))
    try commit(rollup("any.example", visitors: []), trusted: nil)
    #expect(
      try rows("SELECT name FROM site ORDER BY id") == ["own.example", "(unnamed)", "any.example"])
  }

  @Test("Visitors of earlier batches of a day count, from the next batch on; sums stay exact")
  func later() throws {
    try commit(rollup("a.example", visitors: [2]), ofWholeDay: 2)
    try commit(rollup("b.example", visitors: [1]), ofWholeDay: 1)
    try commit(rollup("a.example", visitors: [3]), ofWholeDay: 5)
    #expect(try rows("SELECT site, sum(hits) FROM kind_hours GROUP BY site") == ["(rare sites)|6"])
    #expect(try rows("SELECT name FROM site ORDER BY name") == ["(rare sites)", "a.example"])
    try commit(rollup("a.example", visitors: [1]), ofWholeDay: 6)
    #expect(
      try rows("SELECT site, sum(hits) FROM kind_hours GROUP BY site")
        == ["(rare sites)|6", "a.example|2"])
    #expect(
      try rows("SELECT site, page, sum(hits) FROM page_hours GROUP BY 1, 2")
        == ["(rare sites)|(rare pages)|6", "a.example|/|2"])
    // How many different people the rare sites had together, nobody knows.
    #expect(
      try rows("SELECT site, visitors, visits FROM site_days") == [
        "(rare sites)|0|3", "a.example|6|1",
      ])
    #expect(try rows("PRAGMA foreign_key_check") == [])
  }
}
