import TimeZones
import Traffic
import TrafficStore

/// Reports under a threshold: of whole, finished days, and of days that may be known.
extension ReportRequest {
  func heldBack(
    _ asked: (first: Hour?, last: Hour?), _ counted: ClosedRange<Hour>,
    _ snapshot: TrafficSnapshot, _ path: String
  ) throws -> ReportBuilder {
    func refused(_ code: ReportError.Code) -> ReportError { ReportError(code, path: path) }
    // A day that is not over counts more tomorrow: the difference would be the rest of it.
    let today = now.day
    let begin = counted.lowerBound.day
    let end = min(counted.upperBound.day, Day(rawValue: today.rawValue - 1))
    let askedDays = (first: asked.first?.day ?? begin, last: asked.last?.day ?? end)
    let wants = max(askedDays.first, begin)...max(askedDays.last, askedDays.first, begin)
    guard begin <= end, !(wants.lowerBound > end && wants.contains(today)) else {
      throw refused(.unfinishedDay(today))
    }
    let covered = begin...end
    let all = TrafficSelection(hours: covered.hours)
    let history = History(
      try snapshot.kinds(all), visitors: try snapshot.siteVisitors(all), days: covered, threshold)
    // Whether a period and a site have no traffic, or too little of it, is what the threshold keeps.
    func tooFew(_ portions: [Portion], site: String? = nil, sites: [String] = []) -> ReportError {
      let days = portions.flatMap(\.days)
      return refused(
        .tooFew(
          first: asked.first, last: asked.last, site: site, least: threshold.least,
          known: days.min().flatMap { first in days.max().map { (first...$0).hours } },
          sites: sites))
    }
    guard askedDays.first <= end, askedDays.last >= begin else {
      throw tooFew(history.whole, site: self.site)
    }
    let coarseness = try snapshot.coarseness()
    let askedSpan = max(askedDays.first, begin)...min(askedDays.last, end)
    let wanted = coarseness.widened(askedSpan).clamped(to: covered)
    let shown = try snapshot.sites().filter { history.sites[$0.id] != nil }
    let site = try? knownSite(among: shown, path: path)
    if self.site != nil, site == nil {
      throw tooFew([], site: self.site, sites: shown.map(\.name))
    }
    let ofSite = site.map { history.sites[$0.id] ?? [] }

    let known = history.whole.filter { $0.lies(in: wanted) }
    guard let first = known.first?.days.first, let last = known.last?.days.last else {
      throw tooFew(ofSite ?? history.whole, site: site?.name)
    }
    let span = coarseness.widened(first...last).clamped(to: covered)
    if let site, let ofSite, !ofSite.contains(where: { $0.lies(in: span) }) {
      throw tooFew(ofSite, site: site.name)
    }
    let selection = TrafficSelection(hours: span.hours, site: site)
    var builder = ReportBuilder(
      snapshot: snapshot, clock: clock, selection: selection, history: history,
      readHours: covered.lowerBound.firstHour...selection.hours.upperBound, limit: limit)
    (builder.coarseness, builder.isWidened) = (coarseness, wanted != askedSpan)
    builder.periodNotes = notes(asked, wanted, span, today: today, counted: counted.upperBound.day)
    return builder
  }

  /// What makes the period another than the one that was asked for.
  private func notes(
    _ asked: (first: Hour?, last: Hour?), _ wanted: ClosedRange<Day>, _ span: ClosedRange<Day>,
    today: Day, counted: Day
  ) -> [String] {
    var notes: [String] = []
    if (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23 {
      notes.append("Reports under a threshold are of whole days; --min 1 shows hours.")
    }
    if counted >= today, (asked.last?.day ?? today) >= today {
      notes.append("\(today) \(clock.name) is not over, and is left out; --min 1 shows it.")
    }
    if span != wanted {
      notes.append(
        "Days at an end of the period that count fewer than \(threshold.least) by themselves are "
          + "left out.")
    }
    return notes
  }
}
