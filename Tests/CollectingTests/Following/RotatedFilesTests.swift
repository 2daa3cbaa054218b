import FileSystem
import Testing

@testable import Collecting

@Suite("Which files a log was rotated to are read")
struct RotatedFilesTests {
  private static let second: Int64 = 1_000_000_000

  /// A file, what it is to the database, and at which second it was last written to.
  private struct File {
    var name: Int
    var rank: RotatedRank?
    var modified: Int64

    /// - Parameter rank: `nil` for one that is followed.
    init(_ name: Int, _ rank: RotatedRank?, _ modified: Int64) {
      (self.name, self.rank, self.modified) = (name, rank, modified)
    }
  }

  private func wanted(
    _ files: [File], since: Int64, settled: Int64? = nil
  ) -> (names: [Int], looked: Int) {
    let second = RotatedFilesTests.second
    var rotated = RotatedFiles<Int>(
      since: since * second, settled: (settled ?? since - 2) * second)
    var looked = 0
    for file in files where !rotated.isComplete {
      looked += 1
      if let rank = file.rank {
        rotated.pass(file.name, rank, modified: file.modified * second)
      } else {
        rotated.passFollowed()
      }
    }
    return (rotated.wanted, looked)
  }

  @Test("Those newer than a known one, and those written to since somebody looked; no older ones")
  func files() {
    let table: [(String, since: Int64, [File], [Int])] = [
      ("nobody has ever looked", 0, [File(1, .unknown, 900), File(2, .unknown, 800)], []),
      ("written to since", 850, [File(1, .unknown, 900), File(2, .unknown, 800)], [1]),
      (
        "as exactly as clocks go", 850,
        [File(1, .unknown, 850), File(2, .unknown, 848), File(3, .unknown, 847)], [1, 2]
      ),
      (
        "newer than one that is known", 0,
        [File(1, .unknown, 900), File(2, .unknown, 800), File(3, .whole, 700)], [1, 2]
      ),
      (
        "newer than one that is half read", 0,
        [File(1, .unknown, 900), File(2, .growing(7), 800), File(3, .unknown, 700)], [1, 2]
      ),
      (
        "newer than one that is followed", 0,
        [File(1, .unknown, 900), File(2, nil, 800), File(3, .unknown, 700)], [1]
      ),
      (
        "what cannot be read is passed over", 0,
        [File(1, .unknown, 900), File(2, .useless, 800), File(3, .whole, 700)], [1]
      ),
      ("nothing is known", 0, [File(1, .useless, 900)], []),
    ]
    for (name, since, files, expected) in table {
      #expect(wanted(files, since: since).names == expected, "\(name)")
    }
  }

  @Test("One that is counted to its end ends the search, unless it may be a copy of a later one")
  func ends() {
    let files = [
      File(1, .whole, 1000), File(2, .growing(nil), 900), File(3, .whole, 800),
      File(4, .growing(nil), 700),
    ]
    for (since, settled, names, looked): (Int64, Int64, [Int], Int) in [
      (0, 0, [], 1),
      // Each was last written to before all was committed.
      (1100, 1098, [], 1), (1100, 1001, [], 1),
      // The first may be a copy, the second one is whole.
      (1100, 1000, [2], 3), (1100, 801, [2], 3),
      (1100, 800, [2, 4], 4),
    ] {
      let found = wanted(files, since: since, settled: settled)
      #expect(found.names == names && found.looked == looked, "\(since) \(settled)")
    }
  }

  private func identity(_ inode: UInt64) -> FileIdentity { FileIdentity(device: 1, inode: inode) }

  /// A follower that looked at second 500, and read a file of row 7 and one that had none yet.
  private var predecessor: FollowStatus {
    var status = FollowStatus(
      process: 1, started: 60, looked: 500 * RotatedFilesTests.second, patterns: [],
      flush: .seconds(10))
    func source(_ path: String, _ inode: UInt64, _ row: Int64?) -> FollowStatus.Source {
      .init(
        path: path, state: .following, position: 0, size: 0, device: 1, inode: inode, lines: 0,
        linesPerSecond: 0, log: row)
    }
    status.sources = [
      source("/l/a.log", 11, 7), source("/m/b.log", 12, nil), source("syslog:unix:/s", 0, nil),
    ]
    return status
  }

  @Test("What another follower has read is found by its row, its number on disk, and its age")
  func lost() {
    let lost = LostFiles(readBy: predecessor)
    #expect(lost.folders == ["/l", "/m"])
    // Inode, second at which it was made, rank, whether it is open, whether it is one of them.
    let table: [(UInt64, Int64, RotatedRank, Bool, Bool)] = [
      (11, 100, .growing(7), true, true), (11, 100, .growing(8), true, false),
      (11, 100, .growing(nil), true, false),
      // A copy that was made since.
      (99, 600, .growing(7), true, true), (99, 600, .growing(nil), true, false),
      // One that had no row when the other was killed may have got one.
      (12, 100, .growing(8), true, true), (12, 100, .growing(nil), true, true),
      (12, 100, .unknown, true, true), (12, 500, .unknown, true, true),
      // The number is another file's by now, or nobody knows.
      (12, 501, .unknown, true, false), (12, 0, .unknown, true, false),
      (11, 100, .unknown, true, false),
      // An old process may write to it still.
      (11, 100, .whole, true, true), (11, 100, .whole, false, false),
      (99, 600, .whole, true, false), (12, 100, .useless, true, false),
    ]
    for (inode, made, rank, isOpen, isLost) in table {
      let made = made * RotatedFilesTests.second
      #expect(lost.mayBe(identity(inode), made: made), "\(inode) \(rank)")
      #expect(
        lost.contains(identity(inode), made: made, rank, isOpen: isOpen) == isLost,
        "\(inode) \(made) \(rank) \(isOpen)")
    }
    #expect(!lost.mayBe(identity(99), made: 500 * RotatedFilesTests.second))
  }

  @Test("A copy of a log that was cut is newer than the look before, and goes on where the log was")
  func copies() {
    let lost = LostFiles(copyOf: 7, in: "/l", since: 500)
    #expect(lost.folders == ["/l"])
    #expect(lost.mayBe(identity(1), made: 501) && !lost.mayBe(identity(1), made: 500))
    #expect(lost.contains(identity(1), made: 501, .growing(7), isOpen: true))
    for rank in [RotatedRank.growing(8), .growing(nil), .unknown, .whole, .useless] {
      #expect(!lost.contains(identity(1), made: 501, rank, isOpen: true), "\(rank)")
    }
    // Nobody has looked before, so nobody knows what is newer.
    #expect(!LostFiles(copyOf: 7, in: "/l", since: 0).mayBe(identity(1), made: 501))
  }
}
