import Testing
import Traffic
import TrafficStore

@testable import TrafficReport

@Suite("The hours of a week as a picture") struct WeekGridTests {
  /// Rows of some hours of the week, each with its name as a series has it.
  private func table(_ rows: [(hours: ClosedRange<Int>, views: Int64)]) -> Report.Table {
    func name(_ hour: Int) -> String {
      "\(Step.weekdays[hour / 24]) \(hour % 24 < 10 ? "0" : "")\(hour % 24):00"
    }
    return Report.Table(
      name: "hours", columns: [Step.weekdayHour.column(in: "UTC"), .pageViewsWithBar],
      rows: rows.map { hours, views in
        let (first, last) = (name(hours.lowerBound), name(hours.upperBound))
        return [.text(first == last ? first : "\(first) to \(last)"), .number(views)]
      }, shape: .week(hours: rows.map(\.hours)))
  }

  private func text(_ table: Report.Table, _ style: TextStyle) -> [Substring] {
    Report(name: "hours", title: "Hours", tables: [table]).text(style).split(
      separator: "\n", omittingEmptySubsequences: false)
  }

  @Test("Each weekday has a line, and each hour a mark as dark as it has page views")
  func whole() {
    let rows = (0..<168).map { hour in
      (hours: hour...hour, views: hour < 24 ? Int64(hour) * 1000 : hour == 30 ? 11_500 : 0)
    }
    #expect(
      text(table(rows), TextStyle(width: 72)) == [
        "Hours", "",
        "           00    03    06    09    12    15    18    21",
        "Monday     ··░░░░░░░░░░▒▒▒▒▒▒▒▒▒▒▒▒▓▓▓▓▓▓▓▓▓▓▓▓████████████  276,000",
        "Tuesday    ············▒▒··································   11,500",
        "Wednesday  ················································        0",
        "Thursday   ················································        0",
        "Friday     ················································        0",
        "Saturday   ················································        0",
        "Sunday     ················································        0",
        "",
        "░ up to 5,750, ▒ 11,500, ▓ 17,250, █ 23,000 page views an hour of the",
        "week; most on Monday 23:00: 23,000.", "",
      ])
  }

  @Test("Hours that are known together have their average, and days that share them no sum")
  func joined() {
    let rows: [(hours: ClosedRange<Int>, views: Int64)] = [
      (0...21, 22), (22...25, 40), (26...26, 20),
    ]
    let week = WeekHours(rows.map(\.hours), values: rows.map(\.views))
    #expect(week.averages[0] == 1 && week.averages[21] == 1)
    #expect(week.averages[22] == 10 && week.averages[25] == 10 && week.averages[26] == 20)
    #expect(week.averages[27] == nil && week.most == 20)
    #expect(week.sums == [nil, nil, nil, nil, nil, nil, nil])
    let alone = WeekHours([3...4, 24...47], values: [7, 5])
    #expect(alone.sums == [7, 5, nil, nil, nil, nil, nil])
  }

  @Test("A narrow terminal has one column an hour, one without Unicode plain signs")
  func narrow() {
    let lines = text(table([(0...5, 6), (6...6, 8)]), TextStyle(width: 40, isUnicode: false))
    #expect(
      lines[2...4] == [
        "           00 03 06 09 12 15 18 21", "Monday     ::::::@-----------------  14",
        "Tuesday    ------------------------",
      ])
    #expect(lines.joined(separator: " ").contains("8. - means unknown."))
  }

  @Test("Where it does not fit, or is compared or sorted, rows are rows")
  func rows() throws {
    #expect(text(table([(0...5, 6)]), TextStyle(width: 30))[2].hasPrefix("Weekday and hour"))
    let database = try StepTests.database(1)
    let archive = try TrafficArchive(path: database.path)
    for (sort, compare) in [("-page_views", nil), (nil, "previous")] as [(String?, String?)] {
      var request = ReportRequest(
        kind: .hours, from: "2026-10-05", to: "2026-10-11", now: Hour("2026-11-22T10:00Z")!,
        isPrivate: true)
      (request.step, request.sort, request.compare) = (.weekdayHour, sort, compare)
      let lines = try request.report(from: archive).text(TextStyle()).split(separator: "\n")
      #expect(lines.contains { $0.hasPrefix("Weekday and hour") }, "\(sort ?? compare ?? "")")
    }
  }
}
