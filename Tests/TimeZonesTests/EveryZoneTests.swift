import Foundation
import TestSupport
import Testing

@testable import TimeZones

/// Offsets against those of Python, which reads the same files.
@Suite struct EveryZoneTests {
  @Test("All zones of this machine have the offsets that Python's zoneinfo says")
  func all() throws {
    let seed = UInt32.random(in: 0..<1_000_000)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Reference/offsets.py")
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.shell("python3 '\(script.path)' \(seed)", in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    var compared = 0
    for line in outcome.output.split(separator: "\n") {
      let parts = line.split(separator: " ")
      let zone = try ZoneClock(String(parts[0]))
      let different = parts.dropFirst().filter { part in
        let numbers = part.split(separator: ":").compactMap { Int64($0) }
        compared += 1
        return zone.offset(at: numbers[0]) != Int32(numbers[1])
      }
      #expect(different.isEmpty, "seed \(seed), \(parts[0]): \(different.prefix(3))")
    }
    #expect(compared > 30_000)
  }
}
