internal import Traffic

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

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
    /// A symbolic link that was not followed.
    case link
    case terminal
    /// `/dev/null`, where there is never anything to read.
    case nothing
    case device
    case other
  }

  public var kind: Kind
  public var identity: FileIdentity
  /// Bytes on disk, compressed as they may be; 0 for what is no file.
  public var size: Int64
  /// When it was last written to, in nanoseconds from 1970 by the file system's clock.
  public var modified: Int64
  /// Names that the file still has.
  public var links: Int
  /// The bits of permission.
  public var mode: UInt32
  public var owner: UInt32
  public var group: UInt32

  public var isRegular: Bool { kind == .file }
  /// When it was last written to, in seconds from 1970.
  public var modifiedSeconds: Int { Int(modified / 1_000_000_000) }

  /// What changes when a file is replaced or written to.
  public struct Stamp: Equatable, Sendable {
    var identity: FileIdentity
    var size: Int64
    var modified: Int64
  }

  public var stamp: Stamp { Stamp(identity: identity, size: size, modified: modified) }

  /// What is at a path; `nil` where there is nothing, or nothing that may be looked at: `errno` says which.
  ///
  /// - Parameter follows: Whether a symbolic link is what it leads to.
  public init?(path: String, follows: Bool = true) {
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    let result = path.withFileName { unsafe follows ? stat($0, &info) : lstat($0, &info) }
    guard result == 0 else { return nil }
    self.init(info)
  }

  /// An open file; `nil` where its file system has forgotten it.
  public init?(descriptor: Int32) {
    var info = stat()
    // SAFETY: `info` is a whole `stat` that lives for the call.
    guard unsafe fstat(descriptor, &info) == 0 else { return nil }
    self.init(info)
  }

  /// What can be said of a file that the system says nothing about.
  public init() {
    kind = .other
    identity = FileIdentity(device: 0, inode: 0)
    size = 0
    modified = 0
    links = 0
    (mode, owner, group) = (0, 0, 0)
  }

  private init(_ info: stat) {
    kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      case S_IFLNK: .link
      case S_IFCHR: FileStatus.kind(ofDevice: UInt64(info.st_rdev))
      case S_IFBLK: .device
      default: .other
      }
    identity = FileIdentity(device: UInt64(info.st_dev), inode: UInt64(info.st_ino))
    size = kind == .file ? Int64(info.st_size) : 0
    let time = FileStatus.modified(info)
    modified = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    links = Int(info.st_nlink)
    mode = UInt32(info.st_mode & 0o7777)
    owner = info.st_uid
    group = info.st_gid
  }

  private static func modified(_ info: stat) -> timespec {
    #if canImport(Darwin)
      info.st_mtimespec
    #else
      info.st_mtim
    #endif
  }

  /// Whether nothing has this path, rather than something that cannot be looked at.
  public static func isMissing(_ path: String) -> Bool {
    FileStatus(path: path, follows: false) == nil && (errno == ENOENT || errno == ENOTDIR)
  }

  /// Whether a path is a named pipe: opening one waits until somebody writes to it, which may be never.
  ///
  /// A shell's `<(…)` is none: its writer is there before its reader.
  public static func isNamedPipe(_ path: String) -> Bool {
    FileStatus(path: path)?.isNamedPipe ?? false
  }

  /// Whether this is a pipe with a name in some file system, so that it can be opened before anybody writes to
  /// it.
  public var isNamedPipe: Bool {
    guard kind == .pipe else { return false }
    // All pipes without a name are on one device, which no folder is on.
    var ends: [Int32] = [-1, -1]
    // SAFETY: room for both ends, for the call.
    guard unsafe pipe(&ends) == 0 else { return true }
    defer { for end in ends { close(end) } }
    return FileStatus(descriptor: ends[0])?.identity.device != identity.device
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
