import TestSupport
import Testing
import TrafficStore

@testable import Publication

@Suite struct JoinedRunsTests {
  @Test(
    "Quiet hours are joined until their sum may be known",
    arguments: [
      ([5, 9], [0..<1, 1..<2]), ([3, 3, 9], [0..<2, 2..<3]), ([3, 0, 0, 3], [0..<4]),
      // An hour of nothing is known to be that, but not within a run.
      ([0, 0, 9, 0], [0..<1, 1..<2, 2..<3, 3..<4]),
      // The last one joins the run before it.
      ([9, 9, 2], [0..<1, 1..<3]), ([9, 0, 2, 0], [0..<3, 3..<4]),
      // With one each, and two more, each would be nearly known.
      ([1, 1, 1, 1, 1, 2, 9], [0..<7]), ([1, 1, 1, 1, 1, 2, 3], [0..<7]),
      ([1, 1, 1, 1, 1], []), ([3], []), ([], []),
    ] as [([Int64], [Range<Int>])])
  func worked(counts: [Int64], runs: [Range<Int>]) {
    #expect(JoinedRuns(threshold: .standard).runs(counts) == runs)
  }

  @Test("Runs are of all hours, one after the other, each with a sum that may be known")
  func cover() {
    var generator = SeededGenerator(seed: 1)
    for least in [3, 4, 5, 10] as [Int64] {
      let threshold = Threshold(least: least)
      for _ in 0..<300 {
        let most = ([1, 3, 8, 40] as [Int64]).randomElement(using: &generator)!
        let counts = (0..<24).map { _ in Int64.random(in: 0...most, using: &generator) }
        let runs = JoinedRuns(threshold: threshold).runs(counts)
        if runs.isEmpty { continue }
        #expect(runs.flatMap { Array($0) } == Array(0..<24))
        for run in runs {
          let some = counts[run].filter { $0 != 0 }
          #expect(threshold.allows(counts[run].reduce(0, +)), "\(counts)")
          #expect(
            some.count < 2 || some.reduce(0) { $0 + $1 - 1 } > threshold.width, "\(counts)")
        }
      }
    }
  }

  /// All counts in order with at most so much together.
  private func days(_ hours: Int, upTo sum: Int64) -> [[Int64]] {
    if hours == 0 { return [[]] }
    return (0...sum).flatMap { first in days(hours - 1, upTo: sum - first).map { [first] + $0 } }
  }

  @Test(
    "Of no hour that is too quiet is more known than by all of them together, whoever runs the rule on each world",
    arguments: [3, 4, 5, 6] as [Int64])
  func attack(least: Int64) {
    struct Published: Hashable {
      var runs: [Range<Int>]
      var sums: [Int64]
      var isSome: [Bool]
    }
    let threshold = Threshold(least: least)
    let worlds = Dictionary(grouping: days(4, upTo: 2 * least + 4)) { counts in
      let runs = JoinedRuns(threshold: threshold).runs(counts)
      return Published(
        runs: runs, sums: runs.map { counts[$0].reduce(0, +) }, isSome: counts.map { $0 > 0 })
    }
    var attacked = 0
    for (published, worlds) in worlds where !published.runs.isEmpty {
      for hour in 0..<4 where worlds.contains(where: { $0[hour] > 0 && $0[hour] < least }) {
        attacked += 1
        let counts = worlds.map { $0[hour] }
        #expect(counts.max()! - counts.min()! >= threshold.width, "\(published): \(worlds)")
      }
    }
    #expect(attacked > 100)
  }
}
