internal import FileSystem

/// What a file that a log may have been rotated to is to the database.
enum RotatedRank: Equatable {
  /// It cannot be read.
  case useless
  case unknown
  /// Known, and more of it is to be counted; with the number of its row.
  case growing(Int64?)
  /// Known, and counted to its end.
  case whole
}

/// Which of a log's rotated files are to be read, told of one after the other, the newest first.
///
/// A file is known by its content, so the question is only which unknown ones are to be read: those newer
/// than a known one, and those written to since somebody last looked. Older ones were there before anybody
/// asked for them to be counted.
struct RotatedFiles<File> {
  /// When somebody last looked, in nanoseconds from 1970; 0 where nobody ever did.
  private let since: Int64
  /// The time up to which all lines are committed.
  private let settled: Int64
  /// The files to be read, the newest first.
  private(set) var wanted: [File] = []
  /// Those that are wanted if an older one is known.
  private var unknown: [File] = []
  /// Whether older ones need not be looked at.
  private(set) var isComplete = false

  init(since: Int64, settled: Int64) { (self.since, self.settled) = (since, settled) }

  /// The next file is one that is followed.
  mutating func passFollowed() { takeUnknown() }

  mutating func pass(_ file: File, _ rank: RotatedRank, modified: Int64) {
    switch rank {
    case .useless:
      break
    case .unknown where since > 0 && modified >= since - FollowedFolders.clockSkew:
      wanted.append(file)
    case .unknown:
      unknown.append(file)
    case .growing:
      takeUnknown()
      wanted.append(file)
    case .whole:
      takeUnknown()
      // Whatever was last written to before this one was counted before it, unless this is a copy:
      // that may be newer than the log that it is the beginning of.
      isComplete = since == 0 || modified < settled
    }
  }

  private mutating func takeUnknown() {
    wanted += unknown
    unknown = []
  }
}

/// Files that are looked for by what is known of them, whatever they are called by now.
struct LostFiles {
  /// Where they may be.
  let folders: Set<String>
  /// The rows of the logs that they are.
  private let rows: Set<Int64>
  private var identities: Set<FileIdentity> = []
  /// Those whose follower was killed before it could say which row they are.
  private var unnumbered: Set<FileIdentity> = []
  /// When somebody last looked, in nanoseconds from 1970; 0 where nobody ever did.
  private let since: Int64

  /// What another follower has read.
  init(readBy predecessor: FollowStatus) {
    let read = predecessor.sources.filter { $0.inode != 0 }
    folders = Set(read.map { FolderListing.split($0.path).folder })
    rows = Set(read.compactMap(\.log))
    identities = Set(read.map(\.identity))
    unnumbered = Set(read.filter { $0.log == nil }.map(\.identity))
    since = predecessor.since
  }

  /// The copy of a log that was truncated.
  init(copyOf row: Int64, in folder: String, since: Int64) {
    (folders, rows, self.since) = ([folder], [row], since)
  }

  /// Whether a file may be one of them, so that it is worth opening.
  ///
  /// A copy is made when a log is rotated. What was there before may be another log of the same server, with
  /// the same lines in it.
  func mayBe(_ identity: FileIdentity, made: Int64) -> Bool {
    identities.contains(identity) || since > 0 && made > since
  }

  /// Whether a file is one of them, by what it is to the database.
  ///
  /// - Parameter isOpen: Whether there may come more of it.
  func contains(_ identity: FileIdentity, made: Int64, _ rank: RotatedRank, isOpen: Bool) -> Bool {
    switch rank {
    case .growing(let row):
      row.map(rows.contains) == true || unnumbered.contains(identity)
    // Nothing of it was committed. The number of a file that is gone may be another's by now.
    case .unknown: unnumbered.contains(identity) && made > 0 && made <= since
    // An old process of the server may write to it still.
    case .whole: identities.contains(identity) && isOpen
    case .useless: false
    }
  }
}
