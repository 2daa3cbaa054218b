import Foundation
import GRDB
import TestSupport
import Testing
import TrafficStore

@Suite("Bringing a published file up to date") struct PublishedFileTests {
  /// A database without counts, whose cells are made by hand.
  private static func database(in folder: ScratchFolder) throws -> String {
    let path = folder.path("traffic.sqlite")
    try TrafficDatabase(path: path).close()
    try DatabaseQueue(path: path).write {
      try $0.execute(
        sql: """
          INSERT INTO site(id, name) VALUES (1, 'a.example'), (2, 'b.example'), (3, 'c.example');
          UPDATE publication SET releases = 1;
          """)
    }
    return path
  }

  /// Adds, removes and renumbers cells, hidden ones among them, as publication, retention and names do.
  private static func change(_ path: String, _ generator: inout SeededGenerator, cells: Int) throws
  {
    try DatabaseQueue(path: path).write { db in
      let insertion = try db.makeStatement(
        sql: """
          INSERT OR REPLACE INTO publication_cell
            (breakdown, site, state, last, first, portion, grp, key, value, visitors)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """)
      for _ in 0..<cells {
        func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
        let last = number(20_000...20_060)
        try insertion.execute(arguments: [
          number(1...17), number(1...3), number(0...2), last, last - number(0...6), number(1...2),
          number(-1...2), number(-3...40), number(-9...99), number(0...9),
        ])
      }
      let day = Int.random(in: 20_000...20_060, using: &generator)
      let key = Int.random(in: 1...40, using: &generator)
      try db.execute(sql: "DELETE FROM publication_cell WHERE last = ?", arguments: [day])
      try db.execute(
        sql: "UPDATE OR REPLACE publication_cell SET key = -2 - key WHERE key = ?",
        arguments: [key])
      try db.execute(
        sql: "UPDATE publication_cell SET value = value + 1 WHERE last = ?", arguments: [day + 1])
      try db.execute(sql: "UPDATE publication SET releases = releases + 1")
    }
  }

  private static func cells(_ path: String) throws -> [String] {
    try DatabaseQueue(path: path).read {
      try String.fetchAll(
        $0,
        sql: """
          SELECT format('%d %d %d %d %d %d %d %d %d %d', breakdown, site, state, last, first,
            portion, grp, key, value, visitors)
          FROM publication_cell WHERE state > 0
          ORDER BY breakdown, site, state, last, first, portion, grp, key
          """)
    }
  }

  @Test(
    "It has the shown cells of its database, however much changed since",
    arguments: SeededGenerator.seeds(3))
  func update(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let folder = try ScratchFolder()
    let (database, path) = (try Self.database(in: folder), folder.path("web.sqlite"))
    let file = PublishedFile(path: path)
    // More than are written at a time, hardly any, and all that there are.
    for count in [20, 30_000, 3, 0, 9_000] {
      try Self.change(database, &generator, cells: count)
      try file.update(from: database)
      let cells = try Self.cells(database)
      #expect(try Self.cells(path) == cells, "seed \(seed), \(count) cells")
      #expect(try file.strangers(to: database) == [], "seed \(seed), \(count) cells")
    }
    try DatabaseQueue(path: database).write {
      try $0.execute(
        sql: "DELETE FROM publication_cell; UPDATE publication SET releases = releases + 1")
    }
    #expect(try file.strangers(to: database).contains("publication_cell"))
    try file.update(from: database)
    #expect(try Self.cells(path) == [])
  }

  @Test(
    "A cell that the database hides, has otherwise or not at all is not from there",
    arguments: [
      "UPDATE publication_cell SET state = 0 WHERE key = 7",
      "UPDATE publication_cell SET value = value + 1 WHERE key = 7",
      "DELETE FROM publication_cell WHERE key = 7",
    ])
  func strangers(_ change: String) throws {
    let folder = try ScratchFolder()
    let (database, path) = (try Self.database(in: folder), folder.path("web.sqlite"))
    try DatabaseQueue(path: database).write { db in
      for key in 1...9 {
        try db.execute(
          sql: "INSERT INTO publication_cell VALUES (9, 1, 1, 20000, 20000, 1, 0, ?, 12, 0)",
          arguments: [key])
      }
    }
    let file = PublishedFile(path: path)
    try file.update(from: database)
    #expect(try file.strangers(to: database) == [])
    try DatabaseQueue(path: database).write { try $0.execute(sql: change) }
    #expect(try file.strangers(to: database) == ["publication_cell"])
  }
}
