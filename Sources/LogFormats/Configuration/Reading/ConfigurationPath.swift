/// Paths as text, without asking a disk.
enum ConfigurationPath {
  /// The folder of a path, without its slash behind; `.` for a bare name.
  static func folder(_ path: String) -> String {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == bytes.startIndex ? "/" : String(path[..<slash])
  }

  /// What stands behind the last slash.
  static func name(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// A path as seen from a folder: an absolute one stays.
  static func join(_ folder: String, _ path: String) -> String {
    if path.utf8.first == UInt8(ascii: "/") || folder == "." || folder.isEmpty { return path }
    return folder.utf8.last == UInt8(ascii: "/") ? folder + path : folder + "/" + path
  }

  /// Whether a glob's wildcards stand in it.
  static func isGlob(_ path: String) -> Bool {
    path.utf8.contains {
      $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "[")
    }
  }

  /// Text that stands for itself in a glob.
  static func literal(_ text: some StringProtocol) -> String {
    var glob: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "\\"):
        glob.append(UInt8(ascii: "\\"))
      default: break
      }
      glob.append(byte)
    }
    return String(decoding: glob, as: UTF8.self)
  }

  /// Whether what is written to a path is gone or someone else's: the standard streams.
  static func isStandardStream(_ path: String) -> Bool {
    switch path {
    case "/dev/stdout", "/dev/stderr", "/dev/fd/1", "/dev/fd/2", "/proc/self/fd/1",
      "/proc/self/fd/2", "/dev/console":
      true
    default: path.hasPrefix("/dev/tty") || path.hasPrefix("/dev/pts/")
    }
  }
}
