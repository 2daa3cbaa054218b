import TestSupport
import Testing
import Traffic

@testable import TrafficStore

@Suite("Days and cells of a month in the bytes of one value") struct PackedMonthTests {
  private static let month = Day("2026-02-01")!...Day("2026-02-28")!

  /// Some days of the month, in order, each after those before.
  private static func ranges(_ generator: inout SeededGenerator) -> [ClosedRange<Day>] {
    var ranges: [ClosedRange<Day>] = []
    var begin = month.lowerBound.rawValue + Int32.random(in: 0...3, using: &generator)
    while begin <= month.upperBound.rawValue {
      let end = min(begin + Int32.random(in: 0...6, using: &generator), month.upperBound.rawValue)
      ranges.append(Day(rawValue: begin)...Day(rawValue: end))
      begin = end + Int32.random(in: 1...3, using: &generator)
    }
    return Int.random(in: 0..<8, using: &generator) == 0 ? [] : ranges
  }

  private static func days(_ generator: inout SeededGenerator) -> [PublishedDays] {
    ranges(&generator).flatMap { days in
      (1...Int64.random(in: 1...3, using: &generator)).map { portion in
        var totals = TrafficTotals()
        func number() -> Int64 { .random(in: -1_000_000...1 << 40, using: &generator) }
        (totals.pageViews, totals.hits, totals.bots) = (number(), number(), number())
        (totals.visitors, totals.visits, totals.bytes) = (number(), number(), number() << 12)
        return PublishedDays(site: 7, days: days, portion: portion, totals: totals)
      }
    }
  }

  private static func read(
    _ bytes: [UInt8]
  ) throws -> (days: [PublishedDays], windows: [ClosedRange<Day>]) {
    var (days, windows): ([PublishedDays], [ClosedRange<Day>]) = ([], [])
    try PackedDays.visit(bytes.span, site: 7, in: month) {
      days.append($0)
    } window: {
      windows.append($0)
    }
    return (days, windows)
  }

  @Test("Days and windows are read as they were packed", arguments: SeededGenerator.seeds(3))
  func days(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      let (days, windows) = (Self.days(&generator), Self.ranges(&generator))
      let bytes = PackedDays(days, windows: windows, of: Self.month).bytes
      #expect(bytes.isEmpty == (days.isEmpty && windows.isEmpty), "seed \(seed)")
      guard !bytes.isEmpty else { continue }
      #expect(try Self.read(bytes) == (days, windows), "seed \(seed)")
      #expect(PackedContent.days.mayBe(bytes), "seed \(seed)")
      #expect(throws: (any Error).self, "seed \(seed)") { try Self.read(bytes + [0x80]) }
    }
  }

  @Test(
    "Bytes that are no days of the month are damaged",
    arguments: [
      // So many days that there are not, or fewer than none.
      [2], [1], [0x80], Array("kari".utf8), [],
      // A day after the month's last, before its first, of no portion, and of too many page views.
      [2, 62, 0, 2, 0, 0, 0, 0, 0, 0], [2, 0, 2, 2, 0, 0, 0, 0, 0, 0],
      [2, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [2, 0, 0, 2] + [UInt8](repeating: 0xff, count: 8) + [0x01, 0, 0, 0, 0, 0],
      // Windows that end before the one before, or begin before the month.
      [0, 4, 0, 1, 0], [0, 2, 4], [0, 2],
    ] as [[UInt8]])
  func damagedDays(bytes: [UInt8]) {
    #expect(throws: (any Error).self) { try Self.read(bytes) }
    #expect(!PackedContent.days.mayBe(bytes))
  }

  private static func readCells(
    _ bytes: [UInt8], in days: ClosedRange<Day> = month
  ) throws -> [(window: ClosedRange<Day>, part: PublishedPart)] {
    var cells: [(window: ClosedRange<Day>, part: PublishedPart)] = []
    try PackedCells.visit(bytes.span, site: 7, in: days, of: month) { cells.append(($0, $1)) }
    return cells
  }

  @Test(
    "Cells of all windows are read as they were packed, or those of the windows within some days",
    arguments: SeededGenerator.seeds(3))
  func cells(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<200 {
      var packed = PackedCells()
      var all: [(window: ClosedRange<Day>, part: PublishedPart)] = []
      // A portion may follow of a window that was there before, and a month's sums after all.
      for window in Self.ranges(&generator) + Self.ranges(&generator) + [Self.month] {
        let keys = Set((0...9).map { _ in Int64.random(in: -1...300, using: &generator) }).sorted()
        let parts = keys.map {
          PublishedPart(
            site: 7, group: 0, key: $0, value: .random(in: -99...9999, using: &generator),
            visitors: .random(in: 0...99, using: &generator))
        }
        packed.append(parts, of: window, in: Self.month)
        all += parts.map { (window, $0) }
      }
      let ends = Self.ranges(&generator).first ?? Self.month
      for days in [Self.month, ends, Self.month.lowerBound...ends.upperBound] {
        let wanted = all.filter {
          $0.window.lowerBound >= days.lowerBound && $0.window.upperBound <= days.upperBound
        }
        let found = try Self.readCells(packed.bytes, in: days)
        #expect(found.map(\.window) == wanted.map(\.window), "seed \(seed)")
        #expect(found.map(\.part) == wanted.map(\.part), "seed \(seed)")
      }
      #expect(PackedContent.cells.mayBe(packed.bytes), "seed \(seed)")
    }
  }

  @Test(
    "Bytes that are no cells of the month are damaged",
    arguments: [
      [0], [0, 0, 0], [0, 0, 8, 0, 14, 10], Array("kari".utf8),
      // After the month's last day, before its first, and fewer bytes than none.
      [62, 0, 8, 0, 14, 10, 0], [0, 2, 8, 0, 14, 10, 0], [0, 0, 1, 0, 14, 10, 0],
    ] as [[UInt8]])
  func damagedCells(bytes: [UInt8]) {
    #expect(throws: (any Error).self) { try Self.readCells(bytes) }
    #expect(!PackedContent.cells.mayBe(bytes))
  }
}
