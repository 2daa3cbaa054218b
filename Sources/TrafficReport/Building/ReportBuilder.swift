import Traffic
import TrafficStore

/// Makes reports about hours from one state of a database.
struct ReportBuilder {
  var snapshot: TrafficSnapshot
  var selection: TrafficSelection
  /// The most rows of a ranking; `nil` for all.
  var limit: Int?
  /// Whether the user asked for a period that does not begin and end with a day.
  var splitsDays = false
  /// Up to where hours, or days, cannot be told apart any more.
  var coarseness = Coarseness.none
  /// Whether the period begins earlier or ends later than the user asked for, because of that.
  var isWidened = false
  /// The least that a row counts that may single a person out.
  var threshold = Threshold.standard

  /// Every report about hours passes here on its way out: the place for a rule that holds for
  /// all of them.
  func report(_ kind: ReportKind) throws -> Report {
    var builder = self
    if kind.isAboutDays { builder.selection = selection.wholeDays }
    let content = try builder.content(kind)
    let isFolded = content.tables.contains {
      Threshold.tables.contains($0.name) && !$0.rows.isEmpty
    }
    var notes = content.notes
    if kind.isAboutDays, splitsDays {
      notes.append("These counts are kept by day: they are those of whole days.")
    }
    notes += coarsenessNotes(builder.selection.hours)
    if isFolded { notes.append(threshold.note) }
    return Report(
      kind: kind, site: selection.site?.name, period: builder.selection.hours,
      tables: content.tables, threshold: isFolded ? threshold : nil, notes: notes)
  }

  private func content(_ kind: ReportKind) throws -> (tables: [Report.Table], notes: [String]) {
    switch kind {
    case .overview: return try overview()
    case .pages: return ([try pages(limit: limit)], try peopleNotes())
    case .hours: return ([try series(.hour, limit: limit)], [])
    case .days: return ([try series(.day, limit: limit)], [])
    case .referrers:
      return ([try referrers(limit: limit)], try referrerNotes() + silentLogNotes())
    case .referrerKinds:
      return (
        [try referrerKinds(limit: limit)], try ReportBuilder.kindNotes + silentLogNotes()
      )
    case .campaigns: return ([try campaigns(limit: limit)], try campaignNotes())
    case .countries: return ([try countries(limit: limit)], try countryNotes())
    case .versions: return ([try versions(limit: limit)], try peopleNotes())
    case .traffic: return ([try traffic(limit: limit)], try trafficNotes())
    case .times:
      let table = try times(limit: limit)
      return ([table], timeNotes(table))
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
