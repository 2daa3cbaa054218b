/// The form an answer is given in.
enum ReportFormat: String, CaseIterable {
  case table
  case csv
  case json
  case html
  case markdown
  case mail

  /// Whether people look at it, who want the top of long rankings.
  var isForPeople: Bool { self != .csv && self != .json }
}
