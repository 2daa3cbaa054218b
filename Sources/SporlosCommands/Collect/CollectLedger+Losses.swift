internal import Glibc
internal import Traffic
internal import TrafficStore

// Visitors who are not counted, and why.

extension CollectLedger {
  /// What lines have cost up to now that came after their day was closed; `nil` where nothing was lost.
  func lossOfClosedDays() throws(StoreError) -> ClosedDays.Loss? {
    try visitors?.closedDays.loss(in: database)
  }

  /// That the clock is behind the days of a log, so that their visitors are not counted; `nil` where
  /// it is not.
  var clockComplaint: String? {
    guard let asked = visitors?.askedDays, let ahead = asked.ahead else { return nil }
    if !asked.hasOthers {
      return
        "the clock says \(Day.today), before the days in the log: their visitors are not counted; "
        + "set the clock"
    }
    let range =
      ahead.lowerBound == ahead.upperBound
      ? "\(ahead.lowerBound)" : "\(ahead.lowerBound) to \(ahead.upperBound)"
    return
      "the clock says \(Day.today), before some of the days in the log, \(range): their visitors "
      + "are not counted; set the clock if it is wrong"
  }
}
