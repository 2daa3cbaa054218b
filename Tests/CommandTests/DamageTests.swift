import Foundation
import GRDB
import TestSupport
import Testing

/// What a bad disk makes of a database.
@Suite("A damaged database stops no program in the middle")
struct DamageTests {
  private static let commands = [
    ["report", "overview"], ["report", "pages"], ["report", "entries"], ["report", "times"],
    ["report", "traffic"], ["report", "referrers"], ["report", "versions"], ["prune", "--dry-run"],
    ["audit"],
  ]

  @Test(
    "Days and counts that nothing was published of are damage, and no command stops in the middle",
    arguments: [
      "published_day SET last = 3221226061", "published_day SET first = last + 1",
      "published_day SET first = -9223372036854775808", "published_window SET first = last + 1",
      "published_window SET last = 9223372036854775807",
      "publication_cell SET first = last + 1", "publication_cell SET value = 9223372036854775807",
      "publication_cell SET value = -9223372036854775808",
      "publication_cell SET key = 9223372036854775807, grp = -9223372036854775808",
      "published_day SET page_views = 9223372036854775807, hits = -9223372036854775808",
      "publication SET threshold = 9223372036854775807", "publication_grain SET grain = 77",
    ])
  func published(change: String) throws {
    let folder = try ScratchFolder()
    let log = Checkout.sample("generated/access.log").path
    let made = try SporlosProgram.run(["collect", log, "--db", "t.sqlite"], in: folder.url)
    #expect(made.exitCode == 0)
    let queue = try DatabaseQueue(path: folder.path("t.sqlite"))
    try queue.write {
      // What a number in two rows would be twice is in the first of them only.
      try $0.execute(sql: "UPDATE OR IGNORE \(change)")
      #expect($0.changesCount > 0)
    }
    try queue.close()
    let reports = [
      "overview", "days", "hours", "pages", "referrers", "landings", "times", "versions", "kinds",
      "campaigns", "sites",
    ]
    for report in reports {
      for form in ["table", "csv"] {
        let outcome = try SporlosProgram.run(
          ["report", report, "--db", "t.sqlite", "--format", form], in: folder.url)
        #expect([0, 1].contains(outcome.exitCode), "\(report): \(outcome.errors)")
      }
    }
    let again = try SporlosProgram.run(["collect", log, "--db", "t.sqlite"], in: folder.url)
    #expect([0, 1].contains(again.exitCode), "\(again.errors)")
  }

  @Test("It is reported as damaged, or counts what it says, whichever bytes are others")
  func damage() throws {
    let folder = try ScratchFolder()
    let whole = folder.url.appendingPathComponent("whole.sqlite")
    let log = Checkout.sample("generated/access.log").path
    #expect(
      try SporlosProgram.run(["collect", log, "--db", "whole.sqlite"], in: folder.url).exitCode == 0
    )
    let bytes = [UInt8](try Data(contentsOf: whole))
    var random = SeededGenerator.fresh()
    let seed = random.seed
    let damaged = folder.url.appendingPathComponent("damaged.sqlite")
    var stopped = 0
    for _ in 0..<40 {
      var copy = bytes
      for _ in 0..<[1, 5, 50].randomElement(using: &random)! {
        // Half of the time in the head of a page, which says what its cells are.
        let page = Int.random(in: 0..<(copy.count / 4096), using: &random) * 4096
        let place = Int.random(in: 0..<(Bool.random(using: &random) ? 24 : 4096), using: &random)
        copy[page + place] = UInt8.random(in: 0...255, using: &random)
      }
      try Data(copy).write(to: damaged)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: damaged.path)
      let command = Self.commands.randomElement(using: &random)!
      let outcome = try SporlosProgram.run(command + ["--db", "damaged.sqlite"], in: folder.url)
      #expect([0, 1].contains(outcome.exitCode), "seed \(seed): \(command): \(outcome.errors)")
      if outcome.exitCode == 1 { stopped += 1 }
      for end in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: damaged.path + end)
      }
    }
    #expect(stopped > 0, "some damage is found, or little is tested")
  }
}
