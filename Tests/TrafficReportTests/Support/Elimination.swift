/// Sums of unknown numbers, and which other sums follow from them (Gauss and Jordan).
///
/// Works modulo a large prime: what can be solved in fractions can be there, but for odds of the size
/// of the equations in 2^61.
struct Elimination {
  /// The equations, reduced: each by the column of its first number.
  private let rows: [(column: Int, row: [UInt64])]

  private static let prime: UInt64 = (1 << 61) - 1

  init(_ equations: [Set<Int>], unknowns: Int) {
    var rows = equations.map { equation in
      (0..<unknowns).map { equation.contains($0) ? UInt64(1) : 0 }
    }
    var rank = 0
    var columns: [Int] = []
    for column in 0..<unknowns where rank < rows.count {
      guard let pivot = rows[rank...].firstIndex(where: { $0[column] != 0 }) else { continue }
      rows.swapAt(rank, pivot)
      let inverse = Elimination.power(rows[rank][column], Elimination.prime - 2)
      rows[rank] = rows[rank].map { Elimination.product($0, inverse) }
      for other in rows.indices where other != rank && rows[other][column] != 0 {
        let factor = Elimination.prime - rows[other][column]
        for index in 0..<unknowns where rows[rank][index] != 0 {
          rows[other][index] =
            (rows[other][index] + Elimination.product(rows[rank][index], factor))
            % Elimination.prime
        }
      }
      rank += 1
      columns.append(column)
    }
    self.rows = zip(columns, rows).map { ($0, $1) }
  }

  /// Whether the sum of these unknowns follows.
  func knows(_ unknowns: Set<Int>) -> Bool {
    guard let width = rows.first?.row.count else { return unknowns.isEmpty }
    var rest = (0..<width).map { unknowns.contains($0) ? UInt64(1) : 0 }
    for (column, row) in rows where rest[column] != 0 {
      let factor = Elimination.prime - rest[column]
      for index in rest.indices where row[index] != 0 {
        rest[index] =
          (rest[index] + Elimination.product(row[index], factor)) % Elimination.prime
      }
    }
    return rest.allSatisfy { $0 == 0 }
  }

  private static func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
    prime.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
  }

  private static func power(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
    var (result, base, exponent) = (UInt64(1), base, exponent)
    while exponent > 0 {
      if exponent & 1 == 1 { result = product(result, base) }
      base = product(base, base)
      exponent >>= 1
    }
    return result
  }
}
