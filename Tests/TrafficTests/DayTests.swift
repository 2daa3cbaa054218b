import Testing
import Traffic

@Suite struct DayTests {
  @Test(
    "Known dates have their known numbers",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017),
      ("2024-02-29", 19_782), ("2026-10-01", 20_727), ("2038-01-19", 24_855),
      ("0001-01-01", -719_162),
      ("9999-12-31", 2_932_896), ("1900-02-28", -25_509), ("1900-03-01", -25_508),
    ] as [(String, Int32)])
  func known(text: String, number: Int32) {
    #expect(Day(text)?.rawValue == number)
    #expect(Day(rawValue: number).description == text)
  }

  @Test(
    "Dates that do not exist, or are written otherwise, are none",
    arguments: [
      "2026-02-29", "1900-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-04-31",
      "2026-1-01", "26-01-01", "2026-01-01 ", "", "2026-01", "+026-01-01", "0000-01-01",
      "2026-01-32", "2026-01-00", "٢٠٢٦-٠١-٠١",
    ])
  func none(text: String) {
    #expect(Day(text) == nil)
  }

  @Test("Every day of 800 years follows the one before and comes back from its text")
  func roundTrip() throws {
    var expected = try #require(Day("1600-01-01")).rawValue
    for year in 1600..<2400 {
      for month in 1...12 {
        for day in 1...Day.length(ofMonth: month, year: year) {
          let value = try #require(Day(year: year, month: month, day: day))
          guard value.rawValue == expected, value.date == (year, month, day) else {
            Issue.record("\(year)-\(month)-\(day) is \(value.rawValue), not \(expected)")
            return
          }
          expected += 1
        }
      }
    }
  }
}

@Suite struct HourTests {
  @Test(
    "Known hours begin when they do",
    arguments: [
      ("1970-01-01T00:00Z", 0), ("1969-12-31T23:00Z", -1), ("1969-12-31T00:00Z", -24),
      ("2026-10-01T13:00Z", 497_461), ("2024-02-29T23:00Z", 474_791),
      ("3882-12-31T23:00Z", 16_769_015),
    ] as [(String, Int64)])
  func known(text: String, hours: Int64) throws {
    let hour = try #require(Hour(text))
    #expect(hour.start == hours * 3600)
    #expect(hour == Hour(at: hours * 3600) && hour == Hour(at: hours * 3600 + 3599))
    #expect(hour.description == text)
    #expect(hour == Hour(hour.day, hour.ofDay))
    #expect(hour.day.hours.contains(hour) && hour.day.firstHour < hour)
    #expect((0...23).contains(hour.ofDay))
  }

  @Test(
    "An hour says how far its clock is ahead of UTC, whatever quarter of an hour that is",
    arguments: [
      ("2026-10-25T02:00+02:00", 1_792_886_400), ("2026-10-25T02:00+01:00", 1_792_890_000),
      ("2026-10-01T13:00+05:30", 1_790_839_800), ("2026-10-01T13:00+05:45", 1_790_838_900),
      ("2026-10-01T13:00-03:30", 1_790_872_200), ("2026-10-01T00:00+14:00", 1_790_762_400),
      ("2026-10-01T23:00-12:00", 1_790_938_800), ("1970-01-01T01:00+01:00", 0),
    ] as [(String, Int64)])
  func offsets(text: String, start: Int64) throws {
    let hour = try #require(Hour(text))
    #expect(hour.start == start)
    #expect(hour.description == text)
    let offset = try #require(hour.offset)
    #expect(Hour(at: start, offset: offset) == hour)
    #expect(Hour(at: start + 3599, offset: offset) == hour)
    #expect(hour.day.description == text.prefix(10))
    #expect(hour.withAnyOffset.contains(hour))
  }

  @Test("Of an hour that comes twice, the first one is before the second")
  func twice() throws {
    let hours = [
      "2026-10-25T01:00+02:00", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00",
      "2026-10-25T03:00+01:00",
    ].map { Hour($0)! }
    #expect(hours == hours.sorted())
    #expect(Set(hours.map(\.withAnyOffset)).count == 3)
  }

  @Test("What stands for a day is before all its hours, and says no offset")
  func ofDay() throws {
    let hour = try #require(Day("2026-10-01")).firstHour
    #expect(hour.description == "2026-10-01T00:00" && Hour("2026-10-01T00:00") == hour)
    #expect(hour.offset == nil)
    #expect(hour < Hour("2026-10-01T00:00+14:00")! && hour > Hour("2026-09-30T23:00-12:00")!)
  }

  @Test(
    "Offsets are to the nearest quarter of an hour",
    arguments: [
      (0, "Z"), (3600, "+01:00"), (-12_600, "-03:30"), (20_700, "+05:45"), (2680, "+00:45"),
      (-2670, "-00:45"), (50_400, "+14:00"), (93_599, "+16:00"), (-89_999, "-15:45"),
    ] as [(Int32, String)])
  func quarters(seconds: Int32, text: String) {
    #expect(UTCOffset(seconds).description == text)
    #expect(UTCOffset(text) == (text == "+16:00" ? nil : UTCOffset(seconds)))
  }

  @Test(
    "What is no hour is none",
    arguments: [
      "2026-10-01T24:00Z", "2026-10-01T13:30Z", "2026-10-01 13:00Z", "2026-10-01T1:00Z", "",
      "2026-10-01T13:00", "2026-10-01T13:00+0200", "2026-10-01T13:00+02:10",
      "2026-10-01T13:00+2:00",
      "2026-10-01T13:00-00:00", "2026-10-01T13:00+16:00", "2026-10-01T13:00z",
      "2026-10-01T13:00+02:00 ",
    ])
  func none(text: String) {
    #expect(Hour(text) == nil)
  }
}
