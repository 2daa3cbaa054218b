import GRDB
import Traffic

extension Schema {
  /// A closed set whose members' names views show.
  struct NameTable {
    var name: String
    /// The columns beside `id`.
    var columns: [String]
    /// The values of each row, its id first.
    var rows: [[DatabaseValue]]

    /// A table of names alone.
    init(_ name: String, _ rows: [(id: UInt8, name: String)]) {
      self.name = name
      columns = ["name"]
      self.rows = rows.map { [$0.id.databaseValue, $0.name.databaseValue] }
    }

    init(_ name: String, columns: [String], rows: [[DatabaseValue]]) {
      self.name = name
      self.columns = columns
      self.rows = rows
    }
  }

  /// The closed sets this program knows; those that others point to come first.
  static let names: [NameTable] = [
    NameTable("device", DeviceClass.allCases.map { ($0.rawValue, $0.name) }),
    NameTable("browser", Browser.allCases.map { ($0.rawValue, $0.name) }),
    NameTable("system", OperatingSystem.allCases.map { ($0.rawValue, $0.name) }),
    NameTable("kind", HitKind.allCases.map { ($0.rawValue, $0.name) }),
    NameTable("traffic_class", TrafficClass.allCases.map { ($0.rawValue, $0.name) }),
    NameTable(
      "bot", columns: ["name", "traffic"],
      rows: BotFamily.allCases.map {
        [$0.rawValue.databaseValue, $0.name.databaseValue, $0.traffic.rawValue.databaseValue]
      }),
    NameTable("referrer_group", ReferrerGroup.allCases.map { ($0.rawValue, $0.name) }),
    NameTable(
      "response_time", columns: ["up_to_ms"],
      rows: (1...ResponseTime.last).map { rank in
        // To the microsecond: the classes are a tenth of their time wide.
        let end = (ResponseTime(rawValue: rank).milliseconds * 1000).rounded() / 1000
        return [rank.databaseValue, end.databaseValue]
      }),
    NameTable("reject_reason", RejectReason.allCases.map { ($0.rawValue, $0.name) }),
  ]

  /// Whether every name this program knows stands in the database.
  static func namesAreCurrent(_ db: Database) throws -> Bool {
    for table in names {
      let columns = table.columns.joined(separator: ", ")
      let stored = try Row.fetchAll(db, sql: "SELECT id, \(columns) FROM \(table.name)")
        .map { Array($0.databaseValues) }
      guard Set(stored).isSuperset(of: table.rows) else { return false }
    }
    return true
  }

  /// Adds and corrects names; those of a newer release stay.
  static func writeNames(_ db: Database) throws {
    for table in names {
      let columns = table.columns.joined(separator: ", ")
      let places = table.columns.map { _ in "?" }.joined(separator: ", ")
      let changes = table.columns.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
      let statement = try RawStatement(
        db,
        """
        INSERT INTO \(table.name)(id, \(columns)) VALUES (?, \(places))
        ON CONFLICT(id) DO UPDATE SET \(changes)
        """)
      for row in table.rows {
        for (index, value) in row.enumerated() { statement.bind(value, at: Int32(index + 1)) }
        try statement.run()
      }
    }
  }
}
