internal import Collecting
internal import Traffic
internal import TrafficStore

/// `sporlos backup`: sentences about what ``BackupRun`` does.
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
    let run = BackupRun(
      database: database, file: file, copiesKey: copiesKey, stateFolder: stateFolder,
      replaces: replaces)
    do throws(BackupError) { try run.run(lacking: DatabaseNote.sayCountsLack) } catch {
      switch error {
      case .refused(let refusal): throw CommandFailure(sentence(of: refusal, run))
      case .state(let error): throw CommandFailure(error)
      case .store(let error): throw CommandFailure(error)
      }
    }
  }

  private func sentence(of refusal: TrafficArchive.BackupRefusal, _ run: BackupRun) -> String {
    let copy = QuotedText.quoted(file)
    return switch refusal {
    case .itself: "\(copy) is the database itself: name another file for the copy"
    case .exists(let path) where path == file || path == run.stateOfCopy:
      "\(QuotedText.quoted(path)) already exists and was not changed: "
        + "name another file, or overwrite an earlier copy with --force"
    case .exists(let path):
      "\(QuotedText.quoted(path)) belongs to a database that is in use, or was not closed: "
        + "name another file for the copy"
    case .damaged:
      "the database \(QuotedText.quoted(database)) is damaged and was not copied: "
        + "run sporlos audit on it"
    case .store(let error): error.sentence
    }
  }
}
