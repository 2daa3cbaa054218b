extension Schema {
  /// Version 11: what the counts of rare referrers and campaigns have of each name that may be kept yet, by
  /// a keyed hash of it. `rows` says which table has the counts (see `Rollup.WaitingCount.Rows`), and
  /// `place` is the site's number there, or the page's.
  static let waitingNames = """
    CREATE TABLE waiting_name(
      tag INTEGER NOT NULL,
      rows INTEGER NOT NULL,
      day INTEGER NOT NULL,
      place INTEGER NOT NULL,
      views INTEGER NOT NULL,
      PRIMARY KEY (tag, rows, day, place)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX waiting_name_day ON waiting_name(day);
    """
}
