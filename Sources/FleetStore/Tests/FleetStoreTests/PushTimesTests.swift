import Testing

@testable import FleetStore

@Suite("When a follower sends")
struct PushTimesTests {
  @Test("Always at the same minute of the hour, 10 to 54, which all servers spread over")
  func minutes() {
    var seen: Set<Int> = []
    for number in 0..<2000 {
      let minute = PushTimes(machine: "web\(number)", database: "/var/lib/sporlos/traffic.sqlite")
        .minute
      #expect((10...54).contains(minute))
      seen.insert(minute)
    }
    #expect(seen == Set(10...54))
  }

  @Test("A machine's name and the path decide, and nothing else")
  func same() {
    let path = "/var/lib/sporlos/traffic.sqlite"
    // Written down, so that an upgrade moves no server.
    #expect(PushTimes(machine: "web1", database: path).minute == 14)
    #expect(PushTimes(machine: "web2", database: path).minute == 42)
    #expect(PushTimes(machine: "", database: "").minute == 40)
    #expect(PushTimes(database: path) == PushTimes(database: path))
  }

  @Test("The next time is within an hour, and at that minute")
  func next() {
    for machine in ["a", "b", "c"] {
      let times = PushTimes(machine: machine, database: "x")
      for now in [Int64(-7200), -1, 0, 1, 599, 600, 3599, 3600, 1_792_929_600, 1_792_933_199] {
        let wait = times.seconds(from: now)
        #expect((1...3600).contains(wait))
        #expect(((now + wait) % 3600 + 3600) % 3600 == Int64(times.minute) * 60)
      }
      // Right after a time comes the one of the next hour.
      #expect(times.seconds(from: Int64(times.minute) * 60) == 3600)
    }
  }
}
