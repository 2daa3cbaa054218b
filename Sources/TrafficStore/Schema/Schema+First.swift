extension Schema {
  /// Version 2: sites, pages, the tables of counts by hour and by day, the positions, and the views
  /// over them.
  static let first = [firstHours, firstDays, firstSources, firstRetention, firstViews]
    .joined(separator: "\n\n")

  /// What is counted by hour, and the names it needs.
  ///
  /// A page is known by its tag, a keyed hash. Its path is there once it may be kept; until then,
  /// `since` is the first day it was asked for, `visitor_days` how many different visitors its days
  /// had in all, and `most_visitors` the most that one day had. The page without a tag stands for all
  /// of its site that got no row of their own. `meta.referrer_table` tells which table of hosts the
  /// groups of referrers were read from.
  private static let firstHours = """
    CREATE TABLE meta(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      identifier BLOB NOT NULL,
      key_check BLOB,
      referrer_table INTEGER
    ) STRICT;

    CREATE TABLE device(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE browser(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE system(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE traffic_class(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE bot(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      traffic INTEGER NOT NULL REFERENCES traffic_class(id)
    ) STRICT;
    CREATE TABLE referrer_group(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE response_time(id INTEGER PRIMARY KEY, up_to_ms REAL NOT NULL) STRICT;
    CREATE TABLE reject_reason(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

    CREATE TABLE site(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE page(
      id INTEGER PRIMARY KEY,
      site INTEGER NOT NULL REFERENCES site(id),
      tag INTEGER UNIQUE,
      path TEXT,
      since INTEGER,
      visitor_days INTEGER,
      most_visitors INTEGER,
      CHECK (path IS NULL OR tag IS NOT NULL),
      CHECK ((since IS NULL) = (path IS NOT NULL OR tag IS NULL))
    ) STRICT;
    CREATE UNIQUE INDEX page_rare ON page(site) WHERE tag IS NULL;
    CREATE INDEX page_unnamed ON page(since, site) WHERE since IS NOT NULL;

    CREATE TABLE page_hour(
      key INTEGER PRIMARY KEY,
      hits INTEGER NOT NULL,
      page_views INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      hour INTEGER GENERATED ALWAYS AS (key >> 32) VIRTUAL,
      page INTEGER GENERATED ALWAYS AS ((key >> 4) & 0xfffffff) VIRTUAL REFERENCES page(id),
      device INTEGER GENERATED ALWAYS AS (key & 15) VIRTUAL REFERENCES device(id)
    ) STRICT;
    CREATE TABLE client_hour(
      hour INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      device INTEGER NOT NULL REFERENCES device(id),
      browser INTEGER NOT NULL REFERENCES browser(id),
      system INTEGER NOT NULL REFERENCES system(id),
      hits INTEGER NOT NULL,
      page_views INTEGER NOT NULL,
      PRIMARY KEY (hour, site, device, browser, system)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE status_hour(
      hour INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      status INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      PRIMARY KEY (hour, site, status)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE kind_hour(
      hour INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      kind INTEGER NOT NULL REFERENCES kind(id),
      hits INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (hour, site, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE traffic_hour(
      hour INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      traffic INTEGER NOT NULL REFERENCES traffic_class(id),
      bot INTEGER NOT NULL REFERENCES bot(id),
      hits INTEGER NOT NULL,
      PRIMARY KEY (hour, site, traffic, bot)
    ) STRICT, WITHOUT ROWID;
    """

  /// The positions of logs.
  private static let firstSources = """
    CREATE TABLE source(
      id INTEGER PRIMARY KEY,
      fingerprint BLOB,
      file BLOB,
      format TEXT NOT NULL,
      lines INTEGER NOT NULL,
      hits INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX source_fingerprint ON source(fingerprint) WHERE fingerprint IS NOT NULL;
    CREATE INDEX source_file ON source(file) WHERE file IS NOT NULL;
    CREATE TABLE source_mark(
      source INTEGER NOT NULL REFERENCES source(id),
      offset INTEGER NOT NULL,
      digest BLOB NOT NULL,
      PRIMARY KEY (source, offset)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE source_reject(
      source INTEGER NOT NULL REFERENCES source(id),
      reason INTEGER NOT NULL REFERENCES reject_reason(id),
      lines INTEGER NOT NULL,
      PRIMARY KEY (source, reason)
    ) STRICT, WITHOUT ROWID;
    """

  /// How long counts are kept, and how far that was put into effect.
  ///
  /// Ages are as on the command line; NULL for `keep_days` is for as long as anything is kept. Days
  /// before `daily_before` have their counts at their first hour, months before `monthly_before` at
  /// their first day, but for what was added since `late_day`. `names_day` is when names that no count
  /// needs any more were last looked for.
  private static let firstRetention = """
    CREATE TABLE retention_setting(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      keep TEXT NOT NULL,
      keep_hours TEXT NOT NULL,
      keep_days TEXT,
      daily_before INTEGER NOT NULL DEFAULT 0,
      monthly_before INTEGER NOT NULL DEFAULT 0,
      late_day INTEGER,
      names_day INTEGER NOT NULL DEFAULT 0,
      CHECK (monthly_before <= daily_before)
    ) STRICT;
    INSERT INTO retention_setting(one, keep, keep_hours) VALUES (1, '25mo', '13mo');
    """
}
