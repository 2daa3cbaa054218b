internal import AccessLog
internal import Collecting
internal import FileSystem
internal import Glibc
internal import LogFormats

// The files of a configuration's logs.

extension FormatFile {
  /// The logs that can be collected.
  var collectable: [Log] { logs.filter { $0.hasFiles && !$0.isUncountable } }

  /// What to follow: the paths of logs, and globs where their names hold more than that.
  var patterns: [String] {
    var seen: Set<String> = []
    return collectable.map { AbsolutePath.of($0.configured.path) }
      .filter { seen.insert($0).inserted }
  }

  /// The files there are, each log behind what it was rotated to, the oldest first.
  ///
  /// - Complexity: O(*n* log *n*) in the files of the logs' folders.
  func files() -> FoundFiles {
    var found = FoundFiles(isLog: places.isLog)
    for (number, log) in logs.enumerated() where log.hasFiles && !log.isUncountable {
      let path = AbsolutePath.of(log.configured.path)
      let count = found.files.count
      switch log.configured.destination {
      case .file: found.add(path, number)
      case .filesByVariable:
        // Whatever else is in the folder matches, too, and a server's own complaints always are.
        for match in ConfigurationDisk.matches(path)
        where !places.isLog(match) && !FolderListing.split(match).name.contains("error") {
          found.add(match, number)
        }
      default:
        for match in ConfigurationDisk.matches(path) { found.add(match, number) }
        // Names with dates are kept when they are compressed.
        for match in ConfigurationDisk.matches(path + ".*") where RotatedName.isCompressed(match) {
          found.add(match, number, isRotated: true)
        }
      }
      if found.files.count == count, FileStatus(path: path) == nil, !found.has(path, before: number)
      {
        found.missing.append(log)
      }
    }
    return found
  }
}

/// Files of logs, each once, whatever names it has.
struct FoundFiles {
  struct File {
    var path: String
    /// The log's number.
    var log: Int
    var isRotated: Bool
  }

  private(set) var files: [File] = []
  /// The logs that are not there.
  var missing: [FormatFile.Log] = []
  private let isLog: (String) -> Bool
  private var identities: Set<FileIdentity> = []
  /// The names that were looked for, each with the first log of that name.
  private var names: [String: Int] = [:]
  /// The files of folders, in the order of their names' bytes.
  private var listings: [String: [FolderListing.Entry]] = [:]

  /// - Parameter isLog: Whether a path is a log by itself, whatever its name says it was rotated from.
  init(isLog: @escaping (String) -> Bool) { self.isLog = isLog }

  /// Whether a path was looked for.
  func has(_ path: String) -> Bool { names[path] != nil && FileStatus(path: path) != nil }

  /// Whether an earlier log has the same path.
  func has(_ path: String, before log: Int) -> Bool { names[path].map { $0 < log } ?? false }

  /// Adds what a log was rotated to, and then the log itself.
  mutating func add(_ path: String, _ log: Int, isRotated: Bool = false) {
    guard names[path] == nil else { return }
    names[path] = log
    for sibling in siblings(of: path) where !isLog(sibling.path) {
      add(File(path: sibling.path, log: log, isRotated: true), sibling.status.identity)
    }
    let file = File(path: path, log: log, isRotated: isRotated)
    if let status = FileStatus(path: path) {
      add(file, status.identity)
    } else if errno != ENOENT, errno != ENOTDIR {
      // That it cannot be read is said when that is tried.
      files.append(file)
    }
  }

  private mutating func add(_ file: File, _ identity: FileIdentity) {
    if identities.insert(identity).inserted { files.append(file) }
  }

  /// What a log was rotated to, the file that was last written to last.
  private mutating func siblings(of path: String) -> [FolderListing.Entry] {
    let (folder, name) = FolderListing.split(path)
    let entries = listings[folder] ?? FoundFiles.sorted(folder)
    listings[folder] = entries
    let rotated = RotatedName(of: name)
    // All of them begin like the name without its ending.
    let beginning = Array(rotated.stem.utf8)
    var start = 0
    var end = entries.count
    while start < end {
      let middle = (start + end) / 2
      if entries[middle].name.utf8.lexicographicallyPrecedes(beginning) {
        start = middle + 1
      } else {
        end = middle
      }
    }
    return entries[start...].prefix { $0.name.utf8.starts(with: beginning) }
      .filter { rotated.fits($0.name) && RotatedName.isRotation(of: name, $0.name) }
      .sorted { ($0.status.modified, $1.name) < ($1.status.modified, $0.name) }
  }

  private static func sorted(_ folder: String) -> [FolderListing.Entry] {
    FolderListing(folder, isLog: { _ in true }).entries
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }
}
