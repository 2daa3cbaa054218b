/// Why a database could not be opened, read or written.
///
/// Holds facts only; ``sentence`` words them.
public struct StoreError: Error, Hashable, Sendable {
  /// The kinds of trouble a caller may want to tell apart.
  public enum Code: Hashable, Sendable {
    /// There is no file at the path, and reading does not make one.
    case missing
    /// The file, or the folder it should be made in, cannot be opened.
    case cannotOpen
    /// The file is not a database, or the database of another program.
    case foreign
    /// The file is a copy without the -wal file in which all of it is.
    case withoutLog
    /// A newer release made the database: its schema version, and the newest that this one knows.
    case newerSchema(Int, known: Int)
    /// A trial version before the first release made the database; the number is its schema version.
    case olderSchema(Int)
    /// The database publishes nothing yet: an earlier release made it.
    case nothingPublished
    /// The file has what another database has published.
    case publishedElsewhere
    /// A file of what is published that an earlier release wrote, and that has to be brought up to date first.
    case earlierPublished
    /// A database that an earlier release wrote, and that has to be brought up to date first.
    case earlierDatabase
    /// Another process kept the database locked for longer than the time to wait.
    case busy
    /// The disk is full, or what its user may have of it.
    case full
    /// The process, or the machine, may have no more files open.
    case noDescriptors
    /// The path is that of a pipe, a socket or a device.
    case notFile
    /// The file, its folder or its disk cannot be written to.
    case readOnly
    /// The file is damaged.
    case corrupt
    /// The disk reported an error.
    case inputOutput
    /// Another process has counted one of the same logs since this one read its position.
    case countedMeanwhile
    /// More pages than a key has room for.
    case tooManyPages
    /// An hour that a key has no room for.
    case hourOutOfRange(Int32)
    /// What was deleted is gone, but the file could not be made smaller.
    case notPacked(isFull: Bool)
    /// What was deleted is gone from the file, but not from the -wal file, in which somebody reads.
    case stillRead
    /// Anything else that SQLite reports.
    case refused
  }

  public var code: Code
  /// The path of the database, as the user typed it.
  public var path: String
  /// SQLite's extended result code, where SQLite was the one to refuse.
  public var resultCode: Int32?
  /// The system's error number, where the system was the one to refuse.
  public var errno: Int32?

  public init(_ code: Code, path: String, resultCode: Int32? = nil, errno: Int32? = nil) {
    self.code = code
    self.path = path
    self.resultCode = resultCode
    self.errno = errno
  }
}

/// What a commit may fail with: a ``StoreError``, or an error of whoever counts that has a case for one.
public protocol CommitFailure: Error {
  static func store(_ error: StoreError) -> Self
}

extension StoreError: CommitFailure {
  public static func store(_ error: StoreError) -> StoreError { error }
}
