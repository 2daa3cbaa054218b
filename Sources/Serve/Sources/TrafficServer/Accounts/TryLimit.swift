internal import Synchronization

/// How often somebody may try a password: for each name, and for all of them.
///
/// It is kept in memory, and begins anew with the server.
final class TryLimit: Sendable {
  static let seconds: Int64 = 15 * 60
  static let perName = 10
  static let inAll = 100

  private struct Failures {
    var times: [(name: String, time: Int64)] = []
  }

  private let failures = Mutex(Failures())

  /// Seconds until a name may be tried again; `nil` where it may be now.
  func wait(for name: String, now: Int64) -> Int64? {
    failures.withLock { failures in
      failures.times.removeAll { $0.time <= now - TryLimit.seconds }
      let own = failures.times.filter { $0.name == name }
      let reached =
        own.count >= TryLimit.perName
        ? own.first : failures.times.count >= TryLimit.inAll ? failures.times.first : nil
      return reached.map { max(1, $0.time + TryLimit.seconds - now) }
    }
  }

  func fail(_ name: String, now: Int64) {
    failures.withLock { failures in
      failures.times.append((String(name.prefix(64)), now))
      if failures.times.count > TryLimit.inAll { failures.times.removeFirst() }
    }
  }

  func succeed(_ name: String) {
    failures.withLock { $0.times.removeAll { $0.name == name } }
  }
}
