import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct ArchiveTests {
  let folder: ScratchFolder
  let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("t.sqlite")
  }

  private func code(_ work: () throws -> Void) -> StoreError.Code? {
    do { try work() } catch { return (error as? StoreError)?.code }
    return nil
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  @Test("Reading makes no missing file, and leaves nothing beside a database")
  func leavesNothing() throws {
    #expect(code { _ = try TrafficArchive(path: path) } == .missing)
    #expect(code { _ = try TrafficArchive(path: "") } == .missing)
    #expect(try files() == [])
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(), sources: [])
    try database.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let archive = try TrafficArchive(path: path)
    #expect(try archive.read { try $0.sites() } == [StoredSite(id: 1, name: "(unnamed)")])
    try archive.close()
    #expect(try files() == ["t.sqlite"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("A name with characters that mean something in an address is a name")
  func oddName() throws {
    let path = folder.path("a %41?mode=rwc#b.sqlite")
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(), sources: [])
    try database.close()
    #expect(try TrafficArchive(path: path).read { try $0.sites().count } == 1)
    #expect(try files() == ["a %41?mode=rwc#b.sqlite"])
  }

  @Test("Reading sees what was committed since, whether the writer is still there or gone")
  func freshness() throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(hour: 1000), sources: [])
    try database.close()
    let archive = try TrafficArchive(path: path)
    func last() throws -> Int64? {
      try archive.read { try $0.period() }.map { $0.upperBound.start / 3600 }
    }
    #expect(try last() == 1000)
    let again = try TrafficDatabase(path: path)
    _ = try again.commit(.small(hour: 1001), sources: [])
    #expect(try last() == 1001)
    try again.close()
    #expect(try last() == 1001)
    let third = try TrafficDatabase(path: path)
    _ = try third.commit(.small(hour: 1002), sources: [])
    try third.close()
    #expect(try last() == 1002)
  }

  @Test("An answer that was written into while it was found is found again")
  func retried() throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(hour: 1000), sources: [])
    try database.close()
    var asked = 0
    let period = try TrafficArchive(path: path).read { snapshot -> ClosedRange<Hour>? in
      asked += 1
      if asked == 1 {
        let writer = try TrafficDatabase(path: path)
        _ = try writer.commit(.small(hour: 1001), sources: [])
        try writer.close()
      }
      return try snapshot.period()
    }
    #expect(asked == 2)
    #expect(period == Hour(utc: 1000)...Hour(utc: 1001))
  }

  @Test("What is not ours is not read")
  func foreign() throws {
    try Data("text".utf8).write(to: URL(fileURLWithPath: path))
    #expect(code { _ = try TrafficArchive(path: path) } == .foreign)
    #expect(code { _ = try TrafficArchive(path: folder.path) } == .cannotOpen)
    try Data().write(to: URL(fileURLWithPath: path))
    #expect(code { _ = try TrafficArchive(path: path) } == .foreign)
    try FileManager.default.removeItem(atPath: path)
    let database = try TrafficDatabase(path: path)
    let newer = Schema.version + 1
    try database.queue.write { db in try db.execute(sql: "PRAGMA user_version = \(newer)") }
    try database.close()
    #expect(
      code { _ = try TrafficArchive(path: path) } == .newerSchema(newer, known: Schema.version))
  }

  @Test("Pages are counted by day and people only, also those without a name")
  func pages() throws {
    var rollup = Rollup.small()
    rollup.pages = ["/a", "/b", "/c"].map {
      rollup.page(site: 0, path: PagePath(redacted: $0))
    }
    rollup.pageHours = [(24, 0), (47, 0), (47, 1), (47, 2), (48, 0)].map { hour, page in
      .init(
        hour: Hour(utc: hour), page: page, device: .mobile, hits: 9, pageViews: 2, bytes: 10)
    }
    var bots = rollup.pageHours[2]
    bots.device = .bot
    rollup.pageHours.append(bots)
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(rollup, sources: [])
    try database.queue.write { db in
      try db.execute(
        sql: "UPDATE page SET path = NULL, since = 0 WHERE path = '/b'; "
          + "INSERT INTO page(site) VALUES (1);")
      try db.execute(
        sql: "INSERT INTO page_hour(key, hits, page_views, bytes) "
          + "SELECT ((47 * 128 + 64) << 32) | (id << 4) | 1, 5, 1, 1 FROM page WHERE tag IS NULL")
    }
    try database.close()
    let selection = TrafficSelection(hours: Hour(utc: 24)...Hour(utc: 48))
    let found = try TrafficArchive(path: path).read { snapshot in
      var pages: [DayCounts<Int>] = []
      try snapshot.pages(selection) { pages.append($0) }
      let names = try snapshot.names(ofPages: Set(pages.map(\.key)))
      let nameless = try snapshot.namelessPages()
      #expect(Set(nameless.keys) == Set(names.filter { $0.value.path == nil }.keys))
      return pages.map {
        "\($0.day.rawValue) \(names[$0.key]!.path ?? "-") \($0.totals.hits) "
          + "\($0.totals.pageViews) \($0.totals.bytes)"
      }.sorted()
    }
    #expect(found == ["1 - 5 1 1", "1 - 9 2 10", "1 /a 18 4 20", "1 /c 9 2 10", "2 /a 9 2 10"])
  }
}
