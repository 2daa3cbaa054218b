import TestSupport
import Testing
import Traffic
import TrafficReport
import TrafficStore

/// Why nothing is shown, whether there is none or too little.
private let few =
  "these days are not over, wait for the end of a log, or had too little traffic, or none"
private let orAll = "or give --private for internal use"

@Suite struct RequestTests {
  let database: SampleDatabase

  init() throws { database = try SampleDatabase.few() }

  @Test(
    "A question that cannot be answered is refused in a sentence that says what to do",
    arguments: [
      (
        nil, "monday", nil,
        "\"monday\" is not a time for --from: use 2026, 2026-10, 2026-w41, 2026-10-01, "
          + "2026-10-01T13, today, yesterday, this-week, last-week, this-month, last-month, 7d or 12w"
      ),
      (
        nil, nil, "2026-10-32",
        "\"2026-10-32\" is not a time for --to: use 2026, 2026-10, 2026-w41, 2026-10-01, "
          + "2026-10-01T13, today, yesterday, this-week, last-week, this-month, last-month, 7d or 12w"
      ),
      (
        nil, "2026-10-02", "2026-10-01",
        "--from \"2026-10-02\" is later than --to \"2026-10-01\": swap them"
      ),
      (
        nil, "2027", nil,
        "nothing from 2027-01-01 00:00 UTC on in \"PATH\" is published: \(few): "
          + "choose days from 2026-10-01 to 2026-10-03 UTC, \(orAll)"
      ),
      (
        nil, nil, "2025",
        "nothing up to 2025-12-31 23:59 UTC in \"PATH\" is published: \(few): "
          + "choose days from 2026-10-01 to 2026-10-03 UTC, \(orAll)"
      ),
      (
        "shop.example.org", "2026-10-01", "2026-10-01",
        "nothing of the site \"shop.example.org\" from 2026-10-01 UTC in \"PATH\" is published: "
          + "\(few): choose days from 2026-10-03 UTC, \(orAll)"
      ),
      (
        "example.com", nil, nil,
        "there is no site \"example.com\" in \"PATH\": it has \"example.org\", \"shop.example.org\""
      ),
    ] as [(String?, String?, String?, String)])
  func refusals(site: String?, from: String?, to: String?, sentence: String) {
    #expect(database.refusal(.pages, site: site, from: from, to: to) == sentence)
  }

  @Test(
    "What is the operator's is shown only to who says so",
    arguments: [ReportKind.statuses, .sources])
  func operators(kind: ReportKind) throws {
    #expect(
      database.refusal(kind)
        == "the report \"\(kind.rawValue)\" is for internal use only and is not published: give --private to "
        + "see it")
    #expect(try database.report(kind, isPrivate: true).tables[0].rows.isEmpty == false)
  }

  @Test(
    "Before anything is published a report says what publishes, and --private shows what is counted"
  )
  func unpublished() throws {
    let database = try SampleDatabase([.init(count: 9)], publishedTo: nil)
    for kind in ReportKind.allCases where kind.isPublished {
      #expect(
        database.refusal(kind)
          == "nothing is published in \"PATH\" yet: `sporlos collect` publishes days when they are over; "
          + "--private shows what is counted, for internal use")
      #expect(database.refusal(kind, isPrivate: true) == nil)
    }
  }

  @Test("Sources know no hours and no sites")
  func sources() {
    #expect(
      database.refusal(.sources, from: "7d")
        == "the report \"sources\" is about whole logs: leave out --from, --to and --site")
  }

  @Test("A period between two hours with traffic is a period without hits")
  func gap() throws {
    let report = try database.report(.kinds, from: "2026-10-02", to: "2026-10-02", isPrivate: true)
    #expect(report.tables[0].rows.isEmpty)
    #expect(
      report.text(TextStyle())
        == "Kinds of hits\n2026-10-02 UTC\n\nNothing in this period.\n\nEverything that was counted, without a "
        + "threshold: for internal use only.\n")
    let days = try database.report(.days, from: "2026-10-02", to: "2026-10-02", isPrivate: true)
    #expect(days.tables[0].rows.count == 1)
    // Others cannot tell it from one of too little.
    #expect(
      database.refusal(.kinds, from: "2026-10-02", to: "2026-10-02")
        == "nothing from 2026-10-02 UTC in \"PATH\" is published: \(few): "
        + "choose days from 2026-10-01 to 2026-10-03 UTC, \(orAll)")
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
    let request = ReportRequest(kind: .overview, now: Hour(utc: 0))
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
    for isPrivate in [false, true] {
      func total(_ kind: ReportKind, _ column: String) throws -> Int64? {
        let table = try database.report(kind, isPrivate: isPrivate).tables[0]
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
      #expect(hits != nil && views != nil)
      for kind in [.days, .sites, .traffic] + (isPrivate ? [.hours, .statuses] : [])
        as [ReportKind]
      {
        #expect(try total(kind, "hits") == hits, "\(kind)")
      }
      for kind in [
        .hours, .days, .devices, .browsers, .systems, .sites, .versions, .countries, .referrerKinds,
      ] as [ReportKind] {
        #expect(try total(kind, "page_views") == views, "\(kind)")
      }
      #expect(try total(.days, "bytes") == total(.sites, "bytes"))
      if isPrivate { #expect(try total(.kinds, "bytes") == total(.sites, "bytes")) }
    }
  }

  @Test("Of a series the last rows are shown, of a ranking the first")
  func limits() throws {
    let days = try database.report(.days, limit: 1).tables[0]
    #expect(days.rows.map { $0[0] } == [.text("2026-10-03")])
    #expect(days.rowsLeftOut == 2)
    let browsers = try database.report(.browsers, limit: 1, isPrivate: true).tables[0]
    #expect(browsers.rows.map { $0[0] } == [.text("Firefox")])
    #expect(browsers.rowsLeftOut == 2)
    // Those with the most hits, in numerical order.
    let statuses = try database.report(.statuses, limit: 2, isPrivate: true).tables[0]
    #expect(statuses.rows.map { $0[0] } == [.text("200"), .text("304")])
    #expect(statuses.rowsLeftOut == 1)
  }

  @Test("Pages of the same rank are in the order of their names, however many are asked for")
  func ranking() throws {
    // In two commits, so that the numbers of the pages are not in the order of their names.
    let views: [(String, Int64)] = [("/a", 7), ("/b", 9), ("/c", 7), ("/d", 7), ("/e", 12)]
    let database = try SampleDatabase(views.map { .init(path: $0, count: $1) })
    try database.add([.init(path: "/A", count: 7)])
    let order = ["/e", "/b", "/A", "/a", "/c", "/d"]
    for limit in 1...7 {
      let table = try database.report(.pages, limit: limit).tables[0]
      #expect(table.rows.map { $0[0] } == order.prefix(limit).map { .text($0) })
      #expect(table.rowsLeftOut == max(0, 6 - limit))
      #expect(table.totals?[1] == .number(49))
    }
  }

  @Test("What is published are whole days; --private shows any hours")
  func wholeDays() throws {
    let note = "Only complete days are published; --private shows hours."
    let whole = try database.report(.pages, from: "2026-10-01T14", to: "2026-10-03T08")
    #expect(whole.period == Hour("2026-10-01T00:00Z")!...Hour("2026-10-03T23:00Z")!)
    #expect(whole.notes.contains(note))
    #expect(whole.tables[0].totals?[2] == .number(1258))
    let hours = try database.report(
      .pages, from: "2026-10-01T14", to: "2026-10-03T09", isPrivate: true)
    #expect(hours.period == Hour("2026-10-01T14:00Z")!...Hour("2026-10-03T09:00Z")!)
    #expect(!hours.notes.contains(note))
    #expect(hours.tables[0].totals?[2] == .number(250))
  }

  @Test("A day that is not published is left out, and --private shows it")
  func today() throws {
    let database = try SampleDatabase.few(publishedTo: "2026-10-02")
    let now = "2026-10-03T23:00Z"
    let report = try database.report(.days, to: "today", now: now)
    #expect(report.period == Hour("2026-10-01T00:00Z")!...Hour("2026-10-01T23:00Z")!)
    #expect(
      report.notes.contains(
        "Days after 2026-10-01 are not published yet; --private shows them."))
    // Weeks are broken down when they are over.
    let pages = try database.report(.pages, now: now)
    #expect(pages.tables[0].rows.isEmpty)
    #expect(
      pages.notes.first
        == "There is too little traffic to show details by day: they are shown by week or month, and this "
        + "period has no complete one.")
    #expect(
      database.refusal(.pages, from: "today", now: now)
        == "nothing from 2026-10-03 00:00 UTC on in \"PATH\" is published: \(few): "
        + "choose days from 2026-10-01 UTC, \(orAll)")
    let live = try database.report(.pages, from: "today", isPrivate: true, now: now)
    #expect(live.tables[0].totals?[2] == .number(250))
  }

  @Test("A period and a site of too little are refused, with what to do; small sites are not named")
  func tooFew() throws {
    let first = Hour("2026-10-01T00:00Z")!
    let database = try SampleDatabase([
      .init(hour: first, count: 4), .init(hour: first.later(by: 30), count: 50),
      .init(site: "b.example", hour: first.later(by: 30), count: 4),
      .init(site: "c.example", hour: first.later(by: 30), count: 40),
    ])
    #expect(
      database.refusal(.pages, to: "2026-10-01")
        == "nothing up to 2026-10-01 23:59 UTC in \"PATH\" is published: \(few): "
        + "choose days from 2026-10-01 to 2026-10-02 UTC, \(orAll)")
    for site in ["b.example", "d.example"] {
      #expect(
        database.refusal(.pages, site: site)
          == "there is no site \"\(site)\" in \"PATH\": it has \"c.example\", \"example.org\"")
    }
    // The first day is known together with the second only.
    #expect(
      database.refusal(.days, site: "example.org", from: "2026-10-02")?.hasPrefix("nothing of the")
        == true)
    let second = try database.report(.days, from: "2026-10-02")
    #expect(second.tables[0].totals?[1] == .number(40))
    #expect(
      second.notes.contains(
        "Days that are published only together with days outside the period are left out."))
    // Nothing of hidden sites is in any total.
    #expect(
      try database.report(.pages).csv()
        == "site,page,page_views,share\r\nexample.org,/,54,0.5745\r\nc.example,/,40,0.4255\r\n")
  }

  @Test("Whether a day has one hit or none cannot be told from a refusal, and --private tells")
  func noneOrOne() throws {
    let first = Hour("2026-10-01T00:00Z")!
    func hits(_ site: String, day: Int32, _ count: Int64) -> SampleTraffic.Hits {
      .init(site: site, hour: first.later(by: day * 24 + 9), count: count)
    }
    let busy = (0..<6 as Range<Int32>).map { hits("example.org", day: $0, 40) }
    // One day before the others of the site is known together with the next of them.
    let databases = try [0, 1].map { (few: Int64) in
      try SampleDatabase(
        busy + [0, 2].map { hits("b.example", day: $0, 30) }
          + (few == 0 ? [] : [1, 5].map { hits("b.example", day: $0, few) }))
    }
    let periods = ["2026-10-02", "2026-10-06", "2026-10-12"]
    for day in periods {
      let refusals = databases.map { $0.refusal(.pages, site: "b.example", from: day, to: day) }
      #expect(Set(refusals).count == 1 && refusals[0] != nil, "\(day): \(refusals)")
    }
    // What is said to be there is what is published.
    #expect(
      databases[1].refusal(.days, site: "b.example", from: "2026-10-06", to: "2026-10-06")?
        .contains("days from 2026-10-01 to 2026-10-03 UTC") == true)
    #expect(
      databases[0].refusal(
        .pages, site: "b.example", from: "2026-10-05", to: "2026-10-05", isPrivate: true)
        == "there is no traffic of the site \"b.example\" from 2026-10-05 UTC in \"PATH\": "
        + "it covers 2026-10-01 09:00 to 2026-10-03 09:59 UTC")
    #expect(
      databases[1].refusal(
        .pages, site: "b.example", from: "2026-10-06", to: "2026-10-06", isPrivate: true) == nil)
  }
}
