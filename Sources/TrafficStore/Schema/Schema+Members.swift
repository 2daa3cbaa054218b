extension Schema {
  /// Version 3: the databases of a fleet's servers that a database was put together from; none where it
  /// has counts of its own.
  static let members = """
    CREATE TABLE member(identifier BLOB NOT NULL PRIMARY KEY) STRICT, WITHOUT ROWID;
    """
}
