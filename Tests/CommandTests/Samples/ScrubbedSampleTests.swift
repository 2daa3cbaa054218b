import Foundation
import TestSupport
import Testing

@Suite("Scrubbed sample logs are logs of the same format")
struct ScrubbedSampleTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func scrub(
    _ log: String, of sample: SampleLog, to output: String, _ options: String...
  ) throws {
    let outcome = try SporlosProgram.run(
      ["scrub", log, "-o", output, "--max-rejected", "0", "--format", sample.format]
        + sample.options + sample.ownHosts.flatMap { ["--own-host", $0] } + options,
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test(
    "A scrubbed log counts as its log does, and scrubbed twice it stays as it is",
    arguments: SampleLog.names)
  func counts(name: String) throws {
    let sample = try SampleLog(named: name)
    try folder.write(sample.sitemap, to: "sitemap.txt")
    for log in sample.logs {
      let name = log.lastPathComponent
      let (once, twice, database) = ("\(name).once", "\(name).twice", "\(name).sqlite")
      try scrub(log.path, of: sample, to: once)
      try scrub(once, of: sample, to: twice)
      #expect(
        try Data(contentsOf: folder.file(once)) == Data(contentsOf: folder.file(twice)))
      let outcome = try SporlosProgram.run(
        ["collect", once, "--db", database, "--sitemap", "sitemap.txt", "--max-rejected", "0"]
          + ["--format", sample.format, "--today", "2026-11-28"] + sample.options
          + sample.ownHosts.flatMap { ["--own-host", $0] }, in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let counts = try SampleCounts(folder.file(database), of: sample)
      // Of lines that are no access lines, those that name columns are written.
      let headings = try String(contentsOf: folder.file(once), encoding: .utf8)
        .split(separator: "\n").count { $0.hasPrefix("#Fields: ") }
      try counts.expectTotals(lines: sample.expected.hits + headings)
      try counts.expectSites(mayBeMissing: false)
      try counts.expectTimes(mayBeMissing: false)
      try counts.expectPages()
    }
  }

  @Test("The made-up people of a log are not in it once it is scrubbed", arguments: SampleLog.names)
  func people(name: String) throws {
    let sample = try SampleLog(named: name)
    #expect(!sample.canaries.isEmpty)
    for log in sample.logs {
      for options in [[], ["--campaigns", "all", "--keep-time"], ["--drop-addresses", "--json"]] {
        let outcome = try SporlosProgram.run(
          ["scrub", log.path, "--format", sample.format] + sample.options + options,
          in: folder.url)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        // The host of a referrer is kept, and apps have their names as one.
        let text = (outcome.output + outcome.errors).lowercased()
          .replacing("android-app://org.example.canary35/", with: "")
          .replacing("android-app%3a%2f%2forg.example.canary35%2f", with: "")
        for canary in sample.canaries where text.contains(canary.lowercased()) {
          Issue.record("\(options) leaves \(canary)")
        }
      }
    }
  }
}
