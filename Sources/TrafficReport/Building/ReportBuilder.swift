import TimeZones
import Traffic
import TrafficStore

/// Makes reports about hours from one state of a database.
struct ReportBuilder {
  var snapshot: TrafficSnapshot
  /// The clock whose days are counted.
  var clock: ZoneClock
  /// The hours and the site that were asked for.
  var selection: TrafficSelection
  /// What may be known of each day and site.
  var history: History
  /// The hours that are read: where portions are made, all from the first one on.
  var readHours: ClosedRange<Hour>
  /// The most rows of a ranking; `nil` for all.
  var limit: Int?
  /// Sentences on a period that is not quite the one that was asked for.
  var periodNotes: [String] = []
  /// Whether the user asked for a period that does not begin and end with a day.
  var splitsDays = false
  /// Up to where hours, or days, cannot be told apart any more.
  var coarseness = Coarseness.none
  /// Whether the period begins earlier or ends later than the user asked for, because of that.
  var isWidened = false
  /// What is known of the kinds of hits, once a report is being made.
  private(set) var kindCells = KindCells()

  /// Makes reports of these days and this site.
  init(
    snapshot: TrafficSnapshot, clock: ZoneClock, selection: TrafficSelection, history: History,
    readHours: ClosedRange<Hour>, limit: Int?
  ) {
    self.snapshot = snapshot
    self.clock = clock
    self.selection = selection
    self.history = history
    self.readHours = readHours
    self.limit = limit
    kindCells = KindCells(self)
  }

  var threshold: Threshold { history.threshold }

  /// Every report about hours passes here on its way out: the place for a rule that holds for
  /// all of them.
  func report(_ kind: ReportKind) throws -> Report {
    let content = try content(kind)
    var notes = content.notes + periodNotes
    if kind.isAboutDays, splitsDays, !threshold.holdsBack {
      notes.append("These counts are kept by day: they are those of whole days.")
    }
    notes += coarsenessNotes
    notes.append(
      content.tables.contains(where: \.isAboutNames) ? threshold.note : threshold.shortNote)
    return Report(
      kind: kind, site: selection.site?.name, period: clock.hours(in: selection.hours),
      timeZone: clock.name, tables: content.tables, threshold: threshold, notes: notes)
  }

  private func content(_ kind: ReportKind) throws -> (tables: [Report.Table], notes: [String]) {
    switch kind {
    case .overview: return try overview()
    case .pages:
      let sites = try snapshot.loneSites().filter { [nil, $0].contains(selection.site?.name) }
      let lone = [Report.note(ofLoneSites: sites)].compactMap { $0 }
      return ([try pages(limit: limit)], peopleNotes() + visitorNotes + lone)
    case .entries: return try entries(limit: limit)
    case .landings: return try landings(limit: limit)
    case .notFound: return try notFound(limit: limit)
    case .hours: return try series(.hour, limit: limit)
    case .days:
      let days = try series(.day, limit: limit)
      return (days.tables, days.notes + visitorNotes)
    case .referrers: return try referrers(limit: limit)
    case .referrerKinds: return try referrerKinds(limit: limit)
    case .campaigns: return try campaigns(limit: limit)
    case .countries:
      let table = try countries(limit: limit)
      return ([table], countryNotes(table))
    case .versions: return ([try versions(limit: limit)], peopleNotes())
    case .traffic:
      let table = try traffic(limit: limit)
      return ([table], trafficNotes(table))
    case .times:
      let table = try times(limit: limit)
      return ([table], timeNotes(table))
    case .devices: return ([try clients(.device, limit: limit)], peopleNotes())
    case .browsers: return ([try clients(.browser, limit: limit)], peopleNotes())
    case .systems: return ([try clients(.system, limit: limit)], peopleNotes())
    case .statuses: return ([try statuses(limit: limit)], [])
    case .sites: return ([try sites(limit: limit)], visitorNotes)
    case .kinds: return ([kinds(limit: limit)], [])
    case .sources: return ([], [])
    }
  }

  /// What is read to answer.
  var reading: TrafficSelection { TrafficSelection(hours: readHours, site: selection.site) }

  /// The days that were asked for.
  var span: ClosedRange<Day> { selection.days }

  /// What everything that was asked for is known in.
  var whole: [Portion] {
    selection.site.map { history.sites[$0.id] ?? [] } ?? history.whole
  }

  /// What each site that was asked for is known in.
  var sitePortions: [Int64: [Portion]] {
    guard let site = selection.site else { return history.sites }
    return [site.id: history.sites[site.id] ?? []]
  }

  /// What may be known of the parts of each site, beside a total that is exact: it has the traffic of
  /// sites, too, that are too small to be known.
  func breakdown<Key>(
    _ counts: [DayCounts<Key>], _ measure: Measure, rest: Breakdown<Int64, Key>.Rest? = nil,
    isNonPersonal: (Key) -> Bool = { _ in false }
  ) -> Breakdown<Int64, Key> {
    var parts = Breakdown(
      counts, of: sitePortions, in: span, measure, threshold, rest: rest,
      isNonPersonal: isNonPersonal,
      parent: \.site)
    let days = knownDays
    parts.total = counts.reduce(into: TrafficTotals()) {
      if days.contains($1.day) { $0 += $1.totals }
    }
    return parts
  }

  /// The days of the period whose total is known.
  var knownDays: Set<Day> { Set(whole.filter { $0.lies(in: span) }.flatMap(\.days)) }

  /// What a report on people says about the rest.
  func peopleNotes() -> [String] {
    guard case .number(let bots) = kindCells.cell(.bot, in: span), bots > 0 else { return [] }
    return ["Bots are counted apart: \(NumberText.count(bots)) hits, not in this table."]
  }
}

extension Report.Table {
  /// Whether its rows have names, rather than times.
  var isAboutNames: Bool { shape != .facts && columns.contains { $0.kind == .text } }
}

extension Report.Column {
  static let pageViews = Report.Column("page_views", "Page views", .count)
  static let hits = Report.Column("hits", "Hits", .count)
  static let bots = Report.Column("bots", "Bots", .count)
  static let errors = Report.Column("errors", "Errors", .count)
  static let bytes = Report.Column("bytes", "Bandwidth", .bytes)
  static let share = Report.Column("share", "Share", .share)
}
