import GRDB
import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite("No single reading of a clock ages counts")
struct ClockReadingTests {
  /// Days as they were read one after the other, and what they agree on.
  struct Schedule: CustomTestStringConvertible {
    var testDescription: String
    var days: [String]
    var agreed: String?

    init(_ description: String, _ days: [String], _ agreed: String?) {
      (testDescription, self.days, self.agreed) = (description, days, agreed)
    }
  }

  static let schedules: [Schedule] = [
    .init("never read", [], nil),
    .init("two days are too few", ["2026-11-01", "2026-11-02"], nil),
    .init("every night", ["2026-11-01", "2026-11-02", "2026-11-03"], "2026-11-01"),
    .init(
      "every night for longer", ["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-04"],
      "2026-11-02"),
    .init(
      "many times a day",
      ["2026-11-01", "2026-11-01", "2026-11-02", "2026-11-02", "2026-11-03", "2026-11-03"],
      "2026-11-01"),
    .init(
      "wrong once, years ahead", ["2026-11-01", "2026-11-02", "2026-11-03", "2030-01-01"], nil),
    .init(
      "wrong once, a month ahead", ["2026-11-01", "2026-11-02", "2026-11-03", "2026-12-03"],
      "2026-11-02"),
    .init(
      "wrong on the first day of all, and right on one", ["2030-01-01", "2026-11-01"], nil),
    .init(
      "wrong again and again on the same day",
      ["2026-11-01", "2026-11-02", "2030-01-01", "2030-01-01", "2030-01-01", "2030-01-01"], nil),
    .init(
      "right days between wrong ones",
      ["2026-11-01", "2030-01-01", "2026-11-01", "2030-01-02", "2026-11-01", "2030-01-03"], nil),
    .init(
      "a month ahead on days with a right one between",
      ["2026-11-01", "2026-12-01", "2026-11-01", "2026-12-02", "2026-11-01", "2026-12-03"],
      "2026-11-01"),
    .init(
      "three wrong days that are far apart", ["2030-01-01", "2035-01-01", "2028-01-01"], nil),
    .init(
      "right again", ["2030-01-01", "2026-11-01", "2026-11-02", "2026-11-03"], "2026-11-01"),
    .init(
      "1970 at each start, before the right day is known",
      [
        "1970-01-01", "2026-11-01", "1970-01-01", "2026-11-02", "2000-01-01", "2026-11-03",
        "1970-01-01",
      ], "2026-11-01"),
    .init(
      "set back by a week",
      ["2026-11-08", "2026-11-09", "2026-11-10", "2026-11-03"], "2026-11-03"),
    .init("once a month", ["2026-08-31", "2026-09-30", "2026-10-31"], "2026-08-31"),
    .init("once a year", ["2024-11-01", "2025-11-01", "2026-11-01", "2027-11-01"], nil),
    .init(
      "a clock that is wrong for three days is believed",
      ["2026-11-01", "2030-01-01", "2030-01-02", "2030-01-03"], "2030-01-01"),
    .init("behind the last year there is", ["2026-11-01", "+10000-01-01"], nil),
  ]

  @Test("Only three days that agree say which day it is", arguments: schedules)
  func agreement(schedule: Schedule) throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    for day in schedule.days {
      // Each run opens the database anew.
      let database = try TrafficDatabase(path: path)
      try database.noteClock(Day(day) ?? Day(rawValue: 2_932_897))
      try database.close()
    }
    let database = try TrafficDatabase(path: path)
    #expect(try database.agreedDay()?.description == schedule.agreed)
    let first = try database.firstKeptDay(today: nil)
    #expect(
      first == schedule.agreed.map { Retention.standard.firstDay(today: Day($0)!) }
        ?? Day(rawValue: 0))
  }

  @Test(
    "Whatever a wrong clock says, nothing goes before its time, and everything soon after",
    arguments: [1, 2, 3, SeededGenerator.fresh().seed])
  func random(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var readings = ClockReadings()
    let start = Day("2026-11-01")!
    for night in Int32(0)..<400 {
      let today = Day(rawValue: start.rawValue + night)
      // One wrong reading a night at most, before or after the right one.
      let offset = Int32.random(in: -30_000...30_000, using: &generator)
      let wrong = Day(rawValue: today.rawValue + offset)
      let isWrong = Int.random(in: 0..<5, using: &generator) == 0
      if isWrong, Bool.random(using: &generator) { readings.note(wrong) }
      readings.note(today)
      if let agreed = readings.agreed { #expect(agreed <= today, "seed \(seed), night \(night)") }
      if isWrong, Bool.random(using: &generator) { readings.note(wrong) }
      if let agreed = readings.agreed { #expect(agreed <= today, "seed \(seed), night \(night)") }
    }
    for night in Int32(400)..<403 { readings.note(Day(rawValue: start.rawValue + night)) }
    #expect(readings.agreed?.rawValue == start.rawValue + 400, "seed \(seed)")
  }

  @Test("A database of the release before gets its readings, and is read without them")
  func migrated() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    // The release that had the step before this one.
    let step = 5 - Schema.firstVersion
    let old = try DatabaseQueue(path: path)
    try old.write { db in
      for step in Schema.steps.prefix(step) { try step(db) }
      try db.execute(
        sql: """
          INSERT INTO meta(one, identifier) VALUES (1, randomblob(16));
          INSERT INTO site(name) VALUES ('example.org');
          PRAGMA application_id = \(Schema.applicationID);
          PRAGMA user_version = \(Schema.firstVersion + step - 1);
          """)
    }
    try old.close()
    let archive = try TrafficArchive(path: path)
    let (agreed, readings, faults) = try archive.read {
      (try $0.agreedDay(), try $0.clockReadings(), try $0.schemaFaults())
    }
    #expect(agreed == nil && readings == [] && faults.strangers.isEmpty && faults.missing == 0)
    try archive.close()
    for day in ["2026-11-01", "2026-11-02", "2026-11-03"] {
      let database = try TrafficDatabase(path: path)
      try database.noteClock(Day(day)!)
      try database.close()
    }
    let database = try TrafficDatabase(path: path)
    #expect(try database.agreedDay() == Day("2026-11-01")!)
    #expect(
      try database.queue.read { db in try String.fetchAll(db, sql: "SELECT name FROM site") }
        == ["example.org"])
  }

  @Test("Two processes that read the clock at once lose no reading")
  func concurrent() throws {
    let folder = try ScratchFolder()
    let (one, other) = (
      try TrafficDatabase(path: folder.path("t.sqlite")),
      try TrafficDatabase(path: folder.path("t.sqlite"))
    )
    try one.noteClock(Day("2026-11-01")!)
    try other.noteClock(Day("2030-01-01")!)
    try one.noteClock(Day("2026-11-01")!)
    try other.noteClock(Day("2026-11-02")!)
    let archive = try TrafficArchive(path: folder.path("t.sqlite"))
    let days = try archive.read { try $0.clockReadings() }
    #expect(days.map(\.description) == ["2030-01-01", "2026-11-01", "2026-11-02"])
  }

  @Test("Evidence of a day is what many hits were on, or clocks agree on")
  func evidence() throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    func evident() throws -> Day? {
      try database.queue.read { db in try ClockReadings.evident(in: db) }
    }
    #expect(try evident() == nil)
    func add(_ hits: Int64, on day: String) throws {
      var rollup = Rollup.small(hour: Day(day)!.rawValue * 24)
      for index in rollup.kindHours.indices { rollup.kindHours[index].hits = 0 }
      rollup.kindHours[0].hits = hits
      _ = try database.commit(rollup, sources: [])
    }
    try add(50, on: "2026-11-01")
    try add(50, on: "2026-11-02")
    #expect(try evident() == Day("2026-11-01")!, "a hundred hits say nothing")
    try add(20_000, on: "2026-11-02")
    #expect(try evident() == Day("2026-11-02")!)
    try add(200, on: "2030-01-01")
    #expect(try evident() == Day("2026-11-02")!, "one in a hundred hits says nothing")
    for day in ["2026-12-01", "2026-12-02", "2026-12-03"] { try database.noteClock(Day(day)!) }
    #expect(try evident() == Day("2026-12-01")!)
    for (clock, believed) in [
      ("2026-12-04", "2026-12-04"), ("2027-01-01", "2027-01-01"), ("2027-01-02", "2026-12-01"),
      ("2030-01-01", "2026-12-01"), ("1970-01-01", "1970-01-01"),
    ] {
      #expect(try database.believedDay(clock: Day(clock)!) == Day(believed)!, "\(clock)")
    }
  }
}
