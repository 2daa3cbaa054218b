import Testing
import Traffic
import TrafficReport

@Suite struct PeriodEndTests {
  let now = Hour("2026-10-09T14:00Z")!

  @Test(
    "Times as users type them",
    arguments: [
      ("2026", "2026-01-01T00:00Z", "2026-12-31T23:00Z"),
      ("2024-02", "2024-02-01T00:00Z", "2024-02-29T23:00Z"),
      ("2026-10-01", "2026-10-01T00:00Z", "2026-10-01T23:00Z"),
      ("2026-10-01T13", "2026-10-01T13:00Z", "2026-10-01T13:00Z"),
      ("2026-10-01T13:00", "2026-10-01T13:00Z", "2026-10-01T13:00Z"),
      ("2026-10-01T13:00Z", "2026-10-01T13:00Z", "2026-10-01T13:00Z"),
      ("today", "2026-10-09T00:00Z", "2026-10-09T23:00Z"),
      ("yesterday", "2026-10-08T00:00Z", "2026-10-08T23:00Z"),
      // The last seven days with today; as an end, what comes right before them.
      ("7d", "2026-10-03T00:00Z", "2026-10-02T23:00Z"),
      ("1d", "2026-10-09T00:00Z", "2026-10-08T23:00Z"),
    ])
  func known(text: String, first: String, last: String) throws {
    let end = try #require(PeriodEnd(text, now: now))
    #expect(end.first.description == first)
    #expect(end.last.description == last)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "d", "0d", "-7d", "7", "7D", "٧d", "2026-13", "2026-02-30", "2026-10-01T24", "26-10-01",
      "2026-1", "tomorrow", "2026-10-01T13:30", "2026-10-01 13", "999999d", "20261001",
    ])
  func none(text: String) {
    #expect(PeriodEnd(text, now: now) == nil)
  }
}
