import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite("What is old is deleted, or counted more coarsely")
struct RetentionTests {
  let folder: ScratchFolder
  static let today = Day("2026-03-31")!

  init() throws { folder = try ScratchFolder() }

  private func database(_ name: String = "t.sqlite") throws -> TrafficDatabase {
    try TrafficDatabase(path: folder.path(name))
  }

  /// Settings, and what follows from them on the day of these tests.
  static let settings: [(Retention, firstDay: String, daily: String, monthly: String)] = [
    (.standard, "2024-02-29", "2025-02-28", "0001"),
    (
      Retention(keep: Age("2y")!, hours: Age("90d")!, days: nil), "2024-03-31", "2025-12-31", "0001"
    ),
    (
      Retention(keep: .months(25), hours: .months(3), days: .months(13)), "2024-03-01",
      "2025-12-31", "2025-02-01"
    ),
    // What is of whole months is of whole days, too.
    (
      Retention(keep: Age("100y")!, hours: .months(13), days: Age("40d")!), "1926-03-31",
      "2026-02-01", "2026-02-01"
    ),
    (
      Retention(keep: Age("120d")!, hours: Age("1d")!, days: Age("1y")!), "2025-12-01",
      "2026-03-30", "2025-03-01"
    ),
  ]

  @Test(
    "Old counts stand where a plain reference puts them, whatever came when",
    arguments: settings.indices, [1, SeededGenerator.fresh().seed])
  func differential(setting: Int, seed: UInt64) throws {
    let (retention, firstDay, daily, monthly) = Self.settings[setting]
    var generator = SeededGenerator(seed: seed)
    // Random batches are of November 2025; these are of the 27 months before today.
    let rollups = (0..<24).map { _ in
      Rollup.random(using: &generator).shifted(by: Int32.random(in: -690...120, using: &generator))
    }
    var expected = PlainCounts()
    for rollup in rollups {
      expected.add(rollup.coarse(firstDay: firstDay, dailyBefore: daily, monthlyBefore: monthly))
    }
    // All before it is enforced; half of it late, in time for the next run or in several.
    for (attempt, late) in [[], [12], [8, 9, 16]].enumerated() {
      let name = "\(attempt).sqlite"
      let database = try database(name)
      for (index, rollup) in rollups.enumerated() {
        if late.contains(index) {
          _ = try database.prune(today: Self.today, retention: retention)
        }
        _ = try database.commit(rollup, sources: [])
      }
      _ = try database.prune(today: Self.today, retention: retention)
      #expect(try database.enforceRetention(today: Self.today).isNothing)
      try database.pack()
      try database.close()
      #expect(try PlainCounts(viewsOf: folder.path(name)) == expected, "seed \(seed)")
    }
  }

  @Test(
    "A collect enforces what prune would, as the days go by",
    arguments: [1, SeededGenerator.fresh().seed])
  func dayByDay(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rollups = (0..<10).map { _ in
      Rollup.random(using: &generator).shifted(by: Int32.random(in: -690...120, using: &generator))
    }
    let retention = Self.settings[2].0
    var views: [PlainCounts] = []
    for daily in [true, false] {
      let path = folder.path("\(daily).sqlite")
      let database = try TrafficDatabase(path: path)
      let early = Day("2025-11-01")!
      _ = try database.prune(today: early, retention: retention)
      for rollup in rollups { _ = try database.commit(rollup, sources: []) }
      if daily {
        for day in early.rawValue...Self.today.rawValue {
          try database.enforceRetention(today: Day(rawValue: day))
        }
      } else {
        _ = try database.prune(today: Self.today)
      }
      try database.close()
      views.append(try PlainCounts(viewsOf: path))
    }
    #expect(views[0] == views[1])
  }

  @Test("Nobody's page is folded into the rare ones of its site after a month, not before")
  func folded() throws {
    let database = try database()
    var rollup = Rollup.small()
    let first = Self.today.rawValue - 31
    rollup.pages = ["/kari", "/known"].map {
      rollup.page(site: 0, path: PagePath(redacted: $0), isListed: $0 == "/known")
    }.sorted()
    rollup.pageHours = []
    for day in [first, first + 10] {
      for page in Int32(0)...1 {
        rollup.pageHours.append(
          .init(
            hour: Day(rawValue: day).midnight, page: page, device: .desktop, hits: 3,
            pageViews: 2, bytes: 50))
        rollup.responseTimeDays.append(
          .init(day: Day(rawValue: day), page: page, time: ResponseTime(rawValue: 9), hits: 3))
        rollup.pageDays.append(
          .init(day: Day(rawValue: day), page: page, visitors: 1, visits: 2))
        rollup.landingDays.append(
          .init(day: Day(rawValue: day), page: page, referrer: 0, pageViews: 2))
      }
    }
    rollup.referrers = [ReferrerHost(redacted: "a.example")]
    _ = try database.commit(rollup, sources: [])
    #expect(try database.enforceRetention(today: Self.today).isNothing)
    func rows(_ sql: String) throws -> [[Int]] {
      try database.queue.read { db in
        try Row.fetchAll(db, sql: sql).map { row in
          row.databaseValues.map { Int.fromDatabaseValue($0) ?? -1 }
        }
      }
    }
    #expect(try rows("SELECT count(*) FROM page WHERE since IS NOT NULL") == [[1]])
    let tomorrow = Day(rawValue: Self.today.rawValue + 1)
    let archive = try TrafficArchive(path: folder.path("t.sqlite"))
    #expect(try archive.read { try $0.isPruningDue(today: Self.today) } == false)
    #expect(try archive.read { try $0.isPruningDue(today: tomorrow) } == true)
    let pruning = try database.enforceRetention(today: tomorrow)
    #expect(pruning.foldedPages == 1 && pruning.deletedRows == 0 && pruning.removedNames == 0)
    #expect(try rows("SELECT count(*) FROM page WHERE since IS NOT NULL") == [[0]])
    let rare = try rows("SELECT id FROM page WHERE tag IS NULL")[0][0]
    #expect(
      try rows("SELECT hour / 3072, hits, page_views, bytes FROM page_hour WHERE page = \(rare)")
        == [[Int(first), 3, 2, 50], [Int(first) + 10, 3, 2, 50]])
    #expect(
      try rows("SELECT day, visitors, visits FROM page_day WHERE page = \(rare)")
        == [[Int(first), 0, 2], [Int(first) + 10, 0, 2]])
    #expect(
      try rows("SELECT day, referrer, page_views FROM landing_day WHERE page = \(rare)")
        == [[Int(first), 1, 2], [Int(first) + 10, 1, 2]])
    #expect(
      try rows("SELECT time, sum(hits) FROM response_time_day WHERE page = \(rare)") == [[9, 6]])
    #expect(try rows("SELECT sum(hits) FROM page_hour") == [[12]])
    #expect(try archive.read { try $0.isPruningDue(today: tomorrow) } == false)
    // It may come again, as a page nobody knows.
    _ = try database.commit(rollup, sources: [])
    #expect(try rows("SELECT count(*) FROM page WHERE since IS NOT NULL") == [[1]])
    #expect(try rows("PRAGMA foreign_key_check") == [])
  }

  @Test("Visitors of a month are those of its days, added up")
  func visitors() throws {
    let database = try database()
    var rollup = Rollup.small(hour: Day("2025-01-05")!.rawValue * 24)
    for (day, visitors) in [("2025-01-05", 7), ("2025-01-06", 4)] {
      rollup.siteDays.append(
        .init(day: Day(day)!, site: 0, visitors: Int64(visitors), visits: 3))
      rollup.pageDays.append(
        .init(day: Day(day)!, page: 0, visitors: Int64(visitors), visits: 3))
    }
    _ = try database.commit(rollup, sources: [])
    _ = try database.prune(today: Self.today, retention: Self.settings[2].0)
    let month = [Int64(Day("2025-01-01")!.rawValue), 11, 6]
    for table in ["site_day", "page_day"] {
      let row = try database.queue.read { db in
        try Row.fetchOne(db, sql: "SELECT day, visitors, visits FROM \(table)")
      }
      #expect(row.map { [$0[0], $0[1], $0[2]] } == month)
    }
  }

  @Test("Names that no count needs are gone with the last one, and logs stay")
  func names() throws {
    let database = try database()
    var old = Rollup.small(hour: Day("2023-01-05")!.rawValue * 24, path: "/old")
    old.sites = [SiteName("old.example.org")!]
    old.pages = [old.page(site: 0, path: PagePath(redacted: "/old"))]
    old.referrers = [ReferrerHost(redacted: "old.example.net")]
    old.referrerDays = [.init(day: Day("2023-01-05")!, site: 0, referrer: 0, pageViews: 9)]
    old.campaigns = [Campaign(source: "old", medium: "", name: "")]
    old.campaignDays = [.init(day: Day("2023-01-05")!, site: 0, campaign: 0, pageViews: 9)]
    _ = try database.commit(old, sources: [.log(1, offset: 10)])
    _ = try database.commit(.small(), sources: [.log(2, offset: 10)])
    let outcome = try database.prune(today: Self.today)
    #expect(
      outcome.pruning
        == Pruning(
          deletedRows: 6, deletedDays: 1, firstKeptDay: Day("2024-02-29")!, removedNames: 4))
    #expect(outcome.rowsBefore == 10 && outcome.rowsAfter == 4)
    try database.queue.read { db throws in
      #expect(try String.fetchAll(db, sql: "SELECT name FROM site") == ["(unnamed)"])
      #expect(try String.fetchAll(db, sql: "SELECT path FROM page") == ["/"])
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM referrer") == 0)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM campaign") == 0)
      #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM source") == 2)
    }
  }

  @Test("A trial tells what would be done, and changes nothing")
  func trial() throws {
    let path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    var generator = SeededGenerator(seed: 5)
    for shift in [Int32(-690), -400, 0] {
      _ = try database.commit(Rollup.random(using: &generator).shifted(by: shift), sources: [])
    }
    let before = try PlainCounts(viewsOf: path)
    let retention = Self.settings[4].0
    let trial = try database.prune(today: Self.today, retention: retention, isTrial: true)
    #expect(try PlainCounts(viewsOf: path) == before)
    #expect(try database.retention() == .standard)
    let real = try database.prune(today: Self.today, retention: retention)
    #expect(trial == real && real.pruning.deletedRows > 0)
    #expect(try database.retention() == retention)
  }

  @Test("What cannot be told apart is widened to the whole")
  func widened() {
    let coarseness = Coarseness(
      dailyBefore: Day("2026-03-10")!, monthlyBefore: Day("2025-02-01")!)
    for (first, last, from, to) in [
      ("2025-01-15T10", "2025-01-15T11", "2025-01-01", "2025-01-31"),
      ("2024-02-29T23", "2026-03-09T05", "2024-02-01", "2026-03-09"),
      ("2025-02-01T01", "2026-03-10T05", "2025-02-01", "2026-03-10T05"),
      ("2026-03-10T01", "2026-03-11T05", "2026-03-10T01", "2026-03-11T05"),
    ] {
      // An hour, or all that may be of a day.
      func hours(_ text: String) -> ClosedRange<Hour> {
        Day(text).map(\.hours) ?? Hour(text + ":00Z")!...Hour(text + ":00Z")!
      }
      #expect(
        coarseness.widened(hours(first).lowerBound...hours(last).upperBound)
          == hours(from).lowerBound...hours(to).upperBound, "\(first)")
    }
  }
}
