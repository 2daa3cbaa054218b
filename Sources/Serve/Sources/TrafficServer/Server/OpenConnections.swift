internal import NIOCore
internal import Synchronization

/// The connections that are open. Of too many, the one gives way that has kept the server waiting for a whole request
/// for the longest time.
///
/// Whoever holds connections without asking for anything has them taken away, instead of keeping others out: a
/// request that is sent at once is whole long before its connection is the oldest.
final class OpenConnections: Sendable {
  private struct Connection {
    var channel: any Channel
    /// When it began to wait for a request, among all that ever did; `nil` while one is answered.
    var waitsSince: Int?
  }

  private struct State {
    var connections: [Int: Connection] = [:]
    var steps = 0

    mutating func step() -> Int {
      steps += 1
      return steps
    }
  }

  private let state = Mutex(State())
  private let limit: Int

  init(limit: Int = ServerLimits.connections) { self.limit = limit }

  /// Adds a connection, and closes one where there are too many: the new one, where all others are being answered.
  ///
  /// - Returns: What the connection is called here.
  /// - Complexity: O(1), and O(*n*) in the connections beyond the limit.
  func add(_ channel: any Channel) -> Int {
    let (name, oldest) = state.withLock { state -> (Int, (any Channel)?) in
      let name = state.step()
      state.connections[name] = Connection(channel: channel, waitsSince: name)
      guard state.connections.count > limit else { return (name, nil) }
      let oldest = state.connections.lazy.compactMap { connection in
        connection.value.waitsSince.map { (name: connection.key, since: $0) }
      }.min { $0.since < $1.since }
      // It is counted no more, though closing it takes a moment.
      return (name, oldest.flatMap { state.connections.removeValue(forKey: $0.name)?.channel })
    }
    oldest?.close(promise: nil)
    return name
  }

  /// Notes whether a connection waits for a request.
  func setWaits(_ waits: Bool, _ name: Int) {
    state.withLock { state in
      guard let connection = state.connections[name], (connection.waitsSince != nil) != waits else {
        return
      }
      let since = waits ? state.step() : nil
      state.connections[name]?.waitsSince = since
    }
  }

  func remove(_ name: Int) {
    state.withLock { _ = $0.connections.removeValue(forKey: name) }
  }
}
