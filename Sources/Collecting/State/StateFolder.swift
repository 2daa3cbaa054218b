package import AccessLog
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
  /// - Returns: A descriptor that holds the lock until it is closed, or the process ends.
  package func lock(
    seconds: Int, waiting: () -> Void, stops: () -> Bool = { false }
  ) throws(StateError) -> Int32 {
    let descriptor = openLock(lockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    for attempt in 0...(seconds * 10) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      if attempt == 0 { waiting() }
      if stops() {
        close(descriptor)
        throw StateError(.stopped)
      }
      usleep(100_000)
    }
    close(descriptor)
    throw StateError(.counting)
  }

  /// Takes the turn to count, if nobody else has it; `nil` if somebody has.
  ///
  /// - Throws: ``StateError`` where that cannot be found out.
  func tryLock() throws(StateError) -> Int32? {
    let descriptor = openLock(lockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Lets others count.
  package func unlock(_ descriptor: Int32) { close(descriptor) }

  /// Becomes the one process that follows logs into this database, until it ends.
  ///
  /// - Parameter seconds: How long to wait for another one that may be ending.
  func lockFollowing(seconds: Int) throws(StateError) -> Int32 {
    let descriptor = openLock(followLockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    // Whoever asks for the status holds the lock for a moment; one that is stopping, a little longer.
    for _ in 0...(seconds * 10) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      usleep(100_000)
    }
    close(descriptor)
    throw StateError(.following)
  }

  /// Whether a process follows logs into this database.
  package var isFollowed: Bool {
    let descriptor = followLockPath.withFileName {
      unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0
  }

  private func openLock(_ path: String) -> Int32 {
    let descriptor = NewFile.open(path, O_RDWR)
    guard descriptor < 0, errno == EEXIST else { return descriptor }
    return path.withFileName { unsafe open($0, O_RDWR | O_CLOEXEC | O_NOFOLLOW) }
  }

  private func cannotWrite() -> StateError { StateError(.write, path: path) }

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
