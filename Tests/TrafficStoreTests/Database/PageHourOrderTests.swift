import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite struct PageHourOrderTests {
  @Test("Rows are sorted by the key they get in the database", arguments: [UInt64](1...20))
  func sorting(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let count = Int.random(in: 0...400, using: &generator)
    let pages = (0..<50).map { _ in Int64.random(in: 1..<(1 << 28), using: &generator) }
    let rows = (0..<count).map { _ in
      Rollup.PageHour(
        hour: Hour(rawValue: Int32.random(in: PageKey.hours, using: &generator)),
        page: Int32.random(in: 0..<50, using: &generator),
        device: DeviceClass.allCases.randomElement(using: &generator)!, hits: 1, pageViews: 1,
        bytes: 1)
    }
    let order = try PageHourOrder(rows, pages: pages, path: "t")
    let keys = rows.map {
      PageKey(hour: $0.hour, page: pages[Int($0.page)], device: $0.device).rawValue
    }
    #expect(order.entries.map(\.key) == keys.sorted(), "seed \(seed)")
    #expect(order.entries.allSatisfy { keys[Int($0.row)] == $0.key }, "seed \(seed)")
    #expect(Set(order.entries.map(\.row)).count == count, "seed \(seed)")
  }

  @Test("A key holds hour, page and device up to their limits")
  func limits() {
    let key = PageKey(
      hour: Hour(rawValue: PageKey.hours.upperBound - 1), page: PageKey.pages.upperBound - 1,
      device: .bot)
    #expect(key.rawValue == 0x7FFF_FFFE_FFFF_FFF7)
    #expect(key.page == 0xFFF_FFFF)
    #expect(key.device == DeviceClass.bot.rawValue)
  }

  @Test("Every class of devices has room in a key")
  func devices() {
    #expect(DeviceClass.allCases.allSatisfy { $0.rawValue < 16 })
  }

  @Test("An hour that a key has no room for is refused", arguments: [-1, .min, .max] as [Int32])
  func hours(hour: Int32) throws {
    let folder = try ScratchFolder()
    let database = try TrafficDatabase(path: folder.path("t.sqlite"))
    var wrong = [Rollup.small(at: Hour(rawValue: hour)), .small(), .small(), .small()]
    for index in wrong.indices.dropFirst() {
      // The page-hours are fine here, so that it is the last table that refuses.
      switch index {
      case 1: wrong[index].clientHours[0].hour = Hour(rawValue: hour)
      case 2: wrong[index].statusHours[0].hour = Hour(rawValue: hour)
      default: wrong[index].kindHours[0].hour = Hour(rawValue: hour)
      }
    }
    for rollup in wrong {
      #expect(throws: StoreError(.hourOutOfRange(hour), path: database.path)) {
        try database.commit(rollup, sources: [])
      }
    }
    try database.close()
    #expect(try PlainCounts(viewsOf: database.path) == PlainCounts())
  }
}
