import Foundation

/// Random numbers that can be had again from their seed (Steele, Lea and Flood, "SplitMix", 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  /// What to run with to see the same again.
  public let seed: UInt64
  private var state: UInt64

  public init(seed: UInt64) {
    self.seed = seed
    state = seed
  }

  /// A generator with a seed nobody has tried, which is printed.
  public static func fresh(for test: String = #function) -> SeededGenerator {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("\(test): seed \(seed)")
    return SeededGenerator(seed: seed)
  }

  /// These seeds, and one nobody has tried; as many as `SPORLOS_SEEDS` says.
  public static func seeds(_ fixed: UInt64..., for test: String = #function) -> [UInt64] {
    let count = ProcessInfo.processInfo.environment["SPORLOS_SEEDS"].flatMap { Int($0) } ?? 1
    return fixed + (0..<count).map { _ in fresh(for: test).seed }
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
