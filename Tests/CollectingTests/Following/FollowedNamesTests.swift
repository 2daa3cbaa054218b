import AccessLog
import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Collecting

@Suite("Names, folders and files from one look to the next")
struct FollowedNamesTests {
  let folder: ScratchFolder
  private let start = ContinuousClock.now

  init() throws { folder = try ScratchFolder() }

  private func status(_ name: String) throws -> FileStatus {
    try #require(FileStatus(path: folder.path(name)))
  }

  @Test("A missing log is said at the first look, later after a minute, and once until it has come")
  func missing() throws {
    var names = FollowedNames()
    func isSaid(_ seconds: Int, isFirst: Bool = false) -> Bool {
      names.noteMissing("a.log", at: start + .seconds(seconds), isFirstLook: isFirst)
    }
    #expect(isSaid(0, isFirst: true) && !isSaid(1) && !isSaid(1000))
    names.noteFound("a.log")
    #expect(!isSaid(2000) && !isSaid(2060), "it may just be rotated")
    #expect(isSaid(2061) && !isSaid(2062))
  }

  @Test("A name is new when it stands for another file, and when it was forgotten")
  func identities() throws {
    try folder.write("1\n", to: "a.log")
    try folder.write("2\n", to: "b.log")
    var names = FollowedNames()
    let (one, two) = (try status("a.log").identity, try status("b.log").identity)
    func isNew(_ identity: FileIdentity) -> Bool { names.isNew("a.log", identity) }
    #expect(isNew(one) && !isNew(one))
    #expect(names.stands("a.log", for: one) && !names.stands("a.log", for: two))
    #expect(isNew(two))
    names.forget("a.log")
    #expect(isNew(two))
    names.forgetAll()
    #expect(isNew(two))
  }

  @Test("A rotated file is of the format of the log that it comes from")
  func formats() throws {
    var names = FollowedNames()
    let format = try #require(LogFormat(named: "combined"))
    names.note(format, of: "a.log")
    #expect(names.format(of: "a.log.1") == nil)
    for rotated in ["a.log.1", "a.log.2.gz", "a.log-20261125.zst"] {
      #expect(names.formatOfOrigin(of: rotated)?.name == "combined", "\(rotated)")
    }
    #expect(names.formatOfOrigin(of: "a.log.old") == nil)
    // What is gone is forgotten once there is more of it than of what is there.
    names.keep(["b.log"], atMost: 1)
    #expect(names.format(of: "a.log") != nil)
    names.keep(["b.log"], atMost: 0)
    #expect(names.format(of: "a.log") == nil)
  }

  @Test("A folder tells what has come to it, and nothing while it has not changed")
  func folders() throws {
    var folders = FollowedFolders()
    let now: Int64 = 1_000_000_000_000_000
    func come(_ stamp: Int64) -> [String] {
      folders.newEntries(of: folder.url.path, changed: stamp, now: now) { _ in true }.map(\.name)
    }
    try folder.write("1\n", to: "a.log")
    #expect(come(1) == ["a.log"])
    try folder.write("2\n", to: "b.log")
    #expect(come(1) == [], "by its stamp nothing has changed")
    #expect(come(2) == ["b.log"])
    try folder.write("3\n", to: "c.log")
    // Just changed: more may come within the same tick of the clock, so it is looked at again.
    #expect(come(now - 1) == ["c.log"])
    try folder.write("4\n", to: "d.log")
    #expect(come(now - 1) == ["d.log"])
    folders.forget()
    #expect(Set(come(now - 1)) == ["a.log", "b.log", "c.log", "d.log"])
  }

  @Test("No more files are kept open than may be, but for those that have lost their name")
  func limit() throws {
    var files = FollowedFiles(limit: 2)
    for number in 0..<4 {
      try folder.write("\(number)\n", to: "\(number).log")
      files.add(
        FollowedFile(
          path: folder.path("\(number).log"), status: try status("\(number).log"), now: start))
    }
    #expect(files.all.map(\.staysOpen) == [true, true, false, false] && files.openCount == 2)
    let isLost = files.depart(files.all[3], at: start)
    #expect(isLost, "it is closed, and has to be found")
    #expect(files.all[3].staysOpen && files.openCount == 3)
    // Never read, it has nothing more to give.
    files.removeFinished(at: start)
    #expect(files.count == 3 && files.openCount == 2)
    #expect(files[try status("3.log").identity] == nil)
    #expect(files[try status("2.log").identity] != nil)
    files.removeNamed()
    #expect(files.count == 0 && files.openCount == 0)
  }
}
