import Foundation
import Testing
import Traffic
import TrafficPages
import TrafficReport

@Suite("The dashboard's pages")
struct DashboardTests {
  static let elements = HTMLFormTests.elements.subtracting(["style"]).union([
    "link", "nav", "a", "form", "label", "input", "select", "option", "button",
    "script",
  ])
  static let attributes = HTMLFormTests.attributes.subtracting(["http-equiv"]).union([
    "rel", "href", "action", "type", "value", "selected", "aria-current", "min", "max",
    "src", "defer", "hidden",
  ])

  private static let query = PageQuery(
    site: "www.example.org", from: SampleReports.day("2026-10-01"),
    to: SampleReports.day("2026-10-31"))

  /// All there can be on the page: figures, a month of days, ten rows of each kind, all compared.
  static func full(_ names: [String], query: PageQuery = query) -> DashboardPage {
    var reports: [ReportKind: Report] = [:]
    for kind in DashboardPage.kinds {
      reports[kind] = SampleReports.pages(names.map { "\($0)\(kind)" }, earlier: 987)
      reports[kind]?.title = kind.title
      reports[kind]?.tables[0].rowsLeftOut = 12
      reports[kind]?.notes = ["A note on \(kind) that explains what these numbers leave out."]
    }
    var facts = Report.Table(
      name: "summary",
      columns: [
        .init("hits", "Hits", .count), .init("page_views", "Page views", .count),
        .init("visitors", "Visitors", .count), .init("bytes", "Bandwidth", .bytes),
        .init("bots", "Bots", .count), .init("bots_share", "Bots", .share),
      ],
      rows: [
        [
          .number(9000), .number(8000), .number(4000), .number(1_000_000), .none, .none,
        ]
      ], shape: .facts)
    facts.earlier = .init(rows: [
      [.number(8000), .number(8000), .number(5000), .number(2_000_000), .none, .none]
    ])
    reports[.overview] = Report(
      kind: .overview, site: query.site, period: SampleReports.october, tables: [facts],
      threshold: 5)
    reports[.overview]?.earlier = SampleReports.september
    reports[.days] = SampleReports.days(
      (0..<31).map { 900 + $0 * 37 % 411 }, earlier: (0..<31).map { 800 + $0 * 53 % 311 })
    reports[.days]?.earlier = SampleReports.september
    return DashboardPage(
      query: query, sites: ["www.example.org", "blog.example.org"],
      today: SampleReports.day("2026-11-02"), reports: reports)
  }

  private static let names = (0..<10).map { "/some/page/of-the-site-\($0)/" }

  @Test("Where nothing is known of the other period, no column of changes is shown")
  func unknownBefore() {
    let page = Self.full(["/a"])
    #expect(page.html().contains(">Change<"))
    var unknown: [ReportKind: Report] = [:]
    for (kind, var report) in page.reports {
      for table in report.tables.indices {
        let row = report.tables[table].columns.map { _ in Report.Cell.none }
        report.tables[table].earlier = .init(rows: report.tables[table].rows.map { _ in row })
      }
      unknown[kind] = report
    }
    let other = DashboardPage(
      query: page.query, sites: page.sites, today: page.today, reports: unknown)
    #expect(!other.html().contains(">Change<"))
    #expect(!other.html().contains("<small>–</small>"))
  }

  @Test(
    "No name, and nothing of the question, becomes anything but text",
    arguments: SampleReports.hostile)
  func hostile(name: String) throws {
    let query = PageQuery(site: name, compare: name, by: name, page: name, language: .norwegian)
    var page = Self.full([name], query: query)
    page.reports[.days]?.annotations = [
      Annotation(day: SampleReports.day("2026-10-02"), site: name, text: name)
    ]
    page.sites += [name]
    page.problem = name
    page.linksRows = true
    let report = SampleReports.pages([name], earlier: 5)
    let pages = [
      page.html(), SitesPage(query: query, today: page.today, report: report).html(),
      ReportPage(query: query, sites: page.sites, today: page.today, report: report).html(),
      LimitsPage(query: query, threshold: 5).html(),
    ]
    for page in pages {
      let isQuiet = page.unicodeScalars.allSatisfy {
        $0 == "\n" || QuotedText.harmless(String($0)) == String($0)
      }
      #expect(isQuiet)
      let read = try MarkupReader(page)
      #expect(Set(read.elements.map(\.name)).isSubset(of: Self.elements))
      for element in read.elements {
        #expect(Set(element.attributes.keys).isSubset(of: Self.attributes), "\(element)")
        for address in [element.attributes["href"], element.attributes["action"]].compactMap({ $0 })
        {
          let isOwn = ["./", "#", "style.css", "icon.svg"].contains(where: address.hasPrefix)
          let isPlain = address.utf8.allSatisfy { (0x21...0x7E).contains($0) }
          #expect(isOwn && isPlain && !address.hasPrefix(".//"), "\(address)")
        }
      }
    }
  }

  @Test(
    "A full page of ten rows each weighs less than 15 kB packed, its style and script included, and asks for three files"
  )
  func weight() throws {
    let page = Self.full(Self.names).html()
    let packed =
      try packed(page) + packed(StaticAsset.style.text)
      + packed(StaticAsset.script.text)
    #expect(packed < 15_000, "\(packed)")
    #expect(page.utf8.count < 120_000, "\(page.utf8.count)")
    let asked = try MarkupReader(page).elements.filter { $0.name == "link" }
    #expect(asked.map { $0.attributes["href"] } == ["style.css", "icon.svg"])
  }

  @Test("Nothing in it is forbidden by its own policy: no style and no script within")
  func policy() throws {
    for word in [
      "default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'",
    ] {
      #expect(DashboardPage.contentSecurityPolicy().contains(word))
    }
    #expect(!DashboardPage.contentSecurityPolicy().contains("unsafe"))
    let read = try MarkupReader(Self.full(Self.names).html())
    for element in read.elements {
      #expect(element.name != "style")
      #expect(element.name != "script" || element.attributes["src"] == "script.js")
      #expect(element.attributes["style"] == nil)
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
    }
  }

  @Test("Bars are no tab stops: what can be tabbed to are links, fields and what folds")
  func tabStops() throws {
    let read = try MarkupReader(Self.full(Self.names).html())
    let stops = read.elements.filter {
      ["a", "input", "select", "button", "summary"].contains($0.name)
        && $0.attributes["type"] != "hidden" || $0.attributes["tabindex"] != nil
    }
    #expect(!stops.contains { $0.around.contains("svg") })
    #expect(stops.count < 32, "\(stops.count)")
  }

  @Test("Figures are compared with a sign, and visitors are said to be daily ones in total")
  func figures() throws {
    let text = try MarkupReader(Self.full(Self.names).html()).text
    #expect(text.contains("Daily visitors, in total4,000−20% from 5,000"))
    #expect(text.contains("Page views8,0000% from 8,000"))
    #expect(text.contains("Bots–suppressed"))
    #expect(text.contains("Compared with 1 to 30 September 2026"))
    var query = Self.query
    query.language = .norwegian
    let norwegian = try MarkupReader(Self.full(Self.names, query: query).html()).text
    #expect(
      norwegian.contains("Besøkende per dag, i alt4\u{202F}000−20\u{A0}% fra 5\u{202F}000"))
  }

  @Test(
    "Periods that are a click away are whole days up to yesterday, and the one that is shown says so"
  )
  func presets() throws {
    let read = try MarkupReader(Self.full(Self.names).html())
    let links = read.elements.filter {
      $0.name == "a" && $0.around.contains("nav") && $0.around.contains("header")
    }
    let site = "./?site=www.example.org&"
    #expect(
      links.map { $0.attributes["href"] } == [
        site + "from=2026-10-26&to=2026-11-01", site + "from=2026-10-03&to=2026-11-01",
        site + "from=2026-11-01&to=2026-11-01", site + "from=2026-10-01&to=2026-10-31",
        site + "from=2026-01-01&to=2026-11-01",
      ])
    #expect(links.map { $0.attributes["aria-current"] } == [nil, nil, nil, "page", nil])
  }

  @Test("The form keeps what it has no field for")
  func form() throws {
    var query = Self.query
    (query.language, query.compare, query.report) = (.norwegian, "previous", .pages)
    let read = try MarkupReader(Self.full(Self.names, query: query).html())
    let fields = read.elements.filter { $0.attributes["name"] != nil && $0.name != "meta" }
    #expect(
      fields.compactMap { $0.attributes["name"] } == [
        "site", "from", "to", "compare", "by", "report", "lang",
      ])
  }

  @Test(
    "Names of pages lead to the page itself where the server has that, and all rows to the report")
  func links() throws {
    var page = Self.full(["/a?b"])
    #expect(!page.html().contains("page=/a"))
    page.linksRows = true
    let addresses = try MarkupReader(page.html()).elements.compactMap { $0.attributes["href"] }
    let question = "./?site=www.example.org&from=2026-10-01&to=2026-10-31"
    #expect(addresses.contains(question + "&page=/a%3Fbpages"))
    #expect(addresses.contains(question + "&report=not-found"))
  }

  @Test("Names lead to the rows that have the same name, where a table has both")
  func chosenRows() throws {
    func addresses(
      _ kind: ReportKind, _ change: (inout PageQuery) -> Void = { _ in }
    ) throws -> Set<String> {
      var query = Self.query
      query.report = kind
      change(&query)
      let report = SampleReports.landings([
        ("/courses", "www.bing.com", "søkemotor"), ("(other)", "(direct)", "direct"),
      ])
      let page = ReportPage(
        query: query, sites: [], today: SampleReports.day("2026-11-02"), report: report)
      let links = try MarkupReader(page.html()).elements.compactMap { $0.attributes["href"] }
      return Set(links.filter { $0.hasPrefix("./") && !$0.contains("lang=") })
    }
    let question = "./?site=www.example.org&from=2026-10-01&to=2026-10-31"
    let landings = question + "&report=landings"
    // Whatever language the page has, the address has the name.
    let names: Set = [
      question + "&page=/courses", landings + "&referrer=www.bing.com",
      landings + "&kind=search%20engine", landings + "&kind=direct",
    ]
    #expect(try addresses(.landings).isSuperset(of: names))
    let missing = question + "&report=not-found"
    #expect(try addresses(.notFound).contains(missing + "&referrer=www.bing.com"))
    #expect(
      try !addresses(.notFound).contains(question + "&page=/courses"), "there is no such page")
    #expect(try addresses(.referrers).contains(landings + "&referrer=www.bing.com"))
    let kinds = question + "&report=referrers&kind=search%20engine"
    #expect(try addresses(.referrerKinds).contains(kinds))
    #expect(try names.isDisjoint(with: addresses(.campaigns)))

    // All rows can be had again, and the other name be chosen as well.
    let chosen = try addresses(.landings) { $0.referrer = "www.bing.com" }
    #expect(chosen.contains(landings))
    #expect(chosen.contains(landings + "&kind=search%20engine&referrer=www.bing.com"))
    // What is chosen of one report is not of others.
    #expect(chosen.contains(question) && chosen.contains(question + "&page=/courses"))
  }

  @Test("Where there is nothing, the page says why, and the rest of it works")
  func empty() throws {
    var page = DashboardPage(
      query: PageQuery(), sites: [], today: SampleReports.day("2026-11-02"), reports: [:])
    #expect(try MarkupReader(page.html()).text.contains("which of the two is not shown"))
    page.problem = "there is no site \"x\""
    let read = try MarkupReader(page.html())
    #expect(read.text.contains("there is no site \"x\""))
    #expect(read.elements.contains { $0.name == "form" })
    let sites = SitesPage(query: PageQuery(language: .norwegian), today: page.today, report: nil)
    #expect(try MarkupReader(sites.html()).text.contains("Ingenting er publisert"))
  }

  @Test(
    "What cannot be told is told in both languages, the same number of things, with the threshold")
  func limits() throws {
    let pages = try Language.allCases.map { language in
      try MarkupReader(LimitsPage(query: PageQuery(language: language), threshold: 17).html())
    }
    let headings = pages.map { $0.elements.filter { $0.name == "h2" }.count }
    #expect(headings[0] == headings[1] && headings[0] >= 8)
    #expect(pages.allSatisfy { $0.text.contains("17") })
    #expect(pages[0].text.contains("48 hours") && pages[1].text.contains("48 timer"))
  }

  private func packed(_ text: String) throws -> Int {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-9", "-c"]
    let (input, output) = (Pipe(), Pipe())
    (process.standardInput, process.standardOutput) = (input, output)
    try process.run()
    // Less than a pipe holds comes out of it, so that neither waits for the other.
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data.count
  }
}
