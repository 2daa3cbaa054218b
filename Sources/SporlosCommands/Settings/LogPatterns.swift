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
    let whole = UnitFolders.absolute(path)
    let (folder, name) = FolderListing.split(whole)
    return patterns.contains { pattern in
      guard !LogPatterns.isStream(pattern) else { return false }
      if FollowedPattern(text: pattern).fits(whole) { return true }
      // What is in an archive is called after that.
      if whole.hasPrefix(pattern + ":") { return true }
      let log = FolderListing.split(pattern)
      if log.folder == folder, RotatedName(of: log.name).fits(name),
        RotatedName.isRotation(of: log.name, name)
      {
        return true
      }
      return FollowedPattern(text: pattern + "[.:-]*").fits(whole)
    }
  }

  /// Whether it is no file: standard input or syslog.
  static func isStream(_ text: String) -> Bool { text == "-" || text.hasPrefix("syslog:") }
}
