import Foundation
import TestSupport
import Testing

/// Compressed logs through every command that reads logs.
@Suite("A compressed log is read like the log itself, whatever it is called")
struct CompressionTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<3000), to: "a.log")
    try folder.write(LogLineWriter.lines(3000..<3100), to: "b.log")
  }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell("C='--db traffic.sqlite --geo none'\n" + script, in: folder.url)
  }

  static let compressions = [
    "gzip -c", "zstd -qc", "bzip2 -c", "xz -c", "xz -c -9e --check=crc32",
    "xz -c --block-size=9999",
  ]

  /// How a compressed log, `packed`, gets to be read.
  static let doors = [
    "sporlos collect packed $C", "sporlos collect - $C < packed",
    "cat packed | sporlos collect - $C", "sporlos collect <(cat packed) $C",
    "mkfifo p; cat packed > p & sporlos collect p $C",
    "{ head -c 7 packed; sleep 0.3; tail -c +8 packed; } | sporlos collect - $C",
  ]

  @Test("Each of them counts once, whatever way it comes", arguments: compressions, doors)
  func collected(compression: String, door: String) throws {
    let outcome = try shell("\(compression) a.log > packed; \(door)")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 3000)
    #expect(try shell("sporlos collect a.log packed $C").exitCode == 0)
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 3000)
  }

  @Test("Members one behind another, and zeros behind them, are one log", arguments: compressions)
  func members(compression: String) throws {
    let outcome = try shell(
      """
      { \(compression) a.log; \(compression) b.log; head -c 4096 /dev/zero; } > packed
      case "\(compression)" in zstd*) truncate -s -4096 packed ;; esac
      cat a.log b.log > both.log
      sporlos collect packed $C
      """)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 3100)
    #expect(try shell("sporlos collect both.log $C").exitCode == 0)
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 3100)
  }

  @Test("`scrub`, `check` and `audit` read them, too", arguments: compressions)
  func others(compression: String) throws {
    let outcome = try shell(
      """
      set -e
      \(compression) a.log > packed
      sporlos scrub a.log > plain.clean; sporlos scrub packed > packed.clean
      cat packed | sporlos scrub - > piped.clean
      cmp plain.clean packed.clean; cmp plain.clean piped.clean
      sporlos check --pages a.log > plain.pages; sporlos check --pages packed > packed.pages
      cmp plain.pages packed.pages
      sporlos collect a.log $C
      sporlos audit --db traffic.sqlite --log packed --json > audit.json
      """)
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    let answer = try String(contentsOf: folder.file("audit.json"), encoding: .utf8)
    #expect(answer.contains("3000"), "\(answer)")
  }

  @Test("A follower reads what was rotated and compressed meanwhile", arguments: compressions)
  func followed(compression: String) throws {
    let follower = Follower(folder)
    try follower.start("a.log")
    try follower.expect(hits: 3000)
    try follower.stop(hits: 3000)
    let outcome = try shell(
      """
      cat b.log >> a.log; \(compression) a.log > a.log.1.packed; rm a.log; touch -d '2 minutes ago' \
        a.log.1.packed; touch a.log
      """)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    try follower.start("a.log", "a.log.*")
    try follower.expect(hits: 3100)
    try follower.stop(hits: 3100)
  }

  @Test("A dictionary of xz that takes too much memory is refused in a sentence")
  func dictionary() throws {
    let outcome = try shell("xz -c --lzma2=dict=96MiB a.log > packed; sporlos collect packed $C")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors
        == "sporlos: \"packed\" was compressed by xz with a dictionary that takes more than 80 MiB "
        + "of memory, at its beginning; nothing was counted: decompress it into a pipe, as in "
        + "xz -dc FILE | sporlos collect -\n")
    #expect(try shell("xz -dc packed | sporlos collect - $C").exitCode == 0)
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 3000)
  }
}
