extension Schema {
  /// Version 1: sites, pages, the four tables of counts, the positions, and the views over them.
  ///
  /// A page without a path is one whose name is not (or not yet) to be kept.
  static let first = """
    CREATE TABLE meta(
      one INTEGER PRIMARY KEY CHECK (one = 1),
      identifier BLOB NOT NULL,
      key_check BLOB
    ) STRICT;

    CREATE TABLE device(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE browser(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE system(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE kind(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE traffic_class(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    CREATE TABLE reject_reason(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;

    CREATE TABLE site(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE page(
      id INTEGER PRIMARY KEY,
      site INTEGER NOT NULL REFERENCES site(id),
      path TEXT,
      UNIQUE (site, path)
    ) STRICT;

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

    CREATE VIEW page_hours AS
      SELECT site.name AS site, coalesce(page.path, '(rare pages)') AS page,
        strftime('%Y-%m-%dT%H:00Z', page_hour.hour * 3600, 'unixepoch') AS hour,
        device.name AS device, page_hour.hits, page_hour.page_views, page_hour.bytes
      FROM page_hour
        JOIN page ON page.id = page_hour.page
        JOIN site ON site.id = page.site
        JOIN device ON device.id = page_hour.device;
    CREATE VIEW client_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', client_hour.hour * 3600, 'unixepoch') AS hour,
        device.name AS device, browser.name AS browser, system.name AS system,
        client_hour.hits, client_hour.page_views
      FROM client_hour
        JOIN site ON site.id = client_hour.site
        JOIN device ON device.id = client_hour.device
        JOIN browser ON browser.id = client_hour.browser
        JOIN system ON system.id = client_hour.system;
    CREATE VIEW status_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', status_hour.hour * 3600, 'unixepoch') AS hour,
        status_hour.status, status_hour.hits
      FROM status_hour JOIN site ON site.id = status_hour.site;
    CREATE VIEW kind_hours AS
      SELECT site.name AS site,
        strftime('%Y-%m-%dT%H:00Z', kind_hour.hour * 3600, 'unixepoch') AS hour,
        kind.name AS kind, kind_hour.hits, kind_hour.bytes
      FROM kind_hour
        JOIN site ON site.id = kind_hour.site
        JOIN kind ON kind.id = kind_hour.kind;
    CREATE VIEW sources AS
      SELECT s.id, s.format, s.lines, s.hits,
        coalesce((SELECT sum(r.lines) FROM source_reject AS r WHERE r.source = s.id), 0)
          AS rejected,
        coalesce((SELECT max(m.offset) FROM source_mark AS m WHERE m.source = s.id), 0) AS bytes
      FROM source AS s;
    """
}
