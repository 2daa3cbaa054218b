internal import AccessLog
internal import Glibc
internal import LogFormats

// The files of a configuration's logs.

extension FormatFile {
  /// The logs that can be collected.
  var collectable: [Log] { logs.filter { $0.hasFiles && !$0.isUncountable } }

  /// What to follow: the paths of logs, and globs where their names hold more than that.
  var patterns: [String] {
    var seen: Set<String> = []
    return collectable.map { UnitFolders.absolute($0.configured.path) }
      .filter { seen.insert($0).inserted }
  }

  /// The files there are, each log behind what it was rotated to, the oldest first.
  ///
  /// - Returns: Also the paths of logs that are not there.
  func files() -> (paths: [String], missing: [Log]) {
    var found = FoundFiles()
    var missing: [Log] = []
    for log in collectable {
      let path = UnitFolders.absolute(log.configured.path)
      let isNew = !found.has(path)
      let count = found.paths.count
      switch log.configured.destination {
      case .file: found.add(path, places)
      case .filesByVariable:
        // Whatever else is in the folder matches, too, and a server's own complaints always are.
        for match in ConfigurationDisk.matches(path)
        where !FolderListing.split(match).name.contains("error") {
          found.add(match, places)
        }
      default:
        for match in ConfigurationDisk.matches(path) { found.add(match, places) }
        // Names with dates are kept when they are compressed.
        for match in ConfigurationDisk.matches(path + ".*") where RotatedName.isCompressed(match) {
          found.add(match, places)
        }
      }
      if isNew, found.paths.count == count, FileStatus(path: path) == nil { missing.append(log) }
    }
    return (found.paths, missing)
  }
}

/// Files, each once, whatever names it has.
private struct FoundFiles {
  private(set) var paths: [String] = []
  private var identities: Set<FileIdentity> = []
  private var names: Set<String> = []
  private var listings: [String: FolderListing] = [:]

  func has(_ path: String) -> Bool { names.contains(path) }

  /// Adds what a log was rotated to, and then the log itself.
  mutating func add(_ path: String, _ places: LogPlaces) {
    guard names.insert(path).inserted else { return }
    let (folder, name) = FolderListing.split(path)
    let listing = listings[folder] ?? FolderListing(folder, isLog: { _ in true })
    listings[folder] = listing
    for sibling in listing.siblings(of: name).reversed()
    where !places.isLog(sibling.path) && RotatedName.isRotation(of: name, sibling.name) {
      if identities.insert(sibling.status.identity).inserted { paths.append(sibling.path) }
    }
    if let status = FileStatus(path: path) {
      if identities.insert(status.identity).inserted { paths.append(path) }
    } else if errno != ENOENT, errno != ENOTDIR {
      // That it cannot be read is said when that is tried.
      paths.append(path)
    }
  }
}

extension RotatedName {
  private static let compressions: Set = ["gz", "zst", "bz2", "xz"]

  /// Whether a name ends as compressed files do.
  static func isCompressed(_ name: String) -> Bool {
    compressions.contains { name.hasSuffix("." + $0) }
  }

  /// Whether a name that fits is one that rotating makes, and nobody's copy or notes: behind the
  /// log's own name stand numbers, dates and endings of compressed files, and nothing else.
  static func isRotation(of name: String, _ other: String) -> Bool {
    guard other.hasPrefix(name) else {
      // Between stem and ending only a date fits.
      let ending = other.split(separator: ".").last.map(String.init) ?? ""
      return name.hasSuffix("." + ending) || compressions.contains(ending)
    }
    return other.dropFirst(name.count).split { ".-_".contains($0) }.allSatisfy { part in
      compressions.contains(String(part)) || part == "old"
        || part.contains { $0.isASCII && $0.isNumber }
          && part.allSatisfy { $0.isASCII && $0.isNumber || "TZ:".contains($0) }
    }
  }
}
