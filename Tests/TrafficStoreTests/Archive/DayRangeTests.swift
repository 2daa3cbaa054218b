import TestSupport
import Testing
import Traffic
import TrafficStore

@Suite struct DayRangeTests {
  @Test(
    "A day that no database can hold is refused, and nothing is changed",
    arguments: [Int32.min, -1, 699_050, Int32.max])
  func refused(number: Int32) throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    let day = Day(rawValue: number)
    let hour = Int32(clamping: Int64(number) * 3072)
    var wrong = [Rollup](repeating: .small(), count: 5)
    for index in wrong.indices {
      wrong[index].referrers = [.direct]
      wrong[index].campaigns = [.overflow]
    }
    wrong[0].versionDays = [
      .init(day: day, site: 0, browser: .chrome, major: 1, hits: 1, pageViews: 1)
    ]
    wrong[1].countryDays = [.init(day: day, site: 0, country: .unknown, hits: 1, pageViews: 1)]
    wrong[2].referrerDays = [.init(day: day, site: 0, referrer: 0, pageViews: 1)]
    wrong[3].campaignDays = [.init(day: day, site: 0, campaign: 0, pageViews: 1)]
    wrong[4].responseTimeDays = [
      .init(day: day, page: 0, time: ResponseTime(rawValue: 1), hits: 1)
    ]
    for rollup in wrong {
      #expect(throws: StoreError(.hourOutOfRange(hour), path: database.path)) {
        try database.commit(rollup, sources: [])
      }
    }
    try database.close()
    #expect(try PlainCounts(viewsOf: database.path) == PlainCounts())
  }
}
