import CountCatalogue
import Foundation
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

/// Every room covers every table of the catalogue.
@Suite("Each table of counts is described once")
struct CountCatalogueTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func database() throws -> TrafficDatabase {
    try TrafficDatabase(path: folder.path("t.sqlite"))
  }

  @Test(
    "The database has the tables of the catalogue, with the columns it says, and no others that count"
  )
  func tables() throws {
    try database().queue.read { db throws in
      for table in CountTable.all {
        let columns = try db.columns(in: table.name).map(\.name)
        let expected =
          table.storage == .packedKey ? ["key"] : [table.grain.column] + table.keys
        #expect(columns.prefix(expected.count) == expected[...], "\(table.name)")
        let sums = columns.filter { CountMeasure(rawValue: $0) != nil }
        #expect(sums == table.sums, "\(table.name)")
      }
      let counting = try String.fetchAll(
        db,
        sql: """
          SELECT name FROM sqlite_schema WHERE type = 'table' AND (name GLOB '*_hour' OR name GLOB '*_day')
            AND name NOT IN ('counted_day', 'published_day', 'packed_day')
          """)
      #expect(Set(counting) == Set(CountTable.all.map(\.name)))
    }
  }

  @Test(
    "Tables and views written by hand for earlier versions are what is made of their description",
    arguments: CountTable.all)
  func generated(table: CountTable) throws {
    let made = try DatabaseQueue()
    try database().queue.read { db throws in
      // The names that it points to, and none of the tables of counts but this one.
      let names = try String.fetchAll(
        db,
        sql:
          "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '*_[hd]*' AND sql IS NOT NULL"
      )
      try made.write { try $0.execute(sql: names.joined(separator: ";")) }
      if table.storage == .packedKey {
        let packed = try String.fetchOne(
          db, sql: "SELECT sql FROM sqlite_schema WHERE name = ?", arguments: [table.name])
        try made.write { try $0.execute(sql: packed ?? "") }
      } else {
        try made.write { try $0.execute(sql: table.tableSQL) }
      }
      try made.write { try $0.execute(sql: table.viewSQL) }
      func facts(_ db: Database) throws -> [[[String]]] {
        try [
          // How many people wait for a page's name is no count that anybody asks for.
          "SELECT * FROM pragma_table_xinfo('\(table.name)') WHERE name <> 'people'",
          "SELECT * FROM pragma_foreign_key_list('\(table.name)') ORDER BY \"from\"",
          "SELECT type, wr, strict FROM pragma_table_list WHERE name = '\(table.name)'",
          "SELECT name FROM pragma_table_info('\(table.view)')",
        ].map { sql in
          // The numbers of references are those of the text.
          try Row.fetchAll(db, sql: sql).map { row in
            row.filter { $0.0 != "id" }.map { "\($0.0)=\($0.1)" }
          }
        }
      }
      let (one, other) = (try facts(db), try made.read(facts))
      #expect(one == other)
    }
  }

  @Test("An audit knows what each column of them holds")
  func inspected() {
    for table in CountTable.all where table.storage == .columns {
      for column in [table.grain.column] + table.keys + table.sums {
        let type = CountDimension(rawValue: column)?.isLetters == true ? "TEXT" : "INTEGER"
        let content = StoredContent.of(column, in: table.name, type: type)
        if case .unknown = content { Issue.record("\(table.name).\(column)") }
        if case .number(Int64.min...Int64.max) = content {
          Issue.record("\(table.name).\(column) may be anything")
        }
      }
    }
  }

  @Test("A batch goes over its rows in the order of the catalogue")
  func visited() {
    struct Names: CountedRowVisitor {
      var tables: [CountTable] = []
      mutating func visit<Row: CountedRow>(_ rows: [Row]) { tables.append(Row.table) }
    }
    var names = Names()
    Rollup().visit(&names)
    #expect(names.tables == CountTable.all)
  }

  @Test("Rows are made again of their numbers for all tables but those of visitors, which are last")
  func again() {
    struct Names: AddedRowSource {
      var tables: [CountTable] = []
      mutating func rows<Row: AddedRow>(of type: Row.Type) throws(Never) -> [Row] {
        tables.append(Row.table)
        return []
      }
    }
    var names = Names()
    var rollup = Rollup()
    rollup.setRows(from: &names)
    // By their places in the catalogue, which are the tables' numbers in files of a backfill.
    let added = CountTable.all.prefix { !$0.measures.contains(.visitors) }
    #expect(names.tables == Array(added))
    #expect(CountTable.all[added.count...].allSatisfy { $0.measures.contains(.visitors) })
  }

  @Test("The documentation names each table and each view, the README each view")
  func documented() throws {
    func text(_ path: String) throws -> String {
      try String(contentsOf: Checkout.url.appendingPathComponent(path), encoding: .utf8)
    }
    let schema = try text("Sources/SporlosCommands/Documentation.docc/Schema.md")
    let readme = try text("README.md")
    #expect(schema.contains("is the version of the\nschema, \(Schema.version). A program"))
    for table in CountTable.all {
      #expect(schema.contains("| `\(table.name)` |"), "\(table.name)")
      #expect(schema.contains("| `\(table.view)` |"), "\(table.view)")
      #expect(readme.contains("| `\(table.view)` |"), "\(table.view)")
    }
  }
}
