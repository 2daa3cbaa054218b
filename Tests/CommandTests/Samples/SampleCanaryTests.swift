import Foundation
import TestSupport
import Testing

/// The log of each folder goes through every command; every byte that is left behind is searched for the
/// made-up people in it.
@Suite("Nobody of a sample log is left anywhere")
struct SampleCanaryTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("Every command, by the log's format and by what its lines tell", arguments: SampleLog.names)
  func people(name: String) throws {
    let sample = try SampleLog(named: name)
    let log = sample.logs[0].lastPathComponent
    try FileManager.default.copyItem(at: sample.logs[0], to: folder.file(log))
    try #require(sample.canaries.count > 3)
    let options = sample.options + ["--format", sample.format]
    try count(log, "named.sqlite", options)
    try count(log, "recognised.sqlite", sample.options)
    // What comes behind the database knows nothing of how its log was read.
    try runTheRest(on: log, "named.sqlite", options)
    try follow(log, sample)
    #expect(try folder.filesWithout(sample.canaries, besides: [log]) > 20)
  }

  /// Runs a command and keeps what it prints in a file of the folder.
  private func run(_ arguments: [String], _ exitCode: Int32?) throws {
    let outcome = try SporlosProgram.run(arguments, in: folder.url)
    if let exitCode { #expect(outcome.exitCode == exitCode, "\(arguments): \(outcome.errors)") }
    try folder.write(outcome.output + outcome.errors, to: "output-\(UUID().uuidString).txt")
  }

  private func count(_ log: String, _ database: String, _ options: [String]) throws {
    try run(["check", "--pages", log] + options, 0)
    // While somebody reads, the -wal file stays, with everything that was written.
    let reader = try TrafficRows.holding(folder.file(database))
    try run(
      ["collect", log, "--db", database, "--json", "--campaigns", "all", "--max-rejected", "0"]
        + ["--today", "2026-11-28"] + options, 0)
    let wal = folder.file("\(database)-wal")
    try FileManager.default.copyItem(at: wal, to: folder.file("copy-\(database)-wal"))
    try reader.close()
  }

  private func runTheRest(on log: String, _ database: String, _ options: [String]) throws {
    for report in [
      "overview", "pages", "entries", "hours", "devices", "browsers", "sites", "sources",
      "referrers",
      "campaigns", "times",
    ] {
      try run(
        ["report", report, "--db", database, "--format", "csv", "--limit", "10000", "--private"], 0
      )
    }
    let invitation = "\(database).invitation"
    try run(["fleet", "invite", invitation, "--db", database], 0)
    // Hexadecimal digits of keys may be those of a number in the log, so they are not searched for it.
    let secret = try String(contentsOf: folder.file(invitation), encoding: .utf8)
    #expect(secret.wholeMatch(of: /sporlos-fleet-2:[0-9a-f]+ +UTC\n?/) != nil)
    try FileManager.default.removeItem(at: folder.file(invitation))
    try run(["fleet", "share", "\(database).share", "--db", database], 0)
    try run(["audit", "--db", database, "--notice", "en"], nil)
    if let format = options.firstIndex(of: "--format") {
      // It reads the log itself, and finds nothing of it.
      try run(
        ["audit", "--db", database, "--json", "--log", log, "--today", "2026-11-28"]
          + options[format...], 0)
    }
    try run(["prune", "--db", database, "--json", "--today", "2026-11-28"], 0)
  }

  /// Reads the log as a stream, and counts the same.
  private func follow(_ log: String, _ sample: SampleLog) throws {
    let collect =
      ["follow", "-", "--db", "streamed.sqlite", "--geo", "none"]
      + ["--today", "2026-11-28", "--format", sample.format] + sample.options
    let outcome = try SporlosProgram.run(
      collect, input: sample.logs[0].pathExtension == "log" ? folder.file(log) : nil, in: folder.url
    )
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    try folder.write(outcome.output + outcome.errors, to: "streamed.txt")
    guard sample.logs[0].pathExtension == "log" else { return }
    #expect(try TrafficRows(folder.file("streamed.sqlite")).hits() == sample.expected.hits)
  }
}
