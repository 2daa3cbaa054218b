import GRDB
import Traffic

extension Schema {
  /// The closed sets whose names views show: table, raw values, names.
  static let names: [(table: String, rows: [(id: UInt8, name: String)])] = [
    ("device", DeviceClass.allCases.map { ($0.rawValue, $0.name) }),
    ("browser", Browser.allCases.map { ($0.rawValue, $0.name) }),
    ("system", OperatingSystem.allCases.map { ($0.rawValue, $0.name) }),
    ("kind", HitKind.allCases.map { ($0.rawValue, $0.name) }),
    ("traffic_class", TrafficClass.allCases.map { ($0.rawValue, $0.name) }),
    ("reject_reason", RejectReason.allCases.map { ($0.rawValue, $0.name) }),
  ]

  /// Whether every name this program knows stands in the database.
  static func namesAreCurrent(_ db: Database) throws -> Bool {
    for (table, rows) in names {
      let stored = try Row.fetchAll(db, sql: "SELECT id, name FROM \(table)")
      let known = Dictionary(
        uniqueKeysWithValues: stored.map { row in (row[0] as UInt8, row[1] as String) })
      guard rows.allSatisfy({ known[$0.id] == $0.name }) else { return false }
    }
    return true
  }

  /// Adds and corrects names; those of a newer release stay.
  static func writeNames(_ db: Database) throws {
    for (table, rows) in names {
      for row in rows {
        try db.execute(
          sql: """
            INSERT INTO \(table)(id, name) VALUES (?, ?)
            ON CONFLICT(id) DO UPDATE SET name = excluded.name
            """,
          arguments: [row.id, row.name])
      }
    }
  }
}
