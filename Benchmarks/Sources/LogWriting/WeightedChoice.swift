/// Draws an index with a probability in proportion to its weight.
///
/// By Walker's alias method (Vose, "A linear algorithm for generating random numbers with a given
/// distribution", 1991).
struct WeightedChoice: Sendable {
  private var kept: [UInt32]
  private var alias: [Int32]

  init(weights: [Double]) {
    let total = weights.reduce(0, +)
    var shares = weights.map { $0 / total * Double(weights.count) }
    kept = Array(repeating: .max, count: weights.count)
    alias = weights.indices.map(Int32.init)

    var small = shares.indices.filter { shares[$0] < 1 }
    var large = shares.indices.filter { shares[$0] >= 1 }
    while let poor = small.popLast(), let rich = large.last {
      kept[poor] = UInt32(shares[poor] * Double(UInt32.max))
      alias[poor] = Int32(rich)
      shares[rich] -= 1 - shares[poor]
      if shares[rich] < 1 { small.append(large.removeLast()) }
    }
  }

  /// Weights of a long tail: the share of rank n falls with the power 3/4 of n.
  ///
  /// Square roots are exact on every machine, other powers are not.
  static func longTail(_ count: Int) -> [Double] {
    (0..<count).map { rank in
      let root = (Double(rank) + 3).squareRoot()
      return 1 / (root * root.squareRoot())
    }
  }

  /// Weights of a short tail, as of a browser's versions: the power 3/2.
  static func shortTail(_ count: Int) -> [Double] {
    (0..<count).map { rank in
      let root = (Double(rank) + 1).squareRoot()
      return 1 / (root * root * root)
    }
  }

  /// An index.
  ///
  /// - Complexity: O(1).
  func draw(_ random: inout SeededRandom) -> Int {
    let bits = random.next()
    let column = Int((bits >> 32).multipliedFullWidth(by: UInt64(kept.count) << 32).high)
    return UInt32(truncatingIfNeeded: bits) < kept[column] ? column : Int(alias[column])
  }
}
