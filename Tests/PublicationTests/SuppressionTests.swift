import Testing
import TrafficStore

@testable import Publication

@Suite struct SuppressionTests {
  /// Cells with keys from 1 on.
  private func hidden(_ counts: [Int64], _ suppression: Suppression) -> [Int64] {
    let cells = counts.enumerated().map { Cell(key: Int64($0.offset + 1), value: $0.element) }
    return zip(cells, suppression.hidden(cells)).filter(\.1).map(\.0.value)
  }

  @Test(
    "What is too little is hidden, and as little beside it as will do",
    arguments: [
      // Enough, or nothing.
      ([5, 6, 0, 9], []),
      // Three are two to four each, or one of them one.
      ([3, 3, 2, 9], [3, 3, 2]),
      // One alone would be what is left.
      ([2, 9, 6, 30], [2, 6]),
      // 1 and 1 are too little together, 4 and 4 are all that two can be.
      ([1, 1, 7, 30], [1, 1, 7]), ([4, 4, 30, 6], [4, 4, 6]),
      // 4 and 5 could only be exchanged; 4 and 6 are two apart.
      ([4, 5, 6, 30], [4, 6]), ([3, 5, 6, 30], [3, 5]),
      // Which of two with the same count is hidden would tell: a single one is.
      ([4, 6, 6, 9, 30], [4, 9]),
      // Unless all of them have to be.
      ([4, 6, 6], [4, 6, 6]), ([4, 5, 5, 6, 6], [4, 5, 5, 6, 6]),
      // 1 and 5 may be 2 and 4, whichever 5 it is.
      ([1, 5, 5, 5], [1, 5]),
      // All that was counted.
      ([3], [3]), ([4, 5], [4, 5]),
    ] as [([Int64], [Int64])])
  func people(counts: [Int64], expected: [Int64]) {
    #expect(hidden(counts, Suppression(threshold: .standard)) == expected)
  }

  @Test("A count of too few visitors is hidden, and another one beside it")
  func visitors() {
    let cells = [(40, 2), (30, 20), (6, 5), (90, 50)].enumerated().map { key, cell in
      Cell(key: Int64(key), value: Int64(cell.0), visitors: Int64(cell.1))
    }
    #expect(Suppression(threshold: .standard).hidden(cells) == [true, false, true, false])
  }

  @Test(
    "Parts that say nothing about people are never too little, and are hidden where no other is",
    arguments: [
      // The first part says something about people.
      ([3, 1, 200, 300], [3, 300]), ([30, 1, 200, 300], []),
      // The last one cannot make up for it.
      ([3, 400, 300, 2], [3, 300, 2]),
      // All together are too little.
      ([3, 4, 5, 2], [3, 4, 5, 2]),
    ] as [([Int64], [Int64])])
  func programs(counts: [Int64], expected: [Int64]) {
    let suppression = Suppression(threshold: .standard, isNonPersonal: { $0.key > 1 })
    #expect(hidden(counts, suppression) == expected)
  }

  @Test(
    "A count of which too little is left elsewhere is hidden, beside a part that can take up four of it",
    arguments: [
      ([16, 20, 30], [20, 200, 300], [16, 20]), ([16, 20, 30], [20, 300, 200], [16, 30]),
      ([16, 20, 30], [16, 200, 300], []), ([16, 20, 30], [21, 200, 300], []),
      // Two leave each other open.
      ([16, 17, 30], [18, 20, 300], [16, 17]),
    ] as [([Int64], [Int64], [Int64])])
  func remainders(counts: [Int64], known: [Int64], expected: [Int64]) {
    let suppression = Suppression(
      threshold: .standard, known: { known[Int($0.key) - 1] })
    #expect(hidden(counts, suppression) == expected)
  }

  @Test(
    "What is taken away is as large as what it takes",
    arguments: [
      ([-9, -30], []), ([-2, -9, -6, -30], [-2, -6]), ([-3, -3, -2, -9], [-3, -3, -2]),
      ([3, -9, 30], [3, -9]),
    ] as [([Int64], [Int64])])
  func corrections(counts: [Int64], expected: [Int64]) {
    #expect(hidden(counts, Suppression(threshold: .standard)) == expected)
  }
}
