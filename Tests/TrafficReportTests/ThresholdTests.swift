import TestSupport
import Testing

@testable import TrafficReport

@Suite struct ThresholdTests {
  private func table(_ counts: [Int64]) -> Report.Table {
    Report.Table(
      name: "referrers",
      columns: [
        Report.Column("referrer", "Referrer", .text), Report.Column("kind", "Kind", .text),
        .pageViews,
      ],
      rows: counts.enumerated().map { [.text("\($0)"), .text("site"), .number($1)] },
      totals: [.none, .none, .number(counts.reduce(0, +))])
  }

  private func folded(_ counts: [Int64]) -> [[Report.Cell]] {
    Threshold.standard.folded(table(counts), by: .pageViews).rows
  }

  @Test(
    "Rows below the threshold become one, and never a single one alone",
    arguments: [
      ([], []), ([9, 5], ["0 9", "1 5"]), ([9, 4, 3], ["0 9", "(other) 7"]),
      ([9, 7, 4], ["0 9", "(other) 11"]), ([7, 7, 4], ["0 7", "(other) 11"]),
      ([4], ["(other) 4"]), ([0], ["(other) 0"]), ([9, 4], ["(other) 13"]),
      ([4, 9, 0, 6], ["1 9", "3 6", "(other) 4"]),
    ] as [([Int64], [String])])
  func rows(counts: [Int64], expected: [String]) {
    let rows = folded(counts).map { row in
      if case .text(let name) = row[0] { "\(name) \(row[2].number)" } else { "" }
    }
    #expect(rows == expected)
  }

  @Test("What is folded keeps nothing but its sum")
  func sum() {
    #expect(folded([9, 4, 3])[1] == [.text("(other)"), .none, .number(7)])
  }

  @Test(
    "Whatever the counts, totals are exact and no small row is left or to be had by subtraction",
    arguments: [UInt64](1...200) + [SeededGenerator.fresh().seed])
  func property(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let counts = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
      Int64.random(in: 0...(Bool.random(using: &generator) ? 6 : 40), using: &generator)
    }
    let rows = folded(counts)
    let named = rows.filter { $0[0] != .text("(other)") }
    let hidden = counts.count - named.count
    #expect(rows.reduce(0) { $0 + $1[2].number } == counts.reduce(0, +), "seed \(seed)")
    #expect(named.allSatisfy { $0[2].number >= 5 }, "seed \(seed)")
    #expect(hidden != 1 || counts.count == 1, "seed \(seed)")
    #expect(rows.count - named.count == (hidden > 0 ? 1 : 0), "seed \(seed)")
    // No more is hidden than must be: all that is below, and one more where that is just one.
    let below = counts.count { $0 < 5 }
    #expect(hidden == (below == 1 ? min(2, counts.count) : below), "seed \(seed)")
  }
}
