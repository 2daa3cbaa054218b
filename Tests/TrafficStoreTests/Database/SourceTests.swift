import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct SourceTests {
  @Test("Sources come back as they were committed")
  func roundTrip() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    var known = Checkpoint.log(7, offset: 5000)
    known.name = SourceName("web1")
    known.lineMarks = [1, 0x8000_0000, .max]
    known.gridMarks = [0, 9]
    known.end = .max
    known.file = 1 << 63
    known.lastDay = Day("2026-10-01")
    known.lines = 60
    known.hits = 50
    known.rejected = [.time: 3, .shape: 7]
    let short = Checkpoint(head: .max, offset: 0, end: 0, format: "common")
    let committed = try database.commit(Rollup(), sources: [known, short])
    #expect(committed.map(\.id) == [1, 2])
    #expect(try database.sources() == committed)
    #expect(try database.sources(head: 7) == [committed[0]])
    #expect(try database.sources(head: .max) == [committed[1]])
    #expect(try database.sources(head: 8) == [])
    var moved = committed[0]
    moved.offset = 9000
    moved.rejected[.time] = 4
    moved.lines = 90
    let again = try database.commit(Rollup(), sources: [moved])
    #expect(again == [moved])
    #expect(try database.sources() == [moved, committed[1]])
    try database.close()
    let rows = try DatabaseQueue(path: path).read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM sources").map(\.description)
    }
    #expect(
      rows == [
        "[id:1 format:\"combined\" lines:90 hits:50 rejected:11 bytes:9000 name:\"web1\"]",
        "[id:2 format:\"common\" lines:0 hits:0 rejected:0 bytes:0 name:NULL]",
      ])
  }

  @Test("A log that another process has counted further is not counted twice")
  func compareAndSwap() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let first = try TrafficDatabase(path: path)
    let log = try first.commit(.small(), sources: [.log(1, offset: 10)])[0]
    let second = try TrafficDatabase(path: path)
    var seen = try second.sources()[0]
    #expect(seen == log)
    seen.offset = 30
    _ = try second.commit(.small(), sources: [seen])

    var stale = log
    stale.offset = 20
    #expect(throws: StoreError(.countedMeanwhile, path: path)) {
      try first.commit(.small(), sources: [stale])
    }
    #expect(try first.sources()[0].offset == 30)
    #expect(try PlainCounts(viewsOf: path).statuses.values.first == [4])
    // Having looked again, the first may go on from there.
    var next = seen
    next.offset = 40
    _ = try first.commit(.small(), sources: [next])
    #expect(try PlainCounts(viewsOf: path).statuses.values.first == [6])
  }

  @Test("A log that two processes find new at the same time is counted by one of them")
  func newLogTwice() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let (first, second) = (try TrafficDatabase(path: path), try TrafficDatabase(path: path))
    #expect(try first.sources() == [])
    #expect(try second.sources() == [])
    _ = try first.commit(.small(), sources: [.log(1, offset: 10)])
    #expect(throws: StoreError(.countedMeanwhile, path: path)) {
      try second.commit(.small(), sources: [.log(1, offset: 10)])
    }
    // Nor by one that saw only what was counted of it before.
    let third = try TrafficDatabase(path: path)
    #expect(try third.sources(head: 1).map(\.offset) == [10])
    var more = try first.sources(head: 1)[0]
    more.offset = 20
    _ = try first.commit(.small(), sources: [more])
    #expect(throws: StoreError(.countedMeanwhile, path: path)) {
      try third.commit(.small(), sources: [.log(1, offset: 10)])
    }
    // Another log is another matter.
    _ = try second.commit(.small(), sources: [.log(2, offset: 10)])
    #expect(try PlainCounts(viewsOf: path).statuses.values.first == [6])
  }

  @Test("Many writers that open a new database and count at once lose and double nothing")
  func manyWriters() async throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          let database = try TrafficDatabase(path: path, busyTimeout: 120)
          _ = try database.sources()
          var log = Checkpoint.log(UInt8(writer), offset: 1)
          for offset in 1...5 {
            log.offset = Int64(offset)
            log = try database.commit(.small(), sources: [log])[0]
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try PlainCounts(viewsOf: path).statuses.values.first == [60])
    #expect(try TrafficDatabase(path: path).sources().map(\.offset) == [5, 5, 5, 5, 5, 5])
  }

  @Test("A source that was deleted meanwhile is not made again")
  func deleted() throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    let log = try database.commit(.small(), sources: [.log(1, offset: 10)])[0]
    try database.queue.write { db in
      try db.execute(sql: "DELETE FROM source")
    }
    #expect(throws: StoreError(.countedMeanwhile, path: database.path)) {
      try database.commit(.small(), sources: [log])
    }
  }

  @Test("The key check is kept, and not overwritten by a process that has not seen it")
  func keyCheck() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    #expect(database.identifier.count == 16)
    #expect(try database.keyCheck() == nil)
    try database.setKeyCheck(.init(bytes: [1, 2]))
    try database.setKeyCheck(.init(bytes: [1, 2]))
    #expect(throws: StoreError(.countedMeanwhile, path: path)) {
      try database.setKeyCheck(.init(bytes: [3]))
    }
    try database.setKeyCheck(.init(bytes: [3]), replacing: .init(bytes: [1, 2]))
    let again = try TrafficDatabase(path: path)
    #expect(try again.keyCheck() == .init(bytes: [3]))
    #expect(again.identifier == database.identifier)
    #expect(try TrafficDatabase(path: folder.path("u.sqlite")).identifier != again.identifier)
  }
}
