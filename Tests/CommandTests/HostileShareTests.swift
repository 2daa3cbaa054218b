import Foundation
import GRDB
import TestSupport
import Testing

/// What a server could send that runs another program, or none of its own any more.
@Suite("A hostile share is refused, and stops nobody in the middle")
struct HostileShareTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
    for command in [
      ["fleet", "invite", "invitation", "--db", "one.sqlite"],
      ["collect", "access.log", "--db", "one.sqlite", "--format", "combined"],
      ["fleet", "share", "one.share", "--db", "one.sqlite"],
    ] {
      let outcome = try SporlosProgram.run(command, in: folder.url)
      try #require(outcome.exitCode == 0, "\(command): \(outcome.errors)")
    }
  }

  /// What merging the share says once statements were run on it.
  private func merge(after sql: String) throws -> SporlosProgram.Outcome {
    try? FileManager.default.removeItem(at: folder.file("bad.share"))
    try FileManager.default.copyItem(at: folder.file("one.share"), to: folder.file("bad.share"))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(
      path: folder.file("bad.share").path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON; PRAGMA writable_schema = ON")
      try db.execute(sql: sql)
    }
    try queue.close()
    return try SporlosProgram.run(
      ["fleet", "merge", "bad.share", "--db", "fleet.sqlite"], in: folder.url)
  }

  /// Expects that the share, and nothing else, is called damaged.
  private func expectDamage(after change: String) throws {
    let outcome = try merge(after: change)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("sporlos: the database \"bad.share\" is damaged"))
  }

  @Test("One with a view in the place of a table is none: it could go on for ever")
  func views() throws {
    for table in ["site", "page_hour", "open_site_day"] {
      let outcome = try merge(
        after: """
          DROP TABLE \(table);
          CREATE VIEW \(table) AS
            WITH RECURSIVE numbers(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM numbers)
            SELECT id, 'a' || id AS name, id AS key, id AS hits, id AS day, id AS site,
              x'0a00' AS sketch, 0 AS page_views, 0 AS bytes FROM numbers;
          """)
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors
          == "sporlos: \"bad.share\" is a database, but not a share: name a file that "
          + "`sporlos fleet share` wrote\n")
    }
  }

  @Test("A table of somebody's own beside the program's does no harm")
  func others() throws {
    #expect(try merge(after: "CREATE TABLE mine(text); CREATE VIEW v AS SELECT 1").exitCode == 0)
  }

  @Test(
    "Counts that could not be added up are damage, and what is merged can be reported",
    arguments: [
      "UPDATE page_day SET visits = 9223372036854775807",
      "UPDATE page_day SET visitors = -1", "UPDATE site_day SET visits = -9223372036854775808",
      "UPDATE page_hour SET hits = 1 << 41", "UPDATE page_hour SET page_views = -1",
      "UPDATE kind_hour SET bytes = 9223372036854775807",
      "UPDATE OR REPLACE status_hour SET status = 1000",
      "UPDATE source SET lines = 9223372036854775807", "UPDATE source SET hits = -1",
      "UPDATE source SET bytes = 9223372036854775807", "UPDATE source SET bytes = -1",
      "INSERT INTO source_reject SELECT id, 1, 1 << 62 FROM source",
    ])
  func counts(change: String) throws {
    try expectDamage(after: change)
  }

  @Test("As many bytes as a log can claim are summed up as far as numbers go")
  func largest() throws {
    let bytes = "kind_hour SET bytes = 1 << 60; UPDATE page_hour SET bytes = 1 << 60"
    let logs = """
      INSERT INTO source(id, format, lines, hits, bytes, end_mark)
      SELECT 100 + value, 'combined', 1 << 44, 1 << 44, 1 << 60, 0
      FROM json_each('[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]')
      """
    #expect(try merge(after: "UPDATE \(bytes); \(logs)").exitCode == 0)
    for kind in ["overview", "pages", "kinds", "hours", "days", "sources"] {
      let outcome = try SporlosProgram.run(
        ["report", kind, "--db", "fleet.sqlite", "--private"], in: folder.url)
      #expect(outcome.exitCode == 0, "\(kind): \(outcome.errors)")
    }
  }

  @Test(
    "Days and hours that cannot be counted are damage, and it is the share that is damaged",
    arguments: [
      "UPDATE site_day SET day = 2147483646",
      "UPDATE kind_hour SET hour = -9223372036854775808",
      "UPDATE OR REPLACE page_hour SET key = 9223372036854775807",
      "UPDATE OR REPLACE page_hour SET key = -1",
      "UPDATE retention_setting SET daily_before = 2147483647, monthly_before = 2147483647",
      "INSERT INTO open_site_day VALUES (9223372036854775807, 1, 1, x'0a00')",
    ])
  func times(change: String) throws {
    try expectDamage(after: change)
  }
}
