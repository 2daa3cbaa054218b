import Testing
import Traffic
import TrafficReport

@testable import TrafficPages

@Suite("Dates in a language's way")
struct StyleTests {
  @Test("Periods say as much of their first day as differs")
  func periods() {
    func text(_ first: String, _ last: String, _ language: Language) -> String {
      DateStyle(language).period(SampleReports.hours(first, last))
    }
    #expect(text("2026-10-01", "2026-10-01", .english) == "1 October 2026")
    #expect(text("2026-10-28", "2026-11-26", .english) == "28 October to 26 November 2026")
    #expect(
      text("2025-12-29", "2026-01-04", .norwegian) == "29. desember 2025 til 4. januar 2026")
    let day = SampleReports.day("2026-10-01")
    #expect(
      DateStyle(.english).period(Hour(day, 9)...Hour(day, 17)) == "1 October 2026, 09:00 to 17:59")
    #expect(DateStyle(.norwegian).short(day) == "tor. 1. okt. 2026")
  }

  @Test("An address encodes what it asks for, and leads nowhere else")
  func links() {
    let link = Link("", [("page", "//evil/\"><a&b=c"), ("site", "javascript:a")])
    #expect(link.text == "?page=//evil/%22%3E%3Ca%26b%3Dc&site=javascript%3Aa")
    #expect(Link("//evil").text == "?")
    #expect(Link("https://evil").text == "?")
    #expect(Link("sites", [("lang", "nb")]).text == "./sites?lang=nb")
  }
}
