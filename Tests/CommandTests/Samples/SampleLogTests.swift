import Foundation
import TestSupport
import Testing

/// Logs that real servers wrote, counted by `sporlos` and by a plain counter in another language
/// (`Tests/Reference/count.py`, whose answers stand beside the logs).
@Suite("The sample logs count as an independent counter counts them")
struct SampleLogTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test("There is a folder for each server and wrapper")
  func folders() {
    #expect(SampleLog.names.count > 40)
  }

  @Test("By the format that its server was told to write", arguments: SampleLog.names)
  func byFormat(name: String) throws {
    let sample = try SampleLog(named: name)
    for log in sample.logs {
      let counts = try collect(log, of: sample, ["--format", sample.format])
      try counts.expectTotals()
      try counts.expectSites(mayBeMissing: false)
      try counts.expectTimes(mayBeMissing: false)
      try counts.expectPages()
    }
  }

  @Test(
    "By what its lines tell, which may leave out the host and how long it took, and is never wrong",
    arguments: SampleLog.names)
  func byDetection(name: String) throws {
    let sample = try SampleLog(named: name)
    for log in sample.logs {
      let counts = try collect(log, of: sample, [])
      try counts.expectTotals()
      try counts.expectSites(mayBeMissing: true)
      try counts.expectTimes(mayBeMissing: true)
      try counts.expectPages()
    }
  }

  private func collect(
    _ log: URL, of sample: SampleLog, _ options: [String]
  ) throws -> SampleCounts {
    // The plain counter knows every page and every site by name, so that all are listed here.
    try folder.write(sample.sitemap, to: "sitemap.txt")
    let database = "\(UUID().uuidString).sqlite"
    let outcome = try SporlosProgram.run(
      ["collect", log.path, "--db", database, "--sitemap", "sitemap.txt", "--max-rejected", "0"]
        + ["--json", "--today", "2026-11-28"] + sample.ownHosts.flatMap { ["--own-host", $0] }
        + sample.options + options, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let summary = try JSONDecoder().decode(Summary.self, from: Data(outcome.output.utf8))
    // An entry of the journal without a message is an empty line here, and no access line there.
    let messageless = sample.name == "journald" ? summary.empty : 0
    #expect(summary.notAccess + messageless == sample.expected.notAccess ?? 0)
    return try SampleCounts(folder.file(database), of: sample)
  }

  private struct Summary: Decodable {
    var notAccess: Int
    var empty: Int

    enum CodingKeys: String, CodingKey { case notAccess = "not_access", empty }
  }
}
