package import AccessLog
internal import FileSystem
internal import Traffic

/// The pipes among the logs that were named, opened and waited for before anything is locked.
package final class PipeSources {
  private var opened: [Int: OpenedSource] = [:]
  /// Whether the wait was ended before its time, since somebody has to go on writing.
  private var isCutShort = false
  private let patience: Int
  /// Called once for each pipe that has to be waited for.
  private let waiting: (_ path: String) -> Void
  private let clock = ContinuousClock()
  /// Pipes that were said to be waited for.
  private var said: Set<String> = []

  /// From when on it is said what is being waited for.
  private static let moment = Duration.seconds(2)
  /// So many bytes in a pipe may keep whoever writes from writing on, to other pipes among them.
  private static let many = 32 << 10

  /// Opens all pipes, and waits until each has something to read, or its end.
  ///
  /// - Parameter patience: Seconds after which a named pipe that nobody has opened for writing is
  ///   given up. Once somebody has, it is waited for like standard input: for as long as it takes.
  package init(
    _ paths: [String], patience: Int, waiting: @escaping (_ path: String) -> Void
  ) {
    self.patience = patience
    self.waiting = waiting
    for (place, path) in paths.enumerated()
    where path == "-" || FileStatus(path: path)?.kind == .pipe {
      // What cannot be opened is told when its turn comes.
      guard let source = try? OpenedSource(path: path), source.mayWait else { continue }
      // Two readers of one pipe would each get a part of it.
      guard !opened.values.contains(where: { $0.status.identity == source.status.identity }) else {
        continue
      }
      opened[place] = source
    }
    isCutShort = !wait(for: opened.sorted { $0.key < $1.key }.map { (paths[$0.key], $0.value) })
  }

  /// The source at a place among those named: a pipe that was waited for, or a file opened now.
  package func take(_ place: Int, _ path: String) throws(InputError) -> OpenedSource {
    guard let source = opened.removeValue(forKey: place) else {
      return try OpenedSource(path: path)
    }
    if source.readiness() == .unopened, isCutShort { _ = wait(for: [(path, source)]) }
    guard source.readiness() != .unopened else {
      throw InputError(.noWriter(seconds: patience))
    }
    return source
  }

  /// Waits for pipes; `false` where that was ended before its time.
  private func wait(for sources: [(path: String, source: OpenedSource)]) -> Bool {
    let start = clock.now
    while true {
      var pending: [(path: String, source: OpenedSource)] = []
      var isAnySilent = false
      var isAnyFull = false
      for (path, source) in sources {
        switch source.readiness() {
        case .ready:
          if source.bytesWaiting >= PipeSources.many { isAnyFull = true }
          continue
        case .silent: isAnySilent = true
        case .unopened: break
        }
        pending.append((path, source))
      }
      guard let first = pending.first else { return true }
      let waited = clock.now - start
      if !isAnySilent, waited >= .seconds(patience) { return true }
      // One process may write to several pipes in turn: it goes on when the first one is read.
      if isAnyFull, waited >= PipeSources.moment { return false }
      if waited >= PipeSources.moment { for (path, _) in pending { say(path) } }
      first.source.wait(milliseconds: 50)
    }
  }

  private func say(_ path: String) {
    if said.insert(path).inserted { waiting(path) }
  }

  /// Waits until somebody has opened a named pipe for writing, for as long as that takes.
  package static func waitForWriter(of source: OpenedSource, waiting: () -> Void) {
    let start = ContinuousClock.now
    var isSaid = false
    while source.readiness() == .unopened {
      if !isSaid, ContinuousClock.now - start >= moment {
        isSaid = true
        waiting()
      }
      source.wait(milliseconds: 50)
    }
  }
}
