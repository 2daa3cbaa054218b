import Foundation
import TestSupport
import Testing
import Traffic

@testable import TimeZones

/// Offsets against those of Foundation, which brings tables of its own.
@Suite struct ZoneChangeTests {
  /// Zones of all kinds of clocks: half hours, the south, dates that were skipped, laws that changed
  /// every other year, summer time that is the lesser one, and none at all.
  static let zones = [
    "Africa/Cairo", "Africa/Johannesburg", "Africa/Windhoek", "America/Argentina/Buenos_Aires",
    "America/Caracas", "America/Chicago", "America/Havana", "America/Los_Angeles",
    "America/New_York", "America/Nuuk", "America/Santiago", "America/Sao_Paulo",
    "America/St_Johns", "Antarctica/Troll", "Asia/Amman", "Asia/Jerusalem", "Asia/Kathmandu",
    "Asia/Kolkata", "Asia/Pyongyang", "Asia/Tehran", "Asia/Tokyo", "Atlantic/Azores",
    "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Berlin",
    "Europe/Dublin", "Europe/Istanbul", "Europe/Lisbon", "Europe/London", "Europe/Moscow",
    "Europe/Oslo", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati",
  ]

  /// Those of them whose laws are old, and not about to change.
  static let lasting = [
    "Africa/Johannesburg", "America/Chicago", "America/Los_Angeles", "America/New_York",
    "America/St_Johns", "Antarctica/Troll", "Asia/Kolkata", "Asia/Tokyo", "Australia/Lord_Howe",
    "Australia/Sydney", "Europe/Berlin", "Europe/Dublin", "Europe/Lisbon", "Europe/London",
    "Europe/Oslo", "Pacific/Auckland", "Pacific/Chatham",
  ]

  @Test("Around every change from 1990 to 2023, offsets are Foundation's", arguments: zones)
  func past(name: String) throws {
    #expect(try Difference.first(in: name, until: 2023) == nil)
  }

  @Test("Around every change from 1990 to 2100, offsets are Foundation's", arguments: lasting)
  func future(name: String) throws {
    #expect(try Difference.first(in: name, until: 2100) == nil)
  }

  /// The tables of Foundation and of the machine are of different months, in each of which some country
  /// may have a new law: a few zones may differ, but no kind of them.
  @Test("Nearly all zones there are change their clocks until 2100 as Foundation's do")
  func allZones() throws {
    let names = TimeZone.knownTimeZoneIdentifiers
    let different = try names.filter { name in
      guard (try? ZoneClock(name)) != nil else { return true }
      guard let difference = try Difference.first(in: name, until: 2100) else { return false }
      print("\(name) \(difference)")
      return true
    }
    #expect(names.count > 300)
    #expect(different.count <= names.count / 50, "\(different)")
    #expect(try ReferenceZone("Europe/Oslo").changes(from: 1990, to: 2100).count == 220)
  }

  @Test("At any moment until the year 3000, offsets are Foundation's", arguments: lasting)
  func moments(name: String) throws {
    var random = SeededGenerator.fresh()
    let zone = try ZoneClock(name)
    let reference = try ReferenceZone(name)
    // What is known one by one ends in 2037 at the latest; what comes after it are rules.
    for last: Int64 in [2_145_916_800, 32_503_680_000] {
      for _ in 0..<500 {
        let local = Int64.random(in: 631_152_000...last, using: &random)
        #expect(
          zone.offset(atLocal: local) == reference.offset(atLocal: local),
          "seed \(random.seed), \(local)")
      }
    }
  }

  @Test("So they are at any moment by UTC, and around each change", arguments: lasting)
  func utc(name: String) throws {
    var random = SeededGenerator.fresh()
    let zone = try ZoneClock(name)
    let reference = try ReferenceZone(name)
    for last: Int64 in [2_145_916_800, 32_503_680_000] {
      for _ in 0..<500 {
        let time = Int64.random(in: 631_152_000...last, using: &random)
        #expect(
          zone.offset(at: time) == reference.offset(at: time), "seed \(random.seed), \(time)")
      }
    }
    for change in reference.changes(from: 1990, to: 2040) {
      for time in [change - 1, change] {
        #expect(zone.offset(at: time) == reference.offset(at: time), "\(time)")
        #expect(zone.span(at: time).times.contains(time))
      }
    }
  }

  @Test(
    "A day has the hours that its clock shows, each once, and together they are all of it",
    arguments: zones)
  func hours(name: String) throws {
    let zone = try ZoneClock(name)
    // Two years, with the changes of the year 2011, too, when Samoa left out a day.
    for first in ["2011-10-01", "2026-01-01"] {
      var last: Hour?
      for number in 0..<400 as Range<Int32> {
        let day = Day(rawValue: Day(first)!.rawValue + number)
        let hours = zone.hours(of: day)
        #expect(Set(hours).count == hours.count && hours.allSatisfy { $0.day == day })
        for hour in hours {
          #expect(zone.hour(at: hour.start + 3599).withAnyOffset.lowerBound.day >= day)
          // Each begins where the one before ends, or, where clocks change within an hour, in it.
          if let last {
            #expect((0...3600).contains(hour.start - last.start), "\(last) \(hour)")
          }
          last = hour
        }
        let count = zone.changes(on: day) == 0 ? 24 : hours.count
        #expect(hours.count == count, "\(day)")
      }
    }
  }

  @Test(
    "Days on which clocks change have an hour more, or less",
    arguments: [
      ("Europe/Oslo", "2026-03-29", 23), ("Europe/Oslo", "2026-10-25", 25),
      ("Europe/Oslo", "2026-10-26", 24),
      ("America/St_Johns", "2026-03-08", 23), ("America/St_Johns", "2026-11-01", 25),
      ("Australia/Lord_Howe", "2026-04-05", 25), ("Australia/Lord_Howe", "2026-10-04", 24),
      ("Asia/Kolkata", "2026-03-29", 24), ("Asia/Kathmandu", "2026-03-29", 24),
      ("Pacific/Apia", "2011-12-30", 0), ("Antarctica/Troll", "2026-10-25", 26),
      ("UTC", "2026-10-25", 24),
    ])
  func lengths(name: String, day: String, count: Int) throws {
    #expect(try ZoneClock(name).hours(of: Day(day)!).count == count)
  }

  @Test("All of a span has its offset, and the next span begins where it ends", arguments: zones)
  func spans(name: String) throws {
    let zone = try ZoneClock(name)
    // Across the years for which the rule is written out, twice.
    for start: Int64 in [0, 14_000_000_000, 27_000_000_000] {
      var local = start
      for _ in 0..<200 where local < Int64.max {
        let span = zone.span(atLocal: local)
        #expect(span.times.contains(local))
        for time in [span.times.lowerBound, span.times.upperBound - 1] {
          #expect(zone.span(atLocal: time).times == span.times)
          #expect(zone.offset(atLocal: time) == span.offset)
        }
        local = span.times.upperBound
      }
    }
  }
}

/// The first moment at which a zone and Foundation's differ.
private enum Difference {
  static func first(in name: String, until year: Int64) throws -> String? {
    let zone = try ZoneClock(name)
    let reference = try ReferenceZone(name)
    for change in reference.changes(from: 1990, to: year) {
      let local = change + Int64(reference.offset(at: change - 1))
      for distance: Int64 in [-86_400, -3600, -1800, -1, 0, 1, 1799, 1800, 3599, 3600, 86_400] {
        let offset = zone.offset(atLocal: local + distance)
        let expected = reference.offset(atLocal: local + distance)
        if offset != expected { return "at \(local + distance): \(offset), not \(expected)" }
      }
    }
    return nil
  }
}

private struct ReferenceZone {
  private let zone: TimeZone

  init(_ name: String) throws { zone = try #require(TimeZone(identifier: name)) }

  func offset(at time: Int64) -> Int32 {
    Int32(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(time))))
  }

  /// The offset that makes the earliest of the moments at which the clock on the wall shows a time;
  /// the one of the day before where it never does.
  func offset(atLocal local: Int64) -> Int32 {
    let nearby = [offset(at: local - 93_600), offset(at: local + 93_600)]
    return nearby.filter { offset(at: local - Int64($0)) == $0 }.max() ?? nearby[0]
  }

  /// The moments from which on another offset holds.
  func changes(from first: Int64, to last: Int64) -> [Int64] {
    let week = 7 * 86_400
    let year: Int64 = 31_556_952
    let weeks = stride(from: (first - 1970) * year, to: (last - 1970) * year, by: week)
    return weeks.compactMap { start in
      let before = offset(at: start)
      var (low, high) = (start, start + Int64(week))
      guard offset(at: high) != before else { return nil }
      while high - low > 1 {
        let middle = (low + high) / 2
        if offset(at: middle) == before { low = middle } else { high = middle }
      }
      return high
    }
  }
}

extension ZoneClock {
  /// How often the offset is another one than an hour before, around a day.
  fileprivate func changes(on day: Day) -> Int {
    let hours = (-16..<40).map { offset(at: Int64(day.rawValue) * 86_400 + $0 * 3600) }
    return zip(hours, hours.dropFirst()).count { $0 != $1 }
  }
}
