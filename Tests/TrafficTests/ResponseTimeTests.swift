import Testing

@testable import Traffic

@Suite("Response times")
struct ResponseTimeTests {
  @Test("A class ends at most a tenth above any time in it")
  func closeEnds() {
    var time: UInt64 = 101
    while time < 90_000_000 {
      let end = ResponseTime(microseconds: time).milliseconds * 1000
      #expect(end >= Double(time) * 0.999999 && end <= Double(time) * 1.0906, "\(time)")
      time += time / 97 + 1
    }
  }

  @Test("Classes rise with the time, from the first to the last")
  func order() {
    #expect(ResponseTime(microseconds: 0).rawValue == 1)
    #expect(ResponseTime(microseconds: 100).rawValue == 1)
    #expect(ResponseTime(microseconds: 101).rawValue == 2)
    #expect(ResponseTime(microseconds: 200).rawValue == 9)
    #expect(ResponseTime(microseconds: .max).rawValue == ResponseTime.last)
    #expect(ResponseTime(microseconds: 90_000_000) <= ResponseTime(microseconds: 120_000_000))
  }
}
