internal import FileSystem
internal import Glibc
internal import Traffic

extension VisitorFolder {
  /// Seconds after which a file that is being written is one that nobody writes any more.
  package static let patience = 60

  /// Destroys what a run left that was killed while it wrote: a key before it had its name, counts
  /// before they took the place of older ones.
  func removeLeftovers() {
    for name in Folder.names(in: path) where VisitorFolder.isTemporary(name) {
      let file = path + "/" + name
      guard let facts = FileStatus(path: file, follows: false), facts.kind == .file,
        facts.modifiedSeconds + VisitorFolder.patience < time(nil)
      else { continue }
      _ = SecretFile.destroy(file)
    }
  }

  /// Hours beyond the time that a day's key is kept, until nobody is going to destroy it any more.
  package static let longestDelay = 26

  /// Destroys the days of databases that are no longer there, or that nobody counts into.
  ///
  /// Their folders lie beside this one, where it has the database's number for its name. A day goes once
  /// it should have been sealed for more than a day, and nothing was written for it, or any other of its
  /// database, for as long.
  ///
  /// - Parameter grace: Seconds after a day's end when it is sealed.
  func removeAbandoned(grace: Int) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let own = parts.last, VisitorFolder.isNumber(own) else { return }
    let parent = parts.dropLast().joined(separator: "/")
    // Where their days are another zone's, they end up to half a day later than those of UTC.
    let end = time(nil) - grace - (VisitorFolder.longestDelay + 12) * 3600
    for name in Folder.names(in: parent) where name != own && VisitorFolder.isNumber(name[...]) {
      let folder = parent + "/" + name
      guard let facts = FileStatus(path: folder, follows: false), facts.kind == .folder,
        facts.owner == geteuid()
      else {
        continue
      }
      let files = Folder.names(in: folder).compactMap { name in
        FileStatus(path: folder + "/" + name, follows: false).map { (name: name, facts: $0) }
      }
      guard files.allSatisfy({ $0.facts.modifiedSeconds < end }) else { continue }
      // The keys first: without them, the counts tell nothing.
      for (name, facts) in files.sorted(by: { $0.name < $1.name }) where facts.kind == .file {
        if name.hasPrefix(VisitorFolder.waiting) { _ = SecretFile.destroy(folder + "/" + name) }
        guard let dot = name.firstIndex(of: "."), let day = Day(String(name[..<dot])),
          (Int(day.rawValue) + 1) * 86_400 < end,
          name[dot...] == ".key" || name[dot...] == ".visitors" || VisitorFolder.isTemporary(name)
        else { continue }
        _ = SecretFile.destroy(folder + "/" + name)
      }
    }
  }

  /// Whether a folder's name is the number of a database.
  private static func isNumber(_ name: Substring) -> Bool {
    name.utf8.count == 32
      && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Whether a name is one that a key or counts have while they are written.
  package static func isTemporary(_ name: String) -> Bool {
    if name == waiting + StateFile.unfinished { return true }
    guard let dot = name.firstIndex(of: "."), Day(String(name[..<dot])) != nil else { return false }
    return name[dot...].hasPrefix(".key.") || name.hasSuffix(".visitors.new")
  }
}
