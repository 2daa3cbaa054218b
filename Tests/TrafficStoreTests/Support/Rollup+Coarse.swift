import TestSupport
import Traffic

extension Rollup {
  /// The batch some days earlier or later.
  func shifted(by days: Int32) -> Rollup {
    moved(
      hour: { $0.later(by: days * 24) },
      day: { Day(rawValue: $0.rawValue + days) })
  }

  /// The batch as it should be counted once it is old: the plain reference for retention.
  ///
  /// Dates are compared as texts, months by their first seven letters.
  func coarse(firstDay: String, dailyBefore: String, monthlyBefore: String) -> Rollup {
    func place(_ day: Day) -> Day? {
      let text = "\(day)"
      guard text >= monthlyBefore else {
        let month = Day(text.prefix(7) + "-01")!
        return "\(month)" < firstDay ? nil : month
      }
      return text < firstDay ? nil : day
    }
    return moved(
      hour: { hour in
        guard let day = place(hour.day) else { return nil }
        return "\(hour.day)" < dailyBefore ? day.firstHour : hour
      }, day: place)
  }

  /// The batch with its rows at other times; without those that have none.
  private func moved(hour: (Hour) -> Hour?, day: (Day) -> Day?) -> Rollup {
    var rollup = self
    func move<Row, Time>(
      _ rows: WritableKeyPath<Rollup, [Row]>, _ time: WritableKeyPath<Row, Time>,
      _ place: (Time) -> Time?
    ) {
      rollup[keyPath: rows] = self[keyPath: rows].compactMap { row in
        var row = row
        guard let moved = place(row[keyPath: time]) else { return nil }
        row[keyPath: time] = moved
        return row
      }
    }
    move(\.pageHours, \.hour, hour)
    move(\.clientHours, \.hour, hour)
    move(\.statusHours, \.hour, hour)
    move(\.kindHours, \.hour, hour)
    move(\.trafficHours, \.hour, hour)
    move(\.versionDays, \.day, day)
    move(\.countryDays, \.day, day)
    move(\.referrerDays, \.day, day)
    move(\.campaignDays, \.day, day)
    move(\.responseTimeDays, \.day, day)
    move(\.landingDays, \.day, day)
    move(\.notFoundDays, \.day, day)
    move(\.pageDays, \.day, day)
    move(\.siteDays, \.day, day)
    return rollup
  }
}
