import Testing
import Traffic
import TrafficReport

@Suite struct DayGoldenTests {
  let database: SampleDatabase

  init() throws { database = try SampleDatabase.days() }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("Referrers as text leave the site's own pages to a note")
  func referrers() throws {
    #expect(
      lines(try database.report(.referrers).text(TextStyle(width: 80))) == [
        "Referrers",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Referrer    Kind           Page views   Share",
        "google.com  search engine          20   54.1%",
        "a.example   other site              5   13.5%",
        "(other)                            12   32.4%",
        "Total                              37  100.0%",
        "",
        "Excluded: 60 internal page views, 30 without a referrer (typed, bookmarked or",
        "withheld).",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Kinds of referrers as text")
  func referrerKinds() throws {
    #expect(
      lines(try database.report(.referrerKinds).text(TextStyle(width: 80))) == [
        "Kinds of referrers",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Kind           Page views   Share",
        "internal               60   47.2%  ████████████████████████████████████████",
        "direct                 30   23.6%  ████████████████████",
        "search engine          20   15.7%  █████████████▍",
        "other site              5    3.9%  ███▍",
        "(other)                12    9.4%  ████████",
        "Total                 127  100.0%",
        "",
        "Internal page views come from a page of the site itself. Direct ones have no",
        "referrer: typed, bookmarked or withheld.",
        "Kinds cover hosts that are shown by name; all others are in (other).",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Campaigns as text")
  func campaigns() throws {
    #expect(
      lines(try database.report(.campaigns).text(TextStyle(width: 80))) == [
        "Campaigns",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Source      Medium  Campaign  Page views   Share",
        "newsletter  email   autumn            20   62.5%",
        "(other)                               12   37.5%",
        "Total                                 32  100.0%",
        "",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Countries as text")
  func countries() throws {
    #expect(
      lines(try database.report(.countries).text(TextStyle(width: 80))) == [
        "Countries",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Country  Code  Page views   Share",
        "Norway   NO            90   70.9%",
        "Sweden   SE            20   15.7%",
        "Kosovo   XK             5    3.9%",
        "(other)                12    9.4%",
        "Total                 127  100.0%",
        "",
        "Bots are counted separately: 13 hits, not in this table.",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Versions as text, beneath their browsers")
  func versions() throws {
    #expect(
      lines(try database.report(.versions).text(TextStyle(width: 80))) == [
        "Browser versions",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Browser    Page views   Share",
        "Firefox            90   70.9%",
        "  144              60   47.2%",
        "  143              30   23.6%",
        "Chrome             28   22.0%",
        "  141              20   15.7%",
        "  unknown           8    6.3%",
        "Safari              9    7.1%",
        "Total             127  100.0%",
        "",
        "Bots are counted separately: 13 hits, not in this table.",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Traffic as text, families beneath their classes")
  func traffic() throws {
    #expect(
      lines(try database.report(.traffic).text(TextStyle(width: 80))) == [
        "Traffic",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Traffic        Hits   Share",
        "person          127   90.7%",
        "search engine    12    8.6%",
        "  Googlebot       9    6.4%",
        "  Bingbot         3    2.1%",
        "AI training       1    0.7%",
        "  GPTBot          1    0.7%",
        "Total           140  100.0%",
        "",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }

  @Test("Response times as text, the pages that took the most first")
  func times() throws {
    #expect(
      lines(try database.report(.times).text(TextStyle(width: 80))) == [
        "Response times",
        "2026-10-01 to 2026-10-02 UTC, by week",
        "",
        "Page   Hits     p50     p95     p99  Time share",
        "/shop    28  974 ms   4.2 s   4.2 s       91.8%",
        "/        90   13 ms  133 ms  133 ms        8.2%",
        "Total   118   13 ms   4.2 s   4.2 s      100.0%",
        "",
        "Half of a page's responses took at most p50, 95 of 100 at most p95, 99 at most",
        "p99; for pages with few responses, each may be too high.",
        "Pages are sorted by the total time of their responses.",
        "Counts below 5, and others that would reveal them, are in (other).",
        "",
      ])
  }
}
