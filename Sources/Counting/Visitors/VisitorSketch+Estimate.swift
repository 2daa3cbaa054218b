extension VisitorSketch {
  /// The number of different visitors: exact up to ``maxExact``, else an estimate.
  ///
  /// The estimator is unbiased from the first register to the last, without tables (Otmar Ertl, "New
  /// cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6).
  ///
  /// - Complexity: O(*n*) in the registers.
  public var estimatedCount: Int64 {
    guard isEstimate else { return Int64(count) }
    let most = 32 - Int(precision)
    // How many registers have each rank, from 0 for none to one more than the bits there are.
    var ranks = [Double](repeating: 0, count: most + 2)
    var left = registerCount
    for rank in 0...most where left > 0 {
      let count = registerCount(ofRank: UInt8(rank))
      ranks[rank] = Double(count)
      left -= count
    }
    ranks[most + 1] = Double(left)
    let registers = Double(registerCount)
    var sum = registers * VisitorSketch.tau(1 - ranks[most + 1] / registers)
    for rank in stride(from: most, through: 1, by: -1) { sum = 0.5 * (sum + ranks[rank]) }
    sum += registers * VisitorSketch.sigma(ranks[0] / registers)
    let tokens = registers * registers / (2 * VisitorSketch.logarithmOf2 * sum)
    return Int64(VisitorSketch.visitors(ofTokens: tokens).rounded())
  }

  private static let logarithmOf2 = 0.693_147_180_559_945_3

  /// How many visitors have so many different tokens, since two may have the same: with s possible
  /// ones, -s · ln(1 - tokens / s), of which the series is summed.
  private static func visitors(ofTokens tokens: Double) -> Double {
    let space = Double(UInt64(1) << 32)
    // Beyond half of all tokens, some billions of visitors a day, the estimate is a lower bound.
    let part = min(tokens / space, 0.5)
    var (power, sum) = (part, 0.0)
    for term in 1...60 {
      let before = sum
      sum += power / Double(term)
      // The terms get smaller, so none of the others would change it either.
      if sum == before { break }
      power *= part
    }
    return space * sum
  }

  /// How many registers have a rank.
  ///
  /// Sixteen are compared at once, and there are few ranks: counting all of them register by register
  /// takes four times as long, most of it waiting for the count before.
  private func registerCount(ofRank rank: UInt8) -> Int {
    let width = 16
    var total = 0
    var start = 0
    while start < registerCount {
      // As many as a lane can count.
      let end = min(start + 255 * width, registerCount)
      var counts = SIMD16<UInt8>(repeating: 0)
      let wanted = SIMD16(repeating: rank)
      for index in stride(from: start, to: end, by: width) {
        // SAFETY: the registers are a multiple of sixteen, and so aligned.
        let ranks = unsafe UnsafeRawPointer(registers.baseAddress.unsafelyUnwrapped + index)
          .load(as: SIMD16<UInt8>.self)
        // SAFETY: a mask is sixteen bytes, each of them 0 or -1.
        let found = unsafe unsafeBitCast(ranks .== wanted, to: SIMD16<UInt8>.self)
        counts &-= found
      }
      total += Int(SIMD16<UInt16>(truncatingIfNeeded: counts).wrappedSum())
      start = end
    }
    return total
  }

  /// The number of different visitors, or where it had to be estimated, one more than
  /// ``maxExact``: for the cost of nothing.
  public var minCount: Int64 { isEstimate ? Int64(VisitorSketch.maxExact) + 1 : Int64(count) }

  private static func sigma(_ value: Double) -> Double {
    guard value < 1 else { return .infinity }
    var (power, weight, sum) = (value, 1.0, value)
    while true {
      power *= power
      let before = sum
      sum += power * weight
      weight += weight
      if sum == before { return sum }
    }
  }

  private static func tau(_ value: Double) -> Double {
    guard value > 0, value < 1 else { return 0 }
    var (root, weight, sum) = (value, 1.0, 1 - value)
    while true {
      root = root.squareRoot()
      let before = sum
      weight *= 0.5
      sum -= (1 - root) * (1 - root) * weight
      if sum == before { return sum / 3 }
    }
  }
}
