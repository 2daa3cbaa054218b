/// Why a source could not be read to its end: a fact, never a byte of what was read.
public struct InputError: Error, Hashable, Sendable {
  public enum Code: Hashable, Sendable {
    case cannotOpen
    case isDirectory
    /// It is a terminal, where a person would have to type the log.
    case terminal
    /// It is a device, such as a disk.
    case device
    /// It is a socket with a name, which a server sends to.
    case socket
    /// It is what this process writes its answers to.
    case ownOutput
    /// It is a pipe that another process writes its answers to, for somebody else to read.
    case othersOutput
    /// It is a named pipe that nobody opened for writing in so many seconds.
    case noWriter(seconds: Int)
    case cannotRead
    /// The compressed stream ends before its end mark.
    case truncated
    /// The compressed stream is damaged, or another one is glued behind it.
    case corrupt
    /// The compressed stream asks for more memory than any log may have.
    case windowTooLarge
    /// The stream of xz asks for more memory than any log may have.
    case dictionaryTooLarge
    /// The archive ends before its end mark.
    case archiveTruncated
    /// The archive is damaged.
    case archiveCorrupt
    /// It is an archive where one is not read: in another archive, or among what is followed.
    case archive
    /// It is in an archive with holes, which are not in it.
    case sparse
    /// It is packed by a program whose files are not read.
    case foreignPacking(ForeignPacking)
    /// No known format fits the first lines.
    case unknownFormat
    /// It is the database that is counted into, or a file of it.
    case isDatabase
    /// A pipe begins like a log that is counted, but goes on differently.
    case differs
  }

  /// Ways to pack a file that are told, and not read.
  public enum ForeignPacking: String, Hashable, Sendable {
    case zip
  }

  public var code: Code
  /// The system's error number, 0 where it had none to give.
  public var errno: Int32
  /// Bytes of decompressed log before the failure.
  public var offset: Int64

  public init(_ code: Code, errno: Int32 = 0, offset: Int64 = 0) {
    self.code = code
    self.errno = errno
    self.offset = offset
  }
}
