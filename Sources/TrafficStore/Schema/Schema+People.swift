extension Schema {
  /// Version 9: names wait for people, not for visitors, of whom one person can be several. And which
  /// counts of pipes and sockets that waited in a file are in, by the number of the last of them.
  ///
  /// Of pages that still wait, visitors were counted that could have been one person: they begin anew.
  static let versionOfPeople = 9

  static let people = """
    ALTER TABLE page RENAME COLUMN visitor_days TO people_days;
    ALTER TABLE page RENAME COLUMN most_visitors TO most_people;
    UPDATE page SET people_days = 0, most_people = 0 WHERE since IS NOT NULL;
    ALTER TABLE page_day ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE site_day ADD COLUMN people INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE meta ADD COLUMN streams INTEGER NOT NULL DEFAULT 0;
    """
}
