internal import Glibc
internal import Traffic

/// Which file this is, as long as somebody keeps it open: device and inode.
public struct FileIdentity: Hashable, Sendable {
  public var device: UInt64
  public var inode: UInt64

  public init(device: UInt64, inode: UInt64) {
    self.device = device
    self.inode = inode
  }
}

/// What the file system says of a file.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case file
    case folder
    case pipe
    case socket
    case terminal
    /// `/dev/null`, where there is never anything to read.
    case nothing
    case device
    case other
  }

  public var kind: Kind
  public var identity: FileIdentity
  /// Bytes on disk, packed; 0 for what is no file.
  public var size: Int64
  /// When it was last written to, in nanoseconds from 1970 by the file system's clock.
  public var modified: Int64
  /// Names that the file still has.
  public var links: Int

  public var isRegular: Bool { kind == .file }

  /// The file at a path, or at the end of the symbolic links there; `nil` where there is none.
  public init?(path: String) {
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    guard path.withFileName({ unsafe stat($0, &info) }) == 0 else { return nil }
    self.init(info)
  }

  /// Whether a path is a named pipe: opening one waits until somebody writes to it, which may be never.
  ///
  /// A shell's `<(…)` is none: its writer is there before its reader.
  public static func isNamedPipe(_ path: String) -> Bool {
    guard let status = FileStatus(path: path), status.kind == .pipe else { return false }
    // All pipes without a name are on one device, which no folder is on.
    var ends: [Int32] = [-1, -1]
    // SAFETY: room for both ends, for the call.
    guard unsafe pipe(&ends) == 0 else { return true }
    defer { for end in ends { close(end) } }
    return FileStatus(descriptor: ends[0])?.identity.device != status.identity.device
  }

  /// An open file; `nil` where its file system has forgotten it.
  init?(descriptor: Int32) {
    var info = stat()
    // SAFETY: as above.
    guard unsafe fstat(descriptor, &info) == 0 else { return nil }
    self.init(info)
  }

  /// What can be said of a file that the system says nothing about.
  init() {
    kind = .other
    identity = FileIdentity(device: 0, inode: 0)
    size = 0
    modified = 0
    links = 0
  }

  private init(_ info: stat) {
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFCHR: FileStatus.kind(ofDevice: UInt64(info.st_rdev))
      case S_IFBLK: .device
      default: .other
      }
    identity = FileIdentity(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
    size = kind == .file ? Int64(info.st_size) : 0
    modified = Int64(info.st_mtim.tv_sec) * 1_000_000_000 + Int64(info.st_mtim.tv_nsec)
    links = Int(info.st_nlink)
  }

  /// What a device of characters is, by its number (Linux, admin-guide/devices.txt).
  private static func kind(ofDevice number: UInt64) -> Kind {
    let major = (number >> 8 & 0xfff) | (number >> 32 & ~0xfff)
    let minor = (number & 0xff) | (number >> 12 & ~0xff)
    switch major {
    case 1 where minor == 3: return .nothing
    // Consoles and serial lines, /dev/tty, pseudo-terminals, USB, serial lines of ARM, hypervisors.
    case 4, 5, 136...143, 188, 204, 229: return .terminal
    default: return .device
    }
  }
}
