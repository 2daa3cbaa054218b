import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct RefusalTests {
  let folder: ScratchFolder
  let path: String

  init() throws {
    folder = try ScratchFolder()
    path = folder.path("t.sqlite")
  }

  private func refusal(_ work: () throws -> Void) -> StoreError? {
    do { try work() } catch { return error as? StoreError }
    return nil
  }

  @Test("A file that is no database is refused and left as it is")
  func text() throws {
    let text = Data("just a text file, longer than a header would be\n".utf8)
    try text.write(to: URL(fileURLWithPath: path))
    let error = refusal { _ = try TrafficDatabase(path: path) }
    #expect(
      error?.sentence
        == "\"\(path)\" is not a database of Sporløs and was not changed: name another file")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
  }

  @Test(
    "A database of another program is refused and left as it is",
    arguments: [
      "CREATE TABLE notes(text)", "PRAGMA user_version = 3", "PRAGMA application_id = 252006674",
    ])
  func foreign(sql: String) throws {
    let other = try DatabaseQueue(path: path)
    try other.write { db in try db.execute(sql: sql) }
    try other.close()
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(refusal { _ = try TrafficDatabase(path: path) }?.code == .foreign)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test("A database of a newer release is refused")
  func newer() throws {
    let database = try TrafficDatabase(path: path)
    try database.queue.write { db in
      try db.execute(sql: "PRAGMA user_version = \(Schema.version + 1)")
    }
    try database.close()
    #expect(
      refusal { _ = try TrafficDatabase(path: path) }?.sentence
        == "the database \"\(path)\" was made by a newer Sporløs (its schema is version \(Schema.version + 1), "
        + "this program knows \(Schema.version)): update this program")
  }

  @Test("A folder that does not exist is named with its reason")
  func noFolder() {
    let path = folder.path("missing/t.sqlite")
    #expect(
      refusal { _ = try TrafficDatabase(path: path) }?.sentence
        == "cannot open the database \"\(path)\" (No such file or directory): "
        + "check the path, and the permissions of the file and its folder")
  }

  @Test("A folder is no database")
  func isFolder() {
    #expect(refusal { _ = try TrafficDatabase(path: folder.path) }?.code == .cannotOpen)
    #expect(refusal { _ = try TrafficDatabase(path: "") }?.code == .cannotOpen)
  }

  @Test("A database that another process keeps locked is waited for, then left alone")
  func busy() throws {
    let database = try TrafficDatabase(path: path, busyTimeout: 0.05)
    let other = try DatabaseQueue(path: path)
    try other.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      #expect(
        refusal { _ = try database.commit(.small(), sources: []) }?.sentence
          == "the database \"\(path)\" is locked by another process: "
          + "nothing was changed, try again when it has finished")
      try db.execute(sql: "ROLLBACK")
    }
    _ = try database.commit(.small(), sources: [])
  }

  @Test("Nobody waits longer than asked for a reader that does not end", .timeLimit(.minutes(1)))
  func reader() throws {
    try TrafficDatabase(path: path).close()
    let reader = try DatabaseQueue(path: path)
    try reader.writeWithoutTransaction { db in
      try db.execute(sql: "BEGIN; SELECT count(*) FROM page")
      #expect(
        refusal { _ = try TrafficDatabase(path: path, busyTimeout: 2) }?.code == .busy)
      try db.execute(sql: "ROLLBACK")
    }
    try TrafficDatabase(path: path, busyTimeout: 2).close()
  }

  @Test("A full disk changes nothing, and the next commit works once there is space")
  func full() throws {
    let database = try TrafficDatabase(path: path)
    let log = try database.commit(.small(), sources: [.log(1, offset: 10)])[0]
    let before = try PlainCounts(viewsOf: path)
    var moved = log
    moved.offset = 20
    var big = Rollup.small()
    big.pages = (0..<9000).map { big.page(site: 0, path: PagePath(redacted: "/page/\($0)")) }
    big.pageHours = big.pages.indices.map {
      .init(
        hour: Hour(utc: 490_000), page: Int32($0), device: .desktop, hits: 1, pageViews: 1,
        bytes: 1)
    }
    try database.queue.writeWithoutTransaction { db in
      let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
      try db.execute(sql: "PRAGMA max_page_count = \(pages + 5)")
    }
    #expect(
      refusal { _ = try database.commit(big, sources: [moved]) }?.sentence
        == "no space left on the disk of \"\(path)\": nothing was changed, "
        + "free some space and run this again")
    #expect(try PlainCounts(viewsOf: path) == before)
    #expect(try database.sources() == [log])
    try database.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA max_page_count = 1000000")
    }
    #expect(try database.commit(big, sources: [moved]) == [moved])
  }

  @Test("A database that cannot be written to says so")
  func readOnly() throws {
    let database = try TrafficDatabase(path: path)
    try database.queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA query_only = ON")
    }
    #expect(
      refusal { _ = try database.commit(.small(), sources: []) }?.sentence
        == "the database \"\(path)\" cannot be written to: "
        + "check the permissions of the file and of its folder")
  }

  @Test("A database of a trial version is refused, and left as it is")
  func older() throws {
    let database = try TrafficDatabase(path: path)
    try database.queue.write { db in try db.execute(sql: "PRAGMA user_version = 1") }
    try database.close()
    #expect(
      refusal { _ = try TrafficDatabase(path: path) }?.sentence
        == "the database \"\(path)\" was made by a trial version before the first release, "
        + "and has every page's name: collect the logs into a new one")
  }

  @Test(
    "A file that may not be written to is refused before any work",
    .enabled(if: getuid() != 0, "root may do anything"))
  func notPermitted() throws {
    try TrafficDatabase(path: path).close()
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: path)
    #expect(refusal { _ = try TrafficDatabase(path: path) }?.code == .readOnly)
    try FileManager.default.setAttributes([.posixPermissions: 0o000], ofItemAtPath: path)
    #expect(refusal { _ = try TrafficArchive(path: path) }?.code == .cannotOpen)
  }

  @Test("More pages than a key has room for are refused, and nothing is changed")
  func tooManyPages() throws {
    let database = try TrafficDatabase(path: path)
    _ = try database.commit(.small(), sources: [])
    try database.queue.write { db in
      try db.execute(
        sql:
          "INSERT INTO page(id, site, tag, path) VALUES (\(PageKey.pages.upperBound - 1), 1, 1, 'x')"
      )
    }
    let before = try PlainCounts(viewsOf: path)
    #expect(
      refusal { _ = try database.commit(.small(path: "/new"), sources: []) }?.sentence
        == "the database \"\(path)\" has no room for more pages than 268435455: "
        + "nothing was changed, count into a new database")
    #expect(try PlainCounts(viewsOf: path) == before)
  }

  @Test("A damaged database is called damaged")
  func corrupt() throws {
    let database = try TrafficDatabase(path: path)
    for hour in 0..<40 { _ = try database.commit(.small(hour: 1000 + Int32(hour)), sources: []) }
    try database.close()
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    for index in 4096..<bytes.count { bytes[index] = 0x5A }
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(refusal { _ = try TrafficDatabase(path: path) }?.code == .corrupt)
  }

  @Test("Whatever a path has in it, a sentence stays one line of plain text")
  func hostilePath() {
    let error = StoreError(.foreign, path: "a\u{1B}[31m\n\u{202E}b")
    #expect(
      error.sentence
        == "\"a\\u{1B}[31m\\u{A}\\u{202E}b\" is not a database of Sporløs and was not changed: "
        + "name another file")
  }
}
