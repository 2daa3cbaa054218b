import Foundation
import GRDB
import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// Months, quarters and years that are over are added up once, and long periods are asked of these sums.
@Suite("Sums of long periods") struct LongPeriodTests {
  private static let first = Day("2024-11-20")!
  private static let last = Day("2026-05-12")!
  private static let now = "2026-05-14T10:00Z"

  /// Some hits of a day; others of it come late, in the portions of a later collection.
  private static func hits(_ generator: inout SeededGenerator, _ day: Day) -> [SampleTraffic.Hits] {
    (0..<3).map { _ in
      let hour = day.midnight.later(by: Int.random(in: 0..<24, using: &generator))
      return SampleTraffic.Hits(
        site: ["example.org", "b.example"].randomElement(using: &generator)!,
        path: ["/", "/a", "/b", "/c"].randomElement(using: &generator)!, hour: hour,
        device: [.desktop, .mobile].randomElement(using: &generator)!,
        browser: [.firefox, .chrome].randomElement(using: &generator)!,
        count: Int64.random(in: 4...30, using: &generator), country: "NO",
        referrer: ["a.example", "google.com", "(internal)"].randomElement(using: &generator)!,
        time: [20, 40, 400].randomElement(using: &generator)!)
    }
  }

  private static func collected(_ seed: UInt64) throws -> SampleDatabase {
    var generator = SeededGenerator(seed: seed)
    let database = try SampleDatabase([], publishedTo: nil)
    var late: [SampleTraffic.Hits] = []
    for begin in stride(from: first.rawValue, through: last.rawValue, by: 23) {
      let end = min(begin + 22, last.rawValue)
      var now = late.shuffled(using: &generator)
      late = Array(now.dropFirst(now.count / 2))
      now = Array(now.prefix(now.count / 2))
      for day in begin...end {
        for hit in hits(&generator, Day(rawValue: day)) {
          if Int.random(in: 0..<8, using: &generator) == 0 {
            late.append(hit)
          } else {
            now.append(hit)
          }
        }
      }
      try database.add(now, publishedTo: Day(rawValue: end).description)
    }
    return database
  }

  private static let kinds: [ReportKind] = [
    .pages, .entries, .landings, .referrers, .countries, .devices, .browsers, .traffic, .kinds,
    .times, .hours, .days, .overview, .sites, .campaigns, .versions, .notFound,
  ]

  /// Reports on the whole time and on some of it.
  private static func reports(
    _ database: SampleDatabase, _ seed: UInt64
  ) throws -> [String: Report] {
    var generator = SeededGenerator(seed: seed)
    var reports: [String: Report] = [:]
    for number in 0..<12 {
      var ends = [0, 1].map { _ in
        Int32.random(in: first.rawValue...last.rawValue, using: &generator)
      }
      .sorted().map(Day.init(rawValue:))
      if number == 0 { ends = [first, last] }
      if number == 1 { ends = [Day("2025-01-01")!, Day("2025-12-31")!] }
      if number == 2 { ends = [Day("2025-02-01")!, Day("2026-03-31")!] }
      for kind in kinds {
        for site in [nil, "example.org"] {
          let report = try? database.report(
            kind, site: site, from: ends[0].description, to: ends[1].description, now: now)
          reports["\(kind) of \(site ?? "all"), \(ends[0]) to \(ends[1])"] = report
        }
      }
    }
    return reports
  }

  private static func sums(_ database: SampleDatabase) throws -> [Int] {
    try DatabaseQueue(path: database.path).read {
      try Int.fetchAll(
        $0, sql: "SELECT last - first + 1 FROM summed_time ORDER BY last - first, last")
    }
  }

  private static func removeSums(_ database: SampleDatabase) throws {
    try DatabaseQueue(path: database.path).write {
      try $0.execute(
        sql: """
          DELETE FROM summed_part; DELETE FROM summed_time;
          DELETE FROM packed_day; DELETE FROM packed_cell;
          """)
    }
  }

  @Test(
    "Reports are the same with them and without, lines that came late and deleted days among them",
    arguments: SeededGenerator.seeds(1))
  func same(seed: UInt64) throws {
    let database = try Self.collected(seed)
    // From November 2024, which is not whole, to April 2026.
    let lengths = try Self.sums(database)
    #expect(lengths.count(where: { $0 <= 31 }) == 18, "seed \(seed)")
    #expect(lengths.count(where: { (90...92).contains($0) }) == 5, "seed \(seed)")
    #expect(lengths.last == 365, "seed \(seed)")
    let summed = try Self.reports(database, seed)
    #expect(summed.count > 100)

    let store = try TrafficDatabase(path: database.path)
    _ = try store.prune(
      today: Day("2026-05-14")!,
      retention: Retention(keep: .months(14), hours: .months(14), days: .months(14)))
    try store.close()
    let left = try Self.sums(database)
    #expect(left.count < lengths.count && left.contains(31) && !left.contains(365), "seed \(seed)")
    let pruned = try Self.reports(database, seed)
    try Self.removeSums(database)
    #expect(try Self.reports(database, seed) == pruned, "seed \(seed), pruned")

    let other = try Self.collected(seed)
    try Self.removeSums(other)
    let added = try Self.reports(other, seed)
    for (name, report) in added { #expect(summed[name] == report, "seed \(seed): \(name)") }
    #expect(added.count == summed.count)
  }

  /// Makes of a database what earlier releases had: no months that are packed, and at first a row for each part.
  private static func unpack(_ path: String, version: Int, hasSums: Bool) throws {
    try DatabaseQueue(path: path).write {
      try $0.execute(
        sql: """
          DROP TABLE packed_day; DROP TABLE packed_cell; PRAGMA user_version = \(version);
          """)
      guard !hasSums else { return }
      try $0.execute(
        sql: """
          CREATE TABLE summed_cell(
            breakdown INTEGER NOT NULL, site INTEGER NOT NULL, last INTEGER NOT NULL, first INTEGER NOT NULL,
            grp INTEGER NOT NULL, key INTEGER NOT NULL, value INTEGER NOT NULL, visitors INTEGER NOT NULL,
            PRIMARY KEY (breakdown, site, last, first, grp, key)
          ) STRICT, WITHOUT ROWID;
          INSERT INTO summed_cell
            SELECT breakdown, site, t.last, t.first, grp, key, sum(value), sum(visitors)
            FROM publication_cell AS c JOIN summed_time AS t ON c.last BETWEEN t.first AND t.last
            WHERE state IN (1, 2) AND breakdown <> 16
            GROUP BY breakdown, site, t.last, t.first, grp, key;
          DROP TABLE summed_part;
          """)
    }
  }

  private static func packed(_ path: String) throws -> [String] {
    try TrafficRows(URL(filePath: path)).rows(
      """
      SELECT breakdown, site, last, first, hex(parts) FROM summed_part
      UNION ALL SELECT 'days', site, last, first, hex(days) FROM packed_day
      UNION ALL SELECT 'cells ' || breakdown, site, last, first, hex(cells) FROM packed_cell
      ORDER BY 1, 2, 3, 4
      """)
  }

  @Test(
    "Sums of an earlier release become those of today, and reports say the same before and after",
    arguments: SeededGenerator.seeds(1), [13, 14])
  func upgrade(seed: UInt64, version: Int) throws {
    let database = try Self.collected(seed)
    let (sums, reports) = (try Self.packed(database.path), try Self.reports(database, seed))
    #expect(sums.count > 100, "seed \(seed)")
    try Self.unpack(database.path, version: version, hasSums: version > 13)
    #expect(try Self.reports(database, seed) == reports, "seed \(seed), before")
    try TrafficDatabase(path: database.path).close()
    #expect(try Self.packed(database.path) == sums, "seed \(seed)")
    #expect(try Self.reports(database, seed) == reports, "seed \(seed), after")
  }

  @Test("A published file of an earlier release is brought up to date, and has the same sums")
  func published() throws {
    let database = try Self.collected(1)
    let path = database.path + ".published"
    let file = PublishedFile(path: path)
    try file.update(from: database.path)
    let sums = try Self.packed(path)
    #expect(try sums == Self.packed(database.path) && !sums.isEmpty)
    // The database, too, if nothing has brought it up to date since.
    try Self.unpack(database.path, version: 14, hasSums: true)
    #expect(throws: StoreError.self) { try file.strangers(to: database.path) }
    try file.update(from: database.path)
    #expect(try Self.packed(database.path) == sums)
    for version in 1...2 {
      try Self.unpack(path, version: version, hasSums: version > 1)
      #expect(throws: StoreError.self) { try file.strangers(to: database.path) }
      try file.update(from: database.path)
      #expect(try Self.packed(path) == sums)
      #expect(try file.strangers(to: database.path) == [])
    }
  }

  @Test(
    "What is published of a month that is not over any more, since a clock was set back, takes its sums away"
  )
  func clockSetBack() throws {
    let database = try Self.collected(1)
    func april() throws -> Int? {
      try DatabaseQueue(path: database.path).read {
        try Int.fetchOne(
          $0, sql: "SELECT count(*) FROM summed_time WHERE ? BETWEEN first AND last",
          arguments: [Day("2026-04-10")!.rawValue])
      }
    }
    #expect(try april() == 1)
    let late = SampleTraffic.Hits(
      site: "example.org", path: "/", hour: Day("2026-04-10")!.midnight, count: 50)
    try database.add([late], publishedTo: "2026-04-20")
    #expect(try april() == 0)
    #expect(try TrafficArchive(path: database.path).read { try $0.disagreements() }.isEmpty)
    let reports = try Self.reports(database, 1)
    try Self.removeSums(database)
    #expect(try Self.reports(database, 1) == reports)
  }

  @Test(
    "What is packed of a month is what is in rows, or the audit says so",
    arguments: [
      "UPDATE published_day SET visits = visits + 1 WHERE last = (SELECT min(last) FROM published_day)",
      """
      UPDATE publication_cell SET value = value + 1 WHERE breakdown = 9 AND state = 1
        AND last = (SELECT min(last) FROM publication_cell WHERE breakdown = 9 AND state = 1)
      """,
      "DELETE FROM packed_day WHERE last = (SELECT min(last) FROM packed_day)",
      "DELETE FROM packed_cell WHERE last = (SELECT min(last) FROM packed_cell) AND breakdown = 9",
      "INSERT INTO packed_day VALUES (1, 30, 0, x'00')",
    ])
  func agreement(change: String) throws {
    let database = try Self.collected(1)
    func faults() throws -> Set<String> {
      try Set(TrafficArchive(path: database.path).read { try $0.disagreements() }.map(\.table))
    }
    #expect(try faults() == [])
    try DatabaseQueue(path: database.path).write {
      try $0.execute(sql: change)
      #expect($0.changesCount > 0)
    }
    let isOfDays = change.contains("_day ")
    #expect(try faults().contains(isOfDays ? "packed_day" : "packed_cell"))
  }

  @Test(
    "A page that is forgotten is under no name in the sums, either",
    arguments: SeededGenerator.seeds(1))
  func forgotten(seed: UInt64) throws {
    let database = try Self.collected(seed)
    let named = try Self.reports(database, seed)
    let store = try TrafficDatabase(path: database.path)
    let page = try #require(
      try TrafficRows(URL(filePath: database.path)).rows("SELECT tag FROM page WHERE path = '/a'")
        .first)
    let forgotten = try store.forget(page: PagePath(redacted: "/a")) { _ in
      PageTag(rawValue: UInt64(bitPattern: Int64(page)!))
    }
    #expect(forgotten.pages > 0)
    try store.close()
    let summed = try Self.reports(database, seed)
    #expect(summed != named)
    try Self.removeSums(database)
    #expect(try Self.reports(database, seed) == summed, "seed \(seed)")
  }
}
