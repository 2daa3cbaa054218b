extension Schema {
  /// What version 2 counts by day, since by the hour it would tell too much, or nobody asks.
  static let firstDays = """
    CREATE TABLE referrer(
      id INTEGER PRIMARY KEY,
      host TEXT NOT NULL UNIQUE,
      grp INTEGER NOT NULL REFERENCES referrer_group(id)
    ) STRICT;
    CREATE TABLE campaign(
      id INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      medium TEXT NOT NULL,
      name TEXT NOT NULL,
      UNIQUE (source, medium, name)
    ) STRICT;

    CREATE TABLE version_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      browser INTEGER NOT NULL REFERENCES browser(id),
      major INTEGER NOT NULL,
      hits INTEGER NOT NULL,
      page_views INTEGER NOT NULL,
      PRIMARY KEY (day, site, browser, major)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE country_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
      hits INTEGER NOT NULL,
      page_views INTEGER NOT NULL,
      PRIMARY KEY (day, site, country)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE referrer_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      referrer INTEGER NOT NULL REFERENCES referrer(id),
      page_views INTEGER NOT NULL,
      PRIMARY KEY (day, site, referrer)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE campaign_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      campaign INTEGER NOT NULL REFERENCES campaign(id),
      page_views INTEGER NOT NULL,
      PRIMARY KEY (day, site, campaign)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE response_time_day(
      day INTEGER NOT NULL,
      page INTEGER NOT NULL REFERENCES page(id),
      time INTEGER NOT NULL REFERENCES response_time(id),
      hits INTEGER NOT NULL,
      PRIMARY KEY (day, page, time)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE page_day(
      day INTEGER NOT NULL,
      page INTEGER NOT NULL REFERENCES page(id),
      visitors INTEGER NOT NULL,
      visits INTEGER NOT NULL,
      PRIMARY KEY (day, page)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE site_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      visitors INTEGER NOT NULL,
      visits INTEGER NOT NULL,
      PRIMARY KEY (day, site)
    ) STRICT, WITHOUT ROWID;
    """
}
