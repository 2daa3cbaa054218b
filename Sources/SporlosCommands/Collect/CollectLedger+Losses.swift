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
    let today = Day.today
    // In 1970 or 2000 begins a machine without a clock; else the log may be what is wrong.
    let remedy = today.date.year < 2025 ? "set the clock" : "set the clock if it is wrong"
    var days = "the days in the log"
    if asked.hasOthers {
      days = "some of the days in the log, \(ahead.lowerBound)"
      if ahead.lowerBound < ahead.upperBound { days += " to \(ahead.upperBound)" }
    }
    return
      "the clock says \(today), before \(days): their visitors are not counted; \(remedy)"
  }
}
