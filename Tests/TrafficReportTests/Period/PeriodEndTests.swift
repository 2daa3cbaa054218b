import TimeZones
import Testing
import Traffic
import TrafficReport

@Suite struct PeriodEndTests {
  /// A Friday.
  let now = Hour("2026-10-09T14:00Z")!

  @Test(
    "Days as users type them",
    arguments: [
      ("2026", "2026-01-01", "2026-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
      ("2026-10-01", "2026-10-01", "2026-10-01"), ("today", "2026-10-09", "2026-10-09"),
      ("yesterday", "2026-10-08", "2026-10-08"), ("this-week", "2026-10-05", "2026-10-11"),
      ("last-week", "2026-09-28", "2026-10-04"), ("this-month", "2026-10-01", "2026-10-31"),
      ("last-month", "2026-09-01", "2026-09-30"), ("2026-w41", "2026-10-05", "2026-10-11"),
      ("2026-W01", "2025-12-29", "2026-01-04"), ("2026-w53", "2026-12-28", "2027-01-03"),
      ("2027-w01", "2027-01-04", "2027-01-10"),
      // So many whole days, or weeks; as an end, what comes right before them.
      ("7d", "2026-10-02", "2026-10-01"), ("1d", "2026-10-08", "2026-10-07"),
      ("1w", "2026-09-28", "2026-09-27"), ("12w", "2026-07-13", "2026-07-12"),
    ])
  func days(text: String, first: String, last: String) throws {
    let end = try #require(PeriodEnd(text, now: now))
    #expect(end.first == Day(first)?.hours.lowerBound)
    #expect(end.last == Day(last)?.hours.upperBound)
  }

  @Test(
    "Hours as users type them: of the clock that counts, unless they say another",
    arguments: [
      ("2026-10-01T13", "2026-10-01T13:00+02:00", "2026-10-01T13:00+02:00"),
      ("2026-10-01T13:00", "2026-10-01T13:00+02:00", "2026-10-01T13:00+02:00"),
      ("2026-10-01T13:00Z", "2026-10-01T15:00+02:00", "2026-10-01T15:00+02:00"),
      ("2026-10-01T13:00+02:00", "2026-10-01T13:00+02:00", "2026-10-01T13:00+02:00"),
      ("2026-10-25T02", "2026-10-25T02:00+02:00", "2026-10-25T02:00+01:00"),
      ("2026-10-25T02:00+01:00", "2026-10-25T02:00+01:00", "2026-10-25T02:00+01:00"),
    ])
  func hours(text: String, first: String, last: String) throws {
    let clock = try ZoneClock("Europe/Oslo")
    let end = try #require(PeriodEnd(text, now: now, clock: clock))
    #expect(clock.hours(in: end.first...end.last) == Hour(first)!...Hour(last)!)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "d", "0d", "-7d", "7", "7D", "٧d", "2026-13", "2026-02-30", "2026-10-01T24", "26-10-01",
      "2026-1", "tomorrow", "2026-10-01T13:30", "2026-10-01 13", "999999d", "20261001", "w", "0w",
      "2026-w00", "2026-w54", "2025-w53", "2026-w1", "2026w41", "2026-x41", "last-year",
      "next-week",
    ])
  func none(text: String) {
    #expect(PeriodEnd(text, now: now) == nil)
  }
}
