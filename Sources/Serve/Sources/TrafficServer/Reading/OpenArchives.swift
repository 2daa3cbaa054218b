internal import Synchronization
internal import TrafficStore

/// Connections that answered already, for the next questions: opening one takes as long as many answers.
///
/// One that is of another state of the file than there is now is closed instead, whether the file was written
/// to or another was put into its place.
final class OpenArchives: Sendable {
  /// A connection, and the state of the file that it was opened at.
  ///
  /// SAFETY: whoever takes it is the only one who has it, until they put it back.
  struct Open: @unchecked Sendable {
    let archive: TrafficArchive
    fileprivate let marks: [Int64]?
  }

  private let idle = Mutex<[Open]>([])

  /// As many are kept as there are questions at a time.
  private static let most = ServerLimits.readers

  /// A connection to the file as it is now.
  ///
  /// - Throws: ``StoreError`` where it cannot be opened.
  func take(of database: PublishedDatabase) throws -> Open {
    let marks = database.version?.marks
    let known = idle.withLock { $0.popLast() }
    if let known, let marks, known.marks == marks { return known }
    try? known?.archive.close()
    return Open(archive: try TrafficArchive(path: database.path), marks: marks)
  }

  func put(_ open: Open) {
    let isKept = idle.withLock { idle in
      guard idle.count < OpenArchives.most else { return false }
      idle.append(open)
      return true
    }
    if !isKept { try? open.archive.close() }
  }
}
