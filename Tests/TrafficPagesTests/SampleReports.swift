import Traffic
import TrafficReport

/// Reports that are made by hand, so that a test says what is in them.
enum SampleReports {
  static let october = hours("2026-10-01", "2026-10-31")
  static let september = hours("2026-09-01", "2026-09-30")

  static func hours(_ first: String, _ last: String) -> ClosedRange<Hour> {
    let (first, last) = (day(first), day(last))
    return Hour(first, 0)...Hour(last, 23)
  }

  static func day(_ text: String) -> Day { Day(text) ?? Day(rawValue: 0) }

  /// Pages by the names that are given, each with a number of views.
  static func pages(
    _ names: [String], views: Int64 = 1234, earlier: Int64? = nil, notes: [String] = []
  ) -> Report {
    var table = Report.Table(
      name: "pages",
      columns: [
        .init("page", "Page", .text), .init("page_views", "Page views", .count),
        .init("share", "Share", .share), .init("visitors", "Visitors", .count),
      ],
      rows: names.map { [.text($0), .number(views), .share(0.125), .none] },
      totals: [.none, .number(views * Int64(names.count)), .share(1), .none])
    if let earlier {
      let row: [Report.Cell] = [.none, .number(earlier), .share(0.1), .none]
      table.earlier = .init(rows: names.map { _ in row }, totals: row)
    }
    var report = Report(
      kind: .pages, site: "www.example.org", period: october, tables: [table], threshold: 5,
      notes: notes)
    if earlier != nil { report.earlier = september }
    return report
  }

  /// Landing pages with where their visits came from, each with a number of visits.
  static func landings(_ rows: [(page: String, referrer: String, kind: String)]) -> Report {
    let table = Report.Table(
      name: "landings",
      columns: [
        .init("page", "Page", .text), .init("referrer", "Referrer", .text),
        .init("kind", "Kind", .text), .init("visits", "Visits", .count),
      ],
      rows: rows.map { [.text($0.page), .text($0.referrer), .text($0.kind), .number(9)] })
    return Report(
      kind: .landings, site: "www.example.org", period: october, tables: [table], threshold: 5)
  }

  /// Days with so many views each, from 1 October 2026 on.
  static func days(_ views: [Int64?], earlier: [Int64?]? = nil) -> Report {
    let first = day("2026-10-01")
    let rows = views.enumerated().map { number, views -> [Report.Cell] in
      [
        .text(Day(rawValue: first.rawValue + Int32(number)).description),
        views.map { .number($0) } ?? .none,
      ]
    }
    return series(rows, earlier: earlier)
  }

  static func series(_ rows: [[Report.Cell]], earlier: [Int64?]? = nil) -> Report {
    var table = Report.Table(
      name: "days",
      columns: [
        .init("day", "Day (UTC)", .time), .init("page_views", "Page views", .count, hasBar: true),
      ], rows: rows)
    table.earlier = earlier.map {
      .init(rows: $0.map { [.none, $0.map { .number($0) } ?? .none] })
    }
    return Report(kind: .days, period: october, tables: [table], threshold: 5)
  }

  /// Names that anybody can send, and that none of the forms may act on.
  static let hostile = [
    "</td><script>alert(1)</script>", "\" onload=\"alert(1)", "' onclick='alert(1)", "<!--", "-->",
    "&lt;script&gt;", "&#60;b&#62;", "javascript:alert(1)", "]]>", "</style>", "</title>",
    "<svg/onload=alert(1)>", "{{7*7}}", "a|b", "`a`", "``", "`", "a\\|b", "\\", "[x](http://evil)",
    "![x](//evil/p.png)", "https://evil.example/", "www.evil.example", "@somebody", "#1", "*a* _b_",
    "\u{1B}]0;title\u{7}", "\u{202E}gpj.exe", "\u{2066}x", "\u{200B}", "\u{2028}", "\u{0}",
    "a\r\nBcc: x@evil.example", "\n\n# title", "=?utf-8?Q?a?=", ".", "From x",
    "--=_sporlos_report--",
    "日本語", "e\u{301}", "=1+1", " lead", "trail ", "\u{E0041}", "\u{FFFE}",
  ]
}
