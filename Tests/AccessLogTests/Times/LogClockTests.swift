import LogFormats
import TestSupport
import Testing
import TimeZones
import Traffic

@testable import AccessLog

@Suite struct LogClockTests {
  private func hour(_ text: String, _ clock: inout LogClock) -> String? {
    unsafe LogBytes(text).with { unsafe clock.hour(of: $0, date: $0) }.map {
      Hour(rawValue: $0).description
    }
  }

  private func hour(_ text: String) -> String? {
    var clock = LogClock()
    return hour(text, &clock)
  }

  static let times: [(String, String)] =
    [
      ("01/Oct/2026:13:55:36 +0000", "2026-10-01T13:00Z"),
      ("01/Oct/2026:13:55:36 -0000", "2026-10-01T13:00Z"),
      ("01/Oct/2026:13:55:36 +0200", "2026-10-01T11:00Z"),
      ("01/Oct/2026:00:00:00 +0200", "2026-09-30T22:00Z"),
      ("31/Dec/2026:23:59:59 -0100", "2027-01-01T00:00Z"),
      ("28/Feb/2026:23:00:00 -0100", "2026-03-01T00:00Z"),
      ("29/Feb/2024:23:00:00 -0100", "2024-03-01T00:00Z"),
      ("29/Feb/2000:12:00:00 +0000", "2000-02-29T12:00Z"),
      ("01/Mar/2024:00:30:00 +0100", "2024-02-29T23:00Z"),
      ("01/Oct/2026:13:29:59 +0530", "2026-10-01T07:00Z"),
      ("01/Oct/2026:13:30:00 +0530", "2026-10-01T08:00Z"),
      ("01/Oct/2026:13:29:59 -0330", "2026-10-01T16:00Z"),
      ("01/Oct/2026:13:30:00 -0330", "2026-10-01T17:00Z"),
      ("01/Oct/2026:00:10:00 +1245", "2026-09-30T11:00Z"),
      ("01/Oct/2026:00:10:00 +1400", "2026-09-30T10:00Z"),
      ("01/Oct/2026:23:10:00 -1200", "2026-10-02T11:00Z"),
      ("01/Oct/2026:00:00:00 +2359", "2026-09-30T00:00Z"),
      ("01/Oct/2026:23:59:00 -2359", "2026-10-02T23:00Z"),
      ("31/Dec/2016:23:59:60 +0000", "2016-12-31T23:00Z"),
      ("01/Jan/1970:00:00:00 +0000", "1970-01-01T00:00Z"),
      ("31/Dec/1969:23:59:59 -0001", "1970-01-01T00:00Z"),
      ("31/Dec/3882:23:59:59 +0000", "3882-12-31T23:00Z"),
    ]
    + [
      ("Jan", "01"), ("Feb", "02"), ("Mar", "03"), ("Apr", "04"), ("May", "05"), ("Jun", "06"),
      ("Jul", "07"), ("Aug", "08"), ("Sep", "09"), ("Oct", "10"), ("Nov", "11"), ("Dec", "12"),
    ].map { ("15/\($0)/2026:01:02:03 +0000", "2026-\($1)-15T01:00Z") }

  static let noTimes = [
    "", "-", "01/Oct/2026:13:55:36", "01/Oct/2026:13:55:36 +000", "01/Oct/2026:13:55:36 +00000",
    "32/Oct/2026:13:55:36 +0000", "00/Oct/2026:13:55:36 +0000", "31/Sep/2026:13:55:36 +0000",
    "29/Feb/2026:13:55:36 +0000", "29/Feb/2100:13:55:36 +0000", "01/Okt/2026:13:55:36 +0000",
    "01/oct/2026:13:55:36 +0000", "01/OCT/2026:13:55:36 +0000", "01/Oct/2026:24:00:00 +0000",
    "01/Oct/2026:13:60:00 +0000", "01/Oct/2026:13:55:61 +0000", "01/Oct/2026:13:55:36 +2400",
    "01/Oct/2026:13:55:36 +0060", "01/Oct/2026:13:55:36 00000", "01/Oct/2026:13:55:36  0000",
    "01-Oct-2026:13:55:36 +0000", "01/Oct/2026 13:55:36 +0000", "01/Oct/2026:13.55.36 +0000",
    "01/Oct/2026:13:55:36+00000", "1/Oct/2026:13:55:36 +00000", "01/Oct/0000:13:55:36 +0000",
    "01/Oct/1969:13:55:36 +0000", "01/Jan/1970:00:00:00 +0001", "2026-10-01T13:55:36+00:00 ",
    "31/Dec/3884:13:55:36 +0000", "31/Dec/9999:23:59:59 +0000", "0a/Oct/2026:13:55:36 +0000",
    "01/Oct/202x:13:55:36 +0000", "01/Oct/2026:1x:55:36 +0000",
    // Nothing but what is checked of every line: a new clock must not take it for what it knows.
    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0:55:36\0\0\0\0\0\0",
  ]

  @Test("Times are read as hours in UTC", arguments: times)
  func known(text: String, expected: String) {
    #expect(hour(text) == expected)
  }

  @Test("What is no time is none", arguments: noTimes)
  func none(text: String) {
    var clock = LogClock()
    #expect(hour(text, &clock) == nil)
    _ = hour("01/Oct/2026:13:55:36 +0000", &clock)
    #expect(hour(text, &clock) == nil, "behind a time that is one")
  }

  @Test("A clock that has read another time reads each as a new one does", arguments: [1, 2, 3])
  func caching(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var clock = LogClock()
    for _ in 0..<400 {
      // Few different times, so that most differ from the one before in a single part.
      func pick(_ values: String...) -> String { values.randomElement(using: &random)! }
      let text =
        "\(pick("01", "02", "32"))/\(pick("Oct", "Nov"))/\(pick("2026", "2025")):"
        + "\(pick("13", "14")):\(pick("00", "59", "60")):\(pick("36", "60", "61")) "
        + pick("+0000", "-0000", "+0200", "-0200", "+0530", "-0330", "+9900")
      #expect(hour(text, &clock) == hour(text), "seed \(seed): \(text)")
    }
  }

  @Test("So does a clock that reads ISO 8601")
  func cachingOfISO() throws {
    var random = SeededGenerator.fresh()
    let zone = try ZoneClock("Asia/Kolkata")
    var clock = LogClock(.iso8601, zone: zone)
    var read = 0
    for _ in 0..<20_000 {
      func pick(_ values: String...) -> String { values.randomElement(using: &random)! }
      let text =
        "\(pick("2026", "2026", "2025"))-\(pick("10", "10", "1x"))-01\(pick("T", "T", "T", " ", "_"))"
        + "\(pick("13", "13", "14")):\(pick("00", "29", "30", "59", "60")):\(pick("36", "59", "60", "6"))"
        + pick("", "", ".", ".5", ".123", ",123", ".123456789012", ".12x")
        + pick(
          "Z", "Z", "+00:00", "+02:00", "+0200", "+05:30", "-03:30", "", " UTC", "+99:00", "\0")
      var new = LogClock(.iso8601, zone: zone)
      let expected = hour(text, &new)
      #expect(hour(text, &clock) == expected, "seed \(random.seed): \(text)")
      read += expected == nil ? 0 : 1
    }
    #expect(read > 4000)
  }

  @Test("Times without a zone are of the one that is set, those with one are of their own")
  func zones() throws {
    let oslo = try ZoneClock("Europe/Oslo")
    let cases: [(FieldNotation, String, String)] = [
      (.iso8601, "2026-01-15T12:30:00", "2026-01-15T11:00Z"),
      (.iso8601, "2026-07-15T12:30:00", "2026-07-15T10:00Z"),
      (.iso8601, "2026-07-15T12:30:00Z", "2026-07-15T12:00Z"),
      (.iso8601, "2026-07-15T12:30:00+05:00", "2026-07-15T07:00Z"),
      (.commonLogLocal, "15/Jul/2026:12:30:00", "2026-07-15T10:00Z"),
      (.strftime("%Y-%m-%d %H:%M:%S"), "2026-01-01 00:30:00", "2025-12-31T23:00Z"),
      (.strftime("%-m/%-d/%Y, %-H:%M:%S"), "1/1/2026, 0:30:00", "2025-12-31T23:00Z"),
      (.strftime("%-m/%-d/%Y, %-H:%M:%S"), "10/11/2026, 13:30:00", "2026-10-11T11:00Z"),
      (.epoch(.seconds), "1784118600", "2026-07-15T12:00Z"),
      // The hour that is skipped, and the one that comes twice.
      (.iso8601, "2026-03-29T01:59:59", "2026-03-29T00:00Z"),
      (.iso8601, "2026-03-29T02:30:00", "2026-03-29T01:00Z"),
      (.iso8601, "2026-03-29T03:00:00", "2026-03-29T01:00Z"),
      (.iso8601, "2026-10-25T01:30:00", "2026-10-24T23:00Z"),
      (.iso8601, "2026-10-25T02:30:00", "2026-10-25T00:00Z"),
      (.iso8601, "2026-10-25T03:00:00", "2026-10-25T02:00Z"),
      (.iso8601, "1970-01-01T01:00:00", "1970-01-01T00:00Z"),
    ]
    for (notation, text, expected) in cases {
      var clock = LogClock(notation, zone: oslo)
      #expect(hour(text, &clock) == expected, "\(text)")
    }
    var clock = LogClock(.iso8601, zone: oslo)
    #expect(hour("1970-01-01T00:59:59", &clock) == nil)
  }

  @Test("A clock that has read another time of a zone reads each as a new one does")
  func cachingOfZones() throws {
    var random = SeededGenerator.fresh()
    let zone = try ZoneClock("Europe/Oslo")
    var clock = LogClock(.iso8601, zone: zone)
    for _ in 0..<400 {
      func pick(_ values: String...) -> String { values.randomElement(using: &random)! }
      let text =
        "\(pick("2026", "2027", "2150"))-\(pick("03-28", "03-29", "10-25", "10-26"))T"
        + "\(pick("01", "02", "03")):30:00\(pick("", "", "", "Z"))"
      var new = LogClock(.iso8601, zone: zone)
      #expect(hour(text, &clock) == hour(text, &new), "seed \(random.seed): \(text)")
    }
  }

  @Test("Every hour of four years is the one after the last")
  func everyHour() {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var clock = LogClock()
    var expected = Day("2023-01-01")!.midnight
    for year in 2023...2026 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          for ofDay in [0, 23] {
            let text = "\(two(day))/\(months[month - 1])/\(year):\(two(ofDay)):59:59 +0000"
            let read = unsafe LogBytes(text).with { unsafe clock.hour(of: $0, date: $0) }
            guard read == expected.later(by: ofDay).rawValue else {
              Issue.record("\(text) is \(read ?? -1), not \(expected)")
              return
            }
          }
          expected = expected.later(by: 24)
        }
      }
    }
  }
}

/// Hours by the clock of a site that is elsewhere than the server's.
@Suite struct SiteClockTests {
  static let cases: [(zone: String, time: String, hour: String)] = [
    ("Europe/Oslo", "24/Oct/2026:22:30:00 +0000", "2026-10-25T00:00+02:00"),
    ("Europe/Oslo", "25/Oct/2026:00:59:59 +0000", "2026-10-25T02:00+02:00"),
    ("Europe/Oslo", "25/Oct/2026:01:00:00 +0000", "2026-10-25T02:00+01:00"),
    ("Europe/Oslo", "25/Oct/2026:02:30:00 +0200", "2026-10-25T02:00+02:00"),
    ("Europe/Oslo", "25/Oct/2026:02:30:00 +0100", "2026-10-25T02:00+01:00"),
    ("Europe/Oslo", "29/Mar/2026:00:59:59 +0000", "2026-03-29T01:00+01:00"),
    ("Europe/Oslo", "29/Mar/2026:01:00:00 +0000", "2026-03-29T03:00+02:00"),
    ("Asia/Kolkata", "01/Oct/2026:18:29:59 +0000", "2026-10-01T23:00+05:30"),
    ("Asia/Kolkata", "01/Oct/2026:18:30:00 +0000", "2026-10-02T00:00+05:30"),
    ("Asia/Kathmandu", "01/Oct/2026:18:15:00 +0000", "2026-10-02T00:00+05:45"),
    ("Asia/Kathmandu", "01/Oct/2026:18:14:59 +0000", "2026-10-01T23:00+05:45"),
    ("America/St_Johns", "01/Nov/2026:04:29:59 +0000", "2026-11-01T01:00-02:30"),
    ("America/St_Johns", "01/Nov/2026:04:30:00 +0000", "2026-11-01T01:00-03:30"),
    ("Australia/Lord_Howe", "04/Apr/2026:14:59:59 +0000", "2026-04-05T01:00+11:00"),
    ("Australia/Lord_Howe", "04/Apr/2026:15:00:00 +0000", "2026-04-05T01:00+10:30"),
    ("Australia/Lord_Howe", "04/Apr/2026:15:30:00 +0000", "2026-04-05T02:00+10:30"),
    ("Pacific/Apia", "30/Dec/2011:09:59:59 +0000", "2011-12-29T23:00-10:00"),
    ("Pacific/Apia", "30/Dec/2011:10:00:00 +0000", "2011-12-31T00:00+14:00"),
    ("UTC", "01/Oct/2026:13:55:36 +0530", "2026-10-01T08:00Z"),
    ("-03:30", "01/Oct/2026:13:55:36 +0000", "2026-10-01T10:00-03:30"),
  ]

  private func hour(_ text: String, _ clock: inout LogClock) -> String? {
    unsafe LogBytes(text).with { unsafe clock.hour(of: $0, date: $0) }.map {
      Hour(rawValue: $0).description
    }
  }

  @Test("A time is of the hour that the site's clock shows", arguments: cases)
  func known(zone: String, time: String, expected: String) throws {
    var clock = LogClock(site: try ZoneClock(zone))
    #expect(hour(time, &clock) == expected)
  }

  @Test(
    "In any order, a clock that keeps its last answer says what the zone says of each time",
    arguments: Set(cases.map(\.zone)).sorted())
  func order(name: String) throws {
    var random = SeededGenerator.fresh()
    let zone = try ZoneClock(name)
    var (common, iso) = (LogClock(site: zone), LogClock(.iso8601, site: zone))
    for _ in 0..<4000 {
      // Around changes of the clock, so that many lines share an hour of the log.
      let start = [1_774_735_200, 1_792_886_400, 1_775_314_800, 1_793_507_400, 1_325_239_200]
        .randomElement(
          using: &random)!
      let time = Int64(start) + Int64.random(in: -7200...7200, using: &random)
      let offset = [0, 0, 0, 3600, 7200, 19_800, 20_700, -9000, 37_800].randomElement(
        using: &random)!
      let date = ClockDate(time + Int64(offset))
      let sign = offset < 0 ? "-" : "+"
      let (hours, minutes) = (
        ClockDate.two(abs(offset) / 3600), ClockDate.two(abs(offset) / 60 % 60)
      )
      let expected = zone.hour(at: time).description
      #expect(
        hour("\(date.common) \(sign)\(hours)\(minutes)", &common) == expected,
        "seed \(random.seed), \(date.common) \(offset)")
      #expect(
        hour("\(date.iso)\(sign)\(hours):\(minutes)", &iso) == expected,
        "seed \(random.seed), \(date.iso) \(offset)")
    }
  }
}

/// A moment of a clock on the wall, as logs write it.
private struct ClockDate {
  let common: String
  let iso: String

  init(_ local: Int64) {
    let hour = Hour(at: local)
    let clock =
      "\(Self.two(hour.ofDay)):\(Self.two(Int(local / 60 % 60))):\(Self.two(Int(local % 60)))"
    let (year, month, day) = hour.day.date
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    common = "\(Self.two(day))/\(months[month - 1])/\(year):\(clock)"
    iso = "\(hour.day)T\(clock)"
  }

  static func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
}
