import TestSupport
import Testing
import Traffic
import TrafficReport

@Suite struct VisitorTests {
  let database: SampleDatabase

  init() throws {
    let (first, next) = (Hour("2026-10-01T13:00Z")!, Hour("2026-10-02T09:00Z")!)
    database = try SampleDatabase([
      .init(hour: first, count: 40, visitors: 12, visits: 9),
      .init(path: "/a", hour: first, count: 20, visitors: 7, visits: 2),
      .init(path: "/b", hour: first, count: 9, visitors: 6, visits: 6),
      // Many page views of few people.
      .init(path: "/one", hour: first, count: 30, visitors: 1, visits: 1),
      .init(path: "/two", hour: first, count: 30, visitors: 3, visits: 3),
      .init(hour: next, count: 50, visitors: 20, visits: 15),
    ])
  }

  @Test(
    "Visitors and visits in the reports that have them",
    arguments: [
      (
        .pages,
        "page,page_views,share,visitors,visits\r\n"
          + "/,90,0.5028,32,24\r\n"
          + "/a,20,0.1117,7,\r\n"
          + "/b,9,0.0503,6,\r\n"
          + "(other),60,0.3352,,12\r\n"
      ),
      (
        .entries,
        "page,visits,share\r\n"
          + "/,24,0.6667\r\n"
          + "(other),12,0.3333\r\n"
      ),
      (
        .days,
        "day,page_views,hits,bots,errors,bytes,visitors,visits\r\n"
          + "2026-10-01,129,129,0,0,130000,29,21\r\n"
          + "2026-10-02,50,50,0,0,50000,20,15\r\n"
      ),
      (
        .sites,
        "site,page_views,share,hits,bots,errors,bytes,visitors,visits\r\n"
          + "example.org,179,1.0000,179,0,0,180000,49,36\r\n"
      ),
    ] as [(ReportKind, String)])
  func csv(kind: ReportKind, expected: String) throws {
    #expect(try database.report(kind).csv() == expected)
  }

  @Test("A page of many page views and few visitors is held back; the overview has the sums")
  func overview() throws {
    let report = try database.report(.overview)
    let lines = report.text(TextStyle(width: 80)).split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("Visitors  ") && $0.hasSuffix(" 49") })
    #expect(lines.contains { $0.hasPrefix("Visits  ") && $0.hasSuffix(" 36") })
    #expect(
      report.notes.contains(
        "Visitors are counted by day: someone who comes on three days counts three times. Visits are page "
          + "views that came from outside."))
    #expect(!report.text(TextStyle(width: 80)).contains("/one"))
    #expect(try database.report(.pages, isPrivate: true).csv().contains("/one,30,"))
  }

  @Test("A day of few visitors is known together with the next only")
  func quiet() throws {
    let first = Hour("2026-10-01T13:00Z")!
    let database = try SampleDatabase([
      .init(hour: first, count: 40, visitors: 3, visits: 3),
      .init(hour: first.later(by: 24), count: 40, visitors: 8, visits: 8),
    ])
    #expect(
      database.refusal(.pages, to: "2026-10-01")?.hasPrefix("nothing up to 2026-10-01 23:59 UTC")
        == true)
    #expect(try database.report(.days).tables[0].rows.map { $0[6] } == [.number(11)])
  }

  @Test("Where visitors are not counted, there are none, rather than nobody")
  func notCounted() throws {
    let report = try SampleDatabase([.init(count: 40, visits: 9)]).report(.sites)
    #expect(report.csv().hasSuffix("example.org,40,1.0000,40,0,0,40000,,9\r\n"))
  }
}
