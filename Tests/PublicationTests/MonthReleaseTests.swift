import TestSupport
import Testing
import TrafficStore

@testable import Publication

@Suite struct MonthReleaseTests {
  /// The sums of parts, by key from 1 on; each row is a window of hidden counts.
  private func sums(_ rows: [[Int64]], visitors: Int64 = 0) -> [Int64: Int64] {
    let cells = rows.enumerated().flatMap { window, row in
      row.enumerated().map { part, value in
        MonthRelease.HiddenCell(
          sum: Int64(window),
          cell: Cell(key: Int64(part + 1), value: value, visitors: visitors))
      }
    }
    let sums = MonthRelease(threshold: .standard).sums(cells)
    return Dictionary(uniqueKeysWithValues: sums.map { ($0.key, $0.value) })
  }

  @Test(
    "The sum of a part's hidden counts may be known where others remain in each window",
    arguments: [
      ([[3, 2, 2, 3], [2, 3, 2, 3], [3, 2, 3, 2]], [1: 8, 2: 7]),
      // Two remain in each window, of which one would be what is left.
      ([[3, 2], [3, 2], [3, 2]], [:]),
      // 1 in each window, or nearly, cannot be known; of the others no more than one, since two must remain beside it.
      ([[1, 3, 2, 3], [1, 2, 3, 3], [2, 3, 2, 3]], [2: 8]),
      // In the last window there are only two, and 2 and 2 are too little for a sum.
      ([[3, 2, 3, 2], [2, 3, 3, 2], [3, 0, 2, 0]], [2: 5]),
      ([[3, 2, 3, 2]], [:]), ([], [:]),
    ] as [([[Int64]], [Int64: Int64])])
  func worked(rows: [[Int64]], expected: [Int64: Int64]) {
    #expect(sums(rows) == expected)
  }

  @Test("Not where too few visitors are behind it, nor of what no other part has")
  func others() {
    let rows: [[Int64]] = [[3, 2, 2, 3], [2, 3, 2, 3], [3, 2, 3, 2]]
    #expect(sums(rows, visitors: 1).isEmpty)
    #expect(sums(rows, visitors: 2) == [1: 8, 2: 7])
    let rest = rows.enumerated().flatMap { window, row in
      row.map { MonthRelease.HiddenCell(sum: Int64(window), cell: Cell(key: Cell.rest, value: $0)) }
    }
    #expect(MonthRelease(threshold: .standard).sums(rest).isEmpty)
  }

  @Test("Windows of corrections keep their parts' sums to themselves")
  func corrections() {
    #expect(sums([[3, 2, 2, 3], [2, 3, 2, 3], [-3, -2, -3, -2]]).isEmpty)
  }

  @Test("What is released depends on nothing but the sums of windows and of parts")
  func dependsOnSums() {
    var generator = SeededGenerator(seed: 3)
    var released = 0
    for _ in 0..<300 {
      let parts = Int.random(in: 4...8, using: &generator)
      var rows = (0..<3).map { _ in
        (0..<parts).map { _ in Int64.random(in: 1...4, using: &generator) }
      }
      let before = sums(rows)
      released += before.count
      for _ in 0..<20 {
        // One more here and there, one less across.
        let (a, b) = (
          Int.random(in: 0..<parts, using: &generator), Int.random(in: 0..<parts, using: &generator)
        )
        let (v, w) = (
          Int.random(in: 0..<3, using: &generator), Int.random(in: 0..<3, using: &generator)
        )
        guard a != b, v != w, rows[v][a] < 4, rows[w][b] < 4, rows[v][b] > 1, rows[w][a] > 1 else {
          continue
        }
        rows[v][a] += 1
        rows[w][b] += 1
        rows[v][b] -= 1
        rows[w][a] -= 1
      }
      #expect(sums(rows) == before, "\(rows)")
    }
    #expect(released > 300)
  }
}
