import Testing
import TrafficStore

@testable import Publication

@Suite struct HiddenCountsTests {
  /// All ways in which so many small counts have a sum.
  private func worlds(_ count: Int, _ sum: Int64, most: Int64) -> [[Int64]] {
    if count == 0 { return sum == 0 ? [[]] : [] }
    guard sum > 0 else { return [] }
    return (1...most).flatMap { first in
      worlds(count - 1, sum - first, most: most).map { [first] + $0 }
    }
  }

  @Test(
    "Small counts are open if, of all that have their sum, the first is from this to that",
    arguments: [2, 3, 4, 5, 10] as [Int64])
  func open(least: Int64) {
    let threshold = Threshold(least: least)
    for count in 1...4 {
      for sum in Int64(count)...Int64(count) * (least - 1) {
        let firsts = worlds(count, sum, most: least - 1).map { $0[0] }
        let isOpen = firsts.max()! - firsts.min()! >= threshold.width
        for world in worlds(count, sum, most: least - 1).prefix(20) {
          let counts = HiddenCounts(world, threshold)
          #expect(counts.areOpen == isOpen, "\(world)")
        }
        #expect(HiddenCounts(count: Int64(count), sum: sum, threshold).areOpen == isOpen)
        // With the sign turned, it is the same from the other end.
        let negative = HiddenCounts(worlds(count, sum, most: least - 1)[0].map { -$0 }, threshold)
        #expect(negative.areOpen == isOpen)
      }
    }
  }

  @Test(
    "A margin is open on both sides",
    arguments: [
      (3, 5, 0, true), (3, 5, 1, false), (3, 6, 1, true), (3, 9, 1, true), (3, 10, 1, false),
    ]
      as [(Int64, Int64, Int64, Bool)])
  func margin(count: Int64, sum: Int64, margin: Int64, isOpen: Bool) {
    let counts = HiddenCounts(count: count, sum: sum, .standard)
    #expect(counts.areOpen(with: margin) == isOpen)
  }

  @Test("What was added is taken out again")
  func removed() {
    var counts = HiddenCounts([2, 3, 4], .standard)
    counts.add(9)
    counts.add(0)
    #expect(counts.count == 4 && counts.sum == 18 && !counts.areOpen)
    counts.remove(9)
    counts.remove(0)
    #expect(counts.count == 3 && counts.sum == 9 && counts.areOpen)
  }

  @Test("Only counts that no shown part has are exchanged")
  func apart() {
    var counts = HiddenCounts([4], .standard)
    counts.add(7, isAlone: false)
    #expect(!counts.areFarApart)
    counts.add(5)
    #expect(!counts.areFarApart)
    counts.add(6)
    #expect(counts.areFarApart)
  }
}
