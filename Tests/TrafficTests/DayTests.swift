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
    "Known hours have their known numbers",
    arguments: [
      ("1970-01-01T00:00Z", 0), ("1969-12-31T23:00Z", -1), ("1969-12-31T00:00Z", -24),
      ("2026-10-01T13:00Z", 497_461), ("2024-02-29T23:00Z", 474_791),
    ] as [(String, Int32)])
  func known(text: String, number: Int32) {
    #expect(Hour(text)?.rawValue == number)
    let hour = Hour(rawValue: number)
    #expect(hour.description == text)
    #expect(hour.day.firstHour.rawValue + Int32(hour.ofDay) == number)
    #expect((0...23).contains(hour.ofDay))
  }

  @Test(
    "What is no hour is none",
    arguments: [
      "2026-10-01T24:00Z", "2026-10-01T13:30Z", "2026-10-01 13:00Z", "2026-10-01T1:00Z", "",
    ])
  func none(text: String) {
    #expect(Hour(text) == nil)
  }
}
