import Counting
import TestSupport
import Testing
import Traffic

@testable import Collecting

/// What a follower may commit, tried on audiences that are made up.
@Suite("What waits, and what may be committed")
struct HeldCountsTests {
  /// So many visitors of a site in each hour.
  private func audience(_ visitors: [Int32: Int], site: String = "example.org", from: UInt32 = 1)
    -> Audience
  {
    var audience = Audience()
    for (hour, count) in visitors {
      audience.add(
        (0..<UInt32(count)).map { from + $0 }, of: SiteName(site) ?? .unnamed,
        in: Hour(rawValue: hour))
    }
    return audience
  }

  private func release(_ first: Audience?, _ second: Audience?, now: Int32)
    -> HeldCounts<Int64>.Release
  {
    HeldCounts<Int64>.release(first, second) { $0.rawValue < now }
  }

  @Test(
    "Within an hour, counts go once the next ones could go, too; when it is over, all of them",
    arguments: [
      // First, second, the hour of the clock.
      ([:], [:], 10, HeldCounts<Int64>.Release.both),
      ([:], [10: 1], 10, .nothing), ([:], [10: 4], 10, .nothing), ([:], [10: 5], 10, .first),
      ([10: 5], [:], 10, .nothing), ([10: 5], [10: 1], 10, .nothing),
      ([10: 5], [10: 4], 10, .nothing), ([10: 5], [10: 5], 10, .first),
      ([:], [10: 1], 11, .both), ([10: 5], [10: 1], 11, .both), ([10: 5], [:], 11, .both),
      // Lines of the hour that follows are among them.
      ([:], [10: 1, 11: 1], 11, .nothing), ([10: 5], [10: 1, 11: 1], 11, .nothing),
      ([10: 5], [10: 1, 11: 5], 11, .merge), ([:], [10: 1, 11: 5], 11, .merge),
      ([10: 5], [10: 5, 11: 4], 11, .nothing), ([10: 5], [10: 5, 11: 5], 11, .first),
      ([10: 6, 11: 5], [11: 1], 11, .nothing), ([10: 6, 11: 5], [11: 1], 12, .both),
      // Nothing came any more of the hour that is over, and something of the next one.
      ([10: 1], [11: 1], 11, .rest), ([10: 5], [11: 9], 11, .rest),
      ([9: 1, 10: 1], [11: 1], 11, .rest),
      ([10: 1], [10: 1, 11: 1], 11, .nothing), ([10: 1, 11: 1], [11: 1], 11, .nothing),
      ([10: 1], [11: 1], 10, .nothing), ([10: 0], [11: 0], 11, .rest),
      // No visitor is known, as with addresses that are not read.
      ([:], [10: 0], 10, .nothing), ([:], [10: 0], 11, .both),
    ] as [([Int32: Int], [Int32: Int], Int32, HeldCounts<Int64>.Release)])
  func release(
    first: [Int32: Int], second: [Int32: Int], now: Int32, expected: HeldCounts<Int64>.Release
  ) {
    #expect(release(audience(first), audience(second), now: now) == expected)
  }

  @Test("One quiet site among those of a log keeps all of it waiting")
  func sites() {
    let busy = audience([10: 9])
    let quiet = audience([10: 1], site: "quiet.example.org")
    #expect(release(nil, busy.union(quiet), now: 10) == .nothing)
    #expect(release(nil, busy.union(quiet), now: 11) == .both)
  }

  @Test("The same visitors twice are no more visitors")
  func again() {
    let three = audience([10: 3])
    #expect(release(nil, three.union(three), now: 10) == .nothing)
    #expect(release(nil, three.union(audience([10: 3], from: 3)), now: 10) == .first)
  }

  @Test(
    "In any course of an hour, no commit within it holds fewer than a few visitors, nor does the last"
  )
  func courses() {
    var random = SeededGenerator(seed: 15)
    for _ in 0..<2000 {
      var (first, second): (Audience?, Audience?) = (nil, nil)
      var committed: [Int] = []
      // Visitors since the last commit, in the first and in the second portion.
      var (known, new) = (Set<UInt32>(), Set<UInt32>())
      for _ in 0..<Int.random(in: 1...60, using: &random) {
        let visitor = UInt32.random(in: 1...12, using: &random)
        second = (second ?? Audience()).union(audience([10: 1], from: visitor))
        new.insert(visitor)
        if Bool.random(using: &random) { continue }
        switch release(first, second, now: 10) {
        case .nothing: break
        case .first:
          if first != nil { committed.append(known.count) }
          (first, second, known, new) = (second, nil, new, [])
        case .rest, .merge, .both: Issue.record("an hour that goes on is not over")
        }
      }
      #expect(release(first, second, now: 11) == .both)
      let last = known.union(new).count
      if !committed.isEmpty { committed.append(last) }
      #expect(committed.allSatisfy { $0 >= HourVisitors.few }, "\(committed)")
    }
  }
}
