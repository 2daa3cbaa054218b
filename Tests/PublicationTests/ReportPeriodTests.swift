import TestSupport
import Testing
import TrafficStore

@testable import Publication

@Suite struct ReportPeriodTests {
  /// What a report of some months says: sums over what was decided of their windows, and of the months.
  private func report(_ months: [QuietSite], windows: Range<Int>) -> [Int: Int64] {
    var report: [Int: Int64] = [:]
    var first = 0
    for month in months {
      let published = month.published()
      let all = first..<first + month.counts.count
      for window in all where windows.contains(window) {
        for (part, value) in published.shown[window - first].enumerated() {
          report[part, default: 0] += value ?? 0
        }
      }
      if windows.lowerBound <= all.lowerBound, windows.upperBound >= all.upperBound {
        for (part, value) in published.sums { report[part, default: 0] += value }
      }
      first = all.upperBound
    }
    return report
  }

  @Test("The difference of two reports is a sum of published counts, so nothing or enough")
  func difference() {
    var generator = SeededGenerator(seed: 4)
    var differences = 0
    for _ in 0..<20 {
      var months = (0..<3).map { _ in QuietSite.quietMonth(.standard, &generator) }
      let parts = months.map { $0.counts[0].count }.min()!
      for month in months.indices {
        months[month].counts = months[month].counts.map { Array($0.prefix(parts - 1)) + [20] }
      }
      let count = months.reduce(0) { $0 + $1.counts.count }
      for end in 1...count {
        for begin in 0..<end {
          let (long, short) = (
            report(months, windows: 0..<end), report(months, windows: begin..<end)
          )
          for (part, value) in long {
            let difference = value - (short[part] ?? 0)
            if difference != 0 { differences += 1 }
            #expect(Threshold.standard.allows(difference), "\(months.map(\.counts))")
          }
        }
      }
    }
    #expect(differences > 500)
  }
}
