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
    let known = begin <= end ? try snapshot.published(in: begin...end, site: site?.id) : []
    guard !known.isEmpty else {
      throw ReportError(
        .notPublished(
          first: asked.first, last: asked.last, site: site?.name,
          known: (site.map { spans[$0.id] } ?? covered).map { clock.hours(in: $0.hours) }),
        path: path)
    }
    let selection = TrafficSelection(hours: (begin...end).hours, site: site)
    var builder = ReportBuilder(
      snapshot: snapshot, clock: clock, selection: selection, isPrivate: false,
      threshold: try snapshot.threshold(), days: KnownDays(known),
      windows: try snapshot.totalsByWindow(in: begin...end, site: site?.id, of: known),
      siteNames: Dictionary(uniqueKeysWithValues: shown.map { ($0.id, $0.name) }), limit: limit,
      step: step)
    let (first, last) = (asked.first?.day, asked.last?.day)
    builder.askedDays = (first ?? Day(rawValue: 0))...(last ?? Day(rawValue: .max / Hour.perDay))
    builder.periodNotes = try notes(asked, covered.upperBound, builder)
    if try snapshot.isAnyPublished(acrossEndsOf: begin...end, site: site?.id) {
      builder.periodNotes.append(
        "Days that are known only together with days before or after the period are left out.")
    }
    return builder
  }

  /// What makes the report another than the one that was asked for.
  private func notes(
    _ asked: AskedHours, _ last: Day, _ builder: ReportBuilder
  ) throws -> [String] {
    var notes: [String] = []
    if (asked.first?.ofDay ?? 0) != 0 || (asked.last?.ofDay ?? 23) != 23 {
      notes.append("Published are whole days; --private shows hours.")
    }
    if let end = asked.last?.day, end > last {
      notes.append("Later days than \(last) are not published yet; --private shows them.")
    }
    guard kind.isBrokenDown, !builder.days.portions.isEmpty else { return notes }
    let views = builder.whole.pageViews - builder.windowTotals.pageViews
    if builder.windows.isEmpty {
      let last = try builder.snapshot.windows(in: Day(rawValue: 0)...last, site: builder.site).last
      notes.append(
        "There is too little traffic to break single days down: it is done by week or month, and this period has no "
          + "whole one that is over."
          + (last.map {
            " The last one is --from \($0.days.lowerBound) --to \($0.days.upperBound)."
          } ?? ""))
    } else if views > 0 {
      notes.append(
        "\(NumberText.count(views)) page views are of weeks or months that are not over, or not all of the "
          + "period, and are not broken down.")
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
