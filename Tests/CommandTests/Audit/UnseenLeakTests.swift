import Foundation
import TestSupport
import Testing

/// How well the audit's own detectors do, both ways.
@Suite("The audit finds most of what it was not made from, and nothing where nothing is")
struct UnseenLeakTests {
  /// Plants each one into a database of its own, and says which are not found.
  private func missed(of leaks: [UnseenLeak]) throws -> [UnseenLeak] {
    try leaks.filter { leak in
      let scene = try AuditScene()
      try leak.plant(scene)
      let outcome = try scene.audit("--json")
      if !leak.value.isEmpty {
        #expect(!(outcome.output + outcome.errors).contains(leak.value), "\(leak) is shown")
      }
      return outcome.exitCode == 0
    }
  }

  @Test("Of those that were looked at while the detectors were made")
  func tuning() throws {
    let missed = try missed(of: UnseenLeak.tuning)
    print("found \(UnseenLeak.tuning.count - missed.count) of \(UnseenLeak.tuning.count)")
    for leak in missed { print("not found: \(leak)") }
    #expect(missed.count <= 3, "\(missed)")
  }

  @Test("Of those that were held out")
  func heldOut() throws {
    let missed = try missed(of: UnseenLeak.heldOut)
    print("found \(UnseenLeak.heldOut.count - missed.count) of \(UnseenLeak.heldOut.count)")
    #expect(missed.count <= 1)
  }

  @Test("Nothing in sixty clean databases", arguments: 0..<6)
  func clean(part: Int) throws {
    for seed in (part * 10)..<(part * 10 + 10) {
      let folder = try ScratchFolder()
      var log = CleanLog(seed: UInt64(seed))
      try folder.write(log.lines(pages: 24), to: "access.log")
      let collected = try SporlosProgram.run(
        ["collect", "access.log", "--db", "traffic.sqlite", "--campaigns", "all", "-q"],
        in: folder.url)
      try #require(collected.exitCode == 0, "\(collected.errors)")
      let comparison = seed.isMultiple(of: 5) ? ["--log", "access.log"] : []
      let audited = try SporlosProgram.run(
        ["audit", "--db", "traffic.sqlite", "-q"] + comparison, in: folder.url)
      #expect(audited.exitCode == 0, "seed \(seed): \(audited.output)\(audited.errors)")
    }
  }
}
