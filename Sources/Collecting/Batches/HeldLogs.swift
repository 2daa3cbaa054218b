internal import AccessLog
internal import Counting
internal import Traffic
internal import TrafficStore

/// What a follower has read of its logs and not committed yet, log by log.
struct HeldLogs {
  typealias Log = CheckpointStore.Handle

  /// Counts that may be committed, and how far their log is counted with them.
  struct Released {
    var counts: [CollectPool.Counts] = []
    var positions: [(log: Log, position: Checkpoint)] = []
  }

  private var counts: [Log: HeldCounts<Checkpoint>] = [:]
  /// Where logs are begun whose lines so far are skipped: nothing is counted by that, so nothing waits for
  /// it, and the next follower has to know.
  private var beginnings: [Log: Checkpoint] = [:]

  var isEmpty: Bool { counts.isEmpty && beginnings.isEmpty }

  /// Whether something of a log waits.
  func contains(_ log: Log) -> Bool { counts[log] != nil || beginnings[log] != nil }

  /// The counts of a log that may be added to.
  func open(_ log: Log) -> CollectPool.Counts? { counts[log]?.second?.counts }

  /// Puts aside what was counted of a log, up to a position.
  mutating func fill(
    _ log: Log, _ new: CollectPool.Counts, _ audience: Audience, to position: Checkpoint,
    at hour: Hour
  ) {
    counts[log, default: HeldCounts()].fill(new, audience, to: position, at: hour)
  }

  /// Begins another portion of each log, since an hour has turned.
  mutating func turn() {
    for log in counts.keys { counts[log]?.turn() }
  }

  /// Notes where a log is begun.
  mutating func begin(_ log: Log, at position: Checkpoint) { beginnings[log] = position }

  /// Lets all counts go but those of some logs, whatever a commit of them tells.
  mutating func hurry(but kept: Set<Log>) {
    for log in counts.keys where !kept.contains(log) { counts[log]?.isHurried = true }
  }

  /// Takes what may be committed.
  ///
  /// - Parameters:
  ///   - isFull: Whether all of it goes, since there is no room for more.
  ///   - isOver: Whether nothing more is expected of an hour.
  mutating func release(isFull: Bool, isOver: (Hour) -> Bool) -> Released {
    var released = Released()
    for log in counts.keys.sorted() {
      let portion =
        isFull || counts[log]?.isHurried == true
        ? counts[log]?.takeAll() : counts[log]?.take(isOver: isOver)
      guard let portion else { continue }
      if counts[log]?.isEmpty == true { counts[log] = nil }
      beginnings[log] = nil
      released.counts.append(portion.counts)
      released.positions.append((log, portion.position))
    }
    released.positions += beginnings.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    beginnings = [:]
    return released
  }

  /// Takes all counts there are, to be forgotten.
  mutating func removeAll() -> [CollectPool.Counts] {
    defer { self = HeldLogs() }
    return counts.values.flatMap(\.counts)
  }

  /// What became of the lines that wait.
  func tally(_ logs: CheckpointStore) -> LineTally {
    var tally = LineTally()
    for log in counts.keys {
      guard let committed = logs.committed(of: log) else { continue }
      let counted = logs[log]
      tally.lines += counted.lines - committed.lines
      tally.hits += counted.hits - committed.hits
      for (reason, count) in counted.rejected {
        let waiting = count - (committed.rejected[reason] ?? 0)
        if waiting > 0 { tally.add(.init(reason: reason, count: waiting, firstLine: 1)) }
      }
    }
    return tally
  }
}
