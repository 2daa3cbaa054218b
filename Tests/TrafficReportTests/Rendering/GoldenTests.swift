import Testing
import Traffic
import TrafficReport

@Suite struct GoldenTests {
  let database: SampleDatabase

  init() throws { database = try SampleDatabase.few() }

  private func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  @Test("The overview as text")
  func overview() throws {
    let text = try database.report(.overview).text(TextStyle(width: 80))
    #expect(
      lines(text) == [
        "Overview",
        "2026-10-01 to 2026-10-03 UTC, by day and week",
        "",
        "Hits         1,305",
        "Page views   1,258",
        "Bandwidth   5.3 MB",
        "Bots            40  3.1%",
        "Errors           7  0.5%",
        "",
        "Traffic: person 96.9%, search engine 3.1%",
        "",
        "Page views a day",
        "█·▂",
        "most on 2026-10-01: 1,008",
        "",
        "Site              Page    Page views  Share",
        "example.org       /            1,000  79.5%",
        "example.org       /about         208  16.5%",
        "shop.example.org  /cart           50   4.0%",
        "",
        "Device   Page views  Share",
        "desktop       1,250  99.4%",
        "mobile            8   0.6%",
        "",
        "Browser  Page views  Share",
        "Firefox       1,000  79.5%",
        "Chrome          250  19.9%",
        "Safari            8   0.6%",
        "",
        "Pages, devices and browsers are those of human visitors; bots are counted",
        "separately.",
        "Errors are responses with a status of 4xx or 5xx, except to bots.",
        "Empty days had too little traffic, or none.",
        "Counts below 5, and others that would reveal them, are in (other).",
        "- means unknown.",
        "",
      ])
  }

  @Test("Pages of one site as text, shortened, with what is left out")
  func pages() throws {
    let report = try database.report(.pages, site: "example.org", limit: 1)
    #expect(
      lines(report.text(TextStyle(width: 60))) == [
        "Pages of example.org",
        "2026-10-01 to 2026-10-03 UTC, by week",
        "",
        "Page   Page views   Share",
        "/           1,000   82.8%",
        "Total       1,208  100.0%",
        "1 more row is not shown; --limit 2 shows all.",
        "",
        "Bots are counted separately: 40 hits, not in this table.",
        "Counts below 5, and others that would reveal them, are in",
        "(other).",
        "",
      ])
  }

  @Test("Days as text, with bars, days without traffic, and ASCII where there is no more")
  func days() throws {
    let report = try database.report(.days)
    #expect(
      lines(report.text(TextStyle(width: 68))) == [
        "Days",
        "2026-10-01 to 2026-10-03 UTC",
        "",
        "Day (UTC)   Page views   Hits  Bots  Errors  Bandwidth",
        "2026-10-01       1,008  1,008     0       0     5.0 MB  ████████████",
        "2026-10-02           -      -     -       -          -",
        "2026-10-03         250    297    40       -   290.0 kB  ███",
        "Total            1,258  1,305    40       7     5.3 MB",
        "",
        "Empty days had too little traffic, or none.",
        "Counts below 5 are not shown.",
        "- means unknown.",
        "",
      ])
    let plain = report.text(TextStyle(width: 68, isUnicode: false))
    #expect(lines(plain)[4].hasSuffix("5.0 MB  ############"))
    // Where no bar fits, there is none.
    #expect(lines(report.text(TextStyle(width: 60)))[4].hasSuffix("5.0 MB"))
  }

  @Test("Headings are bold only where that is asked for")
  func bold() throws {
    let report = try database.report(.kinds)
    #expect(!report.text(TextStyle()).contains("\u{1B}"))
    let text = report.text(TextStyle(isBold: true))
    #expect(text.hasPrefix("\u{1B}[1mKinds of hits\u{1B}[0m\n"))
    #expect(text.contains("\u{1B}[1mKind        Hits   Share\u{1B}[0m\n"))
  }

  @Test(
    "Reports as CSV",
    arguments: [
      (
        .pages,
        "site,page,page_views,share\r\n"
          + "example.org,/,1000,0.7949\r\n"
          + "example.org,/about,208,0.1653\r\n"
          + "shop.example.org,/cart,50,0.0397\r\n"
      ),
      (
        .systems,
        "system,page_views,share\r\n"
          + "Linux,1000,0.7949\r\n"
          + "Windows,250,0.1987\r\n"
          + "iOS,8,0.0064\r\n"
      ),
      (
        .sites,
        "site,page_views,share,hits,bots,errors,bytes\r\n"
          + "example.org,1208,0.9603,1255,40,7,5240000\r\n"
          + "shop.example.org,50,0.0397,50,0,0,50000\r\n"
      ),
      (
        .kinds,
        "kind,hits,share\r\n"
          + "page view,1258,0.9640\r\n"
          + "bot,40,0.0307\r\n"
          + "error,7,0.0054\r\n"
      ),
    ] as [(ReportKind, String)])
  func csv(kind: ReportKind, expected: String) throws {
    #expect(try database.report(kind).csv() == expected)
  }

  @Test(
    "All that was counted as CSV",
    arguments: [
      (
        .pages,
        "site,page,page_views,share,hits,bytes\r\n"
          + "example.org,/,1000,0.7949,1000,5000000\r\n"
          + "example.org,/about,208,0.1653,208,208000\r\n"
          + "shop.example.org,/cart,50,0.0397,50,50000\r\n"
          + "example.org,/gone,0,0.0000,7,1120\r\n"
      ),
      (
        .statuses,
        "status,meaning,hits,share\r\n"
          + "200,OK,1098,0.8414\r\n"
          + "304,Not Modified,200,0.1533\r\n"
          + "404,Not Found,7,0.0054\r\n"
      ),
      (
        .systems,
        "system,page_views,share,hits\r\n"
          + "Linux,1000,0.7949,1007\r\n"
          + "Windows,250,0.1987,250\r\n"
          + "iOS,8,0.0064,8\r\n"
      ),
      (
        .kinds,
        "kind,hits,share,bytes\r\n"
          + "page view,1258,0.9640,5258000\r\n"
          + "bot,40,0.0307,40000\r\n"
          + "error,7,0.0054,1120\r\n"
      ),
      (
        .sources,
        "id,format,no_later_than,lines,hits,rejected,bytes\r\n"
          + "1,combined,,1300,1298,2,12345\r\n"
      ),
    ] as [(ReportKind, String)])
  func privateCSV(kind: ReportKind, expected: String) throws {
    #expect(try database.report(kind, isPrivate: true).csv() == expected)
  }

  @Test("Of several tables, each number is a line of CSV, and one that is not known has no value")
  func csvOverview() throws {
    let rows = try database.report(.overview).csv().split(separator: "\r\n").map(String.init)
    #expect(
      rows.prefix(3) == [
        "table,name,name_2,measure,value", "summary,,,hits,1305", "summary,,,page_views,1258",
      ])
    #expect(rows.contains("traffic,search engine,,share,0.0307"))
    #expect(rows.contains("days,2026-10-01,,bytes,5000000"))
    #expect(rows.contains { $0.hasPrefix("days,") && $0.hasSuffix(",") })
    #expect(rows.suffix(2) == ["browsers,Safari,,page_views,8", "browsers,Safari,,share,0.0064"])
    #expect(rows.allSatisfy { $0.filter { $0 == "," }.count == 4 })
  }

  @Test("A report as JSON")
  func json() throws {
    #expect(
      lines(try database.report(.devices, from: "2026-10-01", to: "2026-10-03").json()) == [
        "{",
        "  \"report\": \"devices\",",
        "  \"site\": null,",
        "  \"from\": \"2026-10-01T00:00Z\",",
        "  \"to\": \"2026-10-03T23:00Z\",",
        "  \"compared_with\": null,",
        "  \"grains\": [\"day\", \"week\"],",
        "  \"time_zone\": \"UTC\",",
        "  \"threshold\": 5,",
        "  \"tables\": [",
        "    {",
        "      \"name\": \"devices\",",
        "      \"columns\": [",
        "        {\"name\": \"device\", \"kind\": \"text\"},",
        "        {\"name\": \"page_views\", \"kind\": \"count\"},",
        "        {\"name\": \"share\", \"kind\": \"share\"}",
        "      ],",
        "      \"rows\": [",
        "        {\"device\": \"desktop\", \"page_views\": 1250, \"share\": 0.9936},",
        "        {\"device\": \"mobile\", \"page_views\": 8, \"share\": 0.0064}",
        "      ],",
        "      \"totals\": {\"page_views\": 1258, \"share\": 1.0000},",
        "      \"held_back\": [],",
        "      \"rows_left_out\": 0",
        "    }",
        "  ],",
        "  \"notes\": [",
        "    \"Bots are counted separately: 40 hits, not in this table.\",",
        "    \"Counts below 5, and others that would reveal them, are in (other).\"",
        "  ],",
        "  \"warnings\": [",
        "    {\"code\": \"bots_apart\", \"text\": "
          + "\"Bots are counted separately: 40 hits, not in this table.\"},",
        "    {\"code\": \"threshold\", \"text\": "
          + "\"Counts below 5, and others that would reveal them, are in (other).\"}",
        "  ],",
        "  \"annotations\": []",
        "}",
        "",
      ])
  }

  @Test("Sources as text say why lines were rejected")
  func sources() throws {
    #expect(
      lines(try database.report(.sources, isPrivate: true).text(TextStyle(width: 80))) == [
        "Sources",
        "",
        "Source  Format    No later than  Lines   Hits  Rejected  Log size",
        "1       combined                 1,300  1,298         2   12.3 kB",
        "",
        "A log is recognised by its content; neither its name nor its path is stored. Its",
        "lines are no later than the last day that was counted together with it.",
        "Lines were rejected as: no valid time (2).",
        "",
      ])
  }

  @Test("On a wide terminal, rankings have bars, too")
  func wide() throws {
    let report = try database.report(.pages)
    let (wide, usual) = (report.text(TextStyle(width: 120)), report.text(TextStyle(width: 100)))
    #expect(wide.contains("█") && !usual.contains("█"))
    let rows = lines(wide).filter { $0.contains("█") }
    #expect(rows.allSatisfy { $0.count <= 120 } && !rows.isEmpty)
    // The first one is as long as any may be; what is drawn stands behind the same numbers.
    #expect(rows[0].filter { $0 == "█" }.count == 40)
    #expect(lines(usual).contains { rows[0].hasPrefix($0) && $0.contains("1,000") })
  }
}
