internal import AccessLog
package import FileSystem
internal import Glibc
internal import Traffic

/// A log to follow as the user named it: a path, or a pattern that paths may fit later.
package struct FollowedPattern {
  let text: String

  package init(text: String) { self.text = text }

  /// Whether the name may stand for several files.
  var isPattern: Bool { text.contains { "*?[".contains($0) } }

  /// The paths there are now. A single path is one whether or not there is a file.
  package func paths() -> [String] {
    guard isPattern, FileStatus(path: text) == nil else { return [text] }
    var found = unsafe glob_t()
    // SAFETY: `glob` fills the structure, which is freed behind the last use of its strings.
    defer { unsafe globfree(&found) }
    let result = text.withFileName { unsafe glob($0, 0, nil, &found) }
    guard result == 0, let paths = unsafe found.gl_pathv else { return [] }
    return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
      unsafe paths[index].map { unsafe FileName.text($0) }
    }
  }

  /// Whether a path is one that this stands for.
  package func fits(_ path: String) -> Bool {
    guard text != path else { return true }
    return isPattern
      && text.withFileName { text in
        path.withFileName { unsafe fnmatch(text, $0, FNM_PATHNAME) }
      } == 0
  }

  /// A path that is the same wherever a process starts.
  package static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    // SAFETY: the system allocates the string, which is freed behind its copy.
    guard let folder = unsafe getcwd(nil, 0) else { return path }
    defer { unsafe free(folder) }
    return unsafe FileName.text(folder) + "/" + path
  }

  /// The folder to watch for files that come and go; `nil` where that is a pattern itself.
  var folder: String? {
    let folder = FolderListing.split(text).folder
    return folder.contains { "*?[".contains($0) } ? nil : folder
  }
}

/// The regular files of a folder.
package struct FolderListing {
  package struct Entry {
    package var path: String
    package var name: String
    package var status: FileStatus
  }

  package let entries: [Entry]

  /// - Parameter isLog: Which of them may be logs.
  package init(_ folder: String, isLog: (FileStatus) -> Bool) {
    var entries: [Entry] = []
    // SAFETY: the stream is open until the end of this function; an entry is copied before the
    // next one is read.
    if let stream = folder.withFileName({ unsafe opendir($0) }) {
      while let entry = unsafe readdir(stream) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { field in
          unsafe field.withMemoryRebound(to: CChar.self, capacity: 256) {
            unsafe FileName.text($0)
          }
        }
        let path = folder == "." ? name : folder == "/" ? "/" + name : folder + "/" + name
        guard let status = FileStatus(path: path), status.isRegular, isLog(status) else { continue }
        entries.append(Entry(path: path, name: name, status: status))
      }
      unsafe closedir(stream)
    }
    self.entries = entries
  }

  /// What a file becomes when it is rotated: the file that was last written to first.
  package func siblings(of name: String) -> [Entry] {
    let rotated = RotatedName(of: name)
    return entries.filter { rotated.fits($0.name) }.sorted {
      ($1.status.modified, $0.name) < ($0.status.modified, $1.name)
    }
  }

  /// The folder of a path, and its name there.
  package static func split(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    let folder = path[..<slash]
    return (folder.isEmpty ? "/" : String(folder), String(path[path.index(after: slash)...]))
  }
}

/// The names that rotated files of a log have: `access.log.1`, `access.log-20261125.gz`, and where the
/// ending stays, `access-20261125.log` and `access.1.log`.
package struct RotatedName {
  private let name: String
  package let stem: String
  private let ending: String?

  package init(of name: String) {
    self.name = name
    let dot = name.lastIndex(of: ".").flatMap { $0 == name.startIndex ? nil : $0 }
    stem = dot.map { String(name[..<$0]) } ?? name
    ending = dot.map { String(name[$0...]) }
  }

  /// The path without what rotation puts behind it, a number or a date and how it is compressed; `nil` where
  /// nothing of that is there.
  package static func origin(of path: String) -> String? {
    var rest = path[...]
    for packed in [".gz", ".zst", ".xz", ".bz2"] where rest.hasSuffix(packed) {
      rest = rest.dropLast(packed.count)
    }
    guard let mark = rest.lastIndex(where: { $0 == "." || $0 == "-" }) else { return nil }
    let number = rest[rest.index(after: mark)...]
    guard !number.isEmpty, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return String(rest[..<mark])
  }

  package func fits(_ other: String) -> Bool {
    if other.hasPrefix(name) {
      let next = other.dropFirst(name.count).first
      return other.utf8.count > name.utf8.count + 1 && (next == "." || next == "-")
    }
    guard let ending, other.hasPrefix(stem) else { return false }
    let rest = other.dropFirst(stem.count)
    guard let first = rest.first, ".-_".contains(first), let end = rest.firstRange(of: ending)
    else { return false }
    // Between the stem and the ending a date or a number, and nothing else: `access-admin.log` is
    // another log. Behind it, how it is compressed.
    let number = rest[..<end.lowerBound].dropFirst()
    let behind = rest[end.upperBound...]
    return number.contains { $0.isASCII && $0.isNumber }
      && number.utf8.allSatisfy { (0x30...0x39).contains($0) || "-_.:TZ".utf8.contains($0) }
      && (behind.isEmpty || behind.hasPrefix("."))
  }
}
