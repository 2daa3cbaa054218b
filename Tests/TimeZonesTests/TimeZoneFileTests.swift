import TestSupport
import Testing

@testable import TimeZones

@Suite struct TimeZoneFileTests {
  /// 1 January and 1 July 2020, when the clocks of a zone go back and forth.
  private static let changes: [(time: Int64, type: UInt8)] = [
    (1_577_836_800, 1), (1_593_561_600, 2),
  ]
  private static let offsets: [Int32] = [-60, 3600, 7200]

  /// A file as `zic` writes it: a block of 32 bits, empty unless there is no other, and one of 64.
  private static func file(
    version: Unicode.Scalar?, changes: [(time: Int64, type: UInt8)] = changes,
    offsets: [Int32] = offsets, leapSeconds: [(time: Int64, count: Int32)] = [], rule: String = ""
  ) -> [UInt8] {
    func number(_ value: Int64, _ size: Int) -> [UInt8] {
      (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    func block(_ changes: [(time: Int64, type: UInt8)], timeSize: Int) -> [UInt8] {
      let counts = [offsets.count, 1, leapSeconds.count, changes.count, offsets.count, 4]
      var bytes = Array("TZif".utf8) + [version.map { UInt8(ascii: $0) } ?? 0]
      bytes += [UInt8](repeating: 0, count: 15) + counts.flatMap { number(Int64($0), 4) }
      bytes += changes.flatMap { number($0.time, timeSize) } + changes.map(\.type)
      bytes += offsets.flatMap { number(Int64($0), 4) + [0, 0] } + Array("XXX\0".utf8)
      bytes += leapSeconds.flatMap { number($0.time, timeSize) + number(Int64($0.count), 4) }
      return bytes + [UInt8](repeating: 0, count: 1 + offsets.count)
    }
    let old = block(version == nil ? changes : [], timeSize: 4)
    return version == nil ? old : old + block(changes, timeSize: 8) + Array("\n\(rule)\n".utf8)
  }

  @Test(
    "Files of all versions are read", arguments: [nil, "2", "3", "4", "5"] as [Unicode.Scalar?])
  func versions(version: Unicode.Scalar?) throws {
    let file = try #require(TimeZoneFile(TimeZoneFileTests.file(version: version)))
    #expect(file.first == -60)
    #expect(
      file.changes == [
        ClockChange(time: 1_577_836_800, before: -60, after: 3600),
        ClockChange(time: 1_593_561_600, before: 3600, after: 7200),
      ])
    #expect(file.rule == nil)
  }

  @Test("Times are of 64 bits from version 2 on")
  func largeTimes() throws {
    let bytes = TimeZoneFileTests.file(
      version: "2", changes: [(-1 << 59, 1), (-5_000_000_000, 2), (5_000_000_000, 0)])
    let file = try #require(TimeZoneFile(bytes))
    #expect(file.changes.map(\.time) == [-1 << 59, -5_000_000_000, 5_000_000_000])
  }

  @Test("The first and the last time there are do not end the program")
  func extremes() throws {
    let bytes = TimeZoneFileTests.file(
      version: "2", changes: [(.min, 1), (5, 2)], leapSeconds: [(.min, 1)])
    let file = try #require(TimeZoneFile(bytes))
    let zone = ZoneClock(named: "x", first: file.first, changes: file.changes, rule: file.rule)
    #expect(zone.offset(atLocal: .min) == -60)
    #expect(zone.offset(atLocal: 0) == 3600)
    #expect(zone.offset(atLocal: .max) == 7200)
    #expect(try ZoneClock(local: "CET-1").offset(atLocal: .max) == 3600)
    #expect(abs(try ZoneClock("Europe/Oslo").offset(atLocal: .max)) <= 7200)
  }

  @Test("Clocks that change again while an hour comes twice are read as before until both are over")
  func changesAtOnce() {
    // Two hours back, and a minute later half an hour back: the second is over before the first.
    let zone = ZoneClock(
      named: "x",
      first: 7200,
      changes: [
        ClockChange(time: 1_000_000, before: 7200, after: 0),
        ClockChange(time: 1_000_060, before: 0, after: -1800),
      ], rule: nil)
    let cases: [(Int64, Int32)] = [
      (1_007_199, 7200), (1_003_000, 7200), (1_007_200, -1800), (1_010_000, -1800),
    ]
    for (local, expected) in cases { #expect(zone.offset(atLocal: local) == expected) }
  }

  @Test("What comes after the last change is what the rule at the end says")
  func rule() throws {
    let bytes = TimeZoneFileTests.file(version: "3", rule: "XXX-2YYY,M3.5.0,M10.5.0/3")
    let file = try #require(TimeZoneFile(bytes))
    let zone = ZoneClock(named: "x", first: file.first, changes: file.changes, rule: file.rule)
    // The rule's change of March 2020 is before the file's of July, and does not count.
    let cases: [(Int64, Int32)] = [
      (1_577_000_000, -60), (1_590_000_000, 3600), (1_600_000_000, 7200),
      (1_610_000_000, 7200), (1_620_000_000, 10_800), (1_640_000_000, 7200),
    ]
    for (local, expected) in cases {
      #expect(zone.offset(atLocal: local) == expected, "\(local)")
    }
    let last = ZoneClock(named: "x", first: file.first, changes: file.changes, rule: nil)
    #expect(last.offset(atLocal: 1_620_000_000) == 7200)
  }

  @Test("Leap seconds are no seconds of a clock on the wall")
  func leapSeconds() throws {
    let leaps: [(time: Int64, count: Int32)] = [(1_000_000_000, 1), (1_580_000_000, 2)]
    let moved: [(time: Int64, type: UInt8)] = [
      (time: 1_577_836_801, type: 1), (time: 1_593_561_602, type: 2),
    ]
    for version: Unicode.Scalar? in [nil, "2", "4"] {
      let bytes = TimeZoneFileTests.file(version: version, changes: moved, leapSeconds: leaps)
      #expect(
        TimeZoneFile(bytes)?.changes.map(\.time) == TimeZoneFileTests.changes.map(\.time))
    }
  }

  static let damaged: [(String, [UInt8])] = [
    ("empty", []),
    ("no types", file(version: "2", changes: [], offsets: [])),
    ("a type there is not", file(version: "2", changes: [(5, 3)])),
    ("times in no order", file(version: "2", changes: [(5, 1), (4, 2)])),
    ("a time twice", file(version: "2", changes: [(5, 1), (5, 2)])),
    ("a time in no year", file(version: "2", changes: [(1 << 60, 1)])),
    ("a day and more ahead", file(version: "2", offsets: [0, 0, 93_600])),
    ("a day and more behind", file(version: "2", offsets: [0, 0, -90_000])),
    ("another version", file(version: "1")),
    ("no rule", file(version: "2", rule: "?")),
    ("a rule and more", file(version: "2", rule: "UTC0 ")),
  ]

  @Test("A damaged file is told from a sound one", arguments: damaged)
  func damage(what: String, bytes: [UInt8]) {
    #expect(TimeZoneFile(bytes) == nil, "\(what)")
  }

  @Test("A file that was cut short is damaged, wherever the cut is")
  func cut() throws {
    let real = try #require(TimeZoneDatabase.read("/usr/share/zoneinfo/Europe/Oslo"))
    for bytes in [real, TimeZoneFileTests.file(version: nil)] {
      #expect(TimeZoneFile(bytes) != nil)
      for count in bytes.indices { #expect(TimeZoneFile(Array(bytes[..<count])) == nil) }
    }
  }

  @Test("No damage ends the program: a file is refused, or every time has one span")
  func randomDamage() throws {
    var random = SeededGenerator.fresh()
    let names = ["Europe/Oslo", "Africa/Casablanca", "Asia/Tokyo", "Australia/Lord_Howe"]
    var sound = try names.map { try #require(TimeZoneDatabase.read("/usr/share/zoneinfo/\($0)")) }
    sound.append(TimeZoneFileTests.file(version: nil))
    sound.append(
      TimeZoneFileTests.file(
        version: "3", leapSeconds: [(1_580_000_000, 1)], rule: "XXX-2YYY,M3.5.0,M10.5.0/3"))
    var read = 0
    for round in 0..<3000 {
      var bytes = sound.randomElement(using: &random)!
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        // Mostly where the counts are, or the rule.
        let near = [
          0..<min(60, bytes.count), max(0, bytes.count - 40)..<bytes.count, bytes.indices,
        ]
        let index = near.randomElement(using: &random)!.randomElement(using: &random)!
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(bytes.randomElement(using: &random)!, at: index)
        case 2: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        default: bytes[index] = [0, 0x7f, 0x80, 0xff].randomElement(using: &random)!
        }
      }
      guard let file = TimeZoneFile(bytes) else { continue }
      read += 1
      let zone = ZoneClock(named: "x", first: file.first, changes: file.changes, rule: file.rule)
      for _ in 0..<20 {
        let local = Int64.random(in: -1 << 60...1 << 60, using: &random)
        #expect(
          zone.span(atLocal: local).times.contains(local), "seed \(random.seed), round \(round)")
      }
    }
    #expect(read > 300, "seed \(random.seed): most damage was refused, so little was tried")
  }
}
