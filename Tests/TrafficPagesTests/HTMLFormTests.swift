import Testing
import Traffic
import TrafficPages
import TrafficReport

@Suite("A report as one file of HTML")
struct HTMLFormTests {
  /// All that may stand in a page: nothing that loads, runs or sends.
  static let elements: Set = [
    "html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "div",
    "h1", "h2", "h3", "p", "span", "small", "wbr", "ul", "li", "dl", "dt", "dd", "details",
    "summary",
    "figure", "figcaption", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "svg",
    "g", "rect", "line", "text", "time",
  ]
  static let attributes: Set = [
    "lang", "charset", "name", "content", "http-equiv", "class", "id", "scope", "role", "tabindex",
    "aria-hidden", "aria-label", "aria-labelledby", "data-from", "data-days", "x", "y", "x1", "x2",
    "y1", "y2", "width",
    "height", "text-anchor", "datetime",
  ]

  @Test("No name becomes anything but text", arguments: SampleReports.hostile)
  func hostile(name: String) throws {
    var report = SampleReports.pages([name], notes: [name])
    report.title = name
    report.site = name
    report.timeZone = name
    report.annotations = [Annotation(day: SampleReports.day("2026-10-02"), text: name)]
    for language in Language.allCases {
      let page = report.html(language)
      #expect(page.unicodeScalars.allSatisfy { $0 == "\n" || !acts($0) })
      let read = try MarkupReader(page)
      #expect(Set(read.elements.map(\.name)).isSubset(of: Self.elements))
      for element in read.elements {
        #expect(Set(element.attributes.keys).isSubset(of: Self.attributes), "\(element)")
      }
      // In the title, the heading, the time, the caption, the row and the notes, with all of its letters.
      let shown = read.text.components(
        of: QuotedText.harmless(name).replacing("\u{FFFE}", with: "\\u{FFFE}"))
      #expect(shown >= 7, "\(shown)")
    }
  }

  @Test("Nothing in it is from elsewhere, and nothing runs")
  func alone() throws {
    let page = SampleReports.days([5, 6, 7]).html()
    for word in ["http:", "https:", "//", "url(", "@import", "<script", "<link", "src=", "href="] {
      let found = page.contains(word)
      #expect(!found, "\(word)")
    }
    let policy = try MarkupReader(page).elements.first { $0.attributes["http-equiv"] != nil }
    #expect(policy?.attributes["content"]?.hasPrefix("default-src 'none'; ") == true)
  }

  @Test("It says its language, and words and numbers are that language's")
  func languages() {
    let report = SampleReports.pages(["/", "/a"], views: 12_345, earlier: 10_000)
    let english = report.html(.english)
    for part in [
      "<html lang=\"en\">", "12,345", "12.5%", "+23%", "1 to 31 October 2026",
      "Compared with 1 to 30 September 2026", ">Total<", "suppressed",
    ] { #expect(english.contains(part), "\(part)") }
    let norwegian = report.html(.norwegian)
    for part in [
      "<html lang=\"nb\">", "12\u{202F}345", "12,5\u{A0}%", "+23\u{A0}%",
      "1. til 31. oktober 2026", "Sammenlignet med 1. til 30. september 2026", ">Sum<",
      "skjult",
    ] { #expect(norwegian.contains(part), "\(part)") }
  }

  @Test("What is suppressed is a dash with its reason, and the dash is explained below")
  func heldBack() throws {
    let read = try MarkupReader(SampleReports.pages(["/"]).html())
    #expect(read.text.contains("–suppressed"))
    #expect(read.text.contains("– means suppressed: the number is below 5"))
    let whole = SampleReports.series([[.text("2026-10-01"), .number(5)]])
    #expect(try !MarkupReader(whole.html()).text.contains("–"))
  }

  @Test("Why there is a row for all others stands once, beneath the first table that has it")
  func others() throws {
    let note = "Counts below 5, and others that would reveal them, are in (other)."
    var report = SampleReports.pages(["/", "(other)"], notes: [note, "Another note."])
    report.tables.append(report.tables[0])
    let page = report.html()
    #expect(page.components(of: note) == 1)
    #expect(page.contains("<p class=\"note\">\(note)</p>"))
    // Where no table has the row, it is a note like others.
    let without = SampleReports.pages(["/"], notes: [note]).html()
    #expect(without.contains("<li>\(note)</li>"))
  }

  @Test("Nothing is said where there is nothing, and no table without rows")
  func empty() throws {
    for language in Language.allCases {
      let read = try MarkupReader(SampleReports.pages([]).html(language))
      #expect(!read.elements.contains { $0.name == "table" })
      #expect(
        read.text.contains(
          language == .english ? "Nothing in this period." : "Ingenting i denne perioden."))
    }
  }

  @Test("Tables have captions and heads of rows and columns, and no row is longer than another")
  func tables() throws {
    let report = SampleReports.pages(["/", "/a"], earlier: 900)
    let read = try MarkupReader(report.html())
    #expect(read.elements.filter { $0.name == "caption" }.count == 1)
    let heads = read.elements.filter { $0.name == "th" }
    #expect(heads.allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
    var widths: [Int] = []
    for element in read.elements {
      if element.name == "tr" { widths.append(0) }
      if ["th", "td"].contains(element.name) { widths[widths.count - 1] += 1 }
    }
    #expect(widths == [6, 6, 6, 6])
  }

  @Test(
    "Tables of several are named by what their rows are about: pages, though their sites come first"
  )
  func subjects() throws {
    var report = SampleReports.pages(["/a"])
    report.tables[0].columns.insert(.init("site", "Site", .text), at: 0)
    report.tables[0].rows = [[.text("www.example.org")] + report.tables[0].rows[0]]
    report.tables[0].totals = nil
    report.tables.append(report.tables[0])
    let text = try MarkupReader(report.html()).text
    #expect(text.components(of: "PagePage, SitePage viewsShareVisitors/awww.example.org1") == 2)
    #expect(report.markdown().components(of: "\n## Page\n") == 2)
  }

  @Test("Members stand beneath their groups, and a group's only member of no other name does not")
  func groups() throws {
    let table = Report.Table(
      name: "versions",
      columns: [
        .init("browser", "Browser", .text), .init("version", "Version", .text),
        .init("page_views", "Page views", .count),
      ],
      rows: [
        [.text("Chrome"), .text("141"), .number(7)], [.text("Chrome"), .none, .number(6)],
        [.text("curl"), .none, .number(5)],
      ], totals: [.none, .none, .number(18)],
      groups: [
        [.text("Chrome"), .none, .number(13)], [.text("curl"), .none, .number(5)],
      ])
    let text = try MarkupReader(Report(kind: .versions, tables: [table]).html()).text
    #expect(text.contains("BrowserPage viewsChrome131417unknown6curl5Total18"))
  }

  private func acts(_ scalar: Unicode.Scalar) -> Bool {
    QuotedText.harmless(String(scalar)) != String(scalar)
  }
}

extension String {
  /// How many times another string is in it.
  func components(of part: String) -> Int {
    var (count, rest) = (0, self.unicodeScalars[...])
    let scalars = Array(part.unicodeScalars)
    while !rest.isEmpty {
      if rest.starts(with: scalars) {
        count += 1
        rest = rest.dropFirst(scalars.count)
      } else {
        rest = rest.dropFirst()
      }
    }
    return count
  }
}
