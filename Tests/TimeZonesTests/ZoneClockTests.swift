import Foundation
import TestSupport
import Testing

@testable import TimeZones

@Suite struct ZoneClockTests {
  static let offsets: [(String, Int32)] = [
    ("UTC", 0), ("utc", 0), ("Z", 0), ("z", 0), ("GMT", 0), ("+00:00", 0), ("-0", 0),
    ("+01:00", 3600), ("+0100", 3600), ("+01", 3600), ("+1", 3600), ("-3", -10_800),
    ("-03:30", -12_600), ("-0330", -12_600), ("+5:45", 20_700), ("+14:00", 50_400),
    ("+15:59", 57_540), ("Etc/GMT-3", 10_800), ("Etc/GMT+3", -10_800), ("Asia/Kolkata", 19_800),
  ]

  @Test("An offset, UTC and a zone without summer time are the same all year", arguments: offsets)
  func fixed(name: String, expected: Int32) throws {
    let zone = try ZoneClock(name)
    for local: Int64 in [946_684_800, 1_790_000_000, 1_800_000_000, 253_402_300_799] {
      #expect(zone.offset(atLocal: local) == expected)
    }
  }

  @Test(
    "What is neither a name nor an offset is no zone",
    arguments: [
      "", "Oslo", "Europe", "Europe/", "/Europe/Oslo", "Europe//Oslo", "Europe/Oslo/x",
      "europe/oslo", "Europe/Oslo ", "Europe/Oslo\0", "Europe/Oslø", "../zoneinfo/Europe/Oslo",
      "Europe/../Europe/Oslo", "./Europe/Oslo", "/usr/share/zoneinfo/Europe/Oslo", "/etc/localtime",
      "zone.tab", "Local", "CET-1CEST", "<+03>-3", "1", "+", "-", "+1:", "+:30", "+1:5", "+01:5",
      "+100", "+01000", "+01:00:00", "+16", "+01:60", "+-1", "++1", "+1 ", "\u{2212}3",
      "UTC+1", String(repeating: "a", count: 101), String(repeating: "a/", count: 5000) + "a",
    ])
  func unknown(name: String) {
    #expect(throws: TimeZoneError(.unknown, name: name)) { try ZoneClock(name) }
  }

  @Test("A zone with leap seconds is the one without")
  func right() throws {
    #expect(try ZoneClock("right/Europe/Oslo") == ZoneClock("Europe/Oslo"))
    #expect(throws: TimeZoneError(.unknown, name: "right/../Europe/Oslo")) {
      try ZoneClock("right/../Europe/Oslo")
    }
  }

  @Test("A file that is no zone is not taken for one")
  func notZone() throws {
    let folder = try ScratchFolder()
    try folder.write("TZif, but not really", to: "Oslo")
    let database = TimeZoneDatabase(folder: folder.url.path)
    #expect(throws: TimeZoneError(.damaged, name: "Oslo")) {
      try ZoneClock("Oslo", in: database)
    }
    try Data(count: TimeZoneDatabase.most + 1).write(to: folder.file("Large"))
    #expect(throws: TimeZoneError(.unknown, name: "Large")) {
      try ZoneClock("Large", in: database)
    }
  }

  @Test("A machine without the tz database is told from a name that is unknown")
  func noDatabase() throws {
    let database = TimeZoneDatabase(folder: try ScratchFolder().file("none").path)
    #expect(throws: TimeZoneError(.noDatabase, name: "Europe/Oslo")) {
      try ZoneClock("Europe/Oslo", in: database)
    }
    #expect(try ZoneClock("UTC", in: database) == .utc)
    #expect(database.suggestion(for: "oslo") == nil)
  }

  @Test("A name that is nearly right leads to the right one")
  func suggestions() {
    let cases = [
      ("europe/oslo", "Europe/Oslo"), ("Oslo", "Europe/Oslo"), ("new york", "America/New_York"),
      ("America/New York", "America/New_York"), ("nowhere", nil), ("", nil), ("+16", nil),
    ]
    for (name, expected) in cases { #expect(ZoneClock.suggestion(for: name) == expected) }
  }

  // MARK: - The hours that come twice, or not at all

  static let changes: [(String, String, Int32)] = [
    ("Europe/Oslo", "2026-03-29T01:59:59Z", 3600),
    // Skipped: half past two by the clock of before is half past three.
    ("Europe/Oslo", "2026-03-29T02:00:00Z", 3600),
    ("Europe/Oslo", "2026-03-29T02:59:59Z", 3600),
    ("Europe/Oslo", "2026-03-29T03:00:00Z", 7200),
    ("Europe/Oslo", "2026-10-25T01:59:59Z", 7200),
    // Twice: the first is taken.
    ("Europe/Oslo", "2026-10-25T02:00:00Z", 7200),
    ("Europe/Oslo", "2026-10-25T02:59:59Z", 7200),
    ("Europe/Oslo", "2026-10-25T03:00:00Z", 3600),
    ("Europe/Oslo", "2150-07-01T12:00:00Z", 7200),
    ("Europe/Oslo", "9999-12-31T23:59:59Z", 3600),
    ("Australia/Lord_Howe", "2026-04-05T01:59:59Z", 39_600),
    ("Australia/Lord_Howe", "2026-04-05T02:00:00Z", 37_800),
    // All of 30 December 2011 was skipped.
    ("Pacific/Apia", "2011-12-29T23:59:59Z", -36_000),
    ("Pacific/Apia", "2011-12-30T12:00:00Z", -36_000),
    ("Pacific/Apia", "2011-12-31T00:00:00Z", 50_400),
  ]

  /// Seconds since 1970 by the clock on the wall.
  private static func seconds(_ local: String) throws -> Int64 {
    Int64(try Date(local, strategy: .iso8601).timeIntervalSince1970)
  }

  @Test(
    "Of an hour that comes twice the first is taken; one that is skipped comes late",
    arguments: changes)
  func folds(name: String, local: String, expected: Int32) throws {
    let local = try ZoneClockTests.seconds(local)
    #expect(try ZoneClock(name).offset(atLocal: local) == expected)
  }

  // MARK: - The machine's own zone

  @Test(
    "The machine's zone is what TZ says",
    arguments: [
      ("", 0, 0), ("UTC", 0, 0), ("UTC0", 0, 0), ("Europe/Oslo", 3600, 7200),
      (":Europe/Oslo", 3600, 7200), ("/usr/share/zoneinfo/Europe/Oslo", 3600, 7200),
      (":/usr/share/zoneinfo/Europe/Oslo", 3600, 7200), ("<+03>-3", 10_800, 10_800),
      ("CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200), ("AAA+3BBB", -10_800, -7200),
    ] as [(String, Int32, Int32)])
  func variable(value: String, winter: Int32, summer: Int32) throws {
    let zone = try ZoneClock(local: value)
    #expect(zone.offset(atLocal: try ZoneClockTests.seconds("2026-01-01T12:00:00Z")) == winter)
    #expect(zone.offset(atLocal: try ZoneClockTests.seconds("2026-07-01T12:00:00Z")) == summer)
  }

  @Test(
    "What TZ says and nothing knows is an error",
    arguments: ["Europe/Nowhere", ":nowhere", "/root/zone", "+01:00", "-3", "A-1", "../x"])
  func unknownVariable(value: String) {
    #expect(throws: TimeZoneError(.unknown, name: value, isLocal: true)) {
      try ZoneClock(local: value)
    }
  }

  @Test("Without TZ, the machine's zone is that of its file, or UTC")
  func localFile() throws {
    let folder = try ScratchFolder()
    let file = folder.file("localtime").path
    #expect(try ZoneClock(local: nil, file: file) == .utc)
    try FileManager.default.createSymbolicLink(
      atPath: file, withDestinationPath: "/usr/share/zoneinfo/Europe/Oslo")
    #expect(try ZoneClock(local: nil, file: file) == ZoneClock("Europe/Oslo"))
    #expect(try ZoneClock(local: ":" + file, file: file) == ZoneClock("Europe/Oslo"))
    try FileManager.default.removeItem(atPath: file)
    try folder.write("", to: "localtime")
    #expect(throws: TimeZoneError(.damaged, name: file, isLocal: true)) {
      try ZoneClock(local: nil, file: file)
    }
  }
}
