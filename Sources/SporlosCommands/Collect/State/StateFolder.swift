internal import AccessLog
internal import Glibc
internal import Traffic

/// The folder beside a database that holds what must not be in it: the key under which logs are
/// recognised, and the lock of the process that counts.
struct StateFolder {
  let path: String
  private let database: String
  /// Whether the folder is this program's own, rather than one that was named.
  private let isOwn: Bool

  /// The folder for a database, unless one was named.
  init(database: String, named name: String?) {
    path = name ?? database + "-state"
    self.database = database
    isOwn = name == nil
  }

  private var keyPath: String { path + "/source.key" }
  /// The ratchet of the fleet that the server belongs to, if it belongs to one.
  var ratchet: RatchetFile { RatchetFile(path: path + "/fleet.key") }
  private var lockPath: String { path + "/lock" }
  private var followLockPath: String { path + "/follow.lock" }
  /// Where a follower tells how it is doing.
  var followStatusPath: String { path + "/follow.json" }

  /// Makes the folder, readable by its owner only.
  func prepare() throws(CommandFailure) {
    guard NewFile.makeFolder(path, like: database) else {
      throw CommandFailure(
        "cannot make the state folder \(QuotedText.quoted(path))"
          + systemTrouble(other: "name another one with --state"))
    }
    // One that was there before may be open to others, by a copy or a careless umask.
    if isOwn { _ = path.withFileName({ unsafe chmod($0, 0o700) }) }
  }

  /// Waits until no other process counts into the same database, and keeps others waiting.
  ///
  /// - Returns: A descriptor that holds the lock until it is closed, or the process ends.
  func lock(seconds: Int, waiting: () -> Void) throws(CommandFailure) -> Int32 {
    let descriptor = openLock(lockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    for attempt in 0...(seconds * 10) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      if attempt == 0 { waiting() }
      usleep(100_000)
    }
    close(descriptor)
    throw CommandFailure(
      "another `sporlos collect` is counting into the same database: "
        + "nothing was read, run this again when it is done")
  }

  /// Takes the turn to count, if nobody else has it; `nil` if somebody has.
  ///
  /// - Throws: ``CommandFailure`` where that cannot be found out.
  func tryLock() throws(CommandFailure) -> Int32? {
    let descriptor = openLock(lockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Lets others count.
  func unlock(_ descriptor: Int32) { close(descriptor) }

  /// Becomes the one process that follows logs into this database, until it ends.
  ///
  /// - Parameter seconds: How long to wait for another one that may be ending.
  func lockFollowing(seconds: Int) throws(CommandFailure) -> Int32 {
    let descriptor = openLock(followLockPath)
    guard descriptor >= 0 else { throw cannotWrite() }
    // Whoever asks for the status holds the lock for a moment; one that is stopping, a little longer.
    for _ in 0...(seconds * 10) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      usleep(100_000)
    }
    close(descriptor)
    throw CommandFailure(
      "another `sporlos collect --follow` counts into the same database: "
        + "name all logs in one command, or stop the other one first")
  }

  /// Whether a process follows logs into this database.
  var isFollowed: Bool {
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

  private func cannotWrite() -> CommandFailure {
    CommandFailure(
      "cannot write in the state folder \(QuotedText.quoted(path))"
        + systemTrouble(
          advice: "check its permissions, or name another one with --state",
          other: "name another one with --state"))
  }

  /// The key, read from its file; `nil` where there is none.
  func key() throws(CommandFailure) -> SourceKey? {
    let descriptor = keyPath.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw CommandFailure("cannot read the key \(QuotedText.quoted(keyPath))\(systemTrouble())")
    }
    defer { close(descriptor) }
    guard let secret = SecretFile.read(descriptor, count: SourceKey.length),
      let key = SourceKey(secret)
    else {
      throw CommandFailure(
        "the key \(QuotedText.quoted(keyPath)) is damaged: restore it from a backup, "
          + "or count into a new database")
    }
    return key
  }

  /// Writes a key, readable by its owner only, and sees to it that it survives a power cut.
  func write(_ key: SourceKey) throws(CommandFailure) {
    guard unsafe SecretFile.replace(keyPath, with: { unsafe key.withBytes($0) }) else {
      throw CommandFailure("cannot write the key \(QuotedText.quoted(keyPath))\(systemTrouble())")
    }
  }

  /// What to say when a database knows logs, and the key to recognise them is not here.
  func missingKey() -> CommandFailure {
    CommandFailure(
      "the key that recognises counted logs is not at \(QuotedText.quoted(keyPath)): "
        + "without it every log would count again. Put it back, name its folder with --state, "
        + "or count into a new database")
  }

  /// What to say when the key here is another database's.
  func wrongKey() -> CommandFailure {
    CommandFailure(
      "the key \(QuotedText.quoted(keyPath)) belongs to another database: "
        + "with it every log would count again. Name the right folder with --state")
  }
}
