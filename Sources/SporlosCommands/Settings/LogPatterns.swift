internal import AccessLog
internal import Collecting
internal import Traffic

/// The logs that a configuration file lists: paths as servers write to them, patterns, pipes and sockets.
struct LogPatterns {
  let patterns: [String]

  init(_ patterns: [String]) {
    self.patterns = patterns.map { LogPatterns.isStream($0) ? $0 : FollowedPattern.absolute($0) }
  }

  /// Whether a path is one of these logs, or what one was rotated to.
  ///
  /// - Complexity: O(*n*) in the patterns.
  func contains(_ path: String) -> Bool {
    guard !LogPatterns.isStream(path) else { return patterns.contains(path) }
    let whole = AbsolutePath.of(path)
    // What is in an archive is called after that: `logs.tar.gz:access.log`.
    let archive = whole.firstIndex(of: ":").map { String(whole[..<$0]) }
    let origins = [whole, RotatedName.origin(of: whole), archive].compactMap { $0 }
    let (folder, name) = FolderListing.split(whole)
    return patterns.contains { pattern in
      guard !LogPatterns.isStream(pattern) else { return false }
      if origins.contains(where: FollowedPattern(text: pattern).fits) { return true }
      let log = FolderListing.split(pattern)
      return log.folder == folder && RotatedName(of: log.name).fits(name)
        && RotatedName.isRotation(of: log.name, name)
    }
  }

  /// Whether it is no file: standard input or syslog.
  static func isStream(_ text: String) -> Bool { text == "-" || text.hasPrefix("syslog:") }
}
