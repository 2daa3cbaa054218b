import Testing
import Traffic
import TrafficReport

@testable import TrafficPages

@Suite("Numbers and dates in a language's way")
struct StyleTests {
  private let english = NumberStyle(.english)
  private let norwegian = NumberStyle(.norwegian)

  @Test("Numbers")
  func numbers() {
    #expect(english.count(1_234_567) == "1\u{202F}234\u{202F}567")
    #expect(NumberStyle(.english, isPlain: true).count(1_234_567) == "1,234,567")
    #expect(english.count(.min).hasPrefix("−9\u{202F}223"))
    #expect(english.bytes(999) == "999\u{A0}B" && english.bytes(999_950) == "1.0\u{A0}MB")
    #expect(norwegian.bytes(1_234_567) == "1,2\u{A0}MB")
    #expect(english.bytes(.max) == "9.2\u{A0}EB")
    #expect(english.share(0.1234) == "12.3%" && norwegian.share(0.1234) == "12,3\u{A0}%")
    #expect(english.share(0.0001) == "<0.1%" && english.share(0) == "0.0%")
    #expect(norwegian.milliseconds(0.109) == "0,1\u{A0}ms")
    #expect(english.milliseconds(131.8) == "132\u{A0}ms")
    #expect(
      english.milliseconds(1254) == "1.3\u{A0}s" && english.milliseconds(30_140) == "30\u{A0}s")
  }

  @Test("Changes have a sign, and nothing before is no change")
  func changes() {
    #expect(english.change(from: 100, to: 112) == "+12%")
    #expect(norwegian.change(from: 100, to: 97) == "−3\u{A0}%")
    #expect(english.change(from: 1000, to: 1001) == "0%")
    #expect(english.change(from: 0, to: 5) == nil)
    #expect(english.change(from: 1, to: 5_000) == "+499\u{202F}900%")
  }

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
