import Testing
import Traffic

@testable import FleetStore

@Suite("When an hour or a day is over")
struct SentUnitTests {
  /// 2026-10-25T12:00:00Z.
  static let noon: Int64 = 1_792_929_600
  static let day = Day("2026-10-25")

  @Test(
    "An hour is over when its last second is, by the clock it was counted by",
    arguments: [
      ("2026-10-25T11:00Z", 0, true), ("2026-10-25T11:00Z", -1, false),
      ("2026-10-25T12:00Z", 0, false), ("2026-10-25T12:00Z", 3599, false),
      ("2026-10-25T12:00Z", 3600, true), ("2026-10-25T13:00+02:00", 0, true),
      ("2026-10-25T13:00+02:00", -1, false), ("2026-10-25T14:00+02:00", 0, false),
      ("2026-10-25T06:00-05:00", 0, true), ("2026-10-25T07:00-05:00", 0, false),
      ("2026-10-25T17:00+05:45", 0, false), ("2026-10-25T16:00+05:45", 0, true),
    ])
  func hours(hour: String, seconds: Int64, isOver: Bool) throws {
    let unit = SentUnit(.hour, at: try #require(Hour(hour)).rawValue)
    let day = try #require(SentUnitTests.day)
    #expect(unit.isOver(at: SentUnitTests.noon + seconds, today: day) == isOver)
  }

  @Test("Of the hour that comes twice in October, the first is over before the second")
  func twice() throws {
    let day = try #require(SentUnitTests.day)
    let first = SentUnit(.hour, at: try #require(Hour("2026-10-25T02:00+02:00")).rawValue)
    let second = SentUnit(.hour, at: try #require(Hour("2026-10-25T02:00+01:00")).rawValue)
    // 2026-10-25T01:00:00Z, when clocks go back.
    let change = SentUnitTests.noon - 11 * 3600
    #expect(first.isOver(at: change, today: day))
    #expect(!second.isOver(at: change + 3599, today: day))
    #expect(second.isOver(at: change + 3600, today: day))
  }

  @Test(
    "A day, and the hours that were gathered into one, are over when another day is today",
    arguments: [("2026-10-24", true), ("2026-10-25", false), ("2026-10-26", false)])
  func days(text: String, isOver: Bool) throws {
    let (day, today) = (try #require(Day(text)), try #require(SentUnitTests.day))
    // Whatever the clock says.
    for now in [0, SentUnitTests.noon, .max] {
      #expect(SentUnit(.day, at: day.rawValue).isOver(at: now, today: today) == isOver)
      let gathered = SentUnit(.hour, at: day.firstHour.rawValue)
      #expect(gathered.isOver(at: now, today: today) == isOver)
    }
  }

  @Test("Units are in the order of their days, and hours of a day before the day")
  func order() throws {
    let hours = try ["2026-10-24T23:00Z", "2026-10-25T00:00Z", "2026-10-25T23:00Z"].map {
      SentUnit(.hour, at: try #require(Hour($0)).rawValue)
    }
    let days = try ["2026-10-24", "2026-10-25"].map {
      SentUnit(.day, at: try #require(Day($0)).rawValue)
    }
    let sorted = [hours[0], days[0], hours[1], hours[2], days[1]]
    #expect((hours + days).sorted() == sorted)
    #expect(sorted.map(\.day).map(\.description).first == "2026-10-24")
  }
}
