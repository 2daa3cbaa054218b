import Foundation
import GRDB
import TestSupport

@testable import TrafficStore

/// A database as an earlier release left it, with the counts of one of today.
enum EarlierDatabase {
  /// How many logs and referrers are added, so that a migration takes long enough to be interrupted.
  static let added = 500

  /// Writes a database of an earlier version: what the version has no table or column for is left out.
  static func write(version: Int, to path: String, from current: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "ATTACH DATABASE ? AS now", arguments: [current])
      try db.inTransaction {
        for step in Schema.steps[...(version - Schema.firstVersion)] { try step(db) }
        try db.execute(
          sql: """
            PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(version);
            """)
        for table in try tables(of: db) where version >= 4 || !table.hasPrefix("source") {
          let columns = try common(db, table)
          guard !columns.isEmpty else { continue }
          let values = columns.map { $0 == "hour" && version < 12 ? "hour >> 7" : $0 }
            .map { $0 == "key" && version < 12 ? "(key >> 39) << 32 | (key & 4294967295)" : $0 }
          try db.execute(
            sql: """
              DELETE FROM main.\(table);
              INSERT INTO main.\(table)(\(columns.joined(separator: ", ")))
                SELECT \(values.joined(separator: ", ")) FROM now.\(table);
              """)
        }
        try addRows(to: db, version: version)
        return .commit
      }
      try db.execute(sql: "DETACH DATABASE now")
    }
    try queue.close()
  }

  private static func tables(of db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'")
  }

  /// The columns of a table that have been there since.
  private static func common(_ db: Database, _ table: String) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT name FROM pragma_table_info('\(table)', 'main')
        WHERE name IN (SELECT name FROM pragma_table_info('\(table)', 'now'))
        """)
  }

  /// Logs with their marks, and referrers whose groups another table of hosts gave.
  private static func addRows(to db: Database, version: Int) throws {
    let numbers = "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n LIMIT \(added))"
    let logs =
      version < 4
      ? """
      \(numbers) INSERT INTO source SELECT n, randomblob(16), randomblob(16), 'combined', 90, 89 FROM n;
      INSERT INTO source_mark
        SELECT source.id, mark.value, randomblob(16)
        FROM source, json_each('[300, 8192, 10240, 12000]') AS mark;
      INSERT INTO source_reject SELECT id, 1, 1 FROM source;
      """
      : """
      \(numbers) INSERT INTO source(format, lines, hits, bytes, end_mark, head, grid_marks, last_day)
        SELECT 'combined', 90, 89, 12000, random(), random(), randomblob(8), 20362 FROM n;
      """
    try db.execute(
      sql: """
        \(logs)
        \(numbers) INSERT INTO referrer(host, grp) SELECT printf('www%d.example.net', n), 0 FROM n;
        INSERT INTO referrer_day SELECT 20362, 1, id, id FROM referrer WHERE host GLOB 'www*';
        UPDATE meta SET referrer_table = 1;
        """)
  }
}
