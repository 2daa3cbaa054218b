import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

@Suite struct RequestTests {
  let database: SampleDatabase

  init() throws { database = try SampleDatabase.few() }

  @Test(
    "A question that cannot be answered is refused in a sentence that says what to do",
    arguments: [
      (
        nil, "monday", nil,
        "\"monday\" is no time for --from: use 2026, 2026-10, 2026-10-01, 2026-10-01T13, "
          + "today, yesterday or 7d"
      ),
      (
        nil, nil, "2026-10-32",
        "\"2026-10-32\" is no time for --to: use 2026, 2026-10, 2026-10-01, 2026-10-01T13, "
          + "today, yesterday or 7d"
      ),
      (
        nil, "2026-10-02", "2026-10-01",
        "--from \"2026-10-02\" is later than --to \"2026-10-01\": swap them"
      ),
      (
        nil, "2027", nil,
        "there is no traffic from 2027-01-01 00:00 UTC on in \"PATH\": "
          + "it covers 2026-10-01 13:00 to 2026-10-03 09:59 UTC"
      ),
      (
        nil, nil, "2025",
        "there is no traffic up to 2025-12-31 23:59 UTC in \"PATH\": "
          + "it covers 2026-10-01 13:00 to 2026-10-03 09:59 UTC"
      ),
      (
        "shop.example.org", "2026-10-01", "2026-10-01",
        "there is no traffic of the site \"shop.example.org\" from 2026-10-01 UTC in \"PATH\": "
          + "it covers 2026-10-03 09:00 to 09:59 UTC"
      ),
      (
        "example.com", nil, nil,
        "there is no site \"example.com\" in \"PATH\": "
          + "it has \"example.org\", \"shop.example.org\""
      ),
    ] as [(String?, String?, String?, String)])
  func refusals(site: String?, from: String?, to: String?, sentence: String) {
    #expect(database.refusal(.pages, site: site, from: from, to: to) == sentence)
  }

  @Test("Sources know no hours and no sites")
  func sources() {
    #expect(
      database.refusal(.sources, from: "7d")
        == "the report \"sources\" is about whole logs: leave out --from, --to and --site")
  }

  @Test("A period between two hours with traffic is a period without hits")
  func gap() throws {
    let report = try database.report(.kinds, from: "2026-10-02", to: "2026-10-02")
    #expect(report.tables[0].rows.isEmpty)
    #expect(
      report.text(TextStyle()) == "Kinds of hits\n2026-10-02 UTC\n\nNothing in this period.\n")
    #expect(
      try database.report(.days, from: "2026-10-02", to: "2026-10-02").tables[0].rows.count == 1)
  }

  @Test("Sites are found whatever the case of their names")
  func sites() throws {
    #expect(try database.report(.pages, site: "SHOP.Example.ORG").tables[0].rows.count == 1)
  }

  @Test("An empty database says how to fill it")
  func empty() throws {
    let folder = try ScratchFolder()
    let path = folder.path("t.sqlite")
    try TrafficDatabase(path: path).close()
    let request = ReportRequest(kind: .overview, now: Hour(rawValue: 0))
    #expect(
      throws: ReportError(.empty, path: path),
      performing: { try request.report(from: TrafficArchive(path: path)) })
    #expect(
      ReportError(.empty, path: "t").sentence
        == "the database \"t\" has no traffic yet: count a log with `sporlos collect` first")
  }

  @Test("Every report adds up to the same hits, page views and bytes")
  func sums() throws {
    let database = try SampleDatabase(SampleTraffic.month.hits)
    func total(_ kind: ReportKind, _ column: String) throws -> Int64? {
      let table = try database.report(kind).tables[0]
      guard let index = table.columns.firstIndex(where: { $0.name == column }),
        case .number(let number) = table.totals?[index]
      else { return nil }
      let sum = table.rows.reduce(Int64(0)) { sum, row in
        if case .number(let number) = row[index] { sum + number } else { sum }
      }
      #expect(sum == number, "\(kind) \(column)")
      return number
    }
    let (hits, views) = (try total(.kinds, "hits"), try total(.pages, "page_views"))
    for kind in [.hours, .days, .statuses, .sites, .traffic] as [ReportKind] {
      #expect(try total(kind, "hits") == hits, "\(kind)")
    }
    for kind in [
      .hours, .days, .devices, .browsers, .systems, .sites, .versions, .countries, .referrerKinds,
    ] as [ReportKind] {
      #expect(try total(kind, "page_views") == views, "\(kind)")
    }
    #expect(try total(.kinds, "bytes") == total(.sites, "bytes"))
  }

  @Test("Of a series the last rows are shown, of a ranking the first")
  func limits() throws {
    let days = try database.report(.days, limit: 1).tables[0]
    #expect(days.rows.map { $0[0] } == [.text("2026-10-03")])
    #expect(days.rowsLeftOut == 2)
    let browsers = try database.report(.browsers, limit: 1).tables[0]
    #expect(browsers.rows.map { $0[0] } == [.text("Firefox")])
    #expect(browsers.rowsLeftOut == 2)
    // Those with the most hits, in numerical order.
    let statuses = try database.report(.statuses, limit: 2).tables[0]
    #expect(statuses.rows.map { $0[0] } == [.text("200"), .text("304")])
    #expect(statuses.rowsLeftOut == 1)
  }
}
