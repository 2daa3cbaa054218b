internal import AccessLog
internal import FileSystem
internal import Glibc
internal import Traffic

/// The files of a server's configuration: read from the disk, and only from there.
enum ConfigurationDisk {
  /// Far more than a file of a configuration has.
  private static let maxBytes = 32 << 20

  /// What is in a file; `nil` where it cannot be read, is too large, or is no file.
  static func contents(_ path: String) -> [UInt8]? { FileBytes.of(path, most: maxBytes) }

  /// The paths that match a glob, one without wildcards if it is there.
  static func matches(_ pattern: String) -> [String] {
    var found = unsafe glob_t()
    // SAFETY: `glob` fills the structure, which is freed behind the last use of its strings.
    defer { unsafe globfree(&found) }
    let result = pattern.withFileName { unsafe glob($0, 0, nil, &found) }
    guard result == 0, let paths = unsafe found.gl_pathv else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe paths[index].map { unsafe FileName.text($0) }
    }
  }
}
