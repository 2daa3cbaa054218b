internal import AccessLog
internal import Collecting
internal import FileSystem
internal import Glibc
internal import LogFormats
internal import Traffic

/// Where the logs of a configuration are, so that a path can be told to be one of them.
struct LogPlaces {
  /// The numbers of logs by their paths, in the order of the configuration.
  private var byPath: [String: Int] = [:]
  private var byIdentity: [FileIdentity: Int] = [:]
  /// The same by their folders, whatever path leads there.
  private var byFolder: [FileIdentity: [String: Int]] = [:]
  private var globs: [(pattern: String, log: Int)] = []
  private var globsByFolder: [FileIdentity: [(pattern: String, log: Int)]] = [:]
  private var paths: [Int: String] = [:]

  init(_ logs: [FormatFile.Log]) {
    // What a date makes of a name is nearer than what any variable makes of it.
    let files = logs.enumerated().filter { $0.element.hasFiles }
    let wide = files.filter { $0.element.configured.destination == .filesByVariable }
    let near = files.filter { $0.element.configured.destination != .filesByVariable }
    for (number, log) in near + wide {
      let path = AbsolutePath.of(log.configured.path)
      let (folder, name) = FolderListing.split(path)
      let place = folder.contains { "*?[".contains($0) } ? nil : FileStatus(path: folder)?.identity
      guard log.configured.destination == .file else {
        globs.append((path, number))
        if let place { globsByFolder[place, default: []].append((name, number)) }
        continue
      }
      guard byPath[path] == nil else { continue }
      byPath[path] = number
      paths[number] = path
      if let place { byFolder[place, default: [:]][name] = number }
      if let file = FileStatus(path: path)?.identity { byIdentity[file] = number }
    }
  }

  /// Whether a path is the one of a log that writes to one file.
  func isLog(_ path: String) -> Bool { byPath[path] != nil }

  /// The log that a path is, and whether it only was that log before it was rotated.
  func log(at path: String) -> (number: Int, isRotated: Bool)? {
    let path = AbsolutePath.of(path)
    if let number = byPath[path] { return (number, false) }
    let (folder, name) = FolderListing.split(path)
    let place = FileStatus(path: folder)?.identity
    let inFolder = place.flatMap { byFolder[$0] } ?? [:]
    if let number = inFolder[name] { return (number, false) }
    if let file = FileStatus(path: path)?.identity, let number = byIdentity[file],
      // What the name stood for may have been deleted since, and its number given to another file.
      let written = paths[number], FileStatus(path: written)?.identity == file
    {
      return (number, false)
    }
    // The longest name is the nearest: `access.log.ssl.1` is no `access.log`.
    if let number = RotatedName.origins(of: name).lazy.compactMap({ inFolder[$0] }).first {
      return (number, true)
    }
    return glob(path, name, place)
  }

  private func glob(
    _ path: String, _ name: String, _ folder: FileIdentity?
  ) -> (number: Int, isRotated: Bool)? {
    let near = folder.flatMap { globsByFolder[$0] } ?? []
    for (ending, isRotated) in [("", false), ("[.-]*", true)] {
      for (pattern, number) in globs where LogPlaces.fits(path, pattern + ending) {
        return (number, isRotated)
      }
      for (pattern, number) in near where LogPlaces.fits(name, pattern + ending) {
        return (number, isRotated)
      }
    }
    return nil
  }

  private static func fits(_ name: String, _ pattern: String) -> Bool {
    pattern.withFileName { text in
      name.withFileName { unsafe fnmatch(text, $0, FNM_PATHNAME) }
    } == 0
  }
}

extension FormatFile {
  /// The log that a path is or was, or that a file in an archive was.
  func match(_ path: String) -> (log: Log, isRotated: Bool)? {
    if let found = found[path] ?? places.log(at: path) { return known(found) }
    // `logs.tar.gz:var/log/nginx/access.log.1`
    guard let colon = path.firstIndex(of: ":"), FileStatus(path: path) == nil,
      FileStatus(path: String(path[..<colon]))?.isRegular == true
    else { return nil }
    let (folder, name) = FolderListing.split(String(path[path.index(after: colon)...]))
    let logs = logs.filter { log in
      guard log.configured.destination == .file else { return false }
      let (place, own) = FolderListing.split(log.configured.path)
      return (own == name || RotatedName(of: own).fits(name))
        && (folder == "." || ("/" + place).hasSuffix("/" + folder))
    }
    if let log = logs.first, logs.count == 1 { return (log, true) }
    return logs.isEmpty
      ? places.log(at: String(path[..<colon])).map { (self.logs[$0.number], true) } : nil
  }

  /// A glob with a variable in it may match other files, too, so that their lines have to fit.
  private func known(_ found: (number: Int, isRotated: Bool)) -> (log: Log, isRotated: Bool) {
    let log = logs[found.number]
    return (log, found.isRotated || log.configured.destination == .filesByVariable)
  }
}
