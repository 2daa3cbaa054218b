/// What a server's share has beside the tables of its database: the visitors of days that are open, as
/// bytes that tell nothing to whoever lacks the fleet's key.
enum ShareSchema {
  static let tables = """
    CREATE TABLE open_site_day(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL REFERENCES site(id),
      key INTEGER NOT NULL,
      sketch BLOB NOT NULL,
      PRIMARY KEY (day, site)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE open_page_day(
      day INTEGER NOT NULL,
      page INTEGER NOT NULL REFERENCES page(id),
      key INTEGER NOT NULL,
      sketch BLOB NOT NULL,
      PRIMARY KEY (day, page)
    ) STRICT, WITHOUT ROWID;
    """
}
