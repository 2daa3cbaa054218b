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
        "2026-10-01 13:00 to 2026-10-03 09:59 UTC",
        "",
        "Hits         1,298",
        "Page views   1,251",
        "Bandwidth   5.3 MB",
        "Bots            40  3.1%",
        "Errors           7  0.5%",
        "",
        "Traffic: person 96.9%, search engine 3.1%",
        "",
        "Page views a day",
        "█·▂",
        "most on 2026-10-01: 1,001",
        "",
        "Site              Page    Page views  Share   Hits  Bandwidth",
        "example.org       /            1,000  79.9%  1,000     5.0 MB",
        "example.org       /about         201  16.1%    201   201.0 kB",
        "shop.example.org  /cart           50   4.0%     50    50.0 kB",
        "",
        "Device   Page views  Share   Hits",
        "desktop       1,250  99.9%  1,257",
        "mobile            1   0.1%      1",
        "",
        "Browser  Page views  Share   Hits",
        "Firefox       1,000  79.9%  1,007",
        "Chrome          250  20.0%    250",
        "Safari            1   0.1%      1",
        "",
        "Pages, devices and browsers are people's; bots are counted apart.",
        "Errors are answers of 4xx and 5xx to anybody but bots.",
        "",
      ])
  }

  @Test("Pages of one site as text, shortened, with what is left out")
  func pages() throws {
    let report = try database.report(.pages, site: "example.org", limit: 2)
    #expect(
      lines(report.text(TextStyle(width: 60))) == [
        "Pages of example.org",
        "2026-10-01 13:00 to 2026-10-03 09:59 UTC",
        "",
        "Page    Page views   Share   Hits  Bandwidth",
        "/            1,000   83.3%  1,000     5.0 MB",
        "/about         201   16.7%    201   201.0 kB",
        "Total        1,201  100.0%  1,208     5.2 MB",
        "1 further row is left out; --limit 3 shows them all.",
        "",
        "Bots are counted apart: 40 hits, not in this table.",
        "",
      ])
  }

  @Test("Days as text, with bars, days without traffic, and ASCII where there is no more")
  func days() throws {
    let report = try database.report(.days)
    #expect(
      lines(report.text(TextStyle(width: 68))) == [
        "Days",
        "2026-10-01 13:00 to 2026-10-03 09:59 UTC",
        "",
        "Day (UTC)   Page views   Hits  Bots  Errors  Bandwidth",
        "2026-10-01       1,001  1,001     0       0     5.0 MB  ████████████",
        "2026-10-02           0      0     0       0        0 B",
        "2026-10-03         250    297    40       7   291.1 kB  ███",
        "Total            1,251  1,298    40       7     5.3 MB",
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
    #expect(text.contains("\u{1B}[1mKind        Hits   Share  Bandwidth\u{1B}[0m\n"))
  }

  @Test(
    "Reports as CSV",
    arguments: [
      (
        .pages,
        "site,page,page_views,share,hits,bytes\r\nexample.org,/,1000,0.7994,1000,5000000\r\n"
          + "example.org,/about,201,0.1607,201,201000\r\n"
          + "shop.example.org,/cart,50,0.0400,50,50000\r\nexample.org,/gone,0,0.0000,7,1120\r\n"
      ),
      (
        .statuses,
        "status,meaning,hits,share\r\n200,OK,1091,0.8405\r\n304,Not Modified,200,0.1541\r\n"
          + "404,Not Found,7,0.0054\r\n"
      ),
      (
        .systems,
        "system,page_views,share,hits\r\nLinux,1000,0.7994,1007\r\nWindows,250,0.1998,250\r\n"
          + "iOS,1,0.0008,1\r\n"
      ),
      (
        .sites,
        "site,page_views,share,hits,bots,errors,bytes\r\n"
          + "example.org,1201,0.9600,1248,40,7,5242120\r\n"
          + "shop.example.org,50,0.0400,50,0,0,50000\r\n"
      ),
      (
        .kinds,
        "kind,hits,share,bytes\r\npage view,1251,0.9638,5251000\r\nbot,40,0.0308,40000\r\n"
          + "error,7,0.0054,1120\r\n"
      ),
      (
        .sources,
        "id,format,lines,hits,rejected,bytes\r\n1,combined,1300,1298,2,12345\r\n"
      ),
    ] as [(ReportKind, String)])
  func csv(kind: ReportKind, expected: String) throws {
    #expect(try database.report(kind).csv() == expected)
  }

  @Test("Several tables are one as CSV, each row with the name of its table")
  func csvOverview() throws {
    let rows = try database.report(.overview).csv().split(separator: "\r\n").map(String.init)
    #expect(
      rows.prefix(5) == [
        "table,traffic,day,site,page,device,browser,hits,page_views,bytes,bots,bots_share,errors,"
          + "errors_share,share",
        "summary,,,,,,,1298,1251,5292120,40,0.0308,7,0.0054,",
        "traffic,person,,,,,,1258,,,,,,,0.9692",
        "traffic,search engine,,,,,,40,,,,,,,0.0308",
        "days,,2026-10-01,,,,,1001,1001,5001000,0,,0,,",
      ])
    #expect(rows.last == "browsers,,,,,,Safari,1,1,,,,,,0.0008")
  }

  @Test("A report as JSON")
  func json() throws {
    #expect(
      lines(try database.report(.devices, from: "2026-10-01", to: "2026-10-02").json()) == [
        "{",
        "  \"report\": \"devices\",",
        "  \"site\": null,",
        "  \"from\": \"2026-10-01T13:00Z\",",
        "  \"to\": \"2026-10-02T23:00Z\",",
        "  \"threshold\": null,",
        "  \"tables\": [",
        "    {",
        "      \"name\": \"devices\",",
        "      \"columns\": [",
        "        {\"name\": \"device\", \"kind\": \"text\"},",
        "        {\"name\": \"page_views\", \"kind\": \"count\"},",
        "        {\"name\": \"share\", \"kind\": \"share\"},",
        "        {\"name\": \"hits\", \"kind\": \"count\"}",
        "      ],",
        "      \"rows\": [",
        "        {\"device\": \"desktop\", \"page_views\": 1000, \"share\": 0.9990, \"hits\": 1000},",
        "        {\"device\": \"mobile\", \"page_views\": 1, \"share\": 0.0010, \"hits\": 1}",
        "      ],",
        "      \"totals\": {\"page_views\": 1001, \"share\": 1.0000, \"hits\": 1001},",
        "      \"rows_left_out\": 0",
        "    }",
        "  ],",
        "  \"notes\": []",
        "}",
        "",
      ])
  }

  @Test("Sources as text say why lines were rejected")
  func sources() throws {
    #expect(
      lines(try database.report(.sources).text(TextStyle(width: 80))) == [
        "Sources",
        "",
        "Source  Format    Lines   Hits  Rejected  Log size",
        "1       combined  1,300  1,298         2   12.3 kB",
        "",
        "A log is known by its content; neither its name nor its place is kept.",
        "Lines were rejected as: no valid time (2).",
        "",
      ])
  }
}
