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

// While a database is written to, its newest rows are in a -wal file beside it, and its header says so.
// At rest it is one file: the last process to close it folds the -wal file in, and changes the header.
// So a header that speaks of a -wal file that is not there is that of a copy made in between.

extension DatabaseFile {
  /// What a database lacks that has been parted from its -wal file.
  enum Loss: Equatable {
    /// The newest rows, perhaps.
    case newest
    /// All there ever was, its tables included.
    case everything
  }

  /// The last version of the schema whose databases speak of a -wal file at rest, too.
  static let lastVersionWithLog = 3

  /// What the database at a path lacks; `nil` where it lacks nothing, as far as can be told.
  ///
  /// To be asked before SQLite opens the file: it makes a -wal file, and closing any descriptor of a
  /// file drops this process's locks on it.
  static func loss(_ path: String) -> Loss? {
    let location = location(path)
    var loss: Loss?
    // A process that just begins to write, or ends, is between the two for some milliseconds.
    for attempt in 0..<4 {
      if attempt > 0 { usleep(30_000) }
      guard !hasLog(location), let header = header(location) else { return nil }
      loss = self.loss(header: header)
      if loss == nil { return nil }
    }
    return loss
  }

  /// Whether the -wal file is there, or a journal, from which SQLite makes the header what it was. An
  /// empty -wal file without its -shm file was not SQLite's last word.
  private static func hasLog(_ location: String) -> Bool {
    if let journal = size(location + "-journal"), journal > 0 { return true }
    guard let size = size(location + "-wal") else { return false }
    return size > 0 || self.size(location + "-shm") != nil
  }

  /// What a database lacks by its header, where there is no -wal file (SQLite, "Database File Format",
  /// section 1.3).
  static func loss(header: [UInt8], lastVersionWithLog: Int = lastVersionWithLog) -> Loss? {
    func number(at offset: Int) -> Int64 {
      header[offset..<(offset + 4)].reduce(0) { $0 << 8 | Int64($1) }
    }
    guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)),
      header[18] == 2 || header[19] == 2
    else { return nil }
    let (version, application) = (number(at: 60), number(at: 68))
    if application == 0, version == 0 { return .everything }
    return application == Schema.applicationID && version > lastVersionWithLog ? .newest : nil
  }

  /// Whether the file is the one that was last written to as a database, rather than a copy of it:
  /// another program that closes a database last leaves a header that speaks of a -wal file, too.
  static func isOriginal(_ db: Database, path: String) throws -> Bool {
    guard let known = try Int64.fetchOne(db, sql: "SELECT inode FROM database_file") else {
      return false
    }
    return known == inode(location(path))
  }

  /// Remembers which file the database is.
  static func noteOriginal(_ db: Database, path: String) throws {
    guard let inode = inode(location(path)) else { return }
    try db.execute(
      sql: """
        INSERT INTO database_file(one, inode) VALUES (1, ?1)
        ON CONFLICT(one) DO UPDATE SET inode = ?1
        """,
      arguments: [inode])
  }

  private static func inode(_ location: String) -> Int64? {
    FileStatus(path: location).map { number(ofInode: $0.identity.inode) }
  }

  /// An inode as SQLite can keep it: no two are one number.
  static func number(ofInode inode: UInt64) -> Int64 { Int64(bitPattern: inode) }

  private static func header(_ location: String) -> [UInt8]? {
    // Without waiting, should it be a pipe.
    // SAFETY: the path is a string that lives for the call.
    let descriptor = location.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 100)
    // SAFETY: as many bytes are read as there is room for.
    return unsafe pread(descriptor, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }
}
