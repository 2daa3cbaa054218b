internal import FileSystem
import GRDB
internal import Traffic

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TrafficArchive {
  /// Why no backup was written.
  public enum BackupRefusal: Error {
    /// There is a file of that name, or one that belongs to it, whose path it is.
    case exists(String)
    /// It is the database itself.
    case itself
    /// What was written does not agree with itself.
    case damaged
    case store(StoreError)
  }

  /// Writes a copy of one state of the database, whatever is written to it meanwhile: one file, which is
  /// there as a whole or not at all, and its owner's alone.
  ///
  /// - Parameters:
  ///   - file: Where the copy is to be.
  ///   - replaces: Whether it may take the place of a file.
  ///   - check: Looks at the state that is copied; what it throws ends the work before anything is
  ///     written.
  /// - Returns: What `check` made of the state that was copied.
  /// - Complexity: O(*n*) in the size of the database.
  public func backUp<Answer>(
    to file: String, replaces: Bool, check: (TrafficSnapshot) throws -> Answer
  ) throws -> Answer {
    let location = DatabaseFile.location(file)
    try refuse(file, replaces: replaces)
    let new = file + ".new"
    let newLocation = DatabaseFile.location(new)
    func remove() {
      // SAFETY: paths are strings that live for the calls.
      for ending in ["", "-journal", "-wal", "-shm"] {
        _ = (newLocation + ending).withFileName { unsafe unlink($0) }
      }
    }
    remove()
    var isDone = false
    defer { if !isDone { remove() } }
    let result = try read { snapshot in
      // Asked again where the state has changed while it was copied.
      Result { () throws -> Answer in
        let answer = try check(snapshot)
        remove()
        let isWhole = try storing(at: file) {
          do throws(StoreError) { try DatabaseFile.prepare(new) } catch {
            throw StoreError(error.code, path: file, errno: error.errno)
          }
          return try snapshot.copy(to: newLocation)
        }
        guard isWhole else { throw BackupRefusal.damaged }
        return answer
      }
    }
    let answer = try result.get()
    guard DatabaseFile.sync(newLocation) else {
      throw BackupRefusal.store(StoreError(systemError: errno, path: file, isWriting: true))
    }
    // SAFETY: paths are strings that live for the calls.
    if !replaces,
      newLocation.withFileName(and: location, { unsafe link($0, $1) }) == 0
    {
      _ = newLocation.withFileName { unsafe unlink($0) }
    } else {
      // Some file systems know no second names.
      try refuse(file, replaces: replaces)
      guard
        newLocation.withFileName(and: location, { unsafe rename($0, $1) }) == 0
      else {
        throw BackupRefusal.store(StoreError(systemError: errno, path: file, isWriting: true))
      }
    }
    isDone = true
    let folder = location.lastIndex(of: "/").map { String(location[...$0]) } ?? "./"
    _ = DatabaseFile.sync(folder)
    return answer
  }

  /// Refuses a place where the copy would overwrite something, or where SQLite would take what belonged
  /// to another database for the copy's.
  private func refuse(_ file: String, replaces: Bool) throws(BackupRefusal) {
    let place = DatabaseFile.location(file)
    if FileStatus(path: place, follows: false) != nil {
      let other = FileStatus(path: place)
      let own = FileStatus(path: DatabaseFile.location(path))
      guard other == nil || own?.identity != other?.identity else { throw .itself }
      guard replaces, other?.isRegular == true else { throw .exists(file) }
    }
    for ending in ["-wal", "-journal"] {
      guard FileStatus(path: place + ending, follows: false) == nil else {
        throw .exists(file + ending)
      }
    }
  }
}

extension TrafficSnapshot {
  /// Copies this state to an empty file, and has SQLite read the copy through.
  ///
  /// - Returns: Whether the copy agrees with itself.
  fileprivate func copy(to location: String) throws -> Bool {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // The file is nobody's until it is whole, and is synced then.
      try db.execute(sql: "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF")
    }
    let copy = try DatabaseQueue(
      path: DatabaseFile.address(location), configuration: configuration)
    let isWhole = try copy.writeWithoutTransaction { target in
      try db.backup(to: target)
      return try String.fetchOne(target, sql: "PRAGMA journal_mode = DELETE") == "delete"
        && String.fetchAll(target, sql: "PRAGMA quick_check") == ["ok"]
    }
    try copy.close()
    return isWhole
  }
}

extension DatabaseFile {
  /// Sees to it that a file or a folder survives a power cut.
  fileprivate static func sync(_ location: String) -> Bool {
    // SAFETY: the path is a string that lives for the call.
    let descriptor = location.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return fsync(descriptor) == 0
  }
}
