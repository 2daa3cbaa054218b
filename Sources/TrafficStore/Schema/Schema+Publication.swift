extension Schema {
  /// The version since which a database publishes.
  static let firstWithPublication = 13

  /// Version 13: what others may know, as it was decided.
  static let publication = """
    CREATE TABLE publication(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      threshold INTEGER NOT NULL CHECK (threshold > 1),
      releases INTEGER NOT NULL,
      kept_from INTEGER NOT NULL
    ) STRICT;
    INSERT INTO publication(one, threshold, releases, kept_from) VALUES (1, 5, 0, 0);
    CREATE TABLE counted_day(
      day INTEGER PRIMARY KEY
    ) STRICT;
    INSERT INTO counted_day(day) SELECT DISTINCT hour / 3072 FROM kind_hour;
    CREATE TABLE published_day(
      site INTEGER NOT NULL REFERENCES site(id),
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      portion INTEGER NOT NULL,
      page_views INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      bots INTEGER NOT NULL,
      tools INTEGER NOT NULL,
      visitors INTEGER NOT NULL,
      visits INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      PRIMARY KEY (site, last, first, portion)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE publication_grain(
      site INTEGER NOT NULL REFERENCES site(id),
      quarter INTEGER NOT NULL,
      grain INTEGER NOT NULL,
      PRIMARY KEY (site, quarter)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE published_window(
      site INTEGER NOT NULL REFERENCES site(id),
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      PRIMARY KEY (site, last)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE published_month(
      site INTEGER NOT NULL REFERENCES site(id),
      month INTEGER NOT NULL,
      PRIMARY KEY (site, month)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE publication_cell(
      breakdown INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      state INTEGER NOT NULL CHECK (state IN (0, 1, 2)),
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      portion INTEGER NOT NULL,
      grp INTEGER NOT NULL,
      key INTEGER NOT NULL,
      value INTEGER NOT NULL,
      visitors INTEGER NOT NULL,
      PRIMARY KEY (breakdown, site, state, last, first, portion, grp, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE summed_time(
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      PRIMARY KEY (last, first)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE summed_cell(
      breakdown INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      grp INTEGER NOT NULL,
      key INTEGER NOT NULL,
      value INTEGER NOT NULL,
      visitors INTEGER NOT NULL,
      PRIMARY KEY (breakdown, site, last, first, grp, key)
    ) STRICT, WITHOUT ROWID;
    """
}
