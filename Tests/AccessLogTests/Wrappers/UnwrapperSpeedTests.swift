import CAllocationCount
import CScan
import TestSupport
import Testing

@testable import AccessLog

/// What makes it quick: no allocation a line, and a search for two bytes at once.
@Suite struct UnwrapperSpeedTests {
  /// Allocations a line that are the compiler's, where it does not optimise.
  #if DEBUG
    private let unoptimised = 4
  #else
    private let unoptimised = 0
  #endif

  @Test(
    "Twice the lines in a block take no more allocations",
    .enabled(if: allocations_are_counted() != 0), arguments: WrappedLog.chains)
  func allocations(wrappers: [Wrapper]) {
    var log = WrappedLog(random: .init(seed: 7))
    let once = log.bytes(lines: 200, wrappers, damage: 5) + [0x0a]
    let unwrapper = Unwrapper(WrapperChain(wrappers))
    func allocations(_ bytes: [UInt8]) -> Int {
      let log = LogBytes(bytes)
      var output = [UInt8](repeating: 0, count: bytes.count + LogLines.padding)
      return unsafe log.with { block in
        unsafe output.withUnsafeMutableBytes { room in
          let before = allocation_count()
          _ = unsafe unwrapper.unwrap(block, into: room)
          _ = unsafe unwrapper.wholeLines(in: block)
          return Int(allocation_count() - before)
        }
      }
    }
    #expect(allocations(once + once) <= allocations(once) + unoptimised * 200)
  }

  @Test("A search for two bytes finds the first of either, never one behind the end")
  func search() {
    var random = SeededGenerator.fresh()
    var failures = 0
    for length in 0...150 {
      for alignment in 0..<17 {
        let bytes = (0..<(alignment + length)).map { _ in UInt8.random(in: 0...90, using: &random) }
        unsafe LogBytes(bytes, padding: "\u{1}\u{2}").with { buffer in
          let base = buffer.baseAddress!
          let found = unsafe scan_either(base + alignment, base + bytes.count, 1, 2) - base
          let wanted = bytes[alignment...].firstIndex { $0 == 1 || $0 == 2 } ?? bytes.endIndex
          if found != wanted { failures += 1 }
        }
      }
    }
    #expect(failures == 0, "seed \(random.seed)")
  }
}
