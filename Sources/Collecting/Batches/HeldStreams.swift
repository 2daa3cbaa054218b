internal import Counting
internal import Hits
internal import Traffic

/// What came through pipes and sockets and is not committed yet, since the difference that it makes would
/// tell of single requests.
///
/// Nobody can read these lines again. So what waits is written to a file beside the open days, in memory,
/// every few seconds, whether lines came or not, and outlives a process that is killed. Each portion has a
/// number, which is committed with it: what the database has is never counted again.
struct HeldStreams {
  /// The file; none where nothing is to wait.
  private let path: String?
  private let pool: CollectPool
  private let holdsBack: Bool
  private var held = HeldCounts<Int64>()
  /// Of the last portion.
  private var number: Int64
  private var isWritten = false

  /// Takes up what an earlier process has left.
  ///
  /// - Parameters:
  ///   - committed: The number of the last portion that the database has.
  ///   - holdsBack: Whether counts wait; what an earlier process has left goes in any case.
  init(at path: String?, pool: CollectPool, committed: Int64, holdsBack: Bool) {
    (self.path, self.pool, self.holdsBack) = (path, pool, holdsBack)
    number = committed
    // From the first line on, who came is noted with it.
    _ = pool.exchange(for: nil)
    guard let path, let bytes = WholeFile.read(path) else { return }
    isWritten = true
    for part in WaitingCounts(bytes: bytes)?.parts ?? [] {
      for portion in part.portions where portion.number > committed {
        let counts = pool.restore(part, portion)
        number = max(number, portion.number)
        held.fill(
          all(with: counts), pool.audience(of: all(with: counts)), to: number, at: portion.begun)
      }
    }
  }

  /// The second portion's counts with others, those of an earlier process among them.
  private func all(with counts: CollectPool.Counts) -> CollectPool.Counts {
    var all = counts
    if let restored = held.second?.counts.restored { all.add(restored) }
    return all
  }

  var isEmpty: Bool { held.isEmpty }

  /// Takes what was counted since the last time, and gives what may be committed.
  ///
  /// - Parameters:
  ///   - hour: The hour by the clock.
  ///   - isOver: Whether nothing more is expected of an hour.
  mutating func release(
    at hour: Hour, isOver: (Hour) -> Bool
  ) -> (counts: CollectPool.Batch, number: Int64)? {
    let new = pool.exchange(for: nil)
    if new.count > 0 {
      number += 1
      held.fill(all(with: new), pool.audience(of: all(with: new)), to: number, at: hour)
    }
    let released = !holdsBack || pool.isFull ? held.takeAll() : held.take(isOver: isOver)
    defer { _ = pool.exchange(for: held.second?.counts) }
    return released.map { (pool.batch(of: [$0.counts]), $0.position) }
  }

  /// Writes what waits, for a process that comes after this one.
  ///
  /// - Parameter names: Which names of some tables may be at rest.
  /// - Throws: ``StateError`` where it cannot be written.
  mutating func write(_ names: ([HitTables]) -> KeptNames) throws(StateError) {
    guard let path else { return }
    guard !held.isEmpty else {
      if isWritten { isWritten = !SecretFile.destroy(path) }
      return
    }
    let portions = [held.first, held.second].compactMap { $0 }
      .map { (counts: $0.counts, number: $0.position, begun: $0.begun) }
    isWritten = true
    let waiting = pool.waiting(portions)
    guard
      WholeFile.write(waiting.bytes(keeping: names(waiting.parts.map(\.tables))), to: path)
    else { throw StateError(.writeVisitors, path: path) }
  }
}
