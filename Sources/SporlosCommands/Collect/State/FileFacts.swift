internal import Glibc
internal import Traffic

/// What the system says of a file or folder.
struct FileFacts {
  enum Kind { case file, folder, socket, other }

  var kind: Kind
  /// The bits of permission.
  var mode: UInt32
  var owner: UInt32
  /// The file's number on its disk.
  var inode: UInt64
  var size: Int64
  /// Seconds since 1970 when it was last written.
  var changed: Int

  /// - Parameter follows: Whether a link is what it leads to.
  init?(_ path: String, follows: Bool = false) {
    var facts = stat()
    // SAFETY: `facts` is a whole `stat` that lives for the call.
    let result = path.withFileName { unsafe follows ? stat($0, &facts) : lstat($0, &facts) }
    guard result == 0 else { return nil }
    kind =
      switch facts.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFSOCK: .socket
      default: .other
      }
    mode = facts.st_mode & 0o7777
    owner = facts.st_uid
    inode = UInt64(facts.st_ino)
    size = Int64(facts.st_size)
    changed = facts.st_mtim.tv_sec
  }

  /// The names in a folder, in order; none where it cannot be read.
  static func names(in path: String) -> [String] { readableNames(in: path) ?? [] }

  /// Whether nothing has this path, rather than something that cannot be looked at.
  static func isMissing(_ path: String) -> Bool {
    var facts = stat()
    // SAFETY: `facts` is a whole `stat` that lives for the call.
    return path.withFileName { unsafe lstat($0, &facts) } != 0
      && (errno == ENOENT || errno == ENOTDIR)
  }

  /// What a link leads to, as it says; `nil` where there is no link.
  static func target(of path: String) -> [UInt8]? {
    var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe room.withUnsafeMutableBytes { room in
      // SAFETY: the room is bound for the call, and no more than its size is written.
      path.withFileName {
        unsafe readlink($0, room.bindMemory(to: CChar.self).baseAddress!, room.count)
      }
    }
    return count < 0 ? nil : Array(room[..<count])
  }

  /// The names in a folder, in order; `nil` where it cannot be read.
  static func readableNames(in path: String) -> [String]? {
    guard let folder = path.withFileName({ unsafe opendir($0) }) else { return nil }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while let entry = unsafe readdir(folder) {
      // SAFETY: the name ends in a zero, and lives until the next call of `readdir`.
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe FileName.text(bytes.prefix { $0 != 0 })
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }
}
