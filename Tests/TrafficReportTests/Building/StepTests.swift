import GRDB
import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

@Suite("Rows by day, week, month, weekday and hour") struct StepTests {
  static let kinds: [ReportKind] = [.pages, .entries, .referrers, .devices, .browsers, .systems]

  /// Five weeks of a site with enough traffic for days of their own, and a quiet one.
  static func database(_ seed: UInt64) throws -> SampleDatabase {
    var generator = SeededGenerator(seed: seed)
    var hits: [SampleTraffic.Hits] = []
    for number in Day("2026-09-20")!.rawValue...Day("2026-10-25")!.rawValue {
      for (site, count) in [("example.org", 12), ("quiet.example", 1)] {
        for _ in 0..<count {
          let hour = Day(rawValue: number).midnight.later(
            by: Int.random(in: 0..<24, using: &generator))
          let views = site == "quiet.example" ? 7 : Int64.random(in: 100...400, using: &generator)
          hits.append(
            .init(
              site: site, path: "/\(Int.random(in: 0..<6, using: &generator))", hour: hour,
              device: [.desktop, .mobile].randomElement(using: &generator)!,
              browser: [.firefox, .chrome].randomElement(using: &generator)!, count: views,
              referrer: ["a.example", "google.com", "(internal)"].randomElement(using: &generator)!)
          )
        }
      }
    }
    return try SampleDatabase(hits)
  }

  private static func report(
    _ database: SampleDatabase, _ kind: ReportKind, by step: Step? = nil,
    from: String = "2026-09-21", to: String = "2026-10-25", site: String? = "example.org",
    isPrivate: Bool
  ) throws -> Report.Table {
    var request = ReportRequest(
      kind: kind, site: site, from: from, to: to, now: Hour("2026-11-22T10:00Z")!,
      isPrivate: isPrivate)
    request.step = step
    return try request.report(from: TrafficArchive(path: database.path)).tables[0]
  }

  @Test(
    "Rows of days add up from the days",
    arguments: [Step.week, .month, .weekday], [false, true])
  func days(step: Step, isPrivate: Bool) throws {
    let seed = SeededGenerator.fresh().seed
    let database = try Self.database(seed)
    let days = try Self.report(database, .days, isPrivate: isPrivate)
    var sums: [String: [Int64]] = [:]
    for row in days.rows {
      let day = try #require(Day(row[0].name), "seed \(seed)")
      let name: String
      switch step {
      case .week: name = day.weekText
      case .month: name = day.monthText
      default:
        name =
          ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][
            day.weekday]
      }
      let numbers = row.dropFirst().map(\.number)
      sums[name] = zip(sums[name] ?? numbers.map { _ in 0 }, numbers).map(+)
    }
    let table = try Self.report(database, .days, by: step, isPrivate: isPrivate)
    #expect(table.rows.count == sums.count, "seed \(seed)")
    for row in table.rows {
      #expect(row.dropFirst().map(\.number) == sums[row[0].name], "seed \(seed): \(row[0].name)")
    }
    #expect(table.totals?.dropFirst().map(\.number) == days.totals?.dropFirst().map(\.number))
  }

  @Test("A quiet site's days, known only together, do not join those of all sites")
  func quietBesideBusy() throws {
    var hits: [SampleTraffic.Hits] = []
    for day in Day("2026-09-28")!.rawValue...Day("2026-10-25")!.rawValue {
      hits.append(.init(hour: Day(rawValue: day).midnight, count: 100))
      hits.append(.init(site: "quiet.example", hour: Day(rawValue: day).midnight, count: 2))
    }
    let database = try SampleDatabase(hits)
    func report(_ step: Step) throws -> Report {
      var request = ReportRequest(
        kind: .days, from: "2026-09-28", to: "2026-10-25", now: Hour("2026-11-22T10:00Z")!)
      request.step = step
      return try request.report(from: TrafficArchive(path: database.path))
    }
    for (step, rows, each) in [(Step.day, 28, Int64(100)), (.weekday, 7, 400)] {
      let report = try report(step)
      let table = report.tables[0]
      #expect(table.rows.count == rows && table.rows.allSatisfy { $0[1] == .number(each) })
      let total = try #require(table.totals?[1].number)
      #expect(total > 2800 && total <= 2856)
      #expect(
        report.notes.contains(
          "The \(step.rawValue) of \(total - 2800) page views is unknown: quiet sites' days are published together."
        ))
    }
    // The site alone, where most would be lost, has its days joined.
    var alone = ReportRequest(
      kind: .days, site: "quiet.example", from: "2026-09-28", to: "2026-10-25",
      now: Hour("2026-11-22T10:00Z")!)
    alone.step = .day
    let joined = try alone.report(from: TrafficArchive(path: database.path)).tables[0]
    #expect(joined.rows.contains { $0[0].name.contains(" to ") })
    #expect(
      joined.rows.reduce(0) { $0 + $1[1].number } == joined.totals?[1].number)
    // A mark for some days together is as high as one of them was.
    let series = Report.Table(
      name: "days", columns: [Step.day.column(in: "UTC"), .pageViewsWithBar],
      rows: [
        [.text("2026-11-01 to 2026-11-10"), .number(60)], [.text("2026-11-11"), .number(14)],
        [.text("2026-11-12"), .number(0)], [.text("2026-11-13 to 2026-11-14"), .number(1)],
      ])
    #expect(series.averages(of: 1) == [6, 14, 0, 1])
    #expect(Sparkline(series, style: TextStyle()).text.hasSuffix("most on 2026-11-11: 14"))
  }

  @Test(
    "A word that is no kind and no device is refused with those there are",
    arguments: [
      (ReportKind.referrers, "search", nil, "kind"), (.kinds, "views", nil, "kind"),
      (.pages, nil, "phone", "device"),
    ] as [(ReportKind, String?, String?, String)])
  func slips(kind: ReportKind, part: String?, device: String?, column: String) throws {
    let database = try Self.database(1)
    var request = ReportRequest(
      kind: kind == .pages ? .devices : kind, now: Hour("2026-11-22T10:00Z")!)
    (request.part, request.device) = (part, device)
    let error = #expect(throws: ReportError.self) {
      try request.report(from: TrafficArchive(path: database.path))
    }
    #expect(
      error?.sentence.hasPrefix("there is no \(column) \"\(part ?? device ?? "")\": choose from ")
        == true)
    #expect(error?.isUsage == true)
    // One that nothing is of is an answer, in either language.
    for word in ["AI assistant", "KI-assistent"] {
      var known = ReportRequest(kind: .referrers, now: Hour("2026-11-22T10:00Z")!)
      known.part = word
      #expect(try known.report(from: TrafficArchive(path: database.path)).tables[0].rows.isEmpty)
    }
  }

  @Test("A period without an end goes up to yesterday, and the report says where it ends before")
  func withoutEnd() throws {
    let database = try Self.database(1)
    for (from, now, isSaid) in [
      ("7d", "2026-10-26T10:00Z", false), ("7d", "2026-10-28T10:00Z", true),
      (nil, "2026-10-28T10:00Z", false), ("2026-10-01", "2026-10-28T10:00Z", true),
    ] {
      let report = try database.report(.days, site: "example.org", from: from, now: now)
      #expect(
        report.notes.contains("Days after 2026-10-25 are not published yet; --private shows them.")
          == isSaid, "\(from ?? ""), \(now)")
    }
  }

  @Test(
    "Hours of the day and of the week add up from the hours",
    arguments: [Step.hourOfDay, .weekdayHour])
  func hours(step: Step) throws {
    let seed = SeededGenerator.fresh().seed
    let database = try Self.database(seed)
    var sums: [String: Int64] = [:]
    for row in try Self.report(database, .hours, isPrivate: true).rows {
      let hour = try #require(Hour(row[0].name))
      let time = String(row[0].name.dropFirst(11).prefix(5))
      let name =
        step == .hourOfDay
        ? time : "\(Step.weekday.text(Int32(hour.day.weekday)...Int32(hour.day.weekday))) \(time)"
      sums[name, default: 0] += row[1].number
    }
    let counted = try Self.report(database, .hours, by: step, isPrivate: true)
    #expect(counted.rows.count == (step == .hourOfDay ? 24 : 168))
    for row in counted.rows { #expect(row[1].number == sums[row[0].name], "seed \(seed): \(row)") }
    let published = try Self.report(database, .hours, by: step, isPrivate: false)
    #expect(published.totals?[1].number == counted.totals?[1].number)
    #expect(published.rows.reduce(0) { $0 + $1[1].number } == counted.totals?[1].number)
  }

  @Test("A ranking by week has each week's ranking", arguments: [false, true])
  func rankings(isPrivate: Bool) throws {
    let seed = SeededGenerator.fresh().seed
    let database = try Self.database(seed)
    for kind in Self.kinds {
      let series = try Self.report(database, kind, by: .week, isPrivate: isPrivate)
      for week in ["2026-w39", "2026-w41", "2026-w43"] {
        let table = try Self.report(database, kind, from: week, to: week, isPrivate: isPrivate)
        let rows = series.rows.filter { $0[0] == .text(week) }.map { Array($0.dropFirst()) }
        #expect(rows == table.rows, "seed \(seed): \(kind), \(week)")
      }
    }
  }

  @Test("A page whole has what the reports on all pages have of it", arguments: [false, true])
  func page(isPrivate: Bool) throws {
    let seed = SeededGenerator.fresh().seed
    let database = try Self.database(seed)
    var request = ReportRequest(
      kind: .pages, site: "example.org", from: "2026-09-21", to: "2026-10-25",
      now: Hour("2026-11-22T10:00Z")!, isPrivate: isPrivate)
    request.wholePage = "/3"
    let archive = try TrafficArchive(path: database.path)
    let page = try request.report(from: archive)
    #expect(page.name == "page" && page.title == "/3")
    let pages = try Self.report(database, .pages, isPrivate: isPrivate)
    let row = try #require(pages.rows.first { $0[0] == .text("/3") })
    #expect(page.tables[0].rows == [Array(row.dropFirst())], "seed \(seed)")
    // Each day is that of the day's own report.
    let days = try #require(page.tables.first { $0.name == "days" })
    #expect(days.rows.reduce(0) { $0 + $1[1].number } == row[1].number, "seed \(seed)")
    for row in days.rows {
      let day = row[0].name
      let alone = try Self.report(database, .pages, from: day, to: day, isPrivate: isPrivate)
      #expect(alone.rows.first { $0[0] == .text("/3") }?[1] == row[1], "seed \(seed): \(day)")
    }
    let landings = try Self.report(database, .landings, isPrivate: isPrivate)
    // Where there are none, the table is left out.
    let own = page.tables.first { $0.name == "landings" }?.rows ?? []
    #expect(
      own.map { $0.prefix(3) }
        == landings.rows.filter { $0[0] == .text("/3") }.map { $0.dropFirst().prefix(3) })
    // The operator's hours and devices are those of the view.
    for (name, column) in [("hours", "substr(hour, 12, 5)"), ("devices", "device")] {
      let known = try DatabaseQueue(path: database.path).read {
        try Row.fetchAll(
          $0,
          sql: """
            SELECT \(column), sum(page_views) FROM page_hours WHERE site = 'example.org' AND page = '/3'
            AND hour BETWEEN '2026-09-21' AND '2026-10-26' GROUP BY 1
            """)
      }.map { [Report.Cell.text($0[0]), .number($0[1])] }
      let rows = page.tables.first { $0.name == name }?.rows.filter { $0[1] != .number(0) } ?? []
      #expect(Set(rows.map { Array($0.prefix(2)) }) == (isPrivate ? Set(known) : []))
      #expect(!known.isEmpty)
    }
    request.wholePage = "/nothing"
    let error = #expect(throws: ReportError.self) { try request.report(from: archive) }
    #expect(error?.sentence.hasPrefix("there is nothing to show for the page \"/nothing\"") == true)
  }

  @Test("Weeks without visitors beside others have all columns, and say nothing in those")
  func columns() throws {
    let hits = ["2026-10-05", "2026-10-12"].enumerated().map { index, day in
      SampleTraffic.Hits(
        path: "/a", hour: Day(day)!.midnight, count: 200, visitors: index == 0 ? 100 : 0,
        visits: index == 0 ? 50 : 0)
    }
    let database = try SampleDatabase(hits)
    var request = ReportRequest(
      kind: .pages, from: "2026-10-05", to: "2026-10-18", now: Hour("2026-11-22T10:00Z")!,
      isPrivate: true)
    request.step = .week
    let report = try request.report(from: TrafficArchive(path: database.path))
    let table = report.tables[0]
    #expect(table.rows.count == 2 && table.rows.allSatisfy { $0.count == table.columns.count })
    let visitors = try #require(table.columns.firstIndex { $0.name == "visitors" })
    #expect(table.rows.map { $0[visitors] } == [.number(100), .none])
    #expect(table.totals?[visitors] == .number(100))
    #expect(report.csv().split(separator: "\r\n").count == 3)
  }

  @Test("Quiet days are joined in steps, too, and what has no weekday is said")
  func quiet() throws {
    let database = try Self.database(1)
    let weeks = try Self.report(database, .days, by: .week, site: "quiet.example", isPrivate: false)
    #expect(weeks.rows.reduce(0) { $0 + $1[1].number } == weeks.totals?[1].number)
    #expect(weeks.rows.count > 1)
  }

  @Test(
    "What a report is not counted by is refused",
    arguments: [
      (
        ReportKind.devices, Step.hourOfDay,
        "the report \"devices\" is not counted by hour-of-day: --by takes day, week or month here"
      ),
      (
        .pages, .weekday,
        "the report \"pages\" is not counted by weekday: --by takes day, week or month here"
      ),
    ])
  func refused(kind: ReportKind, step: Step, sentence: String) throws {
    let database = try Self.database(1)
    let error = #expect(throws: ReportError.self) {
      try Self.report(database, kind, by: step, isPrivate: false)
    }
    #expect(error?.sentence == sentence)
  }

  @Test(
    "A pattern matches as a shell's does, slashes among the characters",
    arguments: [
      ("/kurs", "/kurs", true), ("/kurs", "/kurs/", false), ("/kurs*", "/kurs/2023", true),
      ("*", "", true), ("?", "", false), ("/?/b", "/a/b", true), ("/?/b", "/aa/b", false),
      ("*a*b", "xaxxbxb", true), ("*a*b", "xaxxbx", false), ("/æ*", "/ærlig", true),
      ("**", "x", true),
      ("", "", true), ("", "x", false),
    ])
  func patterns(pattern: String, text: String, matches: Bool) {
    #expect(Glob(pattern).matches(text) == matches)
  }

  @Test("Pages of a pattern add up to their total, and the order is the one that was asked for")
  func chosen() throws {
    let database = try Self.database(1)
    var request = ReportRequest(
      kind: .pages, site: "example.org", limit: 2, now: Hour("2026-11-22T10:00Z")!)
    (request.page, request.sort) = ("/[", "page")
    #expect(try request.report(from: TrafficArchive(path: database.path)).tables[0].rows.isEmpty)
    request.page = "/?"
    let table = try request.report(from: TrafficArchive(path: database.path)).tables[0]
    #expect(table.rows.map { $0[0].name } == ["/0", "/1"])
    #expect(table.rowsLeftOut == 4)
    request.limit = nil
    let all = try request.report(from: TrafficArchive(path: database.path)).tables[0]
    #expect(all.totals?[1].number == all.rows.reduce(0) { $0 + $1[1].number })
    request.sort = "-nothing"
    let error = #expect(throws: ReportError.self) {
      try request.report(from: TrafficArchive(path: database.path))
    }
    #expect(
      error?.sentence
        == "there is no column \"nothing\" to sort by: choose from page, page_views, share"
    )
  }
}
