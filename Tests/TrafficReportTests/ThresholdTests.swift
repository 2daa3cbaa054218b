import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

/// What may be known of the parts of a whole, on one day and over many.
@Suite struct ThresholdTests {
  private func views(_ number: Int64, bytes: Int64 = 0) -> TrafficTotals {
    var totals = TrafficTotals()
    (totals.pageViews, totals.hits, totals.bytes) = (number, number, bytes)
    return totals
  }

  /// The names that are shown of a day, with their numbers.
  private func shown(_ counts: [Int64], least: Int64 = 5) -> [String] {
    var ledger = PortionLedger<Int>(.views, Threshold(least: least))
    ledger.add(
      counts.enumerated().map { .init(key: $0, totals: views($1)) }, days: [Day(rawValue: 1)])
    return ledger.portions.sorted { $0.key < $1.key }.map { "\($0) \($1[0].totals.pageViews)" }
  }

  @Test(
    "On a day, what is below the threshold is not shown, and never one alone",
    arguments: [
      ([], []), ([9, 5], ["0 9", "1 5"]), ([9, 4, 3], ["0 9"]), ([9, 7, 4], ["0 9"]),
      ([7, 7, 4], ["0 7"]), ([4], []), ([9, 4], []), ([4, 9, 1, 6], ["1 9", "3 6"]),
    ] as [([Int64], [String])])
  func day(counts: [Int64], expected: [String]) {
    #expect(shown(counts) == expected)
  }

  @Test("Without a threshold everything is shown")
  func none() { #expect(shown([3, 1, 2], least: 1) == ["0 3", "1 1", "2 2"]) }

  @Test(
    "Page views are held against it, and hits where nothing was viewed",
    arguments: [
      (.views, 5, 5, true), (.views, 5, 9, true), (.views, 4, 9, false), (.views, 0, 4, false),
      (.views, 0, 5, true), (.hits, 0, 4, false), (.hits, 1, 5, true), (.whole, 5, 5, true),
      (.whole, 5, 6, false), (.whole, 4, 9, false), (.whole, 0, 0, true), (.whole, 9, 14, true),
    ] as [(Measure, Int64, Int64, Bool)])
  func measures(measure: Measure, views: Int64, hits: Int64, isAllowed: Bool) {
    var totals = TrafficTotals()
    (totals.pageViews, totals.hits) = (views, hits)
    #expect(measure.allows(totals, .standard) == isAllowed)
  }

  @Test("A number that is alone in one column is not shown either, be it of bytes")
  func columns() {
    var asset = TrafficTotals()
    (asset.hits, asset.bytes) = (3, 700)
    var ledger = PortionLedger<String>(.views, .standard)
    // Both small ones have hits, but only one has page views: so another one is hidden.
    ledger.add(
      [
        .init(key: "/", totals: views(90)), .init(key: "/a", totals: views(4)),
        .init(key: "/b", totals: views(8, bytes: 9)), .init(key: "/style.css", totals: asset),
      ], days: [Day(rawValue: 1)])
    #expect(ledger.portions.keys.sorted() == ["/"])
  }

  @Test("Quiet days add up to a portion once that gives nothing away")
  func portions() {
    var ledger = PortionLedger<String>(.views, .standard)
    let counts: [(tv: Int64, tablet: Int64)] = [(3, 30), (4, 40), (1, 50), (2, 60)]
    for (day, (tv, tablet)) in zip(Int32(1)..., counts) {
      ledger.add(
        [
          .init(key: "desktop", totals: views(500)), .init(key: "tablet", totals: views(tablet)),
          .init(key: "tv", totals: views(tv)),
        ], days: [Day(rawValue: day)])
    }
    func days(_ key: String) -> [[Int32]] {
      (ledger.portions[key] ?? []).map { $0.days.map(\.rawValue) }
    }
    #expect(days("desktop") == [[1], [2], [3], [4]])
    // Tablets hide the televisions of each day, and are known for the same days as those.
    #expect(days("tv") == [[1, 2]])
    #expect(days("tablet") == [[1, 2]])
  }

  @Test("Programs are shown however few, unless nobody else could hide a person")
  func nobodys() {
    var ledger = PortionLedger<String>(.hits, .standard)
    func cells(_ counts: [(String, Int64)]) -> [PortionLedger<String>.Cell] {
      counts.map { .init(key: $0, totals: views($1), isNonPersonal: $0 == "crawler") }
    }
    ledger.add(cells([("crawler", 1), ("person", 90)]), days: [Day(rawValue: 1)])
    ledger.add(cells([("crawler", 2), ("feed", 1), ("person", 90)]), days: [Day(rawValue: 2)])
    ledger.add(cells([("crawler", 3), ("person", 2)]), days: [Day(rawValue: 3)])
    #expect(ledger.portions["crawler"]?.map(\.days) == [[Day(rawValue: 1)], [Day(rawValue: 2)]])
    let persons = ledger.portions["person"]?.map { $0.days.map(\.rawValue) }
    #expect(persons == [[1], [2, 3]])
    #expect(ledger.portions["feed"] == nil)
  }

  @Test("The whole is known in runs of days that count enough together")
  func runs() {
    let counts: [Int64] = [9, 3, 1, 4, 0, 5, 2]
    let runs = Portion.runs(
      counts.enumerated().map { (Day(rawValue: Int32($0)), views($1)) }, .standard)
    #expect(runs.map { $0.days.map(\.rawValue) } == [[0], [1, 2, 3], [4], [5]])
    #expect(runs.map(\.totals.pageViews) == [9, 8, 0, 5])
  }

  @Test("Sizes that no numbers are large enough for add up to the largest, in every report")
  func hugeSums() throws {
    let first = Hour("2026-10-01T00:00Z")!
    // Two commits, so that rows are added to as well as read.
    let hits = (0..<72 as Range<Int32>).flatMap { hour in
      ["/", "/a"].map { path in
        SampleTraffic.Hits(
          path: path, hour: first.later(by: hour), count: 8, bytes: 1 << 59)
      }
    }
    let database = try SampleDatabase(hits)
    try database.add(hits)
    for threshold in [Threshold.standard, .none] {
      for kind in ReportKind.allCases {
        for site in [nil, "example.org"] where site == nil || kind.isAboutHours {
          let report = try database.report(kind, site: site, threshold: threshold)
          #expect(!report.text(TextStyle()).isEmpty && !report.csv().isEmpty)
        }
      }
    }
    let kinds = try database.report(.kinds).tables[0]
    #expect(kinds.totals?.last == .number(.max))
  }
}
