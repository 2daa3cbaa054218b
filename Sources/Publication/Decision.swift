import Traffic
import TrafficStore

/// What of a breakdown may be known in one portion of a window.
struct Decision {
  private let breakdown: Breakdown
  private let threshold: Threshold
  /// What is known of the days.
  private let totals: TrafficTotals
  /// What was decided of other breakdowns.
  private let others: [Breakdown: [Cell]]
  /// The parts that this is a breakdown of, where it is one of parts.
  private let parents: [Int64: Int64]

  init(
    _ breakdown: Breakdown, _ threshold: Threshold, _ totals: TrafficTotals,
    others: [Breakdown: [Cell]]
  ) {
    (self.breakdown, self.threshold) = (breakdown, threshold)
    (self.totals, self.others) = (totals, others)
    parents = breakdown.parent.map { Decision.shown(others[$0] ?? []) } ?? [:]
  }

  /// The cells with what may be known of them, those of what is left of a whole among them.
  func cells(_ counted: [Cell], in days: ClosedRange<Day>) -> [Cell] {
    switch breakdown {
    case .hours:
      var hours = HourRuns(counted, of: days)
      let values = fitted(hours.hours.map(\.value), to: totals.pageViews)
      // What cannot be fitted to the whole would tell what waits.
      guard values.reduce(0, +) == totals.pageViews else { return [] }
      hours.hours = zip(hours.hours, values).map { ($0.key, $1) }
      return hours.cells(threshold)
    case .times: return times(counted)
    default: break
    }
    let isPart = breakdown.parent != nil
    var groups = Dictionary(grouping: counted, by: \.group)
    // What has no campaign, or no referrer, is told by what the parts lack.
    switch breakdown {
    case .campaigns, .countries, .notFound: groups[0, default: []] += []
    case .referrers: for group in 1...Breakdown.inside { groups[group, default: []] += [] }
    default: break
    }
    return groups.sorted { $0.key < $1.key }.flatMap { group, cells in
      guard let whole = whole(ofGroup: group) else { return isPart ? [] : cells }
      let values = fitted(cells.map(\.value), to: whole)
      let cells = zip(cells, values).map { cell, value in
        var cell = cell
        cell.value = value
        return cell
      }
      let rest = cells.reduce(whole) { $0 - $1.value }
      let decided = decided(
        rest == 0 ? cells : cells + [Cell(group: group, key: Cell.rest, value: rest)])
      // What is hidden of a part is not looked at again, and there is much of it.
      return isPart ? decided.filter { $0.state == .shown } : decided
    }
  }

  private func decided(_ cells: [Cell]) -> [Cell] {
    let views = breakdown == .entries ? shown(.pages) : [:]
    let suppression = Suppression(
      threshold: threshold, isNonPersonal: breakdown.isNonPersonal,
      // What is hidden of a page's views must not be told by those that came from outside, nor must what is left
      // without them.
      known: { cell in
        breakdown == .entries && cell.key != Cell.rest ? views[cell.key] ?? 0 : nil
      })
    return zip(cells, suppression.hidden(cells)).map { cell, isHidden in
      var cell = cell
      cell.state = isHidden ? .hidden : .shown
      return cell
    }
  }

  /// The parts with what waits taken off the largest: lines that came late and are too few to be known are counted,
  /// but the whole does not have them yet. They are known with a later portion.
  private func fitted(_ values: [Int64], to whole: Int64) -> [Int64] {
    let surplus = values.reduce(-whole, +)
    guard surplus > 0, surplus < threshold.least,
      let largest = values.indices.max(by: { values[$0] < values[$1] }),
      values[largest] - surplus >= threshold.least
    else { return values }
    var values = values
    values[largest] -= surplus
    return values
  }

  /// What the parts of a group are together; `nil` where that is not known, so that none of them may be.
  private func whole(ofGroup group: Int64) -> Int64? {
    switch breakdown.whole(ofGroup: group) {
    case .pageViews: totals.pageViews
    case .visits: totals.visits
    case .inside: totals.inside
    case .others: totals.others
    case .people: totals.hits - totals.bots
    case .bots: totals.bots
    case .errors: shown(.kinds)[Int64(HitKind.error.rawValue)]
    case .part: parents[group]
    }
  }

  /// The parts of another breakdown that are shown.
  private func shown(_ breakdown: Breakdown) -> [Int64: Int64] {
    Decision.shown(others[breakdown] ?? [])
  }

  private static func shown(_ cells: [Cell]) -> [Int64: Int64] {
    Dictionary(
      cells.lazy.filter { $0.state == .shown }.map { ($0.key, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The response times of pages that are shown, where what else was asked of the page may be known, too.
  private func times(_ counted: [Cell]) -> [Cell] {
    let pages = parents
    return Dictionary(grouping: counted, by: \.group).sorted { $0.key < $1.key }
      .flatMap { page, cells -> [Cell] in
        let hits = cells.reduce(0) { $0 + $1.value }
        guard let views = pages[page], hits >= threshold.least, threshold.allows(hits - views)
        else { return [] }
        return JoinedRuns(threshold: threshold).runs(cells.map(\.value)).map { run in
          Cell(
            group: page, key: cells[run.upperBound - 1].key,
            value: cells[run].reduce(0) { $0 + $1.value }, state: .shown)
        }
      }
  }
}

/// The page views of a window by the hour of the day, or of a single day by its hours.
struct HourRuns {
  var hours: [(key: Int64, value: Int64)] = []

  init(_ counted: [Cell], of days: ClosedRange<Day>) {
    var counts: [Int: [(key: Int64, value: Int64)]] = [:]
    for cell in counted {
      let hour = Hour(rawValue: Int32(clamping: cell.key))
      // Hours of days that were gathered are not known.
      guard hour.offset != nil else { return }
      counts[hour.ofDay, default: []].append((cell.key, cell.value))
    }
    for hour in 0..<24 {
      let counted = counts[hour] ?? []
      if days.dayCount > 1 {
        hours.append((Int64(hour), counted.reduce(0) { $0 + $1.value }))
      } else {
        // An hour that comes twice is two.
        let none = (Int64(Hour(days.lowerBound, hour).rawValue), Int64(0))
        hours += counted.isEmpty ? [none] : counted
      }
    }
    if counted.isEmpty { hours = [] }
  }

  /// The runs of hours that may be known: the first one is the key, the last one the group.
  func cells(_ threshold: Threshold) -> [Cell] {
    JoinedRuns(threshold: threshold).runs(hours.map(\.value)).map { run in
      Cell(
        group: hours[run.upperBound - 1].key, key: hours[run.lowerBound].key,
        value: hours[run].reduce(0) { $0 + $1.value }, state: .shown)
    }
  }
}
