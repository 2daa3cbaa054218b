import Testing
import Traffic
import TrafficReport

@testable import TrafficPages

@Suite("Charts")
struct ChartTests {
  @Test(
    "The lines of a scale are at 1, 2 or 5 times a power of ten, few, and up to what is shown",
    arguments: [
      (0, [0, 1]), (1, [0, 1]), (3, [0, 1, 2, 3]), (5, [0, 2, 4, 6]), (9, [0, 5, 10]),
      (40, [0, 10, 20, 30, 40]), (41, [0, 20, 40, 60]), (1197, [0, 500, 1000, 1500]),
    ] as [(Double, [Int64])])
  func ticks(most: Double, values: [Int64]) { #expect(Ticks(upTo: most).values == values) }

  @Test("A scale of the greatest numbers, and of what is no number, ends")
  func extremes() {
    for most in [Double(Int64.max), .infinity, .nan, -1] {
      #expect(Ticks(upTo: most).values.count < 8)
    }
  }

  @Test(
    "Times of rows are read in each form that reports write",
    arguments: [
      ("2026-10-01", 1), ("2026-10-01 to 2026-10-03", 3), ("2026-10-01 til 2026-10-03", 3),
      ("2026-10", 31), ("2026-02", 28), ("2026-w41", 7), ("13:00", 1), ("20:00 to 23:00", 4),
      ("2026-10-01T13:00Z", 1), ("2026-10-24T23:00+02:00 to 2026-10-25T03:00+01:00", 6),
    ])
  func times(text: String, count: Int64) throws {
    #expect(try #require(RowTime(text)).count == count)
  }

  @Test(
    "What is no time is none",
    arguments: [
      "", "Monday", "24:00", "13:30", "2026-10-01 to", "2026-10-03 to 2026-10-01",
      "13:00 to 2026-10-01", "2026-w00", "2026-13", "a to b",
    ])
  func noTimes(text: String) { #expect(RowTime(text) == nil) }

  private func drawn(_ report: Report) throws -> [MarkupReader.Element] {
    try MarkupReader(report.html()).elements.filter { $0.around.contains("svg") }
  }

  @Test("A bar for each day, as high as its number, and a mark for what was before")
  func bars() throws {
    let elements = try drawn(SampleReports.days([50, 100, nil, 0], earlier: [25, nil, 75, 100]))
    let bars = elements.filter { $0.name == "rect" }
    #expect(bars.map { $0.attributes["height"] } == ["95", "190", "3", "0"])
    #expect(bars.map { $0.attributes["class"] } == [nil, nil, "u", nil])
    #expect(bars.map { $0.attributes["x"] } == ["2.08%", "27.08%", "52.08%", "77.08%"])
    let marks = elements.filter { $0.attributes["class"] == "e" }
    #expect(marks.map { $0.attributes["y1"] } == ["150.5", "55.5", "8"])
  }

  @Test(
    "Days that are known only together are as wide as they are long, and as high as one of them")
  func joined() throws {
    let report = SampleReports.series([
      [.text("2026-10-01"), .number(100)],
      [.text("2026-10-02 to 2026-10-04"), .number(150)],
    ])
    let bars = try drawn(report).filter { $0.name == "rect" }
    #expect(bars.map { $0.attributes["height"] } == ["190", "95"])
    #expect(bars.map { $0.attributes["width"] } == ["20.83%", "70.83%"])
    #expect(
      try MarkupReader(report.html()).text.contains("2 to 4 October 2026: 150 together, 50.0 each"))
  }

  @Test("Months are bars of one width, each with its own number")
  func months() throws {
    let bars = try drawn(
      SampleReports.series([[.text("2026-02"), .number(80)], [.text("2026-03"), .number(100)]])
    ).filter { $0.name == "rect" }
    #expect(bars.map { $0.attributes["width"] } == ["41.67%", "41.67%"])
    #expect(bars.map { $0.attributes["height"] } == ["152", "190"])
  }

  @Test("Many days are drawn by the week, all of them, and no bar can be tabbed to")
  func many() throws {
    let report = SampleReports.days([Int64?](repeating: 3, count: 731))
    let read = try MarkupReader(report.html())
    let bars = read.elements.filter { $0.name == "rect" }
    #expect(bars.count == 105)
    #expect(Set(bars.map { $0.attributes["height"] }) == ["133"])
    #expect(read.text.contains("Page views a week"))
    #expect(read.elements.filter { $0.name == "a" || $0.attributes["tabindex"] != nil }.isEmpty)
  }

  @Test("A chart is an image with a name, and its numbers are a table")
  func accessible() throws {
    var report = SampleReports.days([5, 6, 7])
    report.tables[0].shape = .sparkline
    let read = try MarkupReader(report.html())
    let plot = try #require(read.elements.first { $0.attributes["class"] == "plot" })
    #expect(plot.attributes["role"] == "img" && plot.around.last == "div")
    #expect(read.elements.contains { $0.attributes["id"] == plot.attributes["aria-labelledby"] })
    #expect(read.elements.contains { $0.name == "table" && $0.around.last == "details" })
    #expect(read.text.contains("Thu 1 Oct 20265"))
  }

  @Test("What was written on a day is a line in the chart and an entry of a list, and only text")
  func annotations() throws {
    var report = SampleReports.days([5, 6, 7, 8])
    report.annotations = [
      Annotation(day: SampleReports.day("2026-10-02"), text: "Newsletter"),
      Annotation(day: SampleReports.day("2026-10-02"), site: "a.example", text: "<b>"),
      Annotation(day: SampleReports.day("2026-10-09"), text: "after"),
    ]
    let read = try MarkupReader(report.html())
    let marks = read.elements.filter { $0.attributes["class"] == "a" }
    #expect(marks.map { $0.attributes["x1"] } == ["37.5%"])
    #expect(read.text.contains("Fri 2 Oct 2026: Newsletter; <b>"))
    #expect(read.text.contains("Fri 2 Oct 2026: <b> (a.example)"))
    #expect(read.elements.filter { $0.name == "time" }.count == 3)
    report.site = "a.example"
    #expect(try !MarkupReader(report.html()).text.contains("(a.example)"))
    // One day is no chart: the list is there all the same.
    report.tables[0].rows.removeLast(3)
    #expect(try MarkupReader(report.html()).elements.filter { $0.name == "time" }.count == 3)
  }

  @Test("One row, or nothing that is known, is no chart")
  func none() throws {
    for views in [[5], [nil, nil]] as [[Int64?]] {
      let page = SampleReports.days(views).html()
      #expect(try !MarkupReader(page).elements.contains { $0.attributes["role"] == "img" })
    }
  }

  /// A report on the hours of a week, each with its own number but for some that are known together.
  private static func week(_ hours: [ClosedRange<Int>]) -> Report {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let table = Report.Table(
      name: "hours",
      columns: [
        .init("hour", "Weekday and hour (UTC)", .time),
        .init("page_views", "Page views", .count, hasBar: true),
      ],
      rows: hours.map {
        [
          .text("\(names[$0.lowerBound / 24]) \($0.lowerBound % 24)"),
          .number(Int64($0.upperBound)),
        ]
      }, shape: .week(hours: hours))
    return Report(kind: .hours, period: SampleReports.october, tables: [table], threshold: 5)
  }

  @Test("The hours of a week are a picture, with the same numbers by hour and weekday below it")
  func week() throws {
    let page = try MarkupReader(Self.week((0..<168).map { $0...$0 }).html())
    let rects = page.elements.filter { $0.name == "rect" }
    #expect(rects.count == 168)
    // The quarters of the most in an hour, 167.
    for (shade, count) in [("q0", 1), ("q1", 41), ("q2", 42), ("q3", 42)] {
      #expect(rects.filter { $0.attributes["class"] == shade }.count == count, "\(shade)")
    }
    let cells = page.elements.filter { $0.name == "td" && $0.around.contains("tbody") }
    #expect(cells.count == 168 && page.elements.filter { $0.name == "tr" }.count == 25)
    #expect(page.text.contains("The most: Sunday 23, 167."))
    #expect(!page.text.contains("unknown"))
  }

  @Test("Hours that are known together are as dark as their average, and have a row of their own")
  func joinedWeek() throws {
    let page = try MarkupReader(Self.week([0...5, 6...6]).html())
    let rects = page.elements.filter { $0.name == "rect" }
    #expect(rects.count == 7 && rects.filter { $0.attributes["class"] == "q1" }.count == 6)
    #expect(page.elements.filter { $0.name == "th" && $0.around.contains("tbody") }.count == 2)
    #expect(page.text.contains("Empty means unknown."))
  }
}
