/// What the sums of two periods lack.
struct MissingShares: Hashable {
  var here: Double
  var before: Double

  /// By how much a comparison of the sums may be wrong before none is better.
  private static let most = 0.02

  /// Whether the sums differ by what they lack.
  var isTooMuch: Bool {
    guard here < 1, before < 1 else { return true }
    return abs((1 - before) / (1 - here) - 1) > MissingShares.most
  }
}
