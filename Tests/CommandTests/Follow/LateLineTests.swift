import Foundation
import TestSupport
import Testing

/// What becomes of lines whose hour a follower has committed before.
@Suite("Late lines are counted once, by their own time")
struct LateLineTests {
  private let folder: ScratchFolder
  private let follower: Follower
  private let clock: URL

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
    clock = folder.file("clock")
    try folder.write("", to: "access.log")
  }

  private func set(_ time: String) throws {
    try folder.replace("clock", with: "@2026-10-\(time)\n")
  }

  private func start() throws {
    try follower.start("access.log", isPrompt: false, clock: clock)
  }

  /// A page view of a visitor on the first of October.
  private func line(_ visitor: Int, at time: String) -> String {
    "198.51.\(visitor).7 - - [01/Oct/2026:\(time) +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" "
      + "\"\(DifferentPeople.userAgent(visitor))\"\n"
  }

  private func append(_ visitors: ClosedRange<Int>, at time: String) throws {
    try folder.append(visitors.map { line($0, at: time) }.joined(), to: "access.log")
  }

  private var hours: [String] {
    get throws {
      try TrafficRows(folder.file(Follower.database)).rows(
        "SELECT hour || ' ' || sum(hits) FROM page_hours GROUP BY hour ORDER BY hour")
    }
  }

  @Test(
    "One by itself is committed at once; one among lines of an hour that goes on waits with them")
  func hour() throws {
    try set("01 10:50:00")
    try start()
    try append(1...3, at: "10:50:00")
    try set("01 11:00:05")
    try follower.expect(hits: 3)
    try append(4...4, at: "10:59:59")
    try follower.expect(hits: 4)
    #expect(try hours == ["2026-10-01T10:00Z 4"])
    try folder.append(line(5, at: "11:01:00") + line(6, at: "10:59:59"), to: "access.log")
    try follower.wait(12) { try hours.count > 1 }
    #expect(try hours == ["2026-10-01T10:00Z 4"], "neither of them")
    try set("01 12:00:05")
    try follower.expect(hits: 6)
    #expect(try hours == ["2026-10-01T10:00Z 5", "2026-10-01T11:00Z 1"])
    try follower.stop(hits: 6)
  }
}
