package import AccessLog
package import FileSystem
internal import Glibc
internal import Traffic

/// The folder beside a database that holds what must not be in it: the key under which logs are
/// recognised, and the lock of the process that counts.
package struct StateFolder {
  package let path: String
  private let database: String
  /// Whether the folder is this program's own, rather than one that was named.
  private let isOwn: Bool

  /// The folder for a database, unless one was named.
  package init(database: String, named name: String?) {
    path = name ?? database + "-state"
    self.database = database
    isOwn = name == nil
  }

  private var keyPath: String { StateFile.sourceKey.path(in: path) }
  /// The ratchet of the fleet that the server belongs to, if it belongs to one.
  package var ratchet: RatchetFile { RatchetFile(path: StateFile.fleetKey.path(in: path)) }
  private var lockPath: String { StateFile.lock.path(in: path) }
  private var followLockPath: String { StateFile.followLock.path(in: path) }
  /// Where a follower tells how it is doing.
  var followStatusPath: String { StateFile.followStatus.path(in: path) }

  /// Makes the folder, readable by its owner only.
  package func prepare() throws(StateError) {
    guard NewFile.makeFolder(path, like: database) else {
      throw StateError(.makeFolder, path: path)
    }
    // One that was there before may be open to others, by a copy or a careless umask.
    if isOwn { _ = path.withFileName({ unsafe chmod($0, 0o700) }) }
  }

  /// Waits until no other process counts into the same database, and keeps others waiting.
  ///
  /// - Parameters:
  ///   - waiting: Called once where another process counts.
  ///   - stops: Whether to wait no longer; asked now and then.
  /// - Returns: The lock, to be released; it is let go of when the process ends, too.
  package func lock(
    seconds: Int, waiting: () -> Void, stops: () -> Bool = { false }
  ) throws(StateError) -> FileLock {
    var (isTold, isStopped) = (false, false)
    let lock = FileLock(of: try openLock(lockPath), seconds: seconds) {
      if !isTold { waiting() }
      isTold = true
      isStopped = stops()
      return !isStopped
    }
    guard let lock else { throw StateError(isStopped ? .stopped : .counting) }
    return lock
  }

  /// Takes the turn to count, if nobody else has it; `nil` if somebody has.
  ///
  /// - Throws: ``StateError`` where that cannot be found out.
  func tryLock() throws(StateError) -> FileLock? { FileLock(of: try openLock(lockPath)) }

  /// Becomes the one process that follows logs into this database, until it ends.
  ///
  /// - Parameter seconds: How long to wait for another one that may be ending.
  func lockFollowing(seconds: Int) throws(StateError) -> FileLock {
    // Whoever asks for the status holds the lock for a moment; one that is stopping, a little longer.
    guard let lock = FileLock(of: try openLock(followLockPath), seconds: seconds) else {
      throw StateError(.following)
    }
    return lock
  }

  /// Whether a process has its turn to count into this database.
  package var isCounting: Bool { FileLock.isHeld(lockPath) }

  /// Whether a process follows logs into this database.
  package var isFollowed: Bool { FileLock.isHeld(followLockPath) }

  /// Opens the file of a lock, and makes it where there is none.
  private func openLock(_ file: String) throws(StateError) -> Int32 {
    var descriptor = NewFile.open(file, O_RDWR)
    if descriptor < 0, errno == EEXIST {
      // SAFETY: the name lives for the call.
      descriptor = file.withFileName { unsafe open($0, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
    }
    guard descriptor >= 0 else { throw StateError(.write, path: path) }
    return descriptor
  }

  /// Bytes of the file that the key is in.
  package static let keyLength = Int64(SourceKey.length)

  /// Whether the key is a database's own; `nil` where there is none.
  ///
  /// - Parameters:
  ///   - identifier: The database's number.
  ///   - check: What the database tells its key by.
  package func hasKey(of identifier: [UInt8], check: [UInt8]) throws(StateError) -> Bool? {
    try key().map { $0.digest(identifier, for: .database).bytes == check }
  }

  /// The key, read from its file; `nil` where there is none.
  package func key() throws(StateError) -> SourceKey? {
    let descriptor = keyPath.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StateError(.readKey, path: keyPath)
    }
    defer { close(descriptor) }
    guard let secret = SecretFile.read(descriptor, count: SourceKey.length),
      let key = SourceKey(secret)
    else {
      throw StateError(.damagedKey, path: keyPath)
    }
    return key
  }

  /// Writes a key, readable by its owner only, and sees to it that it survives a power cut.
  package func write(_ key: SourceKey) throws(StateError) {
    guard unsafe SecretFile.replace(keyPath, with: { unsafe key.withBytes($0) }) else {
      throw StateError(.writeKey, path: keyPath)
    }
  }

  private var backfillPath: String { StateFile.backfillKey.path(in: path) }

  /// Bytes of the file that names of a backfill are opened with.
  package static let backfillKeyLength = Int64(NameSecret.length)
  /// Seconds after which a backfill was forgotten rather than being under way.
  package static let mostBackfill = 31 * 86_400

  /// What the names of a backfill are opened with; `nil` where none is under way.
  package func backfillKey() throws(StateError) -> NameSecret? {
    let descriptor = backfillPath.withFileName {
      // SAFETY: the path lives for the call.
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW)
    }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw StateError(.readKey, path: backfillPath)
    }
    defer { close(descriptor) }
    guard let key = SecretFile.read(descriptor, count: NameSecret.length).flatMap(NameSecret.init)
    else { throw StateError(.damagedKey, path: backfillPath) }
    return key
  }

  /// Writes what the names of a backfill are opened with.
  package func write(_ key: NameSecret) throws(StateError) {
    // SAFETY: the bytes are lent for the call.
    guard unsafe SecretFile.replace(backfillPath, with: { unsafe key.withBytes($0) }) else {
      throw StateError(.writeKey, path: backfillPath)
    }
  }

  /// Destroys what the names of a backfill are opened with.
  package func destroyBackfillKey() throws(StateError) {
    guard SecretFile.destroy(backfillPath) else { throw StateError(.writeKey, path: backfillPath) }
  }

  /// What to say when a database knows logs, and the key to recognise them is not here.
  package func missingKey() -> StateError { StateError(.missingKey, path: keyPath) }

  /// What to say when the key here is another database's.
  package func wrongKey() -> StateError { StateError(.otherKey, path: keyPath) }
}
