import Foundation
import TestSupport
import Testing

/// Compressed copies that are still being written, or never were finished.
@Suite("A compressed copy that is cut short counts nothing twice")
struct CutCopyTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func hits() throws -> Int { try TrafficRows(folder.file("traffic.sqlite")).hits() }

  private func collect(_ sources: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(["collect"] + sources + ["--db", "traffic.sqlite"], in: folder.url)
  }

  private func shell(_ script: String) throws {
    let outcome = try SporlosProgram.shell("set -e; \(script)", in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  static let programs = ["gzip -c", "zstd -qc", "bzip2 -1c", "xz -c"]

  /// Compresses `access.log` to `whole`, and that much of it to `cut`.
  private func compress(_ program: String, percent: Int) throws {
    try shell(
      "\(program) access.log > whole; head -c $(($(stat -c %s whole) * \(percent) / 100)) whole > cut"
    )
  }

  @Test(
    "S17: of a log that is counted already, it counts nothing", arguments: programs,
    [2, 10, 120, 3000])
  func ofCounted(program: String, lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    #expect(try collect("access.log").exitCode == 0)
    for percent in [5, 20, 50, 80, 95] {
      try compress(program, percent: percent)
      for _ in 0..<3 {
        _ = try collect("cut")
        #expect(try hits() == lines, "\(percent) % of it")
      }
    }
    #expect(try collect("whole", "access.log").exitCode == 0)
    #expect(try hits() == lines)
  }

  @Test(
    "S17: while it is being written, it waits; all counts when it is whole", arguments: programs,
    [10, 3000])
  func growing(program: String, lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    for percent in [30, 60, 90] {
      try compress(program, percent: percent)
      try shell("cat cut > growing")
      _ = try collect("growing")
      #expect(try hits() == 0, "\(percent) % of it")
    }
    try shell("cat whole > growing")
    #expect(try collect("growing").exitCode == 0)
    #expect(try hits() == lines)
  }

  @Test(
    "S17: of an unknown log, its whole lines count once a second run finds it as it was",
    arguments: programs)
  func ofUnknown(program: String) throws {
    // Of two members the first is whole, so that it is clear which lines can be read.
    try folder.write(LogLineWriter.lines(0..<40), to: "first.log")
    try folder.write(LogLineWriter.lines(40..<70), to: "second.log")
    try shell("\(program) first.log > cut; \(program) second.log | head -c 12 >> cut")
    _ = try collect("cut")
    #expect(try hits() == 0)
    for _ in 0..<2 {
      let outcome = try collect("cut")
      #expect(outcome.exitCode == 1)
      #expect(
        outcome.errors.contains("\"cut\"") && outcome.errors.contains("damaged"),
        "\(outcome.errors)")
      #expect(try hits() == 40)
    }
    try shell("cat first.log second.log > access.log")
    #expect(try collect("access.log").exitCode == 0)
    #expect(try hits() == 70)
    _ = try collect("cut")
    #expect(try hits() == 70)
  }

  @Test(
    "S17: what counted of a damaged copy does not count again with the log", arguments: programs,
    [120, 3000])
  func damagedThenWhole(program: String, lines: Int) throws {
    try folder.write(LogLineWriter.lines(0..<lines), to: "access.log")
    try compress(program, percent: 60)
    _ = try collect("cut")
    #expect(try hits() == 0)
    #expect(try collect("cut").exitCode == 1)
    // A block of zstd or bzip2 is whole or nothing, and a short log is one.
    let found = try hits()
    #expect(found < lines && (found > 0 || lines < 3000))
    #expect(try collect("whole").exitCode == 0)
    #expect(try hits() == lines)
  }
}
