import Testing
import Traffic
import TrafficReport

@Suite struct DayFormTests {
  let database: SampleDatabase

  init() throws { database = try SampleDatabase.days() }

  @Test(
    "Reports on days as CSV",
    arguments: [
      (
        .referrers,
        "referrer,kind,page_views,share\r\n"
          + "google.com,search engine,20,0.5405\r\n"
          + "a.example,other site,5,0.1351\r\n"
          + "(other),,12,0.3243\r\n"
      ),
      (
        .referrerKinds,
        "kind,page_views,share\r\n"
          + "internal,60,0.4724\r\n"
          + "direct,30,0.2362\r\n"
          + "search engine,20,0.1575\r\n"
          + "other site,5,0.0394\r\n"
          + "(other),12,0.0945\r\n"
      ),
      (
        .campaigns,
        "source,medium,campaign,page_views,share\r\n"
          + "newsletter,email,autumn,20,0.6250\r\n"
          + "(other),,,12,0.3750\r\n"
      ),
      (
        .countries,
        "country,code,page_views,share\r\n"
          + "Norway,NO,90,0.7087\r\n"
          + "Sweden,SE,20,0.1575\r\n"
          + "Kosovo,XK,5,0.0394\r\n"
          + "(other),,12,0.0945\r\n"
      ),
      (
        .versions,
        "browser,version,page_views,share\r\n"
          + "Firefox,144,60,0.4724\r\n"
          + "Firefox,143,30,0.2362\r\n"
          + "Chrome,141,20,0.1575\r\n"
          + "Chrome,,8,0.0630\r\n"
          + "Safari,,9,0.0709\r\n"
      ),
      (
        .traffic,
        "traffic,bot,hits,share\r\n"
          + "person,,127,0.9071\r\n"
          + "search engine,Googlebot,9,0.0643\r\n"
          + "search engine,Bingbot,3,0.0214\r\n"
          + "AI training,GPTBot,1,0.0071\r\n"
      ),
      (
        .times,
        "page,hits,p50_ms,p95_ms,p99_ms,time_share\r\n"
          + "/shop,28,974.198,4249.484,4249.484,0.9184\r\n"
          + "/,90,12.800,132.796,132.796,0.0816\r\n"
      ),
    ] as [(ReportKind, String)])
  func csv(kind: ReportKind, expected: String) throws {
    #expect(try database.report(kind).csv() == expected)
  }

  @Test("Times as JSON are numbers of milliseconds")
  func json() throws {
    let text = try database.report(.times, limit: 1).json()
    #expect(
      text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) == [
        "{",
        "  \"report\": \"times\",",
        "  \"site\": null,",
        "  \"from\": \"2026-10-01T00:00Z\",",
        "  \"to\": \"2026-10-02T23:00Z\",",
        "  \"compared_with\": null,",
        "  \"grains\": [\"week\"],",
        "  \"time_zone\": \"UTC\",",
        "  \"threshold\": 5,",
        "  \"tables\": [",
        "    {",
        "      \"name\": \"times\",",
        "      \"columns\": [",
        "        {\"name\": \"page\", \"kind\": \"text\"},",
        "        {\"name\": \"hits\", \"kind\": \"count\"},",
        "        {\"name\": \"p50_ms\", \"kind\": \"milliseconds\"},",
        "        {\"name\": \"p95_ms\", \"kind\": \"milliseconds\"},",
        "        {\"name\": \"p99_ms\", \"kind\": \"milliseconds\"},",
        "        {\"name\": \"time_share\", \"kind\": \"share\"}",
        "      ],",
        "      \"rows\": [",
        "        {\"page\": \"/shop\", \"hits\": 28, \"p50_ms\": 974.198, \"p95_ms\": 4249.484, "
          + "\"p99_ms\": 4249.484, \"time_share\": 0.9184}",
        "      ],",
        "      \"totals\": {\"hits\": 118, \"p50_ms\": 12.800, \"p95_ms\": 4249.484, \"p99_ms\": "
          + "4249.484, \"time_share\": 1.0000},",
        "      \"held_back\": [],",
        "      \"rows_left_out\": 1",
        "    }",
        "  ],",
        "  \"notes\": [",
        "    \"Half of a page's responses took at most p50, 95 of 100 at most p95, 99 at most p99; "
          + "for pages with few responses, each may be too high.\",",
        "    \"Pages are sorted by the total time of their responses.\",",
        "    \"Counts below 5, and others that would reveal them, are in (other).\"",
        "  ],",
        "  \"warnings\": [",
        "    {\"code\": \"percentiles\", \"text\": \"Half of a page's responses took at most p50, 95 of 100 "
          + "at most p95, 99 at most p99; for pages with few responses, each may be too high.\"},",
        "    {\"code\": \"times_in_order\", \"text\": "
          + "\"Pages are sorted by the total time of their responses.\"},",
        "    {\"code\": \"threshold\", \"text\": "
          + "\"Counts below 5, and others that would reveal them, are in (other).\"}",
        "  ],",
        "  \"annotations\": []",
        "}",
        "",
      ])
  }

  @Test(
    "The threshold a report was made under stands in its JSON and its text",
    arguments: ReportKind.allCases)
  func threshold(kind: ReportKind) throws {
    for isPrivate in [false, true] where isPrivate || kind.isPublished {
      let report = try database.report(kind, isPrivate: isPrivate)
      let note =
        isPrivate
        ? "Everything that was counted, without a threshold: for internal use only."
        : "Counts below 5"
      #expect(report.json().contains("\n  \"threshold\": \(isPrivate ? "null" : "5"),\n"))
      #expect(report.text(TextStyle(width: 200)).contains(note) == (kind != .sources))
    }
  }

  @Test(
    "A name of few page views stands in no form of any report",
    arguments: ReportKind.allCases.filter(\.isPublished))
  func hidden(kind: ReportKind) throws {
    let report = try database.report(kind)
    for text in [report.text(TextStyle(width: 200)), report.csv(), report.json()] {
      for name in ["b.example", "Iceland", "cmd", "calc"] {
        #expect(!text.contains(name), "\(kind) \(name)")
      }
    }
  }

  @Test(
    "A period that splits a day counts it whole, and says so",
    arguments: [
      (.versions, "2026-10-01T21", nil, true), (.versions, nil, "2026-10-02T05", true),
      (.versions, "2026-10-01", "2026-10-02", false), (.versions, nil, nil, false),
      (.times, "2026-10-01T00", "2026-10-02T23", false), (.browsers, nil, "2026-10-02T06", false),
    ] as [(ReportKind, String?, String?, Bool)])
  func wholeDays(kind: ReportKind, from: String?, to: String?, splits: Bool) throws {
    let report = try database.report(kind, from: from, to: to, isPrivate: true)
    let note = "These counts are stored by day, so they cover whole days."
    #expect(report.notes.contains(note) == splits)
    let hours = try #require(report.period)
    #expect((hours.lowerBound.ofDay == 0 && hours.upperBound.ofDay == 23) == kind.isAboutDays)
  }

  @Test("The overview says which of its tables are those of whole days")
  func overview() throws {
    let report = try database.report(.overview, from: "2026-10-02T01", isPrivate: true)
    #expect(
      report.notes.contains(
        "The referrers and countries are stored by day, so they cover whole days."))
  }

  @Test("Page views of logs without referrers are a kind of their own, and told of")
  func silentLogs() throws {
    let database = try SampleDatabase([
      .init(count: 7, referrer: "(direct)"), .init(path: "/a", count: 9),
    ])
    #expect(
      try database.report(.referrerKinds).csv()
        == "kind,page_views,share\r\nnot logged,9,0.5625\r\ndirect,7,0.4375\r\n")
    #expect(
      try database.report(.referrers).notes.contains(
        "9 more page views are from logs without referrers."))
  }

  @Test("A day before the period is not counted")
  func oneDay() throws {
    let report = try database.report(.times, from: "2026-10-02", isPrivate: true)
    #expect(report.tables[0].totals?[1] == .number(38))
  }

  @Test("Of groups the members that count the most are shown, with whole groups above them")
  func limited() throws {
    let table = try database.report(.versions, limit: 1).tables[0]
    #expect(table.rows.map { $0[1] } == [.text("144")])
    #expect(table.groups.map { $0[2] } == [.number(90), .number(28), .number(9)])
    #expect(table.rowsLeftOut == 4)
  }

  @Test(
    "What was not counted is explained",
    arguments: [
      (
        .times,
        "No log of this period has response times, or none of them may be shown: nginx writes them "
          + "with $request_time, Apache with %D."
      ),
      (.referrers, "No log of this period has referrers."),
      (.campaigns, "No link in this period named a campaign that is stored."),
      (
        .countries,
        "No country is known in this period: counting logs needs a country database for that."
          + ""
      ),
    ] as [(ReportKind, String)])
  func nothing(kind: ReportKind, note: String) throws {
    let report = try SampleDatabase.few().report(kind)
    #expect(report.tables[0].rows.isEmpty)
    #expect(report.notes.first == note)
    #expect(report.notes.count == 2)
  }
}
