import TestSupport
import Testing
import Traffic
import TrafficReport

/// A report with few rows looks up the names of few pages, and has to show those that one with all rows begins with.
@Suite("Limits of rankings") struct LimitTests {
  /// Pages of which many were asked for equally often, on two sites.
  private static func traffic(_ seed: UInt64) -> [SampleTraffic.Hits] {
    var generator = SeededGenerator(seed: seed)
    return (0..<40).map { number in
      let visits: Int64 = [0, 6, 12].randomElement(using: &generator) ?? 0
      return SampleTraffic.Hits(
        site: number.isMultiple(of: 3) ? "b.example" : "example.org", path: "/\(number % 20)",
        count: [12, 24].randomElement(using: &generator) ?? 12,
        time: [20, 400].randomElement(using: &generator), visits: visits)
    }
  }

  @Test(
    "The first rows are the same, however many are asked for", arguments: SeededGenerator.seeds(3))
  func same(seed: UInt64) throws {
    let database = try SampleDatabase(Self.traffic(seed))
    for kind in [ReportKind.pages, .entries, .times] {
      for isPrivate in [false, true] {
        let all = try database.report(kind, isPrivate: isPrivate).tables[0]
        #expect(all.rows.count > 10, "seed \(seed): \(kind)")
        for limit in 1...all.rows.count {
          let some = try database.report(kind, limit: limit, isPrivate: isPrivate).tables[0]
          #expect(some.rows == Array(all.rows.prefix(limit)), "seed \(seed): \(limit) of \(kind)")
          #expect(
            some.rowsLeftOut == all.rows.count - limit, "seed \(seed): \(limit) of \(kind)")
          #expect(some.totals == all.totals, "seed \(seed): \(limit) of \(kind)")
        }
      }
    }
  }
}
