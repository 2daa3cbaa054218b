internal import Collecting

/// Paths as they are meant, whatever folder a process is in.
enum AbsolutePath {
  /// A path that is the same wherever a process starts, without what systemd refuses in one: `.`,
  /// `..` and a slash at the end.
  static func of(_ path: String) -> String {
    var parts: [Substring] = []
    for part in FollowedPattern.absolute(path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}
