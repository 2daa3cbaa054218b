import GRDB
import Traffic

extension Schema {
  /// Every log of a database, whatever its version.
  static func sources(in db: Database) throws -> [Checkpoint] {
    try SourceRows.all(in: db, version: try checkedVersion(of: db, path: ""))
  }

  /// Version 4: a log is looked up by the hash of its first line, and its marks are a few bytes each.
  ///
  /// What earlier releases knew of a log stays as good as it was: it is found by the hash of its first 16
  /// lines, and compared at the same offsets.
  static func shortenMarks(_ db: Database) throws {
    let sources = try SourceRows.earlier(in: db)
    let day = try Int64.fetchOne(db, sql: "SELECT max(hour) / 24 FROM kind_hour")
    try db.execute(sql: "DROP VIEW sources; DROP TABLE source_mark; DROP TABLE source;")
    try db.execute(sql: tablesOfHeads)
    for var source in sources {
      source.lastDay = day.flatMap(Day.init(stored:))
      try SourceRows.writeEarlier(source, to: db)
    }
  }

  /// `head` is the hash up to the end of the first line, `line_marks` and `grid_marks` are four bytes
  /// a mark, `end_mark` is the hash of what stands before `bytes`. `fingerprint` is there only for logs
  /// that an earlier release counted. `cut_short` has the hash of each compressed log whose end was
  /// missing, so that the next run knows whether it has grown. `deleted_source` sums up the logs that are
  /// deleted with their counts. `database_file` tells the database from a copy of its file.
  private static let tablesOfHeads = """
    CREATE TABLE source(
      id INTEGER PRIMARY KEY,
      name TEXT,
      format TEXT NOT NULL,
      lines INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      end_mark INTEGER NOT NULL,
      head INTEGER,
      line_marks BLOB,
      grid_marks BLOB,
      file_mark INTEGER,
      last_day INTEGER,
      fingerprint BLOB
    ) STRICT;
    CREATE INDEX source_head ON source(head) WHERE head IS NOT NULL;
    CREATE INDEX source_fingerprint ON source(fingerprint) WHERE head IS NULL;
    CREATE INDEX source_last_day ON source(last_day);
    CREATE INDEX source_marked ON source(last_day)
      WHERE line_marks IS NOT NULL OR grid_marks IS NOT NULL;
    CREATE TABLE deleted_source(
      one INTEGER PRIMARY KEY,
      logs INTEGER NOT NULL,
      hits INTEGER NOT NULL
    ) STRICT;
    INSERT INTO deleted_source VALUES (1, 0, 0);
    CREATE TABLE database_file(one INTEGER PRIMARY KEY, inode INTEGER NOT NULL) STRICT;
    CREATE TABLE cut_short(content INTEGER PRIMARY KEY) STRICT;
    CREATE VIEW sources AS
      SELECT s.id, s.format, s.lines, s.hits,
        coalesce((SELECT sum(r.lines) FROM source_reject AS r WHERE r.source = s.id), 0)
          AS rejected,
        s.bytes, s.name
      FROM source AS s;
    """
}
