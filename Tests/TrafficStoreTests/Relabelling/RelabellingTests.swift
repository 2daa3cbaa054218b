import CountCatalogue
import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

/// Counts of names that become other names.
@Suite struct RelabellingTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Tables whose rows have names.
  private static let tables = CountTable.all.filter { table in
    [.page, .referrer, .campaign].contains { table.has($0) }
  }

  /// All rows of a table, from their places to their counts.
  private typealias Rows = [[Int64]: [Int64]]

  /// What becomes of names: from their numbers to those of the names that get their counts.
  private typealias Moves = [CountDimension: [Int64: Int64]]

  @Test(
    "Counts of names that become others are those of a plain sum, whatever day they are of",
    arguments: SeededGenerator.seeds(1, 2, 3, 4, 5, 6))
  func relabelled(seed: UInt64) throws {
    let database = try filled(seed)
    let before = try rows(of: database)
    let names = try names(of: database)
    let changed = try database.relabel(
      redaction: 99, page: Self.page, referrer: Self.referrer, campaign: Self.campaign
    ) { PageTag(site: $0, path: $1) }
    let after = try self.names(of: database)
    var moves: Moves = [:]
    for (dimension, known) in names {
      let numbers = Dictionary(
        uniqueKeysWithValues: after[dimension, default: [:]].map { (Self.bytewise($1), $0) })
      for (id, name) in known {
        let new = try #require(numbers[Self.bytewise(Self.renamed(name, dimension))])
        if new != id { moves[dimension, default: [:]][id] = new }
      }
    }
    let renamed = names.reduce(0) { sum, known in
      sum + known.value.values.count { Self.renamed($0, known.key) != $0 }
    }
    #expect(changed == renamed && moves.count == 3, "seed \(seed)")
    #expect(try rows(of: database) == sums(of: before, moves, rare: []), "seed \(seed)")
    #expect(try database.hasSeen(redaction: 99))
    #expect(
      try database.relabel(
        redaction: 99, page: Self.page, referrer: Self.referrer, campaign: Self.campaign
      ) { PageTag(site: $0, path: $1) } == 0)
  }

  @Test(
    "Counts of a page that is forgotten go to the rare ones, but for its visitors",
    arguments: SeededGenerator.seeds(1, 2, 3))
  func forgotten(seed: UInt64) throws {
    let database = try filled(seed)
    let before = try rows(of: database)
    let (pages, rare) = try database.queue.write { db in
      let pages = try Row.fetchAll(db, sql: "SELECT id, site FROM page WHERE path = '/list'")
      let rare = try Dictionary(
        uniqueKeysWithValues: pages.map { ($0[1] as Int64, try PageRows.rare(of: $0[1], in: db)) })
      return (pages.map { ($0[0] as Int64, rare[$0[1]] ?? 0) }, Set(rare.values))
    }
    let forgotten = try database.forget(page: PagePath(redacted: "/list")) {
      PageTag(site: $0, path: PagePath(redacted: "/list"))
    }
    #expect(forgotten.pages == pages.count)
    let moves: Moves = [.page: Dictionary(uniqueKeysWithValues: pages)]
    #expect(try rows(of: database) == sums(of: before, moves, rare: rare), "seed \(seed)")
  }

  // MARK: - Names

  private static func page(_ text: String) -> PagePath {
    let paths = ["/list/2": "/list", "/a": "/list", "/z'\"": "/new", "/=1+1": "/new"]
    return PagePath(redacted: paths[text] ?? text)
  }

  private static func referrer(_ text: String) -> ReferrerHost {
    let hosts = ["mail.google.com": "google.com", "z'\"": "new.example", "a.example": "google.com"]
    return ReferrerHost(redacted: hosts[text] ?? text)
  }

  private static func campaign(_ campaign: Campaign) -> Campaign {
    campaign.source == "a" || campaign.name == "" ? .rare : campaign
  }

  /// What a name as `names(of:)` writes it becomes.
  private static func renamed(_ name: [String], _ dimension: CountDimension) -> [String] {
    switch dimension {
    case .page: return [name[0], page(name[1]).text]
    case .referrer: return [referrer(name[0]).text]
    default:
      let new = campaign(Campaign(source: name[0], medium: name[1], name: name[2]))
      return [new.source, new.medium, new.name]
    }
  }

  /// A name in ASCII, so that Swift compares it as a database does.
  private static func bytewise(_ name: [String]) -> [String] { name.map(PlainCounts.bytewise) }

  /// Names with their numbers; pages with that of their site.
  private func names(
    of database: TrafficDatabase
  ) throws -> [CountDimension: [Int64: [String]]] {
    let queries: [CountDimension: String] = [
      .page: "SELECT id, CAST(site AS TEXT), path FROM page WHERE path IS NOT NULL",
      .referrer: "SELECT id, host FROM referrer",
      .campaign: "SELECT id, source, medium, name FROM campaign",
    ]
    return try database.queue.read { db in
      try queries.mapValues { query in
        try Dictionary(
          uniqueKeysWithValues: Row.fetchAll(db, sql: query).map { row in
            (row[0], (1..<row.count).map { row[$0] as String })
          })
      }
    }
  }

  // MARK: - Rows

  /// A database with random counts, some of them of days that no clock has said.
  private func filled(_ seed: UInt64) throws -> TrafficDatabase {
    var generator = SeededGenerator(seed: seed)
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    for _ in 0..<6 {
      _ = try database.commit(Rollup.random(using: &generator), sources: [])
    }
    try database.queue.write { db in
      let pages = try Int64.fetchAll(db, sql: "SELECT id FROM page")
      let referrers = try Int64.fetchAll(db, sql: "SELECT id FROM referrer")
      let days: [Int64] = [.min, -5, 0, 20_000, 20_001, 20_416, 20_417, .max]
      for day in days {
        for page in pages where Bool.random(using: &generator) {
          func count() -> Int64 { Int64.random(in: 0...3, using: &generator) }
          try db.execute(
            sql: "INSERT INTO page_day(day, page, visitors, visits) VALUES (?, ?, ?, ?)",
            arguments: [day, page, count(), count()])
          try db.execute(
            sql: "INSERT OR IGNORE INTO landing_day VALUES (?, ?, ?, ?)",
            arguments: [day, page, referrers.randomElement(using: &generator), count()])
          // Next to each other in the key, and at its ends.
          for hour in [Int64(Int32.min), -1, 0, Int64(Int32.max)] {
            try db.execute(
              sql: """
                INSERT OR IGNORE INTO page_hour(key, hits, page_views, bytes) VALUES (?, ?, ?, ?)
                """,
              arguments: [
                hour << 32 | page << 4 | count(), count(), count(), LargestSum.bytes / 2,
              ])
          }
        }
      }
    }
    return database
  }

  private func rows(of database: TrafficDatabase) throws -> [String: Rows] {
    try database.queue.read { db in
      var all: [String: Rows] = [:]
      for table in Self.tables {
        let places = [table.grain.column] + table.dimensions.map(\.column)
        let columns = (places + table.sums).joined(separator: ", ")
        all[table.name] = try Dictionary(
          uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT \(columns) FROM \(table.name)").map {
            row in
            let values = (0..<row.count).map { row[$0] as Int64 }
            return (Array(values[..<places.count]), Array(values[places.count...]))
          })
      }
      return all
    }
  }

  /// Rows with the counts of moved names added to those of the others, one kind of names after the other.
  private func sums(of all: [String: Rows], _ moves: Moves, rare: Set<Int64>) -> [String: Rows] {
    var all = all
    for (dimension, numbers) in moves {
      for table in Self.tables {
        guard let column = table.dimensions.firstIndex(of: dimension) else { continue }
        var sums: Rows = [:]
        for (place, counts) in all[table.name] ?? [:] {
          var (place, counts) = (place, counts)
          if let new = numbers[place[column + 1]] {
            place[column + 1] = new
            for (index, measure) in table.measures.enumerated()
            where measure.adding == .largest && rare.contains(new) { counts[index] = 0 }
            if counts.allSatisfy({ $0 == 0 }) { continue }
          }
          let known = sums[place] ?? counts.map { _ in 0 }
          sums[place] = zip(table.measures, zip(known, counts)).map { measure, pair in
            switch measure.adding {
            case .sum: pair.0 + pair.1
            case .cappedSum: min(LargestSum.bytes, pair.0 + pair.1)
            case .largest: max(pair.0, pair.1)
            }
          }
        }
        all[table.name] = sums
      }
    }
    return all
  }
}
