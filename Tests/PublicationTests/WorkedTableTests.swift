import Testing
import TrafficStore

@testable import Publication

/// The example of the article on publication: page views of a site by week.
@Suite("The worked table is what the rules make")
struct WorkedTableTests {
  private static let pages = ["/", "/about", "/contact", "/courses", "/jobs", "/news", "/team"]
  private let site = QuietSite(
    threshold: .standard,
    counts: [
      [21, 3, 2, 9, 2, 3, 2], [18, 2, 3, 6, 3, 4, 1], [24, 3, 0, 12, 2, 3, 3],
      [19, 4, 5, 11, 0, 6, 20],
    ])

  /// The counts as they are published; what is hidden is in parentheses.
  private func published() -> [String] {
    site.counts.indices.map { week in
      let hidden = site.hidden(inWindow: week)
      return zip(site.counts[week], hidden).map { $1 ? "(\($0))" : "\($0)" }
        .joined(separator: " ")
    }
  }

  @Test("Counts in parentheses are hidden")
  func weeks() {
    #expect(
      published() == [
        // Five of them, 12 together.
        "21 (3) (2) 9 (2) (3) (2)",
        "18 (2) (3) 6 (3) (4) (1)",
        "24 (3) 0 12 (2) (3) (3)",
        // 4 alone would be what is left, and 4 and 5 could only be exchanged.
        "19 (4) 5 11 0 (6) 20",
      ])
  }

  @Test("The sums of the month are of pages that are hidden in none but the first three weeks")
  func month() {
    let sums = site.published().sums
    #expect(sums.map { "\(Self.pages[$0.key]) \($0.value)" }.sorted() == ["/contact 5", "/jobs 7"])
  }

  @Test("Nobody can tell a hidden count more closely than three")
  func attack() {
    var reader = Reader(site)
    #expect(reader.attack().allSatisfy { $0 == .open })
  }
}
