internal import Counting
internal import Traffic
internal import TrafficStore

/// What was counted of one log and is not committed yet, since the difference that it makes would tell of
/// single requests.
///
/// On a quiet site, two states of a database one request apart tell its page, its device, its browser and
/// whether the visitor is new. So what a follower commits at once holds, of each site and hour, either a
/// few visitors or all that the hour still brings.
///
/// Two portions are kept: one that may go, and one that is being filled. The first goes only once the
/// second could go, too; so what is left when an hour ends is never that of one visitor alone. What
/// cannot be committed is read from the log again by the next follower.
///
/// When an hour turns, all that was read of it becomes the first portion: lines of the next hour come at
/// once where a site is asked something every second, and must not keep the hour before waiting.
struct HeldCounts<Position> {
  /// Counts, and how far what they are of is counted with them.
  struct Portion {
    var counts: CollectPool.Counts
    var position: Position
    var audience: Audience
    /// The hour in which it was begun, by the clock.
    var begun: Hour
  }

  /// What may be committed of two portions.
  enum Release {
    case nothing
    /// The first; the second takes its place.
    case first
    /// The first, which is all that an hour still brought; the second goes on being filled.
    case rest
    /// Nothing, but the two are one from now on.
    case merge
    case both
  }

  private(set) var first: Portion?
  private(set) var second: Portion?
  /// Whether they may not wait, since they could not be read again.
  var isHurried = false

  var isEmpty: Bool { first == nil && second == nil }
  var counts: [CollectPool.Counts] { [first, second].compactMap(\.?.counts) }

  /// Puts the counts of the second portion in, with what was counted since.
  mutating func fill(
    _ counts: CollectPool.Counts, _ audience: Audience, to position: Position, at hour: Hour
  ) {
    second = Portion(
      counts: counts, position: position, audience: audience, begun: second?.begun ?? hour)
  }

  /// Begins another portion, since an hour has turned.
  mutating func turn() { merge() }

  /// Takes all there is, whatever it tells.
  mutating func takeAll() -> Portion? {
    merge()
    defer { first = nil }
    return first
  }

  /// Takes what may be committed.
  ///
  /// - Parameter isOver: Whether nothing more is expected of an hour.
  mutating func take(isOver: (Hour) -> Bool) -> Portion? {
    switch HeldCounts.release(first?.audience, second?.audience, isOver: isOver) {
    case .nothing: return nil
    case .first:
      defer { (first, second) = (second, nil) }
      return first
    case .rest:
      defer { first = nil }
      return first
    case .merge:
      merge()
      return nil
    case .both:
      // Lines without a hit have no hour but that in which they were read.
      guard
        [first, second].allSatisfy({ $0.map { !$0.audience.isEmpty || isOver($0.begun) } ?? true })
      else { return nil }
      return takeAll()
    }
  }

  static func release(
    _ first: Audience?, _ second: Audience?, isOver: (Hour) -> Bool
  ) -> Release {
    let all = (first ?? Audience()).union(second ?? Audience())
    if all.isOver(isOver) { return .both }
    guard let second, !second.isEmpty else { return .nothing }
    if let first, !first.isEmpty, first.isOver(isOver), !second.hasOver(isOver) { return .rest }
    if second.isLarge() { return .first }
    // The rest of an hour that is over, and enough of the one that follows.
    return second.isLarge(isOver: isOver) ? .merge : .nothing
  }

  private mutating func merge() {
    guard let second else { return }
    self.second = nil
    guard var both = first else {
      first = second
      return
    }
    both.counts.add(second.counts)
    both.position = second.position
    both.audience = both.audience.union(second.audience)
    first = both
  }
}
