extension Schema {
  /// What people wrote on days. `site` is 0 for all sites, and `merged` is 1 of what came from a fleet's server
  /// and is put in anew with each merge.
  static let annotations = """
    CREATE TABLE annotation(
      day INTEGER NOT NULL,
      site INTEGER NOT NULL,
      text TEXT NOT NULL,
      merged INTEGER NOT NULL CHECK (merged IN (0, 1)),
      PRIMARY KEY (day, site, text)
    ) STRICT, WITHOUT ROWID;
    """
}
