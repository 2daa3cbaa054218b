import Foundation
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
