internal import AccessLog
internal import FileSystem
internal import Traffic
package import TrafficStore

/// Why a database was not copied.
package enum BackupError: Error {
  case refused(TrafficArchive.BackupRefusal)
  case state(StateError)
  case store(StoreError)
}

/// Copies a database while others may write to it, and the key that its logs are known by if that is asked for.
package struct BackupRun {
  private let database: String
  private let file: String
  private let copiesKey: Bool
  private let stateFolder: String?
  private let replaces: Bool

  /// - Parameters:
  ///   - file: The copy to write.
  ///   - copiesKey: Whether the key of counted logs is copied, too.
  ///   - replaces: Whether earlier copies are overwritten.
  package init(
    database: String, file: String, copiesKey: Bool, stateFolder: String?, replaces: Bool
  ) {
    (self.database, self.file, self.copiesKey) = (database, file, copiesKey)
    (self.stateFolder, self.replaces) = (stateFolder, replaces)
  }

  /// The folder that the key is copied to.
  package var stateOfCopy: String { target.path }

  /// - Parameter lacking: Called where the database is itself a copy that may lack counts.
  /// - Throws: ``BackupError``; nothing was written then, but for a key whose database is missing.
  package func run(lacking: (_ path: String) -> Void) throws(BackupError) {
    do {
      let archive = try TrafficArchive(path: database)
      if archive.mayLackCounts { lacking(archive.path) }
      let key = try archive.backUp(to: file, replaces: replaces) { snapshot in
        try copiesKey ? knownKey(of: snapshot) : nil
      }
      try archive.close()
      if let key { try write(key) }
    } catch let refusal as TrafficArchive.BackupRefusal {
      throw .refused(refusal)
    } catch let error as StateError {
      throw .state(error)
    } catch let error as StoreError {
      throw .store(error)
    } catch {
      throw .store(StoreError(.refused, path: database))
    }
  }

  private var target: StateFolder { StateFolder(database: file, named: nil) }

  /// The key that the database's logs are known by; `nil` where nothing was counted yet.
  private func knownKey(of snapshot: TrafficSnapshot) throws -> SourceKey? {
    let state = StateFolder(database: database, named: stateFolder)
    guard let check = try snapshot.keyCheck() else { return nil }
    guard let key = try state.key() else { throw state.missingKey() }
    guard try key.digest(snapshot.identifier(), for: .database).bytes == check else {
      throw state.wrongKey()
    }
    guard replaces || FileStatus(path: target.path) == nil else {
      throw TrafficArchive.BackupRefusal.exists(target.path)
    }
    return key
  }

  /// Writes the key beside the copy.
  private func write(_ key: SourceKey) throws(StateError) {
    try target.prepare()
    try target.write(key)
  }
}
