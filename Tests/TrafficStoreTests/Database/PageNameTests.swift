import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite("A page gets its name late")
struct PageNameTests {
  let folder: ScratchFolder
  let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("t.sqlite")
  }

  private static let day = Day(rawValue: 20_400)

  /// A batch with hits of these pages, and so many visitors on so many days from the first on.
  private func batch(
    _ pages: [(path: String, visitors: [Int64])], listed: Set<String> = [], isAsset: Bool = false,
    site: String = "example.org", from first: Day = day
  ) -> Rollup {
    var rollup = Rollup()
    rollup.sites = [SiteName(trusted: site)]
    rollup.pages = pages.map { page in
      var named = rollup.page(
        site: 0, path: PagePath(redacted: page.path), isListed: listed.contains(page.path))
      named.hasVisitors = !isAsset
      return named
    }.sorted()
    let index = Dictionary(
      uniqueKeysWithValues: rollup.pages.enumerated().map { ($1.path.text, Int32($0)) })
    let most = pages.map(\.visitors.count).max() ?? 0
    for offset in 0..<most {
      let day = Day(rawValue: first.rawValue + Int32(offset))
      for (path, visitors) in pages.sorted(by: { index[$0.path]! < index[$1.path]! })
      where offset < visitors.count {
        rollup.pageHours.append(
          .init(
            hour: day.midnight, page: index[path]!, device: .desktop, hits: 1, pageViews: 1,
            bytes: 10))
        rollup.pageDays.append(
          .init(day: day, page: index[path]!, visitors: visitors[offset], visits: 1))
      }
    }
    return rollup
  }

  private func commit(_ rollups: Rollup..., policy: PagePolicy = .standard) throws {
    let database = try TrafficDatabase(path: path)
    for rollup in rollups { _ = try database.commit(rollup, sources: [], policy: policy) }
    try database.close()
  }

  private func texts(_ sql: String) throws -> [String] {
    let queue = try DatabaseQueue(path: path)
    defer { try? queue.close() }
    return try queue.read { db in
      try Row.fetchAll(db, sql: sql).map { row in
        row.databaseValues.map { $0.isNull ? "" : "\($0)" }.joined(separator: " ")
          .replacing("\"", with: "")
      }
    }
  }

  private var names: [String] {
    get throws { try texts("SELECT path FROM page WHERE path IS NOT NULL ORDER BY path") }
  }

  @Test(
    "Eight people, and four of them on one day",
    arguments: [
      ([7], false), ([8], true), ([50], true), ([4, 3], false), ([4, 4], true), ([5, 2], false),
      ([3, 3, 3, 3], false), ([1, 1, 4, 1, 1], true), ([0], false),
      (Array(repeating: 1, count: 30), false),
    ] as [([Int64], Bool)])
  func threshold(visitors: [Int64], isNamed: Bool) throws {
    // At once, and a day at a time.
    try commit(batch([("/list-of-guests", visitors)]))
    #expect(try names == (isNamed ? ["/list-of-guests"] : []))
    try commit(batch([("/list-of-guests", [0])], site: "elsewhere.example"))
    #expect(try names == (isNamed ? ["/list-of-guests"] : []), "each site's pages are its own")
    let parts = visitors.enumerated().map { index, count in
      batch(
        [("/in-parts", [count])],
        from: Day(rawValue: PageNameTests.day.rawValue + Int32(index)))
    }
    for part in parts { try commit(part) }
    #expect(try names.contains("/in-parts") == isNamed)
  }

  @Test("The same people again on the same day are nobody new")
  func sameDay() throws {
    for _ in 0..<9 { try commit(batch([("/guest", [3])])) }
    #expect(try names == [])
    #expect(
      try texts("SELECT visitors, visits FROM page_day") == ["3 9"],
      "the largest number of the day stays, visits add up")
    try commit(batch([("/guest", [8])]))
    #expect(try names == ["/guest"])
  }

  @Test("A page that is listed has its name from its first hit, or from when it is listed")
  func listed() throws {
    try commit(batch([("/public", [1]), ("/private", [1])], listed: ["/public"]))
    #expect(try names == ["/public"])
    try commit(batch([("/public", [1]), ("/private", [1])], listed: ["/private"]))
    #expect(try names == ["/private", "/public"])
    #expect(try texts("SELECT count(*), sum(hits) FROM page_hour") == ["2 4"])
  }

  @Test(
    "Before it has its name, no byte of it is in the database; its hits are counted all the same")
  func nothingBefore() throws {
    try commit(batch([("/kari-nordmann", [4])]))
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.firstRange(of: Array("kari".utf8)) == nil, "\(name)")
    }
    #expect(try texts("SELECT page, hits FROM page_hours") == ["(rare pages) 1"])
    try commit(batch([("/kari-nordmann", [8])]))
    #expect(try texts("SELECT page, hits FROM page_hours") == ["/kari-nordmann 2"])
    #expect(
      try texts("SELECT since, people_days, most_people FROM page") == ["  "],
      "what was known for its name's sake is gone")
  }

  @Test("Once an asset has its name, nothing is kept of who asked for it")
  func assets() throws {
    try commit(batch([("/style.css", [2])], isAsset: true))
    #expect(try texts("SELECT count(*) FROM page_day") == ["1"])
    try commit(batch([("/style.css", [8, 8, 8])], isAsset: true))
    #expect(try names == ["/style.css"])
    #expect(try texts("SELECT count(*) FROM page_day") == ["0"])
  }

  @Test("A flood of paths gets the rows that are left, and the real pages keep theirs")
  func flood() throws {
    var policy = PagePolicy.standard
    policy.maxUnnamedOfSite = 20
    policy.maxUnnamed = 30
    let real = batch([("/a", [9]), ("/b", [3])])
    let flood = (0..<100).map { (path: "/flood/\($0)", visitors: [Int64(1)]) }
    try commit(real, policy: policy)
    // A new page that people want comes in the midst of it.
    try commit(
      batch(flood + [("/news", [12]), ("/b", [4]), ("/event", [4])]), policy: policy)
    #expect(try names == ["/a", "/news"])
    #expect(
      try texts("SELECT count(*) FROM page WHERE since IS NOT NULL") == ["22"],
      "with /b and /event beside twenty of one visitor")
    #expect(
      try texts(
        "SELECT sum(hits) FROM page_hour JOIN page ON page.id = page WHERE tag IS NULL") == ["80"])
    #expect(try texts("SELECT sum(hits) FROM page_hour") == ["105"], "nothing is lost")
    try commit(batch([("/b", [8]), ("/event", [8])]), policy: policy)
    #expect(try names == ["/a", "/b", "/event", "/news"])
    // Another site has room of its own, until the day has none left.
    try commit(batch(flood, site: "b.example"), policy: policy)
    #expect(try texts("SELECT count(*) FROM page WHERE since IS NOT NULL") == ["30"])
    // Pages that more than one person asks for have room all the same.
    try commit(batch([("/late-event", [4])]), policy: policy)
    try commit(batch([("/late-event", [8])]), policy: policy)
    #expect(try names.contains("/late-event"))
    // The next day has room again.
    let next = Day(rawValue: PageNameTests.day.rawValue + 1)
    try commit(
      batch(flood.map { ($0.path + "/next", $0.visitors) }, from: next), policy: policy)
    #expect(try texts("SELECT count(*) FROM page WHERE since IS NOT NULL") == ["50"])
    #expect(try texts("SELECT count(*) FROM page WHERE tag IS NULL") == ["2"])
  }

  @Test("A log of earlier days moves the first day of a page that has no name")
  func earlier() throws {
    try commit(batch([("/x", [1])]))
    let before = Day(rawValue: PageNameTests.day.rawValue - 3)
    try commit(batch([("/x", [1])], from: before))
    #expect(try texts("SELECT since FROM page") == ["\(before.rawValue)"])
  }

  @Test("Visitors are asked for once it is known what each page is; a failure undoes all")
  func visitorsClosure() throws {
    let database = try TrafficDatabase(path: path)
    let rollup = batch([("/named", [9]), ("/new", [1])], listed: ["/named"])
    var policy = PagePolicy.standard
    policy.maxUnnamedOfSite = 0
    var pageStates: [String: PageState] = [:]
    _ = try database.commit(sources: []) {
      (commit: CommitTransaction<StoreError>) throws(StoreError) in
      let batch = try commit.prepare(rollup, policy: policy)
      for (page, state) in zip(rollup.pages, batch.pageStates) {
        pageStates[page.path.text] = state
      }
      try batch.insert()
      var counted = batch.rollup
      for index in counted.pageDays.indices { counted.pageDays[index].visitors = 77 }
      try batch.finish(counted)
    }
    #expect(pageStates == ["/named": .named, "/new": .rare])
    /// Nobody could count the visitors.
    enum Failure: CommitFailure, Equatable {
      case store(StoreError)
      case counting
    }
    for isFinished in [false, true] {
      #expect(throws: Failure.counting) {
        _ = try database.commit(sources: [.log(1, offset: 10)]) {
          (commit: CommitTransaction<Failure>) throws(Failure) in
          let batch = try commit.prepare(rollup)
          #expect(batch.pageStates.contains(.unnamed))
          try batch.insert()
          if isFinished { try batch.finish(batch.rollup) }
          throw .counting
        }
      }
    }
    // What the database refuses is said in the same type.
    var log = Checkpoint.log(1, offset: 10)
    log.id = 7
    #expect(throws: Failure.store(StoreError(.countedMeanwhile, path: path))) {
      _ = try database.commit(sources: [log]) {
        (_: CommitTransaction<Failure>) throws(Failure) in
        Issue.record("nothing is added where a log was counted meanwhile")
      }
    }
    try database.close()
    #expect(
      try texts(
        "SELECT page, visitors, visits FROM page_days ORDER BY page") == [
          "(rare pages) 0 1", "/named 77 1",
        ])
    #expect(try texts("SELECT sum(hits) FROM page_hour") == ["2"])
  }
}
