import TimeZones
import Traffic
import TrafficStore

/// Reports of what is published.
extension ReportRequest {
  /// - Parameter spans: From when to when something is published of each site.
  func published(
    _ asked: AskedHours, _ spans: [Int64: ClosedRange<Day>], _ snapshot: TrafficSnapshot,
    _ path: String
  ) throws -> ReportBuilder {
    guard let covered = spans.values.span else {
      let isEmpty = try !snapshot.isPublishedFile && snapshot.period() == nil
      throw ReportError(isEmpty ? .empty : .unpublished, path: path)
    }
    let names = Dictionary(uniqueKeysWithValues: try snapshot.sites().map { ($0.id, $0.name) })
    let shown = spans.keys.compactMap { id in
      names[id].map { StoredSite(id: id, name: $0) }
    }.sorted { $0.name < $1.name }
    let site = try site.map { _ in try knownSite(among: shown, path: path) } ?? nil
    // What was asked for, as far as there is anything.
    let begin = max(asked.first?.day ?? covered.lowerBound, covered.lowerBound)
    let end = min(asked.last?.day ?? covered.upperBound, covered.upperBound)
    let known = begin <= end ? try known(snapshot, in: begin...end, site: site?.id) : nil
    guard let known, !known.days.isEmpty else {
      throw ReportError(
        .notPublished(
          first: asked.first, last: asked.last, site: site?.name,
          known: (site.map { spans[$0.id] } ?? covered).map { clock.hours(in: $0.hours) }),
        path: path)
    }
    let selection = TrafficSelection(hours: (begin...end).hours, site: site)
    var builder = ReportBuilder(
      snapshot: snapshot, clock: clock, selection: selection, isPrivate: false,
      threshold: try snapshot.threshold(), days: known.days, windows: known.windows,
      siteNames: Dictionary(uniqueKeysWithValues: shown.map { ($0.id, $0.name) }), limit: limit,
      step: step)
    let (first, last) = (asked.first?.day, asked.last?.day)
    builder.askedDays = (first ?? Day(rawValue: 0))...(last ?? Day(rawValue: .max / Hour.perDay))
    (builder.language, builder.isBrief) = (language, isBrief)
    builder.periodNotes = try notes(asked, covered.upperBound, builder)
    if try snapshot.isAnyPublished(acrossEndsOf: begin...end, site: site?.id) {
      builder.periodNotes.append(.daysAcrossTheEnds)
    }
    return builder
  }

  /// What is known of some days and their windows.
  private func known(
    _ snapshot: TrafficSnapshot, in days: ClosedRange<Day>, site: Int64?
  ) throws -> (days: KnownDays, windows: KnownWindows) {
    try snapshot.remembered(DaysQuestion(days: days, site: site)) {
      var (known, windows) = (KnownDays(in: days), KnownWindows())
      try snapshot.visitDays(in: days, site: site) {
        known.add($0)
      } window: {
        windows.add($0, $1)
      }
      return (known, windows)
    }
  }

  /// What they hang on.
  private struct DaysQuestion: Hashable {
    var days: ClosedRange<Day>
    var site: Int64?
  }

  /// What makes the report another than the one that was asked for.
  private func notes(
    _ asked: AskedHours, _ last: Day, _ builder: ReportBuilder
  ) throws -> [Note] {
    var notes: [Note] = []
    if (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23 {
      notes.append(.publishedAreWholeDays(namesOption: true))
    }
    // A period without an end goes up to yesterday, as `7d` does.
    let yesterday = Day(rawValue: now.day.rawValue - 1)
    let expected = asked.last?.day ?? (asked.first == nil ? last : yesterday)
    if expected > last {
      notes.append(.laterDaysNotPublished(last: last, namesOption: true))
    }
    guard kind.isBrokenDown, !builder.days.isEmpty else { return notes }
    let views = builder.whole.pageViews - builder.windowTotals.pageViews
    if builder.windows.windows.isEmpty {
      let last = try builder.snapshot.windows(in: Day(rawValue: 0)...last, site: builder.site).last
      // Of all, this says why there are no rows.
      notes.insert(.noWholeWindow(last: last?.days), at: 0)
    } else if views > 0 {
      notes.append(.notBrokenDown(views: views))
    }
    return notes
  }
}

extension Dictionary<Int64, ClosedRange<Day>>.Values {
  /// From the first day of all to the last.
  fileprivate var span: ClosedRange<Day>? {
    guard let first = map(\.lowerBound).min(), let last = map(\.upperBound).max() else {
      return nil
    }
    return first...last
  }
}
