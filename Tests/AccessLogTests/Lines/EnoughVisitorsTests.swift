import Counting
import Hits
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite("Who asks for what is no page is looked at until there are enough")
struct EnoughVisitorsTests {
  private static let settings = {
    var settings = LogSettings()
    settings.visitors = VisitorKeyring { _ in SecretBytes(randomCount: VisitorKey.length) }
    return settings
  }()

  /// The rows of visitors and visits, and how many hits have a visitor.
  private func count(_ log: LogBytes, stopsLooking: Bool) throws -> (rows: [String], looked: Int) {
    var lines = LogLines(Self.settings)
    lines.begin(try #require(LogFormat(named: "combined")), site: nil)
    let counters = TrafficCounters()
    var looked = 0
    _ = unsafe log.with { block in
      unsafe lines.read(block) { hits in
        looked += unsafe hits.count { $0.visitorOfPage != 0 }
        unsafe counters.add(hits)
      } hasEnough: { page, hour in
        stopsLooking && counters.hasFewVisitors(page: page, hour: hour)
      }
    }
    let rollup = Rollup(merging: [(counters, lines.tables)])
    return (
      rollup.pageDays.map(String.init(describing:)) + rollup.siteDays.map(String.init(describing:)),
      looked
    )
  }

  @Test("To stop looking changes no count")
  func sameCounts() throws {
    var random = SeededGenerator(seed: 4)
    let targets = ["/", "/a.css", "/b.js", "/api/c", "/d.pdf", "/feed"]
    var text = ""
    for time in ["01/Oct/2026:22", "01/Oct/2026:23", "02/Oct/2026:00", "02/Oct/2026:01"] {
      for _ in 0..<1000 {
        let target = targets.randomElement(using: &random)!
        let agent = DifferentPeople.userAgent(Int.random(in: 0..<12, using: &random))
        text +=
          "198.51.\(Int.random(in: 0...255, using: &random)).1 - - [\(time):00:00 +0000] "
          + "\"GET \(target) HTTP/1.1\" 200 1 \"-\" \"\(agent)\"\n"
      }
    }
    let log = LogBytes(text)
    let all = try count(log, stopsLooking: false)
    let some = try count(log, stopsLooking: true)
    #expect(all.rows == some.rows)
    #expect(all.looked == 4000)
    // Of the six targets, three are nothing whose visitors count for themselves.
    #expect((2000..<3600).contains(some.looked))
  }
}
