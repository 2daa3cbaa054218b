/// SplitMix64: the same numbers from the same seed on every machine.
///
/// Not for secrets. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators" (OOPSLA 2014).
public struct SeededRandom: Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A number from 0 up to but not including `bound`.
  public mutating func below(_ bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True `part` times in a thousand.
  public mutating func perMille(_ part: Int) -> Bool { below(1000) < part }

  public mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[below(elements.count)]
  }

  /// A log-normal size in bytes.
  ///
  /// The exponent is binomial, which is normal enough for a file size, so that no function of a
  /// mathematics library is needed, whose last digit may differ from machine to machine.
  public mutating func size(median: Int) -> Int {
    var size = Double(median) * (0.75 + Double(below(512)) / 1024)
    let steps = (next() & 0xFFFF).nonzeroBitCount - 8
    for _ in 0..<abs(steps) { size = steps > 0 ? size * 1.5 : size / 1.5 }
    return max(20, Int(size))
  }
}
