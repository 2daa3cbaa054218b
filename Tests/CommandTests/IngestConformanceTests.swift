import Foundation
import TestSupport
import Testing

/// Every line counts once, through whichever door it comes, in any order, however often.
@Suite("Every line counts once")
struct IngestConformanceTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Runs `sporlos collect` and gives the hits there are then.
  @discardableResult
  private func collect(_ sources: String..., exitCode: Int32 = 0) throws -> Int {
    let outcome = try SporlosProgram.run(
      ["collect"] + sources + ["--db", "traffic.sqlite"], in: folder.url)
    #expect(outcome.exitCode == exitCode, "\(outcome.errors)")
    return try TrafficRows(folder.file("traffic.sqlite")).hits()
  }

  /// Runs a pipe that ends in `sporlos collect -`.
  @discardableResult
  private func pipe(_ script: String) throws -> Int {
    let outcome = try SporlosProgram.shell(
      "set -o pipefail; \(script) | sporlos collect - --db traffic.sqlite", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return try TrafficRows(folder.file("traffic.sqlite")).hits()
  }

  private func shell(_ script: String) throws {
    let outcome = try SporlosProgram.shell(script, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private func move(_ from: String, _ to: String) throws {
    try FileManager.default.moveItem(at: folder.file(from), to: folder.file(to))
  }

  @Test("S1: the same file twice")
  func sameFileTwice() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    #expect(try collect("access.log") == 100)
  }

  @Test("S2: lines appended between two runs")
  func appended() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try folder.append(LogLineWriter.lines(100..<150), to: "access.log")
    #expect(try collect("access.log") == 150)
  }

  @Test("S3: rotated by rename, both files passed")
  func rotatedBoth() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try folder.append(LogLineWriter.lines(100..<120), to: "access.log")
    try move("access.log", "access.log.1")
    try folder.write(LogLineWriter.lines(120..<150), to: "access.log")
    #expect(try collect("access.log", "access.log.1") == 150)
  }

  @Test("S4: rotated by rename, first the new file, later the old one")
  func rotatedNewFirst() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try folder.append(LogLineWriter.lines(100..<120), to: "access.log")
    try move("access.log", "access.log.1")
    try folder.write(LogLineWriter.lines(120..<150), to: "access.log")
    #expect(try collect("access.log") == 130)
    #expect(try collect("access.log.1") == 150)
  }

  @Test("S5: a growing pipe, whose new lines share the last second")
  func growingPipe() throws {
    let last = LogLineWriter.line(99) + "\n"
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try pipe("cat access.log") == 100)
    try folder.append(String(repeating: last, count: 5), to: "access.log")
    try folder.append(LogLineWriter.lines(100..<145), to: "access.log")
    #expect(try pipe("cat access.log") == 150)
  }

  @Test("S6: a second server's log for the same period, later")
  func secondServer() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "one.log")
    try folder.write(LogLineWriter.lines(0..<100, server: 1), to: "two.log")
    #expect(try collect("one.log") == 100)
    #expect(try collect("two.log") == 200)
  }

  @Test("S7: copytruncate between runs")
  func copyTruncate() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try shell("cp access.log access.log.1 && truncate -s 0 access.log")
    try folder.append(LogLineWriter.lines(100..<160), to: "access.log")
    #expect(try collect("access.log", "access.log.1") == 160)
  }

  @Test("S8: a counted file again, through zcat and a pipe")
  func countedThroughPipe() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try shell("gzip access.log")
    #expect(try pipe("zcat access.log.gz") == 100)
  }

  @Test("S9: an older file after a newer one")
  func olderAfterNewer() throws {
    try folder.write(LogLineWriter.lines(100..<200), to: "new.log")
    try folder.write(LogLineWriter.lines(0..<100), to: "old.log")
    #expect(try collect("new.log") == 100)
    #expect(try collect("old.log") == 200)
  }

  @Test("S9b: an older file after a newer one, through pipes")
  func olderAfterNewerPiped() throws {
    try folder.write(LogLineWriter.lines(100..<200), to: "new.log")
    try folder.write(LogLineWriter.lines(0..<100), to: "old.log")
    #expect(try pipe("cat new.log") == 100)
    #expect(try pipe("cat old.log") == 200)
  }

  @Test("S10: a copy of a counted file", arguments: [3, 100, 5000])
  func copied(lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    #expect(try collect("access.log") == lines)
    try shell("cp access.log copy.log")
    #expect(try collect("copy.log") == lines)
  }

  @Test(
    "S11: a counted file, packed", arguments: ["gzip", "zstd -q --rm", "bzip2", "xz"],
    [3, 100, 5000])
  func packed(packer: String, lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    #expect(try collect("access.log") == lines)
    try shell("\(packer) access.log && ls access.log.* && mv access.log.* packed")
    #expect(try collect("packed") == lines)
  }

  @Test("S12: a file counted while it grew, rotated and packed, then collected with *.gz")
  func rotatedAndPacked() throws {
    try folder.write(LogLineWriter.lines(0..<40), to: "access.log")
    #expect(try collect("access.log") == 40)
    try folder.append(LogLineWriter.lines(40..<90), to: "access.log")
    #expect(try collect("access.log") == 90)
    try folder.append(LogLineWriter.lines(90..<100), to: "access.log")
    try shell("mv access.log access.log.1 && gzip access.log.1")
    try folder.write(LogLineWriter.lines(100..<130), to: "access.log")
    #expect(try collect("access.log", "access.log.1.gz") == 130)
  }

  @Test("S13: a last line without its newline, which comes later")
  func unfinishedLine() throws {
    let line = LogLineWriter.line(100)
    try folder.write(LogLineWriter.lines(0..<100) + line.prefix(60), to: "access.log")
    #expect(try collect("access.log") == 100)
    #expect(try collect("access.log") == 100)
    try folder.append(line.dropFirst(60) + "\n" + LogLineWriter.lines(101..<103), to: "access.log")
    #expect(try collect("access.log") == 103)
  }

  @Test("S13b: a first line without its newline, which comes later")
  func unfinishedFirstLine() throws {
    try folder.write(String(LogLineWriter.line(0).prefix(50)), to: "access.log")
    #expect(try collect("access.log") == 0)
    try folder.append(LogLineWriter.line(0).dropFirst(50) + "\n", to: "access.log")
    #expect(try collect("access.log") == 1)
    #expect(try collect("access.log") == 1)
  }

  @Test("S14: the same file twice on one command line, through a symbolic and a hard link")
  func namedTwice() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    try shell("ln -s access.log symbolic.log && ln access.log hard.log")
    #expect(try collect("access.log", "access.log", "symbolic.log", "hard.log") == 100)
  }

  @Test("A short log that grows past a fingerprint's length in several steps")
  func growsFromOneLine() throws {
    try folder.write("", to: "access.log")
    var written = 0
    for next in [1, 2, 15, 16, 17, 40, 41, 400] {
      try folder.append(LogLineWriter.lines(written..<next), to: "access.log")
      written = next
      #expect(try collect("access.log") == next)
    }
    try shell("gzip -k access.log")
    #expect(try collect("access.log.gz", "access.log") == 400)
  }

  @Test("An older, shorter copy of a log that has grown since")
  func olderCopy() throws {
    try folder.write(LogLineWriter.lines(0..<500), to: "access.log")
    try shell("head -n 200 access.log > copy.log")
    #expect(try collect("access.log") == 500)
    #expect(try collect("copy.log") == 500)
  }

  @Test("A copy that was counted first and is a part of the whole")
  func partFirst() throws {
    try folder.write(LogLineWriter.lines(0..<500), to: "access.log")
    try shell("head -n 200 access.log > part.log")
    #expect(try collect("part.log") == 200)
    #expect(try pipe("cat access.log") == 500)
    #expect(try collect("part.log", "access.log") == 500)
  }

  @Test(
    "Two logs that begin alike, as health checks do, and differ later", arguments: [false, true])
  func sameBeginning(isPacked: Bool) throws {
    let beginning = LogLineWriter.lines(0..<100)
    try folder.write(beginning + LogLineWriter.lines(100..<300), to: "one.log")
    try folder.write(beginning + LogLineWriter.lines(100..<250, server: 1), to: "two.log")
    if isPacked { try shell("gzip one.log two.log; mv one.log.gz one.log; mv two.log.gz two.log") }
    #expect(try collect("one.log") == 300)
    #expect(try collect("two.log") == 550)
    #expect(try collect("two.log", "one.log") == 550)
  }

  @Test("Many packed members in one file, as logrotate's copies are joined")
  func members() throws {
    try folder.write(LogLineWriter.lines(0..<300), to: "one.log")
    try folder.write(LogLineWriter.lines(300..<600), to: "two.log")
    try shell("gzip -k one.log two.log && cat one.log.gz two.log.gz > both.gz")
    #expect(try collect("both.gz") == 600)
    #expect(try pipe("cat one.log two.log") == 600)
  }

  @Test("A first line of zeros, as a server writes on behind a copytruncate")
  func zerosFirst() throws {
    try shell("truncate -s 3000000 access.log")
    try folder.append(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try folder.append(LogLineWriter.lines(100..<150), to: "access.log")
    #expect(try collect("access.log", "access.log") == 150)
  }

  @Test("A zstd file with a window that would need too much memory, and its content through a pipe")
  func largeWindow() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    try shell("cat access.log | zstd -q --ultra -22 -c > large.zst")
    let outcome = try SporlosProgram.run(
      ["collect", "large.zst", "--db", "traffic.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: \"large.zst\" was compressed by zstd with a window of more "
        + "than 32 MiB (--long), and none of it was counted: decompress it into a pipe, as in zstd -dc "
        + "--long=31 FILE | sporlos collect -\n")
    #expect(try pipe("zstd -dcq --long=31 large.zst") == 100)
  }

  @Test("A named pipe")
  func namedPipe() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    try shell(
      "mkfifo pipe && { cat access.log > pipe & } && sporlos collect pipe --db traffic.sqlite")
    #expect(try collect("access.log") == 100)
  }

  @Test(
    "A compressed file whose end is missing counts its whole lines, and the rest when it is whole",
    arguments: [3000, 30_000])
  func cutShort(lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    try shell("gzip -k access.log && head -c \(3 * lines) access.log.gz > cut.gz")
    // It may be on its way: it counts once it is as long as it was in the run before.
    #expect(try collect("cut.gz", exitCode: 1) == 0)
    let hits = try collect("cut.gz", exitCode: 1)
    #expect(hits > 0 && hits < lines)
    #expect(try collect("cut.gz", exitCode: 1) == hits)
    #expect(try collect("access.log.gz") == lines)
    #expect(try collect("access.log", "cut.gz", exitCode: 1) == lines)
  }

  @Test(
    "The database itself, named among the logs, is left alone", arguments: ["", "-wal", "-shm"])
  func databaseItself(ending: String) throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    #expect(try collect("access.log") == 100)
    try folder.append(LogLineWriter.lines(100..<110), to: "access.log")
    let reader = try TrafficRows.holding(folder.file("traffic.sqlite"))
    let outcome = try SporlosProgram.run(
      ["collect", "traffic.sqlite\(ending)", "access.log", "--db", "traffic.sqlite", "-q"],
      in: folder.url
    )
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors
        == "sporlos: \"traffic.sqlite\(ending)\" is a file of the database itself, not a log: leave it out\n"
    )
    _ = reader
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 110)
  }
}
