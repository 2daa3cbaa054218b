import Foundation
import TestSupport
import Testing

/// Logs of a few lines are as exact as long ones, whatever becomes of them.
@Suite("Every line of a short log counts once")
struct ShortLogTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func hits() throws -> Int { try TrafficRows(folder.file("traffic.sqlite")).hits() }

  /// Runs `sporlos collect` and gives the hits there are then.
  @discardableResult
  private func collect(_ arguments: String...) throws -> Int {
    let outcome = try SporlosProgram.run(
      ["collect"] + arguments + ["--db", "traffic.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return try hits()
  }

  private func shell(_ script: String) throws {
    let outcome = try SporlosProgram.shell("set -o pipefail; \(script)", in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// A way in which a log comes.
  enum Door: CaseIterable, Sendable {
    case grown, renamed, copied, compressed, compressedByZstd, piped, pipedFromGzip
  }

  /// Lets a log come in some way, and gives the hits there are then.
  ///
  /// - Parameter round: A number that no name in the folder has yet.
  private func collect(_ text: String, through door: Door, round: Int) throws -> Int {
    let name = "log-\(round)"
    switch door {
    case .grown, .renamed:
      // The file itself, if it has the beginning; otherwise what comes is older, and another file.
      let file = (try? String(contentsOf: folder.file("access.log"), encoding: .utf8)) ?? ""
      guard text.hasPrefix(file) else { return try collect(text, through: .copied, round: round) }
      try shell("touch access.log")
      try folder.append(String(text.dropFirst(file.count)), to: "access.log")
      guard door == .renamed else { return try collect("access.log") }
      try shell("mv access.log \(name)")
      defer { try? shell("mv \(name) access.log") }
      return try collect(name)
    case .copied:
      try folder.write(text, to: name)
      return try collect(name)
    case .compressed, .compressedByZstd:
      try folder.write(text, to: name)
      try shell(door == .compressed ? "gzip \(name)" : "zstd -q --rm \(name)")
      return try collect(door == .compressed ? "\(name).gz" : "\(name).zst")
    case .piped, .pipedFromGzip:
      try folder.write(text, to: name)
      try shell(
        door == .piped
          ? "cat \(name) | sporlos collect - --db traffic.sqlite"
          : "gzip \(name) && zcat \(name).gz | sporlos collect - --db traffic.sqlite")
      return try hits()
    }
  }

  @Test(
    "S16: copied, compressed, piped, rotated and grown, in every order",
    arguments: Door.allCases, Door.allCases)
  func anyOrder(first: Door, second: Door) throws {
    var round = 0
    func collect(_ lines: Range<Int>, _ door: Door) throws -> Int {
      round += 1
      return try self.collect(LogLineWriter.lines(lines), through: door, round: round)
    }
    var before = 0
    // Up to fingerprints' 16 lines and 4,096 bytes, and beyond them.
    for (start, end) in [(1, 2), (10, 15), (12, 60)] {
      // Each a log of its own: no beginning is that of another.
      let base = 1000 * end
      try? FileManager.default.removeItem(at: folder.file("access.log"))
      let short = base..<(base + start)
      let long = base..<(base + end)
      try #require(try collect(short, first) == before + start)
      try #require(try collect(short, second) == before + start, "again")
      try #require(try collect(long, second) == before + end, "grown from \(start) to \(end)")
      try #require(try collect(short, first) == before + end, "the older copy")
      try #require(try collect(long, first) == before + end)
      try #require(try collect(short, second) == before + end, "the older copy again")
      before += end
    }
  }

  @Test(
    "An older, shorter copy of a log that was counted when it had grown",
    arguments: [(2, 1), (3, 1), (10, 9), (15, 2), (20, 10), (40, 15)])
  func olderCopy(lines: Int, older: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    try shell("head -n \(older) access.log > older.log && gzip -k older.log")
    #expect(try collect("access.log") == lines)
    #expect(try collect("older.log") == lines)
    #expect(try collect("older.log.gz") == lines)
    try shell("cat older.log | sporlos collect - --db traffic.sqlite")
    #expect(try hits() == lines)
  }

  @Test(
    "S18: counted from a pipe, then copied into a folder that is followed", arguments: [1, 10, 200])
  func pipedBesideFollower(lines: Int) throws {
    let follower = Follower(folder)
    try shell("mkdir logs")
    try folder.write(LogLineWriter.lines(5000..<5003), to: "logs/other.log")
    try folder.write(LogLineWriter.lines(0..<lines), to: "a.log")
    try follower.start("logs/*.log")
    try follower.expect(hits: 3)
    try shell("cat a.log | sporlos collect - --db traffic.sqlite --geo none")
    try follower.expect(hits: 3 + lines)
    try shell("cp a.log logs/new.log")
    // A line behind it shows that it was looked at.
    try folder.append(LogLineWriter.lines(lines..<(lines + 1)), to: "logs/new.log")
    try follower.expect(hits: 4 + lines)
    try follower.stop(hits: 4 + lines)
  }

  @Test(
    "S18: a collect of a copy beside the follower that follows the log", arguments: [1, 10, 200])
  func copiedBesideFollower(lines: Int) throws {
    let follower = Follower(folder)
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: lines)
    try shell("cp access.log copy.log")
    try folder.append(LogLineWriter.lines(lines..<(lines + 5)), to: "access.log")
    try follower.expect(hits: lines + 5)
    #expect(try follower.collect("copy.log").exitCode == 0)
    try follower.stop(hits: lines + 5)
  }

  @Test(
    "S15: two short logs that begin alike and differ later, in either order",
    arguments: [1, 5, 12], [(1, 1), (3, 1), (1, 3), (2, 40), (40, 2)])
  func beginAlike(shared: Int, own: (Int, Int)) throws {
    let beginning = LogLineWriter.lines(0..<shared)
    try folder.write(beginning + LogLineWriter.lines(100..<(100 + own.0)), to: "one.log")
    try folder.write(beginning + LogLineWriter.lines(200..<(200 + own.1), server: 1), to: "two.log")
    try shell("gzip -k one.log two.log")
    let one = shared + own.0
    let both = one + shared + own.1
    #expect(try collect("one.log") == one)
    #expect(try collect("two.log") == both)
    #expect(try collect("two.log", "one.log", "two.log.gz", "one.log.gz") == both)
  }

  @Test(
    "S15: a short log that is all of another's beginning at first, and departs then",
    arguments: [1, 5, 12])
  func departsLater(shared: Int) throws {
    let beginning = LogLineWriter.lines(0..<shared)
    try folder.write(beginning + LogLineWriter.lines(100..<103), to: "one.log")
    try folder.write(beginning, to: "two.log")
    #expect(try collect("one.log", "two.log") == shared + 3)
    try folder.append(LogLineWriter.lines(200..<202, server: 1), to: "two.log")
    #expect(try collect("one.log", "two.log") == 2 * shared + 5)
    try folder.append(LogLineWriter.lines(103..<104), to: "one.log")
    #expect(try collect("two.log", "one.log") == 2 * shared + 6)
  }

  @Test(
    "S15: two servers' logs that are the same are told of, and one of them counts",
    arguments: [3, 360])
  func toldTwins(lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "web1.log")
    try folder.write(LogLineWriter.lines(0..<lines), to: "web2.log")
    // The summary is for terminals.
    let outcome = try SporlosProgram.shell(
      "script -qec '\(SporlosProgram.url.path) collect --today \(SporlosProgram.today) web1.log web2.log "
        + "--db traffic.sqlite' /dev/null", in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.contains("taken for a copy of"), "\(outcome.output)")
    #expect(try hits() == lines)
  }

  @Test(
    "S15: two servers' logs that are the same count both under names of their own",
    arguments: [3, 360])
  func namedTwins(lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "a.log")
    try folder.write(LogLineWriter.lines(0..<lines), to: "a-twin.log")
    #expect(try collect("--source", "web1", "a.log") == lines)
    #expect(try collect("--source", "web2", "a-twin.log") == 2 * lines)
    #expect(try collect("--source", "web1", "a.log") == 2 * lines)
    #expect(try collect("--source", "web2", "a-twin.log") == 2 * lines)
    for name in ["a", "a-twin"] {
      try folder.append(LogLineWriter.lines(lines..<(lines + 2)), to: "\(name).log")
    }
    #expect(try collect("--source", "web2", "a-twin.log") == 2 * lines + 2)
    #expect(try collect("--source", "web1", "a.log") == 2 * lines + 4)
  }
}
