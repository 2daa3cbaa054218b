import AccessLog
import Foundation
import TestSupport
import Testing
import TimeZones
import Traffic

@testable import Collecting

@Suite("A day's key is destroyed by whichever clock comes first")
struct KeyAgeTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let boot = (0..<16).map { UInt8($0) }
  private static let hour = 3600

  /// When a key was made, what both clocks say, and whether it is to go.
  static let moments: [(String, made: BootTime?, wall: Int, uptime: Int64, isOver: Bool)] = {
    let end = 20_001 * 86_400
    let made = BootTime(boot: boot, seconds: 1000)
    return [
      ("made a moment ago", made, end - 80_000, 1010, false),
      ("47 hours after the day", made, end + 47 * hour, 1000 + 71 * 3600, false),
      ("48 hours after the day", made, end + 48 * hour, 1000 + 71 * 3600, true),
      ("a clock that stands", made, end - 80_000, 1000 + 72 * 3600, true),
      ("a clock that stands, just before", made, end - 80_000, 999 + 72 * 3600, false),
      ("a clock that was set back", made, end - 200_000, 1000 + 72 * 3600, true),
      ("a clock that is ahead", made, end + 86_400_000, 1010, true),
      ("made before a restart", made.with(boot: 7), end - 80_000, 71 * 3600, false),
      ("made before a restart of 72 hours ago", made.with(boot: 7), end - 80_000, 72 * 3600, true),
      ("made nobody knows when", nil, end - 80_000, 71 * 3600, false),
      ("made nobody knows when, long running", nil, end - 80_000, 72 * 3600, true),
      ("a start that nobody knows", made.with(boot: 0), end - 80_000, 71 * 3600, false),
      ("a start that nobody knows, long ago", made.with(boot: 0), end - 80_000, 73 * 3600, true),
    ]
  }()

  @Test("A table of moments", arguments: moments.indices)
  func table(index: Int) throws {
    let moment = Self.moments[index]
    let clocks = Clocks(
      wall: moment.wall, boot: BootTime(boot: Self.boot, seconds: moment.uptime))
    #expect(
      clocks.isOver(20_000, made: moment.made, grace: 48 * Self.hour) == moment.isOver,
      "\(moment.0)")
    if let made = moment.made { #expect(BootTime(bytes: made.bytes) == made) }
  }

  @Test("The time since the start is the system's own, and says which start it was")
  func system() throws {
    let now = try #require(BootTime.now)
    let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8)
    let seconds = try #require(Double(uptime.prefix { $0 != " " }))
    #expect(abs(Double(now.seconds) - seconds) <= 5)
    let boot = try String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)
    let digits = now.boot.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    #expect(digits == boot.filter(\.isHexDigit))
  }

  @Test(
    "Keys are sealed by an injected clock: those that are old, and, while lines wait, no young ones"
  )
  func sealing() throws {
    let state = StateFolder(database: folder.path("t.sqlite"), named: folder.path("state"))
    try folder.write("", to: "t.sqlite")
    try state.prepare()
    let visitors = VisitorFolder(state: state, isNamed: true, identifier: [])
    try visitors.prepare(for: folder.path("t.sqlite"))
    let day = ZoneClock.utc.today
    #expect(visitors.secret(of: day) != nil)
    let made = try #require(visitors.made(day))
    var clocks = Clocks.now(in: .utc)
    let committer = VisitorCounter(
      folder: visitors, keyring: VisitorKeyring { visitors.secret(of: $0) }, key: SourceKey(),
      grace: 48 * Self.hour, clocks: { clocks })
    func seal(after hours: Int64, spares: Bool = false) throws -> [Day] {
      clocks.boot = BootTime(boot: made.boot, seconds: made.seconds + hours * 3600)
      try committer.sealAll(sparesYoung: spares)
      return visitors.days
    }
    let file = folder.file("state/visitors/\(day).key")
    #expect(
      try Data(contentsOf: file).count == 56 && folder.mode("state/visitors/\(day).key") == 0o600)
    #expect(try seal(after: 71) == [day])
    #expect(try seal(after: 72, spares: true) == [], "lines that wait keep no old key")
    #expect(!FileManager.default.fileExists(atPath: file.path))
    // A key of a day that is over by the clock, made for old lines that are being caught up with.
    let old = Day(rawValue: day.rawValue - 30)
    #expect(visitors.secret(of: old) != nil)
    #expect(try seal(after: 23, spares: true) == [old])
    #expect(try seal(after: 25, spares: true) == [])
    #expect(visitors.secret(of: old) != nil)
    #expect(try seal(after: 1) == [])
    // The clock was set back to 1970: whatever is there is of a day that is yet to come.
    #expect(visitors.secret(of: day) != nil)
    clocks.wall = 5
    #expect(try seal(after: 1, spares: true) == [day])
    #expect(try seal(after: 1) == [])
    // A key that an earlier release wrote says nothing of when it was made.
    try Data(repeating: 7, count: 32).write(to: file)
    clocks = Clocks.now(in: .utc)
    clocks.boot?.seconds = 72 * 3600 - 1
    try committer.sealAll()
    #expect(visitors.days == [day] && visitors.secret(of: day) != nil)
    clocks.boot?.seconds = 72 * 3600
    try committer.sealAll()
    #expect(visitors.days == [])
  }
}

extension BootTime {
  fileprivate func with(boot byte: UInt8) -> BootTime {
    BootTime(boot: Array(repeating: byte, count: 16), seconds: seconds)
  }
}
