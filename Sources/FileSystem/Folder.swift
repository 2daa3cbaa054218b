internal import Traffic

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What is in folders.
public enum Folder {
  /// The names in a folder, in order; `nil` where it cannot be read.
  public static func readableNames(in path: String) -> [String]? {
    // SAFETY: the folder is open until it is closed, and the path lives for the call.
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

  /// The names in a folder, in order; none where it cannot be read.
  public static func names(in path: String) -> [String] { readableNames(in: path) ?? [] }

  /// What a symbolic link leads to, as it says; `nil` where there is no link.
  public static func target(ofLink path: String) -> [UInt8]? {
    var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
    // SAFETY: the room is bound for the call, and no more than its size is written.
    let count = unsafe room.withUnsafeMutableBytes { room in
      path.withFileName {
        unsafe readlink($0, room.bindMemory(to: CChar.self).baseAddress!, room.count)
      }
    }
    return count < 0 ? nil : Array(room[..<count])
  }
}
