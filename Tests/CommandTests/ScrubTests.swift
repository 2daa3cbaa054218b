import Foundation
import TestSupport
import Testing

/// `sporlos scrub` as its users run it.
@Suite("Scrubbed logs")
struct ScrubTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func scrub(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(["scrub"] + arguments, in: folder.url)
  }

  /// Every row that is counted of a log whose pages all have their names.
  ///
  /// Shorter addresses and user agents are fewer people, so that without a list fewer pages and sites would.
  private func counts(of log: String, _ options: [String]) throws -> [String] {
    let database = "counts-\(UUID().uuidString).sqlite"
    let outcome = try SporlosProgram.run(
      [
        "collect", log, "--db", database, "--geo", "none", "--sitemap", "sitemap.txt",
      ] + options + ["", "www.", "shop."].flatMap { ["--own-host", $0 + "example.org"] },
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let rows = try TrafficRows(folder.file(database))
    return try rows.everything() + rows.rows("SELECT format, hits FROM sources")
  }

  @Test(
    "A scrubbed log counts as the log it was made of, and scrubbed twice is the same",
    arguments: AuditTests.logs,
    [[], ["--campaigns", "all", "--own-host", "example.org", "--page-rule", "/articles/**"]])
  func counts(log: String, options: [String]) throws {
    let source = Checkout.sample(log).path
    let arguments = ["scrub", source, "-o", "once.log", "--max-rejected", "0"] + options
    let outcome = try SporlosProgram.run(arguments, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.output == "" && outcome.errors == "")
    let pages = try String(contentsOf: folder.file("once.log"), encoding: .utf8)
      .split(separator: "\n").compactMap { line in
        line.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first?
          .split(separator: " ").dropFirst().first?.split(separator: "?").first
      }.filter { $0.hasPrefix("/") }
    try folder.write(Set(pages).sorted().joined(separator: "\n"), to: "sitemap.txt")
    #expect(try counts(of: "once.log", options) == counts(of: source, options))
    #expect(
      try SporlosProgram.run(["scrub", "once.log"] + options, in: folder.url).output
        == String(contentsOf: folder.file("once.log"), encoding: .utf8))
    #expect(try folder.mode("once.log") == 0o600)
  }

  @Test("Without a list, hits are the same, visitors fewer, and pages that need them unnamed")
  func visitors() throws {
    let lines = (0..<16).map { number in
      "198.18.\(number).1 - - [01/Oct/2026:10:00:00 +0000] \"GET /news HTTP/1.1\" 200 100 \"-\" "
        + "\"\(DifferentPeople.userAgent(number % 8))\"\n"
    }
    try folder.write(lines.joined(), to: "whole.log")
    #expect(try scrub("whole.log", "-o", "scrubbed.log").exitCode == 0)
    let expected = [
      "whole.log": ["/news|16", "16|16"], "scrubbed.log": ["(rare pages)|16", "8|16"],
    ]
    for (log, rows) in expected {
      let database = "\(log).sqlite"
      let outcome = try SporlosProgram.run(
        ["collect", log, "--db", database, "--geo", "none", "--site", "example.org"],
        in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      let counted = try TrafficRows(folder.file(database))
      #expect(
        try counted.rows("SELECT page, sum(hits) FROM page_hours GROUP BY 1")
          + counted.rows("SELECT visitors, visits FROM site_days") == rows, "\(log)")
    }
  }

  @Test("The made-up people of the sample logs do not get through")
  func samplePeople() throws {
    let canaries = try String(contentsOf: Checkout.sample("canaries.txt"), encoding: .utf8)
      .split(separator: "\n").map(String.init)
    for sample in CanaryTests.samples {
      let log = Checkout.sample("\(sample)/access.log")
      // What is asked for by all is nobody's, and neither is the host of a referrer, which is kept.
      let said = try CanaryTests.clientsWords(in: log).filter {
        !$0.hasPrefix("GET /private/") && $0 != "utm_source=newsletter&utm_medium=email"
      }
      for options in [[], ["--campaigns", "all", "--keep-time"], ["--drop-addresses", "--json"]] {
        let outcome = try SporlosProgram.run(["scrub", log.path] + options, in: folder.url)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        search(for: canaries + said, in: outcome.output + outcome.errors)
      }
    }
  }

  @Test("Marks in every field of every format do not get through", arguments: CanaryTests.formats)
  func everyField(format: String) throws {
    let lines = (0..<64).flatMap {
      [
        CanaryTests.marked(format, $0), "garbage kanari \($0)",
        CanaryTests.marked(format, $0) + "\u{1}",
      ]
    }
    try folder.write(
      lines.joined(separator: "\n") + "\nkanari unfinished 198.51.100.7", to: "source.log")
    let outcome = try scrub(
      "source.log", "--format", format, "--json", "-o", "clean.log")
    let text = try String(contentsOf: folder.file("clean.log"), encoding: .utf8)
    #expect(text.split(separator: "\n").count >= 64)
    search(for: CanaryTests.marks, in: text + outcome.output + outcome.errors)
    #expect(outcome.output.contains("\"reason\":\"not of the log's format\""))
  }

  /// Searches an output for marks, but not in the hosts of referrers: these are what is kept of them.
  private func search(for marks: [String], in text: String) {
    let text = text.lowercased()
      .replacing(/(https?|android-app):\/\/[^\/"]+\/(?=")/, with: "")
    for mark in marks where text.contains(mark.lowercased()) { Issue.record("it holds \(mark)") }
  }

  @Test("Lines that cannot be read are dropped, and too many of them are reported")
  func dropped() throws {
    try folder.write(
      LogLineWriter.lines(0..<4) + String(repeating: "kanari\n", count: 6), to: "access.log")
    let outcome = try scrub("access.log")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.split(separator: "\n").count == 4)
    #expect(
      outcome.errors == "sporlos: \"access.log\": 6 of 10 lines were dropped: 6 not of the log's "
        + "format (first: line 5). It was read as combined. Run `sporlos check` on it to see why, or see "
        + "--max-rejected\n")
    #expect(try scrub("access.log", "--max-rejected", "6").exitCode == 0)
  }

  @Test("A log whose format is not recognised gives nothing")
  func unknownFormat() throws {
    try folder.write("kanari personal line 198.51.100.7\n", to: "access.log")
    let outcome = try scrub("access.log")
    #expect(outcome.exitCode == 1 && outcome.output == "")
    #expect(
      outcome.errors.hasPrefix(
        "sporlos: the format of \"access.log\" was not recognised, and none of it was scrubbed: run "
      )
    )
    #expect(try scrub("/dev/null").exitCode == 0, "there is nothing to be of a format")
  }

  @Test("A log of many blocks keeps its order, whatever number of threads")
  func order() throws {
    try folder.write(LogLineWriter.lines(0..<30_000), to: "access.log")
    let one = try scrub("access.log", "--threads", "1").output
    #expect(one.split(separator: "\n").count == 30_000)
    #expect(try scrub("access.log", "--threads", "5").output == one)
    #expect(
      try SporlosProgram.shell("cat access.log | sporlos scrub", in: folder.url).output == one)
    #expect(
      try SporlosProgram.shell("gzip -c access.log | sporlos scrub -", in: folder.url).output == one
    )
    #expect(
      try SporlosProgram.shell(
        "split -n l/3 access.log part-; sporlos scrub part-*", in: folder.url
      ).output == one)
  }

  @Test("Nothing is written to what is read")
  func ownInput() throws {
    let log = LogLineWriter.lines(0..<5)
    try folder.write(log, to: "access.log")
    try folder.write(log, to: "other.log")
    try FileManager.default.createSymbolicLink(
      at: folder.file("link.log"), withDestinationURL: folder.file("access.log"))
    let scripts = [
      "sporlos scrub other.log access.log -o link.log", "sporlos scrub access.log >> access.log",
      "sporlos scrub - -o access.log < access.log",
    ]
    for script in scripts {
      let outcome = try SporlosProgram.shell(script, in: folder.url)
      #expect(outcome.exitCode == 2, "\(script)")
      #expect(
        outcome.errors.contains("is both input and output: name another file with -o"))
    }
    #expect(try String(contentsOf: folder.file("access.log"), encoding: .utf8) == log)
  }

  @Test("An output that cannot be written is told; a reader who has gone is not")
  func outputs() throws {
    try folder.write(LogLineWriter.lines(0..<30_000), to: "access.log")
    let missing = try scrub("access.log", "-o", "no/such/folder.log")
    #expect(missing.exitCode == 1)
    #expect(
      missing.errors == "sporlos: cannot write to \"no/such/folder.log\" (No such file or "
        + "directory): check the permissions of the file and its folder\n")
    let full = try SporlosProgram.shell("sporlos scrub access.log > /dev/full", in: folder.url)
    #expect(full.exitCode == 1)
    #expect(
      full.errors == "sporlos: no space left for standard output: the last lines are not in it"
        + ", free some space and scrub the log again\n")
    let gone = try SporlosProgram.shell(
      "sporlos scrub access.log | head -n 1; echo ${PIPESTATUS[0]}", in: folder.url)
    #expect(gone.output.hasSuffix("\n1\n") && gone.errors == "")
  }

  @Test(
    "Options that make no sense",
    arguments: [
      ["--v4-bits", "25"], ["--v6-bits", "49"], ["--v4-bits", "-1"], ["--format", "kanari"],
      ["--page-rule", "users"], ["--own-host", "a b"], ["--campaigns", "utm_sauce"],
      ["--threads", "0"], ["-", "-"],
    ])
  func options(arguments: [String]) throws {
    let outcome = try SporlosProgram.run(["scrub", "-"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 2 && outcome.output == "" && outcome.errors.hasPrefix("sporlos: "))
  }

  @Test("A packed log that was cut short gives its whole lines")
  func cutShort() throws {
    try folder.write(LogLineWriter.lines(0..<2000), to: "access.log")
    let outcome = try SporlosProgram.shell(
      "gzip access.log; head -c 9000 access.log.gz > cut.gz; sporlos scrub cut.gz", in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("is a truncated compressed file, after "))
    #expect(outcome.output.hasSuffix("\n") && outcome.output.count > 1000)
  }
}
