/// A sum of counts, and the same sum with each count weighed by a hash of what it is a count of.
///
/// However rows are divided over batches, they have the same sums. Other rows with the same plain sum have the same
/// weighed one once in 10^18 times, since it is taken modulo a prime, and the hashes are those of this process alone.
struct WeighedSum: Equatable {
  private(set) var total: Int64 = 0
  private var weighed: UInt64 = 0

  private static let prime: UInt64 = 1 << 61 - 1

  mutating func add(_ count: Int64, weight: UInt64) {
    total = total.addingClamped(count)
    let product = (weight % Self.prime).multipliedFullWidth(
      by: UInt64(max(0, count)) % Self.prime)
    // The high half of two numbers below the prime is below it, too.
    weighed = (weighed + Self.prime.dividingFullWidth(product).remainder) % Self.prime
  }
}
