import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// What a report shows of parts of a whole, of quiet days and hours, and of one site beside others.
@Suite struct ThresholdTests {
  private static let noon = Hour("2026-10-05T12:00Z")!

  /// What is shown of pages that were viewed so often on one day, and what is in `(other)`.
  private func shown(_ counts: [Int64]) throws -> [String] {
    let report = try SampleDatabase(
      counts.enumerated().map { .init(path: "/\($0)", hour: Self.noon, count: $1) }
    ).report(.pages)
    return report.tables[0].rows.map { "\(text($0[0])) \(number($0[1]))" }
  }

  private func text(_ cell: Report.Cell) -> String {
    if case .text(let text) = cell { text } else { "" }
  }

  private func number(_ cell: Report.Cell) -> Int64 {
    if case .number(let number) = cell { number } else { -1 }
  }

  private func rows(_ table: Report.Table) -> [String] {
    table.rows.map { row in
      row.map { cell in
        switch cell {
        case .text(let text): text
        case .number(let number): String(number)
        default: ""
        }
      }.joined(separator: " ")
    }
  }

  @Test(
    "What is below the threshold is hidden, with as many others as leave it open",
    arguments: [
      ([9, 5], ["/0 9", "/1 5"]),
      // The 4 would be told by what the 9 and the 7 lack.
      ([9, 7, 4], ["/0 9", "(other) 11"]), ([8, 7, 4], ["/0 8", "(other) 11"]),
      // Two that add up to less than the threshold would be too little, two of 7 or 8 all but told.
      ([9, 8, 2, 2], ["/0 9", "(other) 12"]), ([9, 8, 4, 3], ["/0 9", "(other) 15"]),
      ([9, 3, 2], ["/0 9", "(other) 5"]), ([9, 3, 3], ["/0 9", "(other) 6"]),
      ([9, 4], ["(other) 13"]),
    ] as [([Int64], [String])])
  func parts(counts: [Int64], expected: [String]) throws {
    #expect(try shown(counts) == expected)
  }

  @Test("A host is a part of all referrers: the one that brought the most is shown")
  func leadingReferrer() throws {
    let counts: [(String, Int64)] = [
      ("(direct)", 24), ("google.com", 11), ("duckduckgo.com", 1), ("no.wikipedia.org", 2),
      ("lobste.rs", 2),
    ]
    let report = try SampleDatabase(
      counts.map { .init(hour: Self.noon, count: $1, referrer: $0, visitors: $1, visits: $1) }
    ).report(.referrers)
    #expect(
      report.csv()
        == "referrer,kind,page_views,share\r\ngoogle.com,search engine,11,0.6875\r\n"
        + "(other),,5,0.3125\r\n")
    #expect(report.tables[0].totals?[2] == .number(16))
  }

  @Test("A site with three page views hides nothing of another one")
  func neighbour() throws {
    let database = try SampleDatabase([.init(site: "a.example", hour: Self.noon, count: 40)])
    let alone = try database.report(.days, site: "a.example").tables
    #expect(rows(alone[0]) == ["2026-10-05 40 40 0 0 40000"])
    let beside = try SampleDatabase([
      .init(site: "a.example", hour: Self.noon, count: 40),
      .init(site: "b.example", hour: Self.noon, count: 3),
    ])
    #expect(try beside.report(.days, site: "a.example").tables == alone)
    for kind in ReportKind.allCases where kind.isPublished {
      #expect(
        try beside.report(kind).tables == database.report(kind).tables, "\(kind) of all sites")
    }
    #expect(beside.refusal(.days, site: "b.example") != nil)
  }

  /// A day with a quiet night: the page views of each hour.
  private static let quietNight: [Int64] = [
    3, 1, 0, 2, 0, 1, 6, 9, 14, 20, 22, 25, 30, 28, 27, 25, 20, 18, 15, 12, 11, 9, 7, 6,
  ]

  @Test("Quiet hours are joined, and no others")
  func hours() throws {
    func report(days: Int) throws -> Report {
      let hits = (0..<days).flatMap { day in
        Self.quietNight.enumerated().map { hour, count in
          SampleTraffic.Hits(
            hour: Day("2026-10-05")!.midnight.later(by: day * 24 + hour), count: count)
        }
      }.filter { $0.count > 0 }
      return try SampleDatabase(hits).report(.hours)
    }
    let day = try report(days: 1)
    #expect(
      Array(rows(day.tables[0]).prefix(4)) == [
        "2026-10-05T00:00Z to 2026-10-05T03:00Z 6", "2026-10-05T04:00Z 0",
        "2026-10-05T05:00Z to 2026-10-05T06:00Z 7", "2026-10-05T07:00Z 9",
      ])
    #expect(day.tables[0].totals?[1] == .number(Self.quietNight.reduce(0, +)))
    #expect(day.notes.contains("Quiet hours are merged until there is enough traffic."))
    // Of a week, all days together.
    let week = try report(days: 7)
    #expect(
      Array(rows(week.tables[0]).prefix(4)) == [
        "00:00 21", "01:00 7", "02:00 0", "03:00 14",
      ])
  }

  @Test("Quiet days are joined with those after them, and no others")
  func days() throws {
    let counts: [Int64] = [9, 3, 1, 4, 0, 5, 2, 8]
    let report = try SampleDatabase(
      counts.enumerated().filter { $1 > 0 }.map {
        .init(hour: Self.noon.later(by: $0 * 24), count: $1)
      }
    ).report(.days)
    #expect(
      report.tables[0].rows.map { "\(text($0[0])) \(number($0[1]))" } == [
        "2026-10-05 9", "2026-10-06 to 2026-10-08 8", "2026-10-09 -1", "2026-10-10 5",
        "2026-10-11 to 2026-10-12 10",
      ])
    #expect(
      report.notes.contains(
        "Quiet days are merged with those after them until there is enough traffic."))
  }

  @Test("A page that is hidden in each week is known by the month, once that is over")
  func month() throws {
    // Four weeks, in each of which some pages have few views.
    let hits = (0..<4).flatMap { week in
      [("/", 200), ("/a", 3), ("/b", 4), ("/c", 3), ("/d", 2), ("/e", 4)].map { path, count in
        SampleTraffic.Hits(
          path: path, hour: Self.noon.later(by: (week * 7 - 3) * 24), count: Int64(count))
      }
    }
    let week = ["/ 200", "(other) 16"]
    func shown(_ database: SampleDatabase, from: String, to: String) throws -> [String] {
      try database.report(.pages, from: from, to: to).tables[0].rows.map {
        "\(text($0[0])) \(number($0[1]))"
      }
    }
    let early = try SampleDatabase(hits, publishedTo: "2026-10-30")
    #expect(try shown(early, from: "2026-10-05", to: "2026-10-11") == week)
    #expect(try shown(early, from: "2026-10", to: "2026-10") == ["/ 800", "(other) 64"])
    try early.add([])
    #expect(try shown(early, from: "2026-10-05", to: "2026-10-11") == week)
    // Those of four views in each week would be told by the sum: none of them can have more. And with one more sum than
    // that of /c, too little would be left open in each week.
    let month = try shown(early, from: "2026-10", to: "2026-10")
    #expect(month == ["/ 800", "/c 12", "(other) 52"])
    // Whoever asks for all asks for the month, too.
    let all = try early.report(.pages).tables[0]
    #expect(all.rows.map { "\(text($0[0])) \(number($0[1]))" } == month)
  }

  @Test("A database's threshold can be raised for days to come, and what is published stays")
  func raised() throws {
    let pages: [(String, Int64)] = [
      ("/", 50), ("/a", 5), ("/b", 5), ("/c", 5), ("/d", 20),
    ]
    func hits(_ day: Int) -> [SampleTraffic.Hits] {
      pages.map { .init(path: $0, hour: Self.noon.later(by: day * 24), count: $1) }
    }
    let database = try SampleDatabase(hits(0))
    let before = try database.report(.pages, to: "2026-10-05")
    #expect(before.tables[0].rows.count == 5 && before.threshold == 5)
    let store = try TrafficDatabase(path: database.path)
    #expect(try store.setThreshold(Threshold(least: 8)) == Threshold(least: 8))
    #expect(try store.setThreshold(.standard) == Threshold(least: 8))
    try store.close()
    try database.add(hits(7))
    #expect(try database.report(.pages, to: "2026-10-05").tables == before.tables)
    let after = try database.report(.pages, from: "2026-10-12")
    #expect(after.tables[0].rows.map { text($0[0]) } == ["/", "/d", "(other)"])
    #expect(after.threshold == 8)
  }

  @Test("Sizes that no numbers are large enough for add up to the largest, in every report")
  func hugeSums() throws {
    let first = Hour("2026-10-01T00:00Z")!
    // Two commits, so that rows are added to as well as read.
    let hits = (0..<72 as Range<Int32>).flatMap { hour in
      ["/", "/a"].map { path in
        SampleTraffic.Hits(
          path: path, hour: first.later(by: hour), count: 8, bytes: 1 << 59)
      }
    }
    let database = try SampleDatabase(hits)
    try database.add(hits)
    for isPrivate in [false, true] {
      for kind in ReportKind.allCases where isPrivate || kind.isPublished {
        for site in [nil, "example.org"] where site == nil || kind.isAboutHours {
          let report = try database.report(kind, site: site, isPrivate: isPrivate)
          #expect(!report.text(TextStyle()).isEmpty && !report.csv().isEmpty)
        }
      }
    }
    let kinds = try database.report(.kinds, isPrivate: true).tables[0]
    #expect(kinds.totals?.last == .number(.max))
  }
}
