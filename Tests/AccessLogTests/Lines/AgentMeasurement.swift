import CScan
import Foundation
import TestSupport
import Testing
import Traffic
import UserAgents

@testable import AccessLog

private let agentFiles = ProcessInfo.processInfo.environment["SPORLOS_USER_AGENTS"]

/// What a user agent costs a worker that has not seen it before, and one that has; run only if
/// `SPORLOS_USER_AGENTS` names files of user agents, with `:` between: one a line, behind the last tab.
@Suite(.enabled(if: agentFiles != nil), .serialized)
struct AgentMeasurement {
  private let bytes: [UInt8]
  /// Where each user agent stands, all of them different.
  private let places: [Range<Int>]

  init() throws {
    var texts: Set<Substring> = []
    for file in try #require(agentFiles).split(separator: ":") {
      for line in try String(contentsOfFile: String(file), encoding: .utf8).split(separator: "\n") {
        texts.insert(line[(line.lastIndex(of: "\t").map(line.index(after:)) ?? line.startIndex)...])
      }
    }
    var bytes: [UInt8] = []
    var places: [Range<Int>] = []
    var random = SeededGenerator(seed: 1)
    for text in texts.sorted().shuffled(using: &random) {
      places.append(bytes.count..<(bytes.count + text.utf8.count))
      bytes += text.utf8
    }
    self.bytes = bytes + [UInt8](repeating: 0, count: LogLines.padding)
    self.places = places
  }

  /// The processor time of this thread's work, in nanoseconds for each of `count`: the least of
  /// some rounds.
  private func measure(_ what: String, count: Int, _ body: () -> UInt64) {
    var best = Int.max
    var sum: UInt64 = 0
    for _ in 0..<9 {
      let start = AgentMeasurement.processorTime()
      sum &+= body()
      best = min(best, AgentMeasurement.processorTime() - start)
    }
    print(
      String(
        format: "%7.1f ns  %@ (%d, sum %llx)", Double(best) / Double(count), what, count, sum))
  }

  private static func processorTime() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Draws as visitors do: the second most frequent half as often as the first, the third a third.
  private func mix(of count: Int, among kinds: Int) -> [Range<Int>] {
    var sums: [Double] = []
    for rank in 1...kinds { sums.append((sums.last ?? 0) + 1 / Double(rank)) }
    var random = SeededGenerator(seed: 2)
    return (0..<count).map { _ in
      let drawn = Double.random(in: 0..<(sums.last ?? 1), using: &random)
      let index = sums.partitioningIndex { $0 > drawn }
      return places[min(index, kinds - 1)]
    }
  }

  @Test func unseen() {
    measure("a new user agent: all rules", count: places.count) {
      places.reduce(0) { sum, place in
        // SAFETY: the places are within the bytes, which stay as they are.
        unsafe sum
          &+ UInt64(UserAgent.client(of: bytes.span.extracting(place).bytes).device.rawValue)
      }
    }
  }

  @Test func seen() {
    let key: (UInt64, UInt64) = (0x0123_4567_89ab_cdef, 0xfedc_ba98_7654_3210)
    unsafe bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      // SAFETY: the hash reads at most 16 bytes behind a place, within the padding.
      func tag(_ place: Range<Int>) -> UInt64 {
        unsafe scan_hash(base + place.lowerBound, place.count, key.0, key.1)
      }
      for kinds in [500, 4_000, places.count] where kinds <= places.count {
        var table = TagTable()
        for (number, place) in places[..<kinds].enumerated() {
          table.insert(UInt64(number), for: tag(place))
        }
        func look(_ order: [Range<Int>]) -> UInt64 {
          order.reduce(0) { sum, place in sum &+ (table.value(of: tag(place)) ?? 0) }
        }
        let order = mix(of: 1_000_000, among: kinds)
        measure("a seen one: hash and look-up, \(kinds) by frequency", count: order.count) {
          look(order)
        }
        let each = Array(places[..<kinds])
        measure("a seen one: \(kinds) in turn", count: kinds) { look(each) }
      }
    }
  }
}

extension Array {
  /// The first index whose element fulfils a condition that all later ones fulfil too.
  fileprivate func partitioningIndex(_ isInUpperPart: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isInUpperPart(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
