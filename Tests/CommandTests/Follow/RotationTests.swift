import Foundation
import TestSupport
import Testing

/// A live log, and everything that is done to live logs.
@Suite("Every line of a followed log counts once")
struct RotationTests {
  let folder: ScratchFolder
  let follower: Follower

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
  }

  private func append(_ lines: Range<Int>, to name: String = "access.log") throws {
    try folder.append(LogLineWriter.lines(lines), to: name)
  }

  private func write(_ lines: Range<Int>, to name: String = "access.log") throws {
    try folder.write(LogLineWriter.lines(lines), to: name)
  }

  @Test("Lines are counted as they come, and a line in parts when it is whole")
  func grows() throws {
    try write(0..<10)
    try follower.start("access.log")
    try follower.expect(hits: 10)
    var written = 10
    for next in [11, 16, 17, 60, 400] {
      let text = LogLineWriter.lines(written..<next)
      let half = text.index(text.startIndex, offsetBy: text.count - 30)
      try folder.append(String(text[..<half]), to: "access.log")
      try follower.expect(hits: next - 1)
      try folder.append(String(text[half...]), to: "access.log")
      try follower.expect(hits: next)
      written = next
    }
    try follower.stop(hits: 400)
    #expect(follower.errors == "")
  }

  @Test("R1: renamed, lines still written to the old file, then a new one", arguments: [5, 500])
  func renamed(lines: Int) throws {
    try write(0..<lines)
    try follower.start("access.log")
    try follower.expect(hits: lines)
    try follower.shell("mv access.log access.log.1")
    try append(lines..<(lines + 10), to: "access.log.1")
    try follower.expect(hits: lines + 10)
    try write(1000..<1030)
    try follower.expect(hits: lines + 40)
    // A slow process of the server still writes to the old file.
    try append((lines + 10)..<(lines + 15), to: "access.log.1")
    try follower.expect(hits: lines + 45)
    try follower.stop(hits: lines + 45)
    #expect(follower.errors == "")
  }

  @Test("R2: the file is missing for a while, and its folder too")
  func missing() throws {
    try follower.shell("mkdir logs")
    try write(0..<20, to: "logs/access.log")
    try follower.start("logs/access.log")
    try follower.expect(hits: 20)
    try follower.shell("mv logs/access.log logs/gone; sleep 0.5")
    try write(20..<40, to: "logs/access.log")
    try follower.expect(hits: 40)
    try follower.shell("rm -r logs; sleep 0.5; mkdir logs")
    try write(40..<60, to: "logs/access.log")
    try follower.expect(hits: 60)
    try follower.stop(hits: 60)
    #expect(follower.errors == "")
  }

  @Test("A log that is not there yet, nor its folder")
  func notYet() throws {
    try follower.start("logs/access.log")
    try follower.wait { !follower.errors.isEmpty }
    try follower.shell("mkdir logs")
    try write(0..<20, to: "logs/access.log")
    try follower.expect(hits: 20)
    try follower.stop(hits: 20)
    #expect(
      follower.errors
        == "sporlos: \"logs/access.log\" does not exist yet; it will be followed when it appears\n")
  }

  @Test("R4: copytruncate, and lines that come after it", arguments: [20, 500])
  func copyTruncate(lines: Int) throws {
    try write(0..<lines)
    try follower.start("access.log")
    try follower.expect(hits: lines)
    // Lines that are in the copy, and may not have been read before the cut.
    try append(lines..<(lines + 5))
    try follower.shell("cp access.log access.log.1 && truncate -s 0 access.log")
    try append((lines + 5)..<(lines + 12))
    try follower.expect(hits: lines + 12)
    try follower.stop(hits: lines + 12)
    #expect(follower.errors.contains("\"access.log\" was truncated: lines of the last "))
    #expect(follower.errors.split(separator: "\n").count == 1)
  }

  @Test("A file that was cut and has grown beyond its old size before anybody looked")
  func cutAndGrown() throws {
    try write(0..<50)
    try follower.start("access.log")
    try follower.expect(hits: 50)
    // Written over in place, in one step, so that it never is seen to be shorter.
    try follower.shell("cp access.log copy")
    let handle = try FileHandle(forWritingTo: folder.file("access.log"))
    try handle.write(contentsOf: Data(LogLineWriter.lines(1000..<1100).utf8))
    try handle.close()
    try follower.expect(hits: 150)
    try follower.stop(hits: 150)
  }

  @Test("Deleted and made anew, with lines written to the deleted file")
  func deleted() throws {
    try write(0..<30)
    let old = try FileHandle(forWritingTo: folder.file("access.log"))
    try old.seekToEnd()
    try follower.start("access.log")
    try follower.expect(hits: 30)
    try follower.shell("rm access.log")
    try old.write(contentsOf: Data(LogLineWriter.lines(30..<40).utf8))
    try follower.expect(hits: 40)
    try write(40..<60)
    try follower.expect(hits: 60)
    try old.write(contentsOf: Data(LogLineWriter.lines(60..<65).utf8))
    try follower.expect(hits: 65)
    try follower.stop(hits: 65)
  }

  @Test("Dated files by a pattern, the next of which appear later")
  func pattern() throws {
    try write(0..<30, to: "access-01.log")
    try follower.start("access-*.log")
    try follower.expect(hits: 30)
    try write(30..<50, to: "access-02.log")
    try append(50..<55, to: "access-01.log")
    try follower.expect(hits: 55)
    try append(55..<60, to: "access-02.log")
    try follower.expect(hits: 60)
    try follower.stop(hits: 60)
    #expect(follower.errors == "")
  }

  @Test("A symbolic link whose target changes, and two names for one file")
  func link() throws {
    try write(0..<30, to: "one")
    try follower.shell("ln -s one access.log && ln one hard.log")
    try follower.start("access.log", "hard.log")
    try follower.expect(hits: 30)
    try append(30..<40, to: "one")
    try follower.expect(hits: 40)
    try write(40..<60, to: "two")
    try follower.shell("ln -s two new && mv -T new access.log")
    try follower.expect(hits: 60)
    try append(60..<70, to: "one")
    try append(70..<80, to: "two")
    try follower.expect(hits: 80)
    try follower.stop(hits: 80)
  }

  @Test("Many files at once")
  func many() throws {
    for index in 0..<60 {
      try write((index * 10)..<(index * 10 + 5), to: "site-\(index).log")
    }
    try follower.start("site-*.log")
    try follower.expect(hits: 300)
    for index in 0..<60 {
      try append((index * 10 + 5)..<(index * 10 + 10), to: "site-\(index).log")
    }
    try follower.expect(hits: 600)
    try follower.stop(hits: 600)
  }

  @Test("Rotations faster than looks, with lines in files that nobody saw under their name")
  func fastRotations() throws {
    try write(0..<30)
    try follower.start("access.log")
    try follower.expect(hits: 30)
    for round in 0..<10 {
      // Stopped, so that it surely does not look in between.
      follower.send(SIGSTOP)
      for step in 0..<3 {
        let first = 100 + (round * 3 + step) * 10
        try follower.shell(
          "for n in 8 7 6 5 4 3 2 1; do test -e access.log.$n && mv access.log.$n access.log.$((n+1));"
            + " done; mv access.log access.log.1")
        try write(first..<(first + 10))
      }
      follower.send(SIGCONT)
      try follower.expect(hits: 30 + (round + 1) * 30)
    }
    try follower.stop(hits: 330)
  }

  @Test("A log whose format is not recognised is complained about once, and counts when it has one")
  func unknownFormat() throws {
    try folder.write("what is this\n", to: "access.log")
    try follower.start("access.log")
    try follower.wait { !follower.errors.isEmpty }
    try folder.append("and this\n", to: "access.log")
    usleep(300_000)
    #expect(
      follower.errors == "sporlos: the format of \"access.log\" was not recognised, and none of it "
        + "was counted: run `sporlos check` on it to see why, or give the server's format string, or a name "
        + "from `sporlos formats`, with --format\n")
    try append(0..<20)
    try follower.expect(hits: 20)
    try follower.stop(hits: 20)
  }

  @Test("A log that is mostly rejected is complained about once")
  func rejected() throws {
    try write(0..<20)
    try follower.start("access.log")
    try follower.expect(hits: 20)
    try folder.append(String(repeating: "what is this\n", count: 90), to: "access.log")
    try follower.wait { !follower.errors.isEmpty }
    try folder.append(String(repeating: "what is this\n", count: 90), to: "access.log")
    try append(20..<30)
    try follower.expect(hits: 30)
    try follower.stop(hits: 30)
    #expect(
      follower.errors
        == "sporlos: \"access.log\": 90 of 110 lines were rejected: 90 not of the log's "
        + "format (first: line 21). It was read as combined. Run `sporlos check` on it to see why, or see "
        + "--max-rejected\n")
  }
}
