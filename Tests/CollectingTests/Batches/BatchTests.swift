import AccessLog
import TestSupport
import Testing
import Traffic

@testable import Collecting

@Suite("A batch of counts")
struct BatchTests {
  @Test("It is rolled up once, though a day begins between its roll-up and its commit")
  func midnight() throws {
    let folder = try ScratchFolder()
    // Two lines every ten minutes of two days.
    let log = (0..<288).map { LogLineWriter.lines($0 * 600..<$0 * 600 + 2) }.joined()
    try folder.write(log, to: "access.log")
    let key = SourceKey()
    let pool = CollectPool(workers: 2, settings: LogSettings(key: key), limits: .init())
    pool.begin(try #require(LogFormat(named: "combined")), site: nil)
    let reader = try LogReader(path: folder.path("access.log"), key: key)
    let (isAtEnd, tally) = pool.read(reader, aside: nil) { _, _ in }
    #expect(isAtEnd && tally.hits == 576)

    var batch = pool.takeBatch()
    let days = [Day(year: 2026, month: 10, day: 1)!, Day(year: 2026, month: 10, day: 2)!]
    let first = batch.rolledUp(from: days[0])
    #expect(first.hitsTooOld == 0)
    // From the second day, half of it would be too old, and the pages other ones.
    let second = batch.rolledUp(from: days[1])
    #expect(second.hitsTooOld == 0)
    #expect(second.pages.map(\.tag) == first.pages.map(\.tag))
    #expect(second.pageHours.reduce(0) { $0 + $1.hits } == 576)
  }
}
