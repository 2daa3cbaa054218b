import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

@Suite("A period beside another") struct ComparisonTests {
  @Test(
    "Months go with months, and other days with days of the same weekday",
    arguments: [
      ("previous", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30"),
      ("previous", "2026-03-01", "2026-04-30", "2026-01-01", "2026-02-28"),
      ("previous", "2026-10-05", "2026-10-11", "2026-09-28", "2026-10-04"),
      ("previous", "2026-10-07", "2026-10-07", "2026-09-30", "2026-09-30"),
      ("previous", "2026-10-02", "2026-10-31", "2026-08-28", "2026-09-26"),
      ("last-year", "2026-10-01", "2026-10-31", "2025-10-01", "2025-10-31"),
      ("last-year", "2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28"),
      ("last-year", "2026-10-05", "2026-10-11", "2025-10-06", "2025-10-12"),
      ("2026-w02", "2026-10-05", "2026-10-11", "2026-01-05", "2026-01-11"),
      ("2026-01-02..2026-01-09", "2026-10-05", "2026-10-11", "2026-01-02", "2026-01-09"),
      ("2025", "2026-10-05", "2026-10-11", "2025-01-01", "2025-12-31"),
    ])
  func earlier(text: String, first: String, last: String, from: String, to: String) throws {
    let comparison = try #require(Comparison(text, now: Hour("2026-11-22T10:00Z")!))
    let days = Day(first)!...Day(last)!
    let earlier = comparison.earlier(than: days)
    #expect(earlier == Day(from)!...Day(to)!)
    let pairs = ComparedDays(days: days, earlier: earlier)
    for number in days.lowerBound.rawValue...days.upperBound.rawValue {
      let day = Day(rawValue: number)
      guard let other = pairs.day(for: day) else { continue }
      #expect(earlier.contains(other) && other.weekday == day.weekday)
    }
  }

  @Test(
    "What is no period is refused",
    arguments: [
      "", "then", "2026-13", "2026-01-09..2026-01-02", "2026..2027..2028", "..", "2026..",
    ])
  func refused(text: String) {
    #expect(Comparison(text, now: Hour("2026-11-22T10:00Z")!) == nil)
  }

  @Test(
    "Each row has beside it what the other period's report has, whatever the limit",
    arguments: SeededGenerator.seeds(1), [false, true])
  func rows(seed: UInt64, isPrivate: Bool) throws {
    let database = try StepTests.database(seed)
    var compared = 0
    for kind in StepTests.kinds + [.days, .sites, .kinds] {
      func report(
        _ from: String, _ to: String, compare: String? = nil, limit: Int? = nil
      ) throws -> Report {
        var request = ReportRequest(
          kind: kind, from: from, to: to, limit: limit, now: Hour("2026-11-22T10:00Z")!,
          isPrivate: isPrivate)
        request.compare = compare
        return try request.report(from: TrafficArchive(path: database.path))
      }
      let both = try report("2026-10-05", "2026-10-18", compare: "previous", limit: 3)
      let plain = try report("2026-10-05", "2026-10-18", limit: 3)
      let other = try report("2026-09-21", "2026-10-04")
      #expect(both.tables[0].rows == plain.tables[0].rows)
      #expect(both.earlier?.lowerBound.day == Day("2026-09-21"))
      let earlier = try #require(both.tables[0].earlier)
      #expect(earlier.rows.count == both.tables[0].rows.count)
      let count = try #require(both.tables[0].columns.firstIndex { $0.kind == .count })
      let names = both.tables[0].columns.indices.filter {
        [.text, .time].contains(both.tables[0].columns[$0].kind)
      }
      for (row, before) in zip(both.tables[0].rows, earlier.rows) {
        let found = other.tables[0].rows.first { candidate in
          names.allSatisfy { place in
            guard case .text(let text) = row[place], let day = Day(text) else {
              return candidate[place] == row[place]
            }
            return candidate[place] == .text(Day(rawValue: day.rawValue - 14).description)
          }
        }
        compared += 1
        let expected = found?[count] ?? (isPrivate ? .number(0) : .none)
        #expect(before[count] == expected, "seed \(seed): \(kind) \(row)")
      }
      #expect(earlier.totals?[count] == other.tables[0].totals?[count])
    }
    #expect(compared > 12)
  }

  @Test("Where nothing is known of the other period, the report says so")
  func unknown() throws {
    let database = try SampleDatabase.few()
    var request = ReportRequest(
      kind: .pages, from: "2026-10", to: "2026-10", now: Hour("2026-11-22T10:00Z")!)
    request.compare = "last-year"
    let report = try request.report(from: TrafficArchive(path: database.path))
    // Of a month that is published up to its third day, with as many of the other.
    #expect(report.notes.contains("There are no counts for 2025-10-01 to 2025-10-03."))
    #expect(report.tables[0].earlier?.rows.allSatisfy { $0.allSatisfy { $0 == .none } } == true)
    // A column of dashes tells people nothing.
    #expect(report.forPeople.tables[0].earlier == nil)
    #expect(!report.text(TextStyle()).contains("Change"))
    request.compare = "previous"
    (request.from, request.to) = ("2026-10-03", "2026-10-03")
    let known = try request.report(from: TrafficArchive(path: database.path))
    #expect(known.text(TextStyle()).contains("Change") == (known.forPeople == known))
  }

  @Test("Sums are not compared with a period that nothing is known of the beginning of, days are")
  func partial() throws {
    let database = try StepTests.database(1)
    for kind in [ReportKind.days, .pages] {
      var request = ReportRequest(
        kind: kind, site: "example.org", from: "2026-10-05", to: "2026-10-25",
        now: Hour("2026-11-22T10:00Z")!)
      // From 14 September; what is counted begins on the 20th.
      request.compare = "previous"
      let report = try request.report(from: TrafficArchive(path: database.path))
      #expect(
        report.notes.contains(
          "There are no counts before 2026-09-20, so sums are not compared with a period that begins earlier."
        ))
      #expect(report.noteCodes.contains("comparison_begins"))
      #expect(report.tables[0].earlier?.totals == nil)
      let known = report.tables[0].earlier?.rows.filter { $0[1] != .none }.count
      #expect(known == (kind == .days ? 15 : 0))
    }
  }

  @Test("Sums that lack different parts of their periods are not compared, and the report says so")
  func lacking() throws {
    // Two views a day: days are published together, three or more at a time.
    var hits: [SampleTraffic.Hits] = []
    for day in Day("2026-09-01")!.rawValue...Day("2026-11-15")!.rawValue {
      hits.append(.init(hour: Day(rawValue: day).midnight, count: 2))
      hits.append(.init(site: "busy.example", hour: Day(rawValue: day).midnight, count: 1000))
    }
    let database = try SampleDatabase(hits)
    func request(_ days: ClosedRange<Day>, compare: String?) throws -> Report? {
      var request = ReportRequest(
        kind: .days, site: "example.org", from: days.lowerBound.description,
        to: days.upperBound.description, now: Hour("2026-11-22T10:00Z")!)
      request.compare = compare
      return try request.report(from: TrafficArchive(path: database.path))
    }
    var found: Set<Bool> = []
    for offset in Int32(0)..<20 {
      let first = Day("2026-10-01")!.rawValue + offset
      let days = Day(rawValue: first)...Day(rawValue: first + 13)
      let earlier = Day(rawValue: first - 14)...Day(rawValue: first - 1)
      let report = try #require(try request(days, compare: "previous"))
      let (here, before) = (
        try request(days, compare: nil)?.tables[0].totals?[1].number ?? 0,
        try request(earlier, compare: nil)?.tables[0].totals?[1].number ?? 0
      )
      // Each day has the same, so that nothing but what is missing makes a difference.
      let isSame = here == before
      found.insert(isSame)
      #expect((report.tables[0].earlier?.totals != nil) == isSame, "\(days): \(here), \(before)")
      #expect(report.noteCodes.contains("sums_not_compared") == !isSame)
      var norwegian = ReportRequest(
        kind: .overview, site: "example.org", from: days.lowerBound.description,
        to: days.upperBound.description, now: Hour("2026-11-22T10:00Z")!)
      (norwegian.compare, norwegian.language) = ("previous", .norwegian)
      let overview = try norwegian.report(from: TrafficArchive(path: database.path))
      #expect(
        overview.notes.contains { $0.hasPrefix("Summer er ikke sammenlignet: omtrent") } == !isSame)
      // Beside a busy site it is in the sums, and has no comparison of its own.
      var all = ReportRequest(
        kind: .sites, from: days.lowerBound.description, to: days.upperBound.description,
        now: Hour("2026-11-22T10:00Z")!)
      all.compare = "previous"
      let table = try all.report(from: TrafficArchive(path: database.path)).tables[0]
      #expect(table.earlier?.totals?[1] == .number(14_000 + before))
      #expect(table.rows.map { $0[0].name } == ["busy.example", "example.org"])
      #expect(
        table.earlier?.rows.map { $0[1] } == [.number(14_000), isSame ? .number(before) : .none])
    }
    #expect(found == [true, false])
  }

  @Test("A site that began during the period takes nothing from the comparison of all")
  func began() throws {
    var hits: [SampleTraffic.Hits] = []
    for day in Day("2026-10-01")!.rawValue...Day("2026-10-28")!.rawValue {
      hits.append(.init(hour: Day(rawValue: day).midnight, count: 100))
      guard day >= Day("2026-10-20")!.rawValue else { continue }
      hits.append(.init(site: "new.example", hour: Day(rawValue: day).midnight, count: 90))
    }
    let database = try SampleDatabase(hits)
    var request = ReportRequest(
      kind: .days, from: "2026-10-15", to: "2026-10-28", now: Hour("2026-11-22T10:00Z")!)
    request.compare = "previous"
    let report = try request.report(from: TrafficArchive(path: database.path))
    #expect(report.tables[0].totals?[1] == .number(1400 + 9 * 90))
    #expect(report.tables[0].earlier?.totals?[1] == .number(1400))
  }

  @Test(
    "A period that is published in part is compared with as many days",
    arguments: [
      ("2026-11-01", "2026-11-30", "previous", "2026-10-01", "2026-10-20"),
      ("2026-11-02", "2026-11-29", "previous", "2026-10-05", "2026-10-23"),
      ("2026-11-01", "2026-11-30", "2026-10-01..2026-10-31", "2026-10-01", "2026-10-31"),
      ("2026-10-01", "2026-10-31", "previous", "2026-09-01", "2026-09-30"),
    ])
  func published(from: String, to: String, compare: String, first: String, last: String) throws {
    var hits: [SampleTraffic.Hits] = []
    for day in Day("2026-09-01")!.rawValue...Day("2026-11-20")!.rawValue {
      hits.append(.init(hour: Day(rawValue: day).midnight, count: 100))
    }
    let database = try SampleDatabase(hits, publishedTo: "2026-11-20")
    var request = ReportRequest(kind: .days, from: from, to: to, now: Hour("2026-11-22T10:00Z")!)
    request.compare = compare
    let report = try request.report(from: TrafficArchive(path: database.path))
    #expect(report.earlier?.lowerBound.day == Day(first))
    #expect(report.earlier?.upperBound.day == Day(last))
  }

  @Test("Rows are ordered by what they gained, what stands for others last")
  func gained() throws {
    let database = try StepTests.database(1)
    var request = ReportRequest(
      kind: .pages, from: "2026-10-05", to: "2026-10-18", limit: 4,
      now: Hour("2026-11-22T10:00Z")!, isPrivate: true)
    (request.compare, request.sort) = ("previous", "-change")
    let table = try request.report(from: TrafficArchive(path: database.path)).tables[0]
    let count = try #require(table.columns.firstIndex { $0.name == "page_views" })
    let gains = zip(table.rows, table.earlier?.rows ?? []).map {
      $0[count].number - $1[count].number
    }
    #expect(gains.count == 4 && gains == gains.sorted(by: >) && Set(gains).count > 1)
    request.sort = "change"
    let losses = try request.report(from: TrafficArchive(path: database.path)).tables[0]
    #expect(losses.rows.first != table.rows.first)
  }

  @Test("Text has a column with the change, CSV and JSON the numbers")
  func forms() throws {
    let database = try StepTests.database(1)
    var request = ReportRequest(
      kind: .days, from: "2026-10-05", to: "2026-10-05", now: Hour("2026-11-22T10:00Z")!,
      isPrivate: true)
    request.compare = "2026-09-28"
    let report = try request.report(from: TrafficArchive(path: database.path))
    let (now, before) = (
      report.tables[0].rows[0][1].number, report.tables[0].earlier!.rows[0][1].number
    )
    let text = report.text(TextStyle(width: 100, isBold: false, isUnicode: true))
    #expect(text.contains("compared with 2026-09-28 UTC"))
    #expect(text.contains("Page views  Before  Change"))
    #expect(
      report.csv().hasPrefix(
        "day,page_views,hits,bots,errors,bytes,page_views_before"))
    #expect(report.csv().contains(",\(before),"))
    #expect(report.json().contains("\"page_views\": \(now),"))
    #expect(report.json().contains("\"before\": {\"page_views\": \(before),"))
    #expect(
      report.json().contains(
        "\"compared_with\": {\"from\": \"2026-09-28T00:00Z\", \"to\": \"2026-09-28T23:00Z\"}"))
  }
}
