internal import Glibc
internal import TimeZones
package import Traffic
internal import TrafficStore

// Visitors who are not counted, and why.

extension Committer {
  /// What lines have cost up to now that came after their day was closed; `nil` where nothing was lost.
  func lossOfClosedDays() throws(StoreError) -> ClosedDays.Loss? {
    try visitors?.closedDays.loss(in: database)
  }

  /// That the clock is behind the days of a log, so that their visitors are not counted; `nil` where
  /// it is not.
  var clockLag: ClockLag? {
    guard let asked = visitors?.askedDays, let ahead = asked.ahead else { return nil }
    return ClockLag(today: clock.today, ahead: ahead, hasOthers: asked.hasOthers)
  }
}

/// Days of logs that the clock says are yet to come, so that their visitors are not counted.
package struct ClockLag: Hashable, Sendable {
  /// What the clock says.
  package let today: Day
  package let ahead: ClosedRange<Day>
  /// Whether the logs have other days, too.
  package let hasOthers: Bool
}
