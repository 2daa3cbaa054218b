internal import Collecting
internal import Traffic

extension ClockLag {
  /// What is not counted for it, and what to do.
  var sentence: String {
    // In 1970 or 2000 begins a machine without a clock; else the log may be what is wrong.
    let remedy = today.date.year < 2025 ? "set the clock" : "set the clock if it is wrong"
    var days = "the days in the log"
    if hasOthers {
      days = "some of the days in the log, \(ahead.lowerBound)"
      if ahead.lowerBound < ahead.upperBound { days += " to \(ahead.upperBound)" }
    }
    return
      "the clock says \(today), which is before \(days): their visitors are not counted; \(remedy)"
  }
}
