import CAllocationCount
import TestSupport
import Testing

@testable import AccessLog

@Suite struct AllocationTests {
  /// Allocations a hit that are the compiler's, where it does not optimise: a context of a closure.
  #if DEBUG
    private let unoptimised = 1
  #else
    private let unoptimised = 0
  #endif

  @Test("The counter counts", .enabled(if: allocations_are_counted() != 0))
  func counts() {
    let before = allocation_count()
    let kept = (0..<100).map { [$0] }
    #expect(allocation_count() - before >= 100 && kept.count == 100)
  }

  @Test(
    "Lines seen before are read without allocating", .enabled(if: allocations_are_counted() != 0))
  func hotPath() throws {
    var writer = RandomLog(seed: 5, format: "vhost-combined")
    let log = LogBytes(writer.bytes(lines: 200))
    var lines = LogLines()
    lines.begin(try #require(LogFormat(named: "vhost-combined")), site: nil)
    // A few allocations a block are its own: the tally has a list of reasons.
    func allocations(blocks: Int) -> (allocations: Int, hits: Int64) {
      var hits: Int64 = 0
      let before = allocation_count()
      for _ in 0..<blocks {
        hits += unsafe log.with { block in unsafe lines.read(block) { _ in } }.hits
      }
      return (Int(allocation_count() - before), hits)
    }
    let first = allocations(blocks: 1)
    let again = allocations(blocks: 20)
    #expect(again.hits == 20 * first.hits && first.hits > 50)
    #expect(first.allocations > 200, "names are learnt the first time")
    #expect(
      again.allocations <= 20 * 12 + unoptimised * Int(again.hits),
      "\(again.allocations) allocations for \(again.hits) hits")
    // And none of them is of a line: twice the lines in a block, the same number.
    let onceKnown = allocations(blocks: 1)
    let twice = LogBytes(unsafe log.with { unsafe Array($0) + Array($0) })
    let before = allocation_count()
    _ = unsafe twice.with { block in unsafe lines.read(block) { _ in } }
    #expect(
      Int(allocation_count() - before) <= onceKnown.allocations + unoptimised * Int(first.hits))
  }
}
