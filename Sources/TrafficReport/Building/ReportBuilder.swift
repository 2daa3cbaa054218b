import Traffic
import TrafficStore

/// Makes reports about hours from one state of a database.
struct ReportBuilder {
  var snapshot: TrafficSnapshot
  var selection: TrafficSelection
  /// The most rows of a ranking; `nil` for all.
  var limit: Int?

  /// Every report about hours passes here on its way out: the place for a rule that holds for
  /// all of them, such as a threshold under which a row is folded into others.
  func report(_ kind: ReportKind) throws -> Report {
    let (tables, notes) = try content(kind)
    return Report(
      kind: kind, site: selection.site?.name, period: selection.hours, tables: tables,
      notes: notes)
  }

  private func content(_ kind: ReportKind) throws -> (tables: [Report.Table], notes: [String]) {
    switch kind {
    case .overview: return try overview()
    case .pages: return ([try pages(limit: limit)], try peopleNotes())
    case .hours: return ([try series(.hour, limit: limit)], [])
    case .days: return ([try series(.day, limit: limit)], [])
    case .devices: return ([try clients(.device, limit: limit)], try peopleNotes())
    case .browsers: return ([try clients(.browser, limit: limit)], try peopleNotes())
    case .systems: return ([try clients(.system, limit: limit)], try peopleNotes())
    case .statuses: return ([try statuses(limit: limit)], [])
    case .sites: return ([try sites(limit: limit)], [])
    case .kinds: return ([try kinds(limit: limit)], [])
    case .sources: return ([], [])
    }
  }

  /// What was counted in the whole period.
  func totals() throws -> TrafficTotals {
    try snapshot.hours(selection).reduce(into: TrafficTotals()) { $0 += $1.totals }
  }

  /// What a report on people says about the rest.
  func peopleNotes() throws -> [String] {
    let bots = try totals().bots
    guard bots > 0 else { return [] }
    return ["Bots are counted apart: \(NumberText.count(bots)) hits, not in this table."]
  }
}

extension Report.Column {
  static let pageViews = Report.Column("page_views", "Page views", .count)
  static let hits = Report.Column("hits", "Hits", .count)
  static let bots = Report.Column("bots", "Bots", .count)
  static let errors = Report.Column("errors", "Errors", .count)
  static let bytes = Report.Column("bytes", "Bandwidth", .bytes)
  static let share = Report.Column("share", "Share", .share)
}
