import Foundation
import TestSupport
import Testing
import TrafficStore

@testable import Publication

/// Somebody who has all that was ever published, and tries every world that it may be of.
///
/// `SPORLOS_ATTACK=8` tries eight times as many sites, of other seeds.
@Suite("No hidden number follows from what is published, nor an interval narrower than the width")
struct IntervalAttackTests {
  private static let thresholds = [2, 3, 4, 5, 10].map { Threshold(least: $0) }

  /// How many times as many sites are tried as in every run.
  private static let scale =
    ProcessInfo.processInfo.environment["SPORLOS_ATTACK"].flatMap { Int($0) } ?? 1

  /// Attacks some sites.
  ///
  /// - Returns: How many numbers were attacked that the wholes alone do not tell.
  @discardableResult
  private func attack(
    _ sites: Int, _ seed: UInt64, make: (inout SeededGenerator) -> QuietSite
  ) -> Int {
    var attacked = 0
    let first: UInt64 = Self.scale > 1 ? 1000 : 0
    for number in first..<first + UInt64(sites * Self.scale) {
      let seed = seed << 32 + number
      var generator = SeededGenerator(seed: seed)
      let site = make(&generator)
      var reader = Reader(site)
      let findings = reader.attack().filter { $0 != .toldByWhole }
      attacked += findings.count
      #expect(
        findings.allSatisfy { $0 == .open },
        "seed \(seed), \(site.threshold): \(findings) of \(site.counts), \(site.known): \(reader.intervals)"
      )
    }
    if Self.scale > 1 { print("seed \(seed): \(attacked) hidden numbers attacked") }
    return attacked
  }

  private static func window(
    _ threshold: Threshold, _ generator: inout SeededGenerator
  ) -> QuietSite {
    .random(windows: 1...1, threshold, &generator)
  }

  @Test("In one window", arguments: thresholds)
  func oneWindow(threshold: Threshold) {
    #expect(attack(400, 1) { Self.window(threshold, &$0) } > 500)
  }

  @Test("Where a count is hidden for its visitors", arguments: thresholds)
  func visitors(threshold: Threshold) {
    let attacked = attack(200, 2) { generator in
      var site = Self.window(threshold, &generator)
      site.isOfFew = [
        site.counts[0].map { _ in Int.random(in: 0..<5, using: &generator) == 0 }
      ]
      return site
    }
    #expect(attacked > 300)
  }

  @Test("Where all others say nothing about people", arguments: thresholds.dropFirst())
  func programs(threshold: Threshold) {
    let attacked = attack(500, 3) { generator in
      var site = Self.window(threshold, &generator)
      let people = Int.random(in: 1...2, using: &generator)
      site.nonPersonal = Set(site.counts[0].indices.dropFirst(people))
      return site
    }
    #expect(attacked > 200)
  }

  @Test("Where parts are some of what is shown elsewhere", arguments: thresholds.dropFirst())
  func known(threshold: Threshold) {
    let attacked = attack(300, 4) { generator in
      var site = Self.window(threshold, &generator)
      site.known = [
        site.counts[0].map { count in
          let more = Int64.random(in: 0..<4 * threshold.least, using: &generator)
          // A page that is hidden itself has few of them.
          return count < threshold.least && count + more < 2 * threshold.least
            ? nil : max(count, threshold.least) + more
        }
      ]
      return site
    }
    #expect(attacked > 300)
  }

  @Test("In what came later, more and less", arguments: thresholds)
  func corrections(threshold: Threshold) {
    let attacked = attack(150, 5) { generator in
      var site = Self.window(threshold, &generator)
      let isLess = Bool.random(using: &generator)
      site.counts[0] = site.counts[0].map {
        isLess || Int.random(in: 0..<4, using: &generator) == 0 ? -$0 : $0
      }
      site.isCorrection = true
      return site
    }
    #expect(attacked > 150)
  }

  @Test("In the windows of a month, with the sums of parts", arguments: thresholds)
  func months(threshold: Threshold) {
    attack(8, 6) { .random(threshold, &$0) }
    let attacked = attack(20, 7) { .quietMonth(threshold, &$0) }
    #expect(attacked > 80)
  }

  @Test(
    "In larger months, by all sums together",
    arguments: [UInt64](1...12) + [SeededGenerator.fresh().seed])
  func bounds(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var released = 0
    for (pages, views, windows) in [(15, 30, 31), (15, 60, 5), (40, 150, 5), (8, 30, 5)] {
      let threshold = Self.thresholds[3]
      let site = QuietSite.month(
        pages: pages, views: views, windows: windows, threshold, &generator)
      let hidden = site.counts.indices.map(site.hidden(inWindow:))
      let sums = site.published(hidden).sums
      released += sums.count
      let bounds = FlowBounds(site, hidden: hidden, sums: Set(sums.keys))
      let narrow = bounds.intervals(threshold).count { $0 < threshold.width }
      #expect(narrow == 0, "seed \(seed): \(pages) pages, \(windows) windows")
    }
    #expect(released > 0)
  }

  @Test("The attack finds what hiding just the smallest beside gives away")
  func finds() {
    let plain = { (suppression: Suppression, cells: [Cell]) in
      var hidden = cells.map { !suppression.threshold.allows($0.value) }
      let others = cells.indices.filter { !hidden[$0] }.sorted {
        (cells[$0].value, cells[$1].key) < (cells[$1].value, cells[$0].key)
      }
      if hidden.count(where: \.self) == 1, let next = others.first { hidden[next] = true }
      return hidden
    }
    for (counts, finding) in [
      // The second 5 would have been hidden if the others were exchanged.
      ([4, 5, 5, 20], Reader.Finding.exact), ([5, 4, 5, 20], .narrow), ([4, 5, 6, 20], .narrow),
      ([4, 5, 8, 20], .open),
    ] as [([Int64], Reader.Finding)] {
      var reader = Reader(QuietSite(threshold: .standard, counts: [counts], rule: plain))
      #expect(reader.attack() == [finding], "\(counts): \(reader.intervals)")
    }
  }
}
