import Foundation
import TestSupport
import Testing

/// Random schedules of what happens to logs; `Tests/Schedules/run` runs them for hours.
@Suite("Random schedules")
struct ScheduleTests {
  @Test(
    "Logs rotated, copied, cut, piped, followed and killed at random count as a plain count does")
  func random() throws {
    let folder = try ScratchFolder()
    // The script prints its seed, and how to run again what differs.
    let seed = UInt32.random(in: 0...UInt32.max)
    print("random schedules: seed \(seed)")
    let script = Checkout.url.appendingPathComponent("Tests/Schedules/run").path
    let outcome = try SporlosProgram.shell(
      "'\(script)' --program '\(SporlosProgram.url.path)' --folder . --schedules 150 --jobs 2 "
        + "--seed \(seed)", in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("seed \(seed): 150 schedules, "), "\(outcome.output)")
  }
}
