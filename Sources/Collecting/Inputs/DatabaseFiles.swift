internal import FileSystem

/// A database, and the files that SQLite keeps beside it.
///
/// Such a file must not even be opened as a log: closing it would take SQLite's locks from this process, as POSIX has
/// it, and another process would then change the files under it.
struct DatabaseFiles {
  private let identities: Set<FileIdentity>

  /// Looks which ones there are.
  init(of path: String) {
    let paths = ["", "-wal", "-shm", "-journal"].map { path + $0 }
    identities = Set(paths.compactMap { FileStatus(path: $0)?.identity })
  }

  func contains(_ status: FileStatus) -> Bool { identities.contains(status.identity) }
}
