internal import AccessLog
internal import Collecting
internal import Glibc
internal import Traffic
internal import TrafficStore

/// The work of `sporlos backup`.
struct BackupAction {
  var database: String
  /// The copy to write.
  var file: String
  /// Whether the key of counted logs is copied, too.
  var copiesKey: Bool
  var stateFolder: String?
  /// Whether earlier copies are overwritten.
  var replaces: Bool

  /// - Throws: ``CommandFailure``; nothing was written then, but for a key whose database is missing.
  func run() throws(CommandFailure) {
    do {
      let archive = try TrafficArchive(path: database)
      archive.sayWhetherCountsLack()
      let key = try archive.backUp(to: file, replaces: replaces) { snapshot in
        try copiesKey ? knownKey(of: snapshot) : nil
      }
      try archive.close()
      if let key { try write(key) }
    } catch let refusal as TrafficArchive.BackupRefusal {
      throw CommandFailure(sentence(of: refusal))
    } catch { throw CommandFailure(error) }
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
    guard replaces || target.path.withFileName({ unsafe access($0, F_OK) }) != 0 else {
      throw TrafficArchive.BackupRefusal.exists(target.path)
    }
    return key
  }

  /// Writes the key beside the copy.
  private func write(_ key: SourceKey) throws(StateError) {
    try target.prepare()
    try target.write(key)
  }

  private func sentence(of refusal: TrafficArchive.BackupRefusal) -> String {
    let copy = QuotedText.quoted(file)
    return switch refusal {
    case .itself: "\(copy) is the database itself: name another file for the copy"
    case .exists(let path) where path == file || path == target.path:
      "\(QuotedText.quoted(path)) is there already, and was left as it is: "
        + "name another file, or overwrite an earlier copy with --force"
    case .exists(let path):
      "\(QuotedText.quoted(path)) belongs to a database that is in use, or was not closed: "
        + "name another file for the copy"
    case .damaged:
      "the database \(QuotedText.quoted(database)) is damaged, and was not copied: "
        + "see what sporlos audit says of it"
    case .store(let error): error.sentence
    }
  }
}
