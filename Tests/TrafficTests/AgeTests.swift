import Testing
import Traffic

@Suite struct AgeTests {
  @Test(
    "An age is a number of days, months or years",
    arguments: [
      ("25mo", "25 months"), ("1d", "1 day"), ("2y", "2 years"), ("36500d", "36500 days"),
      ("1200mo", "1200 months"), ("1mo", "1 month"),
    ])
  func reads(text: String, words: String) {
    #expect(Age(text)?.words == words)
    #expect(Age(text)?.description == text)
  }

  @Test(
    "Anything else is none",
    arguments: [
      "", "d", "25", "0d", "-1d", "25m", "25 mo", "1.5y", "101y", "1201mo", "36501d", "٢d",
      "99999999999999999999d", "25mo ", "+3d", "1w",
    ])
  func refuses(text: String) {
    #expect(Age(text) == nil)
  }

  @Test(
    "Months and years are the calendar's, and end with a shorter month",
    arguments: [
      ("2026-10-31", "1mo", "2026-09-30"), ("2026-10-31", "25mo", "2024-09-30"),
      ("2026-03-31", "1mo", "2026-02-28"), ("2024-03-31", "1mo", "2024-02-29"),
      ("2024-02-29", "1y", "2023-02-28"), ("2026-01-15", "13mo", "2024-12-15"),
      ("2026-01-01", "1d", "2025-12-31"), ("2026-03-01", "90d", "2025-12-01"),
      ("0001-05-05", "1y", "0001-01-01"),
    ])
  func before(today: String, age: String, day: String) {
    #expect(Age(age)!.before(Day(today)!) == Day(day)!)
  }

  @Test("A month begins and ends with its own days, for four hundred years")
  func months() {
    var day = Day(year: 1900, month: 1, day: 1)!
    let end = Day(year: 2300, month: 1, day: 1)!
    while day < end {
      let last = day.lastOfMonth
      #expect(day.firstOfMonth == day && last.firstOfMonth == day && last.lastOfMonth == last)
      let next = Day(rawValue: last.rawValue + 1)
      #expect(next.date.day == 1 && day.monthText == String(last.description.prefix(7)))
      day = next
    }
  }
}
