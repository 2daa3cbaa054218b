internal import AccessLog
internal import FileSystem

/// The folders in which logs are, as they were when they were last listed.
struct FollowedFolders {
  /// The files of a folder by their names, and when it had last changed then.
  private var entries: [String: [String: FileIdentity]] = [:]
  private var stamps: [String: Int64] = [:]
  /// The files of folders, as they are in this look.
  private var listings: [String: FolderListing] = [:]

  /// How far a file system's clock may be from the system's, in nanoseconds.
  static let clockSkew: Int64 = 2_000_000_000

  /// The files of a folder, listed once a look.
  ///
  /// - Parameter isLog: Which of them may be logs.
  mutating func listing(of folder: String, isLog: (FileStatus) -> Bool) -> FolderListing {
    if let known = listings[folder] { return known }
    let listing = FolderListing(folder, isLog: isLog)
    listings[folder] = listing
    return listing
  }

  /// Has folders listed anew, since files may have been moved.
  mutating func refresh() { listings = [:] }

  /// The files that have come to a folder since this was last asked; none where it has not changed.
  ///
  /// - Parameters:
  ///   - stamp: When the folder was last changed, in nanoseconds from 1970.
  ///   - now: When this look began, likewise.
  mutating func newEntries(
    of folder: String, changed stamp: Int64, now: Int64, isLog: (FileStatus) -> Bool
  ) -> [FolderListing.Entry] {
    guard stamp != stamps[folder] else { return [] }
    listings[folder] = nil
    let found = listing(of: folder, isLog: isLog).entries
    let known = entries[folder] ?? [:]
    entries[folder] = Dictionary(found.map { ($0.name, $0.status.identity) }) { $1 }
    // Within one tick of the file system's clock, more may come with the same stamp.
    stamps[folder] = now - stamp > FollowedFolders.clockSkew ? stamp : nil
    return found.filter { known[$0.name] != $0.status.identity }
  }

  /// Forgets all folders but some.
  mutating func keep(_ folders: Set<String>) {
    stamps = stamps.filter { folders.contains($0.key) }
    entries = entries.filter { folders.contains($0.key) }
  }

  /// What was read to its end, and so was left alone, may have lines to count again.
  mutating func forget() {
    entries = [:]
    stamps = [:]
  }
}
