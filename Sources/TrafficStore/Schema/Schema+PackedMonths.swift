import GRDB

extension Schema {
  /// What is published of the months that are over, as it is in rows (see ``PackedDays`` and ``PackedCells``).
  static let packedMonths = """
    CREATE TABLE packed_day(
      site INTEGER NOT NULL,
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      days BLOB NOT NULL,
      PRIMARY KEY (site, last, first)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE packed_cell(
      breakdown INTEGER NOT NULL,
      site INTEGER NOT NULL,
      last INTEGER NOT NULL,
      first INTEGER NOT NULL,
      cells BLOB NOT NULL,
      PRIMARY KEY (breakdown, site, last, first)
    ) STRICT, WITHOUT ROWID;
    """

  /// Version 15: months that have sums are packed, too.
  static func packMonths(_ db: Database) throws {
    try db.execute(sql: packedMonths)
    for month in try PublishedSums(db: db).months() { try PublishedMonths(db)?.add(month) }
  }
}
