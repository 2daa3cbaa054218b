/// The form an answer is given in.
enum ReportFormat: String, CaseIterable {
  case table
  case csv
  case json
}
