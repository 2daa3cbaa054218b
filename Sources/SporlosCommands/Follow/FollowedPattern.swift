internal import AccessLog
internal import Glibc

/// A log to follow as the user named it: a path, or a pattern that paths may fit later.
struct FollowedPattern {
  let text: String

  /// Whether the name may stand for several files.
  var isPattern: Bool { text.contains { "*?[".contains($0) } }

  /// The paths there are now. A single path is one whether or not there is a file.
  func paths() -> [String] {
    guard isPattern, FileStatus(path: text) == nil else { return [text] }
    var found = unsafe glob_t()
    // SAFETY: `glob` fills the structure, which is freed behind the last use of its strings.
    defer { unsafe globfree(&found) }
    guard unsafe glob(text, 0, nil, &found) == 0, let paths = unsafe found.gl_pathv else {
      return []
    }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe paths[index].map { unsafe String(cString: $0) }
    }
  }

  /// A path that is the same wherever a process starts.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    // SAFETY: the system allocates the string, which is freed behind its copy.
    guard let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe String(cString: folder) + "/" + path
  }

  /// The folder to watch for files that come and go; `nil` where that is a pattern itself.
  var folder: String? {
    let folder = FolderListing.split(text).folder
    return folder.contains { "*?[".contains($0) } ? nil : folder
  }
}

/// The regular files of a folder.
struct FolderListing {
  struct Entry {
    var path: String
    var name: String
    var status: FileStatus
  }

  let entries: [Entry]

  init(_ folder: String) {
    var entries: [Entry] = []
    // SAFETY: the stream is open until the end of this function; an entry is copied before the
    // next one is read.
    if let stream = unsafe opendir(folder) {
      while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
          unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) {
            unsafe String(cString: $0)
          }
        }
        let path = folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
        guard let status = FileStatus(path: path), status.isRegular else { continue }
        entries.append(Entry(path: path, name: name, status: status))
      }
      unsafe closedir(stream)
    }
    self.entries = entries
  }

  /// What a file becomes when it is rotated: its name, then `.` or `-`, and more; the file that was
  /// last written to first.
  func siblings(of name: String) -> [Entry] {
    entries.filter { entry in
      entry.name.count > name.count + 1 && entry.name.hasPrefix(name)
        && ".-".contains(entry.name.dropFirst(name.count).first ?? " ")
    }.sorted { ($1.status.modified, $0.name) < ($0.status.modified, $1.name) }
  }

  /// The folder of a path, and its name there.
  static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}
