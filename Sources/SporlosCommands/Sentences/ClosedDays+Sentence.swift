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
      + "\(days == 1 ? "its" : "their") lines came: \(missing) cannot be added. \(remedy)"
  }

  /// The same where nothing was counted for that.
  var refusal: String {
    "\(days == 1 ? "an old day" : "\(days) old days") (\(range)) had been closed before more of "
      + "\(days == 1 ? "its" : "their") lines came, and would lose \(missing), so these lines are not counted. "
      + remedy + ". Or give --late, to count them without"
  }

  private var remedy: String {
    "Read all old logs at once: sporlos collect --backfill LOG... --db NEW-DATABASE"
  }
}
