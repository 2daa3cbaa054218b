extension PublishedFile {
  /// A table that has some columns of one of the database.
  struct Table {
    var name: String
    var columns: [String]
    /// Which of the database's rows it has.
    var condition = ""
    /// Whether its rows may change without anything being published: names and notes.
    var changesAlone = false
    /// What its rows are where the database has no such table.
    var made: String?

    /// The rows that it has of a database.
    var rows: String {
      made ?? "SELECT \(list) FROM source.\(name)\(condition.isEmpty ? "" : " WHERE \(condition)")"
    }

    /// Whether the database has not got a row of the file, `ours`.
    ///
    /// A comparison of all rows at once would hold them all in memory.
    var isSurplus: String {
      guard made == nil else {
        return "(\(list)) IN (SELECT \(list) FROM main.\(name) EXCEPT \(rows))"
      }
      let same = columns.map { "theirs.\($0) IS ours.\($0)" }.joined(separator: " AND ")
      return """
        NOT EXISTS (
          SELECT 1 FROM source.\(name) AS theirs
          WHERE \(same)\(condition.isEmpty ? "" : " AND (\(condition))"))
        """
    }

    private var list: String { columns.joined(separator: ", ") }
  }

  /// Every day that a window or a month begins or ends with, so that no view needs to reckon with dates.
  private static let dates = """
    SELECT id, date(id * 86400, 'unixepoch') FROM (
      SELECT first AS id FROM source.published_day UNION SELECT last FROM source.published_day
      UNION SELECT first FROM source.published_window UNION SELECT last FROM source.published_window
      UNION SELECT month FROM source.published_month
      UNION SELECT unixepoch(date(month * 86400, 'unixepoch', '+1 month', '-1 day')) / 86400
        FROM source.published_month)
    """
  private static let countries = """
    SELECT DISTINCT key, char(key >> 8 & 255, key & 255) FROM source.publication_cell
    WHERE breakdown = 8 AND state > 0 AND key > 0
    """

  /// All of them, but for the cells: see ``CellCopy``.
  static let tables: [Table] =
    ["device", "browser", "system", "kind", "traffic_class", "bot", "referrer_group"].map {
      Table(name: $0, columns: ["id", "name"], changesAlone: true)
    } + [
      Table(name: "response_time", columns: ["id", "up_to_ms"], changesAlone: true),
      Table(
        name: "site", columns: ["id", "name"],
        condition: "id IN (SELECT site FROM source.published_day)", changesAlone: true),
      Table(
        name: "page", columns: ["id", "site", "path"],
        condition: """
          id IN (
            SELECT key FROM source.publication_cell WHERE breakdown IN (1, 2, 4) AND state > 0)
          """, changesAlone: true),
      Table(
        name: "referrer", columns: ["id", "host", "grp"],
        condition: """
          id IN (
            SELECT key FROM source.publication_cell WHERE breakdown IN (3, 5, 6) AND state > 0)
          """, changesAlone: true),
      Table(
        name: "campaign", columns: ["id", "source", "medium", "name"],
        condition: """
          id IN (
            SELECT key FROM source.publication_cell WHERE breakdown = 7 AND state > 0)
          """, changesAlone: true),
      Table(name: "day", columns: ["id", "date"], changesAlone: true, made: dates),
      Table(name: "country", columns: ["id", "code"], changesAlone: true, made: countries),
      Table(name: "publication", columns: ["one", "threshold", "releases"]),
      Table(
        name: "meta", columns: ["one", "time_zone", "source"],
        made: "SELECT one, time_zone, identifier FROM source.meta"),
      Table(
        name: "published_day",
        columns: [
          "site", "last", "first", "portion", "page_views", "hits", "bots", "visitors", "visits",
          "bytes",
        ]),
      Table(name: "published_window", columns: ["site", "last", "first"]),
      Table(name: "summed_time", columns: ["last", "first"]),
      Table(name: "summed_part", columns: ["breakdown", "site", "last", "first", "parts"]),
      Table(name: "packed_day", columns: ["site", "last", "first", "days"]),
      Table(name: "packed_cell", columns: ["breakdown", "site", "last", "first", "cells"]),
      // Of a site that nothing is published of, not even the name is.
      Table(
        name: "annotation", columns: ["day", "site", "text"],
        condition: "site = 0 OR site IN (SELECT site FROM source.published_day)",
        changesAlone: true),
    ]

  /// Its tables, named as those of the database, and the views that are promised to whoever asks.
  static let schema = [tableSQL, Schema.summedPart, Schema.packedMonths, viewSQL].joined(
    separator: "\n")

  private static let tableSQL = """
    CREATE TABLE publication(
      one INTEGER PRIMARY KEY, threshold INTEGER NOT NULL, releases INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE meta(one INTEGER PRIMARY KEY, time_zone TEXT NOT NULL, source BLOB) STRICT;
    CREATE TABLE device(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE browser(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE system(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE traffic_class(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE bot(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE referrer_group(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE response_time(id INTEGER PRIMARY KEY, up_to_ms REAL NOT NULL) STRICT;
    CREATE TABLE site(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE page(id INTEGER PRIMARY KEY, site INTEGER NOT NULL, path TEXT) STRICT;
    CREATE TABLE referrer(id INTEGER PRIMARY KEY, host TEXT NOT NULL, grp INTEGER NOT NULL) STRICT;
    CREATE TABLE campaign(
      id INTEGER PRIMARY KEY, source TEXT NOT NULL, medium TEXT NOT NULL, name TEXT NOT NULL
    ) STRICT;
    CREATE TABLE day(id INTEGER PRIMARY KEY, date TEXT NOT NULL) STRICT;
    CREATE TABLE country(id INTEGER PRIMARY KEY, code TEXT NOT NULL) STRICT;
    CREATE TABLE published_day(
      site INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL,
      portion INTEGER NOT NULL, page_views INTEGER NOT NULL, hits INTEGER NOT NULL,
      bots INTEGER NOT NULL, visitors INTEGER NOT NULL, visits INTEGER NOT NULL,
      bytes INTEGER NOT NULL, PRIMARY KEY (site, last, first, portion)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE published_window(
      site INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL,
      PRIMARY KEY (site, last)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE publication_cell(
      breakdown INTEGER NOT NULL, site INTEGER NOT NULL, state INTEGER NOT NULL,
      last INTEGER NOT NULL, first INTEGER NOT NULL, portion INTEGER NOT NULL,
      grp INTEGER NOT NULL, key INTEGER NOT NULL, value INTEGER NOT NULL,
      visitors INTEGER NOT NULL,
      PRIMARY KEY (breakdown, site, state, last, first, portion, grp, key)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE summed_time(
      last INTEGER NOT NULL, first INTEGER NOT NULL, PRIMARY KEY (last, first)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE annotation(
      day INTEGER NOT NULL, site INTEGER NOT NULL, text TEXT NOT NULL,
      PRIMARY KEY (day, site, text)
    ) STRICT, WITHOUT ROWID;

    """

  /// A view of a breakdown: a row is a part in a window of days, later portions added.
  private static func view(
    _ name: String, of breakdown: Breakdown, _ labels: String, joining joins: String = "",
    _ count: String, and more: String = ""
  ) -> String {
    """
    CREATE VIEW \(name) AS
      SELECT site.name AS site, \(labels),
        begin.date AS from_day, finish.date AS to_day, c.value AS \(count)\(more)
      FROM (
        SELECT site, first, last, grp, key, sum(value) AS value, sum(visitors) AS visitors
        FROM publication_cell WHERE breakdown = \(breakdown.rawValue) AND key <> \(Cell.rest)
        GROUP BY site, first, last, grp, key) AS c
        JOIN site ON site.id = c.site JOIN day AS begin ON begin.id = c.first
        JOIN day AS finish ON finish.id = c.last\(joins.isEmpty ? "" : " " + joins);

    """
  }

  /// A view of totals by days.
  ///
  /// - Parameters:
  ///   - key: What tells a row from others: the site, and its first and last day.
  ///   - first: What the first day is called.
  ///   - more: A further column.
  private static func view(
    _ name: String, from tables: String, _ key: String, by group: String? = nil,
    first: String = "from_day", and more: String? = nil
  ) -> String {
    let columns = ["page_views", "hits", "bots", "visitors", "visits"] + [more].compactMap(\.self)
    return """
      CREATE VIEW \(name) AS
        SELECT site.name AS site, begin.date AS \(first), finish.date AS to_day,
          \(columns.map { "t.\($0)" }.joined(separator: ", "))
        FROM (
          SELECT \(key), \(columns.map { "sum(\($0)) AS \($0)" }.joined(separator: ", "))
          FROM \(tables) GROUP BY \(group ?? key)) AS t
          JOIN site ON site.id = t.site JOIN day AS begin ON begin.id = t.first
          JOIN day AS finish ON finish.id = t.last;

      """
  }

  private static let page = "coalesce(page.path, '(rare pages)') AS page"
  private static let host =
    "coalesce(referrer.host, '(rare referrers)') AS referrer, "
    + "coalesce(referrer_group.name, 'other') AS kind"
  private static let hosts =
    "LEFT JOIN referrer ON referrer.id = c.key "
    + "LEFT JOIN referrer_group ON referrer_group.id = referrer.grp"

  private static let viewSQL =
    view("days", from: "published_day", "site, first, last", first: "day", and: "bytes")
    + view(
      "windows",
      from: """
        published_window AS w JOIN published_day AS d
          ON d.site = w.site AND d.last BETWEEN w.first AND w.last AND d.first >= w.first
        """, "w.site, w.first, w.last")
    + view(
      "sites", from: "published_day", "site, min(first) AS first, max(last) AS last", by: "site")
      + """
      CREATE VIEW hours AS
        SELECT site.name AS site, begin.date AS from_day, finish.date AS to_day,
          CASE WHEN c.grp < 24 THEN c.key ELSE (c.key >> 7) % 24 END AS hour,
          CASE WHEN c.grp < 24 THEN c.grp ELSE (c.grp >> 7) % 24 END AS to_hour,
          c.value AS page_views
        FROM publication_cell AS c JOIN site ON site.id = c.site
          JOIN day AS begin ON begin.id = c.first JOIN day AS finish ON finish.id = c.last
        WHERE c.breakdown = \(Breakdown.hours.rawValue);

      """
    + view(
      "pages", of: .pages, page, joining: "LEFT JOIN page ON page.id = c.key", "page_views",
      and: ", c.visitors AS visitors")
    + view("entries", of: .entries, page, joining: "LEFT JOIN page ON page.id = c.key", "visits")
    + view(
      "landings", of: .landings, page + ", " + host,
      joining: "LEFT JOIN page ON page.id = c.grp " + hosts, "visits")
    + view(
      "not_found", of: .notFoundLinks, page + ", " + host,
      joining: "LEFT JOIN page ON page.id = c.grp " + hosts, "hits")
    + view("referrers", of: .referrers, host, joining: hosts, "page_views")
    + view(
      "campaigns", of: .campaigns,
      "coalesce(campaign.source, '') AS source, coalesce(campaign.medium, '') AS medium, "
        + "coalesce(campaign.name, '(rare campaigns)') AS campaign",
      joining: "LEFT JOIN campaign ON campaign.id = c.key", "page_views")
    + view(
      "countries", of: .countries, "country.code AS country",
      joining: "JOIN country ON country.id = c.key", "page_views")
    + view(
      "devices", of: .devices, "device.name AS device",
      joining: "JOIN device ON device.id = c.key", "page_views")
    + view(
      "browsers", of: .browsers, "browser.name AS browser",
      joining: "JOIN browser ON browser.id = c.key", "page_views")
    + view(
      "systems", of: .systems, "system.name AS system",
      joining: "JOIN system ON system.id = c.key", "page_views")
    + view(
      "versions", of: .versions, "browser.name AS browser, nullif(c.key, 0) AS version",
      joining: "JOIN browser ON browser.id = c.grp", "page_views")
    + view(
      "traffic", of: .traffic, "traffic_class.name AS traffic",
      joining: "JOIN traffic_class ON traffic_class.id = c.key", "hits")
    + view(
      "bots", of: .bots, "traffic_class.name AS traffic, bot.name AS bot",
      joining: "JOIN traffic_class ON traffic_class.id = c.grp JOIN bot ON bot.id = c.key", "hits")
    + view(
      "kinds", of: .kinds, "kind.name AS kind", joining: "JOIN kind ON kind.id = c.key", "hits")
    + view(
      "times", of: .times, page + ", response_time.up_to_ms",
      joining: "LEFT JOIN page ON page.id = c.grp JOIN response_time ON response_time.id = c.key",
      "hits")
      + """
      CREATE VIEW annotations AS
        SELECT date(a.day * 86400, 'unixepoch') AS day, site.name AS site, a.text AS note
        FROM annotation AS a LEFT JOIN site ON site.id = a.site;
      CREATE VIEW notes AS
        SELECT 1 AS number, 'Days are those of ' || time_zone || '.' AS note FROM meta
        UNION ALL SELECT 2, 'Counts below ' || threshold
          || ', and others that would reveal them, have no row. To get their sum, subtract the rows of a window from its row in windows.'
          FROM publication
        UNION ALL SELECT 3, 'A row is for the days from from_day to to_day, and nothing finer is published of them. '
          || 'If a month has a row of its own and rows for its days or weeks, its own row has what is in none of those: add them all.'
        UNION ALL SELECT 4, 'Visitors are counted by day: a person who comes on three days counts three times.';
      """
}
