internal import AccessLog
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
  /// Whether counts wait.
  let holdsBack: Bool
  private var held = HeldCounts<Position>()
  /// Of the last portion.
  private var number: Int64
  /// What this process has read.
  private var read = StreamTally()
  /// What of it is in a portion.
  private var filled = StreamTally()
  private var isWritten = false
  /// Whether what an earlier process has left could not be made out.
  private(set) var isDamaged = false

  /// How far a portion goes.
  struct Position {
    /// The portion's number.
    var number: Int64
    /// What this process had read by then.
    var read: StreamTally
  }

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
    held.fill(all, pool.audience(of: all), to: Position(number: number, read: read), at: hour)
    filled = read
  }

  var isEmpty: Bool { held.isEmpty }
  /// Whether something was read that no portion has yet.
  var hasNews: Bool { read.total.allLines > filled.total.allLines }

  /// Notes what was read of a pipe or a socket.
  ///
  /// - Parameters:
  ///   - name: How its user named it.
  ///   - offset: The bytes read of it so far.
  mutating func note(_ tally: LineTally, of name: String, offset: Int64) {
    read.add(tally, of: name, offset: offset)
  }

  /// What became of the lines that wait.
  ///
  /// - Parameter committed: What was committed of them.
  func tally(since committed: StreamTally) -> LineTally { read.total.since(committed.total) }

  /// Begins another portion, since an hour has turned.
  ///
  /// - Parameter hour: The hour by the clock in which the last lines came.
  mutating func turn(at hour: Hour) {
    takeNew(at: hour)
    held.turn()
    _ = pool.exchange(for: nil)
  }

  /// Puts what was counted since the last time into the second portion.
  private mutating func takeNew(at hour: Hour) {
    let new = pool.exchange(for: nil)
    // Lines that nobody could count wait, too: when they came is nobody's business either.
    guard new.count > 0 || hasNews else { return }
    number += 1
    fill(new, at: hour)
  }

  /// Takes what was counted since the last time, and gives what may be committed.
  ///
  /// - Parameters:
  ///   - hour: The hour by the clock.
  ///   - isOver: Whether nothing more is expected of an hour.
  mutating func release(
    at hour: Hour, isOver: (Hour) -> Bool
  ) -> (counts: CollectPool.Batch, position: Position)? {
    takeNew(at: hour)
    let released = !holdsBack || pool.isFull ? held.takeAll() : held.take(isOver: isOver)
    defer { _ = pool.exchange(for: held.second?.counts) }
    return released.map { (pool.batch(of: [$0.counts]), $0.position) }
  }

  /// What waits, for a process that comes after this one; `nil` where nothing does, or nothing is to be
  /// written.
  var waiting: WaitingCounts? {
    guard path != nil, held.counts.contains(where: { $0.count > 0 }) else { return nil }
    return pool.waiting(
      [held.first, held.second].compactMap { $0 }
        .map { (counts: $0.counts, number: $0.position.number, begun: $0.begun) })
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
