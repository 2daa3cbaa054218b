internal import Counting
internal import Glibc
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
  /// Whether what an earlier process has left could not be made out.
  private(set) var isDamaged = false

  /// Takes up what an earlier process has left.
  ///
  /// - Parameters:
  ///   - committed: The number of the last portion that the database has.
  ///   - holdsBack: Whether counts wait; what an earlier process has left goes in any case.
  /// - Throws: ``StateError`` where that cannot be read just now: it would be written over.
  init(
    at path: String?, pool: CollectPool, committed: Int64, holdsBack: Bool
  ) throws(StateError) {
    (self.path, self.pool, self.holdsBack) = (path, pool, holdsBack)
    number = committed
    // From the first line on, who came is noted with it.
    _ = pool.exchange(for: nil)
    guard let path else { return }
    guard let bytes = WholeFile.read(path) else {
      guard errno == ENOENT else { throw StateError(.readWaiting, path: path) }
      return
    }
    isWritten = true
    guard let left = WaitingCounts(bytes: bytes) else {
      isDamaged = true
      return
    }
    for part in left.parts {
      for portion in part.portions where portion.number > committed {
        number = max(number, portion.number)
        fill(pool.restore(part, portion), at: portion.begun)
      }
    }
  }

  /// Makes some counts the second portion, with those of an earlier process that are in it.
  private mutating func fill(_ counts: CollectPool.Counts, at hour: Hour) {
    var all = counts
    if let restored = held.second?.counts.restored { all.add(restored) }
    held.fill(all, pool.audience(of: all), to: number, at: hour)
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
      fill(new, at: hour)
    }
    let released = !holdsBack || pool.isFull ? held.takeAll() : held.take(isOver: isOver)
    defer { _ = pool.exchange(for: held.second?.counts) }
    return released.map { (pool.batch(of: [$0.counts]), $0.position) }
  }

  /// What waits, for a process that comes after this one; `nil` where nothing does, or nothing is to be
  /// written.
  var waiting: WaitingCounts? {
    guard path != nil, !held.isEmpty else { return nil }
    return pool.waiting(
      [held.first, held.second].compactMap { $0 }
        .map { (counts: $0.counts, number: $0.position, begun: $0.begun) })
  }

  /// Writes what waits, or removes what was written where nothing does.
  ///
  /// - Parameter bytes: ``waiting``, without the names that may not be at rest.
  /// - Throws: ``StateError`` where that cannot be done.
  mutating func write(_ bytes: [UInt8]?) throws(StateError) {
    guard let path, bytes != nil || isWritten else { return }
    isWritten = true
    guard bytes.map({ WholeFile.write($0, to: path) }) ?? SecretFile.destroy(path) else {
      throw StateError(.writeWaiting, path: path)
    }
    isWritten = bytes != nil
  }
}
