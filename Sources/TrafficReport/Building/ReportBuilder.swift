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
  /// Whether all that was counted is shown, rather than what is published.
  var isPrivate: Bool
  /// What days are held against, where they are.
  var threshold: Threshold
  /// What is known of the days that were asked for.
  var days: KnownDays
  /// What is known of the days of each window: what its parts are parts of.
  var windows: KnownWindows
  /// The names of the sites with something to show, by number.
  var siteNames: [Int64: String]
  /// The most rows of a ranking; `nil` for all.
  var limit: Int?
  /// What the rows of a series in time are, where that was asked for.
  var step: Step?
  /// The days that were asked for, where that is more than those in the selection.
  var askedDays: ClosedRange<Day>?
  /// The language of notes.
  var language = Language.english
  /// What is to be said of a period that is not quite the one that was asked for.
  var periodNotes: [Note] = []
  /// The pages that have rows; `nil` for all of them. Totals are those of all.
  var wantedPages: Set<Int>?
  /// Those that had rows.
  let shownPages = ShownPages()
  /// Whether of an overview the facts are enough.
  var isBrief = false
  /// Whether the user asked for a period that does not begin and end with a day.
  var splitsDays = false
  /// Up to where hours, or days, cannot be told apart any more.
  var coarseness = Coarseness.none
  /// Whether the period begins earlier or ends later than the user asked for, because of that.
  var isWidened = false

  /// Every report about hours passes here on its way out: the place for a rule that holds for
  /// all of them.
  func report(_ kind: ReportKind) throws -> Report {
    let content = try content(kind)
    var notes = periodNotes
    // What is not known of the period has no meaning to explain, nor is it known that there was none.
    if !lacksWindows || !content.tables.allSatisfy(\.rows.isEmpty) {
      notes.insert(contentsOf: content.notes, at: 0)
    }
    if kind.isAboutDays, splitsDays {
      notes.append(.daysOnly)
    }
    notes += coarsenessNotes + [thresholdNote(content.tables.contains(where: \.isAboutNames))]
    var report = Report(
      kind: kind, site: selection.site?.name, period: clock.hours(in: selection.hours),
      timeZone: clock.name, tables: content.tables,
      threshold: isPrivate ? nil : threshold.least, notes: notes, in: language)
    if kind.isBrokenDown { report.grains = grains }
    if kind.isSeries {
      let sites = Set(siteNames.values)
      report.annotations = try snapshot.annotations(in: span, site: site)
        // Of a site that nothing is published of, not even the name is.
        .filter { annotation in annotation.site.map(sites.contains) ?? true }
    }
    return report
  }

  /// Whether the period has no whole window, so that nothing of it is broken down.
  private var lacksWindows: Bool {
    periodNotes.contains { if case .noWholeWindow = $0 { true } else { false } }
  }

  /// What the windows of the period are.
  var grains: [Step] {
    [(Step.day, 1...1), (.week, 2...7), (.month, 8...Int.max)].compactMap { step, counts in
      windows.lengths.contains(where: counts.contains) ? step : nil
    }
  }

  private func thresholdNote(_ isAboutNames: Bool) -> Note {
    isPrivate ? .everything : .threshold(threshold.least, isAboutNames: isAboutNames)
  }

  private func content(_ kind: ReportKind) throws -> (tables: [Report.Table], notes: [Note]) {
    switch kind {
    case .overview: return try overview()
    case .pages:
      let sites = try snapshot.loneSites().filter { [nil, $0].contains(selection.site?.name) }
      let lone = [Report.note(ofLoneSites: sites).map(Note.loneSites)].compactMap { $0 }
      return ([try pages(limit: limit)], peopleNotes() + visitorNotes + lone)
    case .entries: return try entries(limit: limit)
    case .landings: return try landings(limit: limit)
    case .notFound: return try notFound(limit: limit)
    case .hours: return try hours(limit: limit)
    case .days:
      let days = try days(limit: limit)
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
    case .sites: return ([try siteTable(limit: limit)], visitorNotes)
    case .kinds: return ([try kinds(limit: limit)], [])
    case .sources: return ([], [])
    }
  }

  /// The days that were asked for.
  var span: ClosedRange<Day> { selection.days }

  /// The days that were asked for as far as they go, though nothing is known of the first and last of them: a
  /// month's sums are of all its days.
  var wholeSpan: ClosedRange<Day> { askedDays ?? span }

  /// The days that are compared with others: those that were asked for, if the period is closed on both sides.
  ///
  /// A month is a month, though nothing was counted on its first day.
  var askedSpan: ClosedRange<Day> {
    guard let askedDays, askedDays.dayCount < Hour.perDay else { return span }
    return askedDays
  }

  /// The number of the site that was asked for; `nil` for all of them.
  var site: Int64? { selection.site?.id }

  /// What everything that was asked for has together.
  var whole: TrafficTotals { days.total }

  /// What is known of the days of all windows together.
  var windowTotals: TrafficTotals { windows.total }

  /// What a report on people says about the rest.
  func peopleNotes() -> [Note] {
    let bots = isPrivate ? whole.bots : windowTotals.bots
    guard bots > 0 else { return [] }
    return [.botsApart(hits: bots)]
  }
}

/// The numbers of the pages that were named, for whoever looks for the same ones in another period.
final class ShownPages {
  var numbers: Set<Int> = []
}

extension Report.Table {
  /// Whether its rows have names, rather than times.
  var isAboutNames: Bool { shape != .facts && columns.contains { $0.kind == .text } }
}

extension Report.Column {
  static let pageViews = Report.Column("page_views", "Page views", .count)
  static let pageViewsWithBar = Report.Column("page_views", "Page views", .count, hasBar: true)
  static let hits = Report.Column("hits", "Hits", .count)
  static let bots = Report.Column("bots", "Bots", .count)
  static let errors = Report.Column("errors", "Errors", .count)
  static let bytes = Report.Column("bytes", "Bandwidth", .bytes)
  static let share = Report.Column("share", "Share", .share)
  static let visitors = Report.Column("visitors", "Visitors", .count)
  static let visits = Report.Column("visits", "Visits", .count)
}
