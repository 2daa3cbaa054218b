import Foundation
import TestSupport
import Testing

/// A log with zeros in it, through every door: compared with the same log and a hundred zeros.
@Suite("Zeros in a log count as no line, however many they are")
struct ZeroTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  static let counts = [300_000, 1_048_575, 1_048_576, 1_048_577, 3_000_000]

  /// Where the zeros stand (Z), among some lines (L), one line (1), junk (J) and an empty line (E).
  static let shapes = ["ZL", "Z1", "LZL", "L1ZE1ZL", "ZELZJL", "LZ"]

  private static let script = """
    rm -rf log* t.sqlite* a.gz a.zst
    for part in $(echo $1 | fold -w 1); do
      case $part in
        Z) head -c $2 /dev/zero ;; L) cat lines ;; 1) cat line ;; J) echo junk ;; E) echo ;;
      esac
    done > log
    count() { sporlos collect "$@" --db t.sqlite --geo none --json; rm -rf t.sqlite*; }
    echo file; count log
    echo pipe; cat log | count -
    gzip -k log; echo gzip; count log.gz
    zstd -q log; echo zstd; count log.zst
    echo check; sporlos check --pages log --json
    echo scrub; sporlos scrub log -q
    echo piped scrub; cat log | sporlos scrub - -q
    """

  /// What the commands say of a log, but for how long they took and how many bytes they read.
  private func answers(_ shape: String, zeros: Int) throws -> String {
    let outcome = try SporlosProgram.shell(
      "set -- \(shape) \(zeros)\n" + Self.script, in: folder.url)
    return (outcome.output + outcome.errors).replacing(
      /"(seconds|bytes|held_back_bytes)":[0-9.e-]+/, with: "")
  }

  @Test("As of a hundred zeros", arguments: shapes)
  func doors(shape: String) throws {
    try folder.write(LogLineWriter.lines(0..<300), to: "lines")
    try folder.write(LogLineWriter.lines(300..<301), to: "line")
    let expected = try answers(shape, zeros: 100)
    let hits = shape.reduce(0) { $0 + ($1 == "L" ? 300 : $1 == "1" ? 1 : 0) }
    #expect(expected.contains("\"hits\":\(hits)"), "\(expected)")
    for count in Self.counts {
      let found = try answers(shape, zeros: count)
      #expect(found == expected, "\(count) zeros")
    }
  }

  @Test("A log that is followed: a hole, then a hole in the next, and lines behind them")
  func followed() throws {
    let follower = Follower(folder)
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 100)
    var total = 100
    for count in Self.counts {
      // What `copytruncate` does, and a server without O_APPEND then.
      try follower.shell("truncate -s 0 access.log")
      try follower.shell("truncate -s \(count) access.log")
      try folder.append(LogLineWriter.lines(total..<(total + 1)), to: "access.log")
      try follower.expect(hits: total + 1)
      try folder.append(LogLineWriter.lines((total + 1)..<(total + 40)), to: "access.log")
      total += 40
      try follower.expect(hits: total)
      // Within the log, too.
      try follower.shell("head -c \(count) /dev/zero >> access.log")
      try folder.append(LogLineWriter.lines(total..<(total + 40)), to: "access.log")
      total += 40
      try follower.expect(hits: total)
    }
    try follower.stop(hits: total)
  }

  @Test("A pipe that is followed", arguments: counts)
  func followedPipe(count: Int) throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "lines")
    try folder.write(LogLineWriter.lines(100..<200), to: "more")
    let outcome = try SporlosProgram.shell(
      """
      { head -c \(count) /dev/zero; cat lines; head -c \(count) /dev/zero; cat more;
        head -c \(count) /dev/zero; } \
        | sporlos follow - --db traffic.sqlite --geo none --flush 200ms
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 200)
  }

  @Test("A first line of a pipe that is too long keeps nobody waiting")
  func longFirstLine() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "lines")
    for count in [300_000, 40_000_000] {
      let outcome = try SporlosProgram.shell(
        """
        rm -rf traffic.sqlite*
        { head -c \(count) /dev/zero | tr '\\0' x; echo; cat lines; sleep 1; cat lines; } \
          | sporlos follow - --db traffic.sqlite --geo none --flush 200ms
        """, in: folder.url)
      #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
      #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 200)
    }
  }
}
