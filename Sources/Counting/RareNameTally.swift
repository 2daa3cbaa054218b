internal import Traffic

/// How many page views rare names have had in the batches of one process, so that a name which is rare
/// in each batch, but not in all of them, is kept in the end.
///
/// It knows keyed hashes, not names, and lives in memory only: its key is made with it, and it is
/// forgotten with the process. A name that is kept is the store's from then on, and leaves it.
public struct RareNameTally {
  private let key = (UInt64.random(in: 0 ... .max), UInt64.random(in: 0 ... .max))
  private let most: Int
  /// Page views by the hash of a name, fewer than a name needs.
  private var views: [UInt64: UInt8] = [:]

  /// - Parameter most: How many names it knows at most. Of more, those with the fewest page views
  ///   are forgotten, so that made-up names take no room from others for long.
  public init(most: Int = 60_000) { self.most = max(1, most) }

  /// How many names it knows.
  public var count: Int { views.count }

  /// The names that stay rare: those that are with what earlier batches had.
  ///
  /// - Complexity: O(*n*) in the names.
  public func stillRare(_ rare: RareNames) -> RareNames {
    var still = rare
    still.referrers = rare.referrers.filter { isRare(hash($0.key), $0.value) }
    still.campaigns = rare.campaigns.filter { isRare(hash($0.key), $0.value) }
    return still
  }

  /// Notes what a batch that is committed had of rare names.
  ///
  /// - Parameters:
  ///   - rare: The names that are rare in the batch, but for those that the store knew before it.
  ///   - folded: Those of them that were taken back.
  /// - Complexity: O(*n*) in the names.
  public mutating func note(_ rare: RareNames, folded: RareNames) {
    for (name, count) in rare.referrers {
      note(hash(name), count, isKept: folded.referrers[name] == nil)
    }
    for (name, count) in rare.campaigns {
      note(hash(name), count, isKept: folded.campaigns[name] == nil)
    }
  }

  private func isRare(_ hash: UInt64, _ count: Int64) -> Bool {
    Int64(views[hash] ?? 0) + count < Rollup.minPageViews
  }

  private mutating func note(_ hash: UInt64, _ count: Int64, isKept: Bool) {
    if isKept {
      views[hash] = nil
      return
    }
    views[hash] = UInt8(clamping: Int64(views[hash] ?? 0) + count)
    if views.count > most { forgetRarest() }
  }

  /// Makes room: forgets at least half of the names, those with the fewest page views.
  private mutating func forgetRarest() {
    var floor: UInt8 = 1
    while views.count > most / 2 {
      views = views.filter { $0.value > floor }
      floor += 1
    }
  }

  /// Swift's hash function is SipHash-1-3; its own key may be fixed by the environment, ours is not.
  private func hash(_ name: some Hashable) -> UInt64 {
    var hasher = Hasher()
    hasher.combine(key.0)
    hasher.combine(key.1)
    hasher.combine(name)
    return UInt64(bitPattern: Int64(hasher.finalize()))
  }
}
