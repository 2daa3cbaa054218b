extension Schema {
  /// Version 8: names that are never to be kept again, by a keyed hash; and which redaction the names that
  /// are kept have seen.
  static let forgotten = """
    CREATE TABLE forgotten(tag INTEGER PRIMARY KEY) STRICT;
    ALTER TABLE meta ADD COLUMN redaction INTEGER;
    """
}
