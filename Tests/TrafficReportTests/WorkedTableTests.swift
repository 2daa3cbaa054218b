import Foundation
import TestSupport
import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

/// The example of the article "What reports hold back".
@Suite("The documentation's worked table is what reports do")
struct WorkedTableTests {
  private static let article = "Sources/SporlosCommands/Documentation.docc/Suppression.md"

  /// The cells of the lines of the article that begin with a page's name or `total`, table by table.
  private func tables() throws -> [[[String]]] {
    let text = try String(
      contentsOf: Checkout.url.appendingPathComponent(Self.article), encoding: .utf8)
    var tables: [[[String]]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("|") else {
        if tables.last?.isEmpty == false { tables.append([]) }
        continue
      }
      tables[tables.count - 1].append(
        line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) })
    }
    return tables.filter { $0.first?.first == "page" }
      .map { $0.dropFirst(2).filter { $0[0] != "total" } }
  }

  /// What may be known of the counts of the first table.
  private func published(_ counts: [[String]]) -> [String: [Portion]] {
    var ledger = PortionLedger<String>(.views, .standard)
    for day in 1..<counts[0].count {
      let cells = counts.map { row in
        var totals = TrafficTotals()
        totals.pageViews = Int64(row[day].filter(\.isNumber)) ?? 0
        totals.hits = totals.pageViews
        totals.visitors = totals.pageViews
        return PortionLedger<String>.Cell(key: row[0], totals: totals)
      }
      ledger.add(cells, days: [Day(rawValue: Int32(day))])
    }
    return ledger.portions
  }

  @Test("Counts in parentheses are hidden on their day, the others are shown")
  func hidden() throws {
    let counts = try #require(try tables().first)
    let portions = published(counts)
    #expect(counts.count == 4)
    for row in counts {
      for day in 1..<row.count {
        let alone = [Day(rawValue: Int32(day))]
        let isShown = portions[row[0]]?.contains { $0.days == alone } ?? false
        #expect(isShown == !row[day].hasPrefix("("), "\(row[0]) on day \(day)")
      }
    }
  }

  @Test("Sums over days are published when the article says so")
  func sums() throws {
    let portions = published(try #require(try tables().first))
    func sums(_ page: String) -> [String] {
      (portions[page] ?? []).map { portion in
        portion.days.map { String($0.rawValue) }.joined(separator: " ")
          + ": \(portion.totals.pageViews)"
      }
    }
    #expect(sums("`/contact`") == ["1 2 3: 7", "4 5: 5"])
    #expect(sums("`/jobs`") == ["1 2 3: 6", "4 5: 9"])
  }

  @Test("Each report shows what the article says")
  func reports() throws {
    let tables = try tables()
    try #require(tables.count == 2)
    let (portions, spans) = (published(tables[0]), [1...5, 1...3, 1...2, 3...5])
    for (column, span) in zip(1..., spans) {
      let days = Day(rawValue: Int32(span.lowerBound))...Day(rawValue: Int32(span.upperBound))
      var other: Int64 = 0
      for (row, counts) in zip(tables[1], tables[0]) {
        let shown = portions[row[0]]?.sum(in: days).pageViews ?? 0
        let all = span.reduce(0) { $0 + (Int64(counts[$1].filter(\.isNumber)) ?? 0) }
        other += all - shown
        #expect(row[column] == (shown == 0 ? "" : "\(shown)"), "\(row[0]) in \(span)")
      }
      #expect(tables[1][4][0] == "`(other)`")
      #expect(tables[1][4][column] == (other == 0 ? "" : "\(other)"), "(other) in \(span)")
    }
  }
}
