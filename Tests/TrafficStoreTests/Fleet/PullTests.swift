import CountCatalogue
import GRDB
import TestSupport
import Testing
import Traffic
import TrafficStore

/// Counts that leave a database with their names, and come into another one.
@Suite("A database that was put together day by day has the counts of the other one")
struct PullTests {
  let folder: ScratchFolder
  /// Of a store.
  static let store = [UInt8](repeating: 7, count: 16)

  init() throws { folder = try ScratchFolder() }

  /// A database with random counts of some days.
  private func counted(_ generator: inout SeededGenerator) throws -> TrafficArchive {
    let path = folder.path("counted.sqlite")
    let database = try TrafficDatabase(path: path)
    for _ in 0..<6 {
      var rollup = Rollup.random(using: &generator)
      // No browser has a version beyond that, and what comes from elsewhere is checked.
      for index in rollup.versionDays.indices {
        rollup.versionDays[index].major = min(rollup.versionDays[index].major, 9_999)
      }
      _ = try database.commit(rollup, sources: [])
    }
    try database.close()
    return try TrafficArchive(path: path)
  }

  /// Its days.
  private func days(of archive: TrafficArchive) throws -> [Day] {
    try archive.read { snapshot in
      let counts = try NamedCounts(snapshot)
      var days: Set<Day> = []
      for table in CountTable.all {
        try counts.visit(table) { row in
          days.insert(
            table.grain == .hour ? Hour(rawValue: row.time).day : Day(rawValue: row.time))
        }
      }
      return days.sorted()
    }
  }

  /// All that it has of some days, asked for hour by hour and day by day.
  private func pulled(_ days: Set<Day>, of archive: TrafficArchive) throws -> PulledCounts {
    let pulled = try PulledCounts(timeZone: "UTC")
    try archive.read { snapshot in
      let counts = try NamedCounts(snapshot)
      for table in CountTable.all {
        var times: Set<Int32> = []
        try counts.visit(table) { times.insert($0.time) }
        for time in times.sorted() {
          let day = table.grain == .hour ? Hour(rawValue: time).day : Day(rawValue: time)
          guard days.contains(day) else { continue }
          var rows: [NamedCount] = []
          try counts.visit(table, at: time) { rows.append($0) }
          #expect(!rows.isEmpty)
          #expect(rows.allSatisfy { $0.time == time })
          try pulled.add(rows, to: table)
        }
      }
    }
    return pulled
  }

  private func names(of archive: TrafficArchive) throws -> [UInt64: String] {
    try archive.read { snapshot in
      var names: [UInt64: String] = [:]
      try NamedCounts(snapshot).visitNames { _, tag, path in names[tag] = path }
      return names
    }
  }

  @Test(
    "Every view has the same rows, in any order of the days, and however often one is replaced",
    arguments: [UInt64](1...8) + [SeededGenerator.fresh().seed])
  func views(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let archive = try counted(&generator)
    let path = folder.path("pulled.sqlite")
    let database = try TrafficDatabase(path: path)
    let days = try days(of: archive)
    for day in (days + days.prefix(1)).shuffled(using: &generator) {
      let pulled = try pulled([day], of: archive)
      #expect(pulled.rows > 0)
      try database.replace([day], by: pulled, of: Self.store)
    }
    let names = try names(of: archive)
    #expect(!names.isEmpty)
    try database.setNames(names, today: days[0])
    try database.close()
    let expected = try PlainCounts(viewsOf: folder.path("counted.sqlite"))
    #expect(try PlainCounts(viewsOf: path) == expected, "seed \(seed)")
  }

  @Test("A day that is there no more goes, and a name that was taken back is in no view")
  func gone() throws {
    var generator = SeededGenerator(seed: 5)
    let archive = try counted(&generator)
    let path = folder.path("pulled.sqlite")
    let database = try TrafficDatabase(path: path)
    let days = try Set(days(of: archive))
    try database.replace(days, by: pulled(days, of: archive), of: Self.store)
    try database.setNames(names(of: archive), today: Day(rawValue: 0))
    try database.setNames([:], today: Day(rawValue: 0))
    let views = try DatabaseQueue(path: path)
    func number(_ sql: String) throws -> Int {
      try views.read { try Int.fetchOne($0, sql: sql) ?? -1 }
    }
    #expect(try number("SELECT count(*) FROM page_hours") > 0)
    #expect(try number("SELECT count(*) FROM page_hours WHERE page <> '(rare pages)'") == 0)
    #expect(try number("SELECT count(*) FROM page WHERE path IS NOT NULL") == 0)
    try database.replace(days, by: PulledCounts(timeZone: "UTC"), of: Self.store)
    for table in CountTable.all {
      #expect(try number("SELECT count(*) FROM \(table.name)") == 0, "\(table.name)")
    }
  }

  @Test("Counts of another store, of another time zone, or beside own ones are refused")
  func refused() throws {
    let own = try TrafficDatabase(path: folder.path("own.sqlite"))
    _ = try own.commit(.small(), sources: [])
    let empty = try PulledCounts(timeZone: "UTC")
    #expect(throws: PullRefusal.hasOtherCounts) {
      try own.replace([], by: empty, of: Self.store)
    }
    let pulled = try TrafficDatabase(path: folder.path("pulled.sqlite"))
    try pulled.replace([], by: empty, of: Self.store)
    #expect(throws: PullRefusal.hasOtherCounts) {
      try pulled.replace([], by: empty, of: [UInt8](repeating: 8, count: 16))
    }
    #expect(throws: PullRefusal.otherTimeZone("UTC")) {
      try pulled.checkPull(of: Self.store, timeZone: "Europe/Oslo")
    }
  }

  @Test("Rows that no log can have are refused")
  func impossible() throws {
    let hour = Hour(utc: 490_000).rawValue
    func row(_ time: Int32, _ number: UInt32, _ count: Int64) -> NamedCount {
      var row = NamedCount(time: time, site: "example.org")
      row.numbers[0] = number
      row.counts[0] = count
      return row
    }
    for row in [row(-1, 1, 1), row(hour, 99, 1), row(hour, 1, -1), row(hour, 1, .max)] {
      #expect(throws: StoreError.self) {
        try PulledCounts(timeZone: "UTC").add([row], to: .pageHour)
      }
    }
    let pulled = try PulledCounts(timeZone: "UTC")
    try pulled.add([row(hour, 1, 1), row(hour, 1, 1)], to: .kindHour)
    #expect(pulled.hits == 2)
  }

  @Test("A list of names is what it was, and none that is damaged is taken")
  func list() throws {
    let tags = [UInt64.max, 0, 0x0123_4567_89AB_CDEF].map(PageTag.init(rawValue:))
    let bytes = NameList(tags).bytes
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == "sporlos names 1\n0000000000000000\n0123456789abcdef\nffffffffffffffff\n")
    #expect(NameList(bytes: bytes)?.tags == tags.sorted())
    for count in 0..<bytes.count where (count - 16) % 17 != 0 || count < 16 {
      #expect(NameList(bytes: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
    for place in bytes.indices {
      var damaged = bytes
      damaged[place] = 0x58
      #expect(NameList(bytes: damaged) == nil, "byte \(place)")
    }
  }
}
