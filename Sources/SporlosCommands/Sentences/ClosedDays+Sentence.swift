internal import Collecting
internal import Traffic

extension ClosedDays.Loss {
  /// The first and the last day.
  var range: String { first == last ? "\(first)" : "\(first) to \(last)" }

  /// What is missing.
  var missing: String {
    var parts: [String] = []
    if visitors > 0 {
      parts.append("\(grouped(visitors)) \(visitors == 1 ? "visitor" : "visitors")")
    }
    if names > 0 {
      parts.append("the names of \(grouped(Int64(names))) \(names == 1 ? "page" : "pages")")
    }
    return "at most " + parts.joined(separator: " and ")
  }

  /// What it costs, and what to do instead.
  var sentence: String {
    "\(days) \(days == 1 ? "day" : "days") (\(range)) had been closed before more of "
      + "\(days == 1 ? "its" : "their") lines came: \(missing) cannot be added. "
      + (ofThisRun
        ? "At most 40 old days are open at once: name the logs of the same days one after the other"
        : "Count all logs in one run to avoid this")
      + ": sporlos collect LOG... --db NEW-DATABASE"
  }
}
