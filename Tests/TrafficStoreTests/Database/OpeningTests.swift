import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct OpeningTests {
  @Test("A new database is its owner's alone, its -wal and -shm too, whatever the umask")
  func modes() throws {
    let folder = try ScratchFolder()
    let former = umask(0)
    defer { umask(former) }
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    _ = try database.commit(.small(), sources: [])
    for name in ["t.sqlite", "t.sqlite-wal", "t.sqlite-shm"] {
      #expect(try folder.mode(name) == 0o600, "\(name)")
    }
    try database.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["t.sqlite"])
  }

  @Test("An empty file is taken for a new database; one with content keeps its mode")
  func existing() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    _ = FileManager.default.createFile(
      atPath: path, contents: nil, attributes: [.posixPermissions: 0o644])
    try TrafficDatabase(path: path).close()
    #expect(try folder.mode("t.sqlite") == 0o600)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try TrafficDatabase(path: path).close()
    #expect(try folder.mode("t.sqlite") == 0o640)
  }

  @Test(
    "A database of an earlier release is brought up to date, with all that it has",
    arguments: [2, 3])
  func earlier(version: Int) throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let digests = (1...5).map { Blob([UInt8](repeating: 0x10 * UInt8($0), count: 16)) }
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    try DatabaseQueue(path: path, configuration: configuration).write { db in
      for step in Schema.steps[...(version - Schema.firstVersion)] { try step(db) }
      try db.execute(
        sql: """
          PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version);
          INSERT INTO meta(one, identifier) VALUES (1, zeroblob(16));
          INSERT INTO site(name) VALUES ('a');
          INSERT INTO kind_hour VALUES (490000, 1, 0, 5, 6);
          INSERT INTO source VALUES (4, NULL, zeroblob(16), 'common', 3, 3),
            (9, x'77777777777777777777777777777777', zeroblob(16), 'combined', 200, 198);
          INSERT INTO source_reject VALUES (9, 1, 2);
          """)
      // At 8192 and 10240, where all logs are marked, and where each is counted to.
      for (source, offset, digest) in [(4, 300, 0), (9, 8192, 1), (9, 10_240, 2), (9, 12_000, 3)] {
        try db.execute(
          sql: "INSERT INTO source_mark VALUES (?, ?, ?)",
          arguments: [source, offset, digests[digest]])
      }
    }
    let later = try TrafficDatabase(path: path)
    #expect(try later.members().isEmpty)
    #expect(later.identifier == [UInt8](repeating: 0, count: 16))
    try later.queue.read { db throws in
      #expect(try Int.fetchOne(db, sql: "PRAGMA user_version") == Schema.version)
      #expect(try String.fetchOne(db, sql: "SELECT name FROM site") == "a")
    }
    var short = Checkpoint(head: nil, offset: 300, end: 0x1010_1010_1010_1010, format: "common")
    (short.id, short.lines, short.hits, short.lastDay) = (4, 3, 3, Hour(utc: 490_000).day)
    var long = Checkpoint(
      head: nil, gridMarks: [0x2020_2020, 0x3030_3030], offset: 12_000, end: 0x4040_4040_4040_4040,
      format: "combined")
    (long.id, long.lines, long.hits, long.lastDay) = (9, 200, 198, Hour(utc: 490_000).day)
    long.rejected = [RejectReason(rawValue: 1)!: 2]
    long.fingerprint = .init(bytes: [UInt8](repeating: 0x77, count: 16))
    #expect(try later.sources() == [short, long])
    #expect(try later.hasEarlierSources())
    #expect(try later.earlierSources(fingerprint: nil) == [short])
    #expect(try later.earlierSources(fingerprint: long.fingerprint) == [long])
    // Once it is counted on, it is looked up like any other.
    long.head = 5
    long.fingerprint = nil
    _ = try later.commit(Rollup(), sources: [long])
    #expect(try later.sources(head: 5) == [long])
    let views = try later.queue.read { db in
      try Row.fetchAll(db, sql: "SELECT id, lines, hits, rejected, bytes FROM sources").map(
        \.description)
    }
    #expect(
      views == [
        "[id:4 lines:3 hits:3 rejected:0 bytes:300]",
        "[id:9 lines:200 hits:198 rejected:2 bytes:12000]",
      ])
  }

  @Test("The database overwrites what it deletes and says whose it is")
  func pragmas() throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    let expected: [(String, String)] = [
      ("journal_mode", "wal"), ("synchronous", "1"), ("secure_delete", "1"),
      ("temp_store", "2"), ("application_id", "1399877490"), ("user_version", "\(Schema.version)"),
    ]
    try database.queue.read { db throws in
      for (name, value) in expected {
        #expect(try String.fetchOne(db, sql: "PRAGMA \(name)") == value, "\(name)")
      }
    }
  }

  @Test("Names of closed sets are brought up to date; those of a newer release stay")
  func names() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    let database = try TrafficDatabase(path: path)
    try database.queue.write { db in
      try db.execute(
        sql: """
          UPDATE device SET name = 'old' WHERE id = 1; DELETE FROM kind WHERE id = 4;
          INSERT INTO browser(id, name) VALUES (200, 'future');
          UPDATE bot SET traffic = 0 WHERE id = 100;
          UPDATE response_time SET up_to_ms = 1 WHERE id = 160;
          """)
    }
    try database.close()
    let again = try TrafficDatabase(path: path)
    try again.queue.read { db throws in
      #expect(try String.fetchOne(db, sql: "SELECT name FROM device WHERE id = 1") == "desktop")
      #expect(try String.fetchOne(db, sql: "SELECT name FROM kind WHERE id = 4") == "bot")
      #expect(try String.fetchOne(db, sql: "SELECT name FROM browser WHERE id = 200") == "future")
      #expect(try Int.fetchOne(db, sql: "SELECT traffic FROM bot WHERE id = 100") == 2)
      #expect(
        try Double.fetchOne(db, sql: "SELECT up_to_ms FROM response_time WHERE id = 160")
          == 96_154.843)
    }
  }

  @Test("The views have the columns that are promised")
  func views() throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    let promised = [
      "page_hours": ["site", "page", "hour", "device", "hits", "page_views", "bytes"],
      "client_hours": ["site", "hour", "device", "browser", "system", "hits", "page_views"],
      "status_hours": ["site", "hour", "status", "hits"],
      "kind_hours": ["site", "hour", "kind", "hits", "bytes"],
      "traffic_hours": ["site", "hour", "traffic", "bot", "hits"],
      "browser_days": ["site", "day", "browser", "version", "hits", "page_views"],
      "country_days": ["site", "day", "country", "hits", "page_views"],
      "referrer_days": ["site", "day", "referrer", "kind", "page_views"],
      "campaign_days": ["site", "day", "source", "medium", "campaign", "page_views"],
      "response_time_days": ["site", "page", "day", "up_to_ms", "hits"],
      "landing_days": ["site", "page", "day", "referrer", "kind", "page_views"],
      "not_found_days": ["site", "page", "day", "referrer", "kind", "hits"],
      "page_days": ["site", "page", "day", "visitors", "visits"],
      "site_days": ["site", "day", "visitors", "visits"],
      "retention": ["keep", "keep_hours", "keep_days", "by_day_before", "by_month_before"],
      "sources": ["id", "format", "lines", "hits", "rejected", "bytes", "name"],
    ]
    try database.queue.read { db throws in
      #expect(
        try Set(String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'view'"))
          == Set(promised.keys))
      for (view, columns) in promised {
        #expect(try db.columns(in: view).map(\.name) == columns, "\(view)")
      }
    }
  }

  @Test(
    "Names that mean something to SQLite are names of files here",
    arguments: [":memory:", "file:x?mode=memory"])
  func oddNames(name: String) throws {
    #expect(DatabaseFile.location(name) == "./" + name)
    #expect(DatabaseFile.location("/tmp/" + name) == "/tmp/" + name)
  }
}
