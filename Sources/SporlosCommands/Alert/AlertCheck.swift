internal import Collecting
internal import TimeZones
internal import Traffic
internal import TrafficStore

/// Holds the last whole hours of a database against rules.
///
/// Numbers are said in steps of the database's threshold, and nothing finer than an hour.
struct AlertCheck {
  var rules: AlertRules
  /// `nil` for all sites together.
  var site: StoredSite?
  var clock: ZoneClock
  /// Seconds since 1970.
  var now: Int64
  var words: AlertWords

  /// What a rule says.
  enum Verdict: Hashable {
    case unusual(String)
    case usual
    /// It cannot be told, and why.
    case unknown(String)
  }

  /// So many weeks an hour is held against, and so many of them there must be.
  private static let (weeks, fewestWeeks) = (8, 3)
  /// Of an hour with fewer than so many thresholds nothing is said: one person makes a spike there.
  private static let fewest: Int64 = 10

  /// What each rule says of one state of a database.
  ///
  /// - Complexity: O(*n*) in the rows of the hours that are looked at.
  func verdicts(_ snapshot: TrafficSnapshot) throws -> [(kind: AlertState.Kind, verdict: Verdict)] {
    guard let counted = try snapshot.period(of: site) else {
      return kinds.map { ($0, .unknown(words.nothingCounted)) }
    }
    let step = try snapshot.threshold().least
    return try kinds.map { kind in
      switch kind {
      case .noTraffic: (kind, try traffic(snapshot))
      case .spike: (kind, try spike(snapshot, counted.lowerBound, step))
      case .errors: (kind, try errors(snapshot, step))
      }
    }
  }

  private var kinds: [AlertState.Kind] {
    (rules.hoursWithoutTraffic == nil ? [] : [.noTraffic]) + (rules.spike == nil ? [] : [.spike])
      + (rules.errorPercent == nil ? [] : [.errors])
  }

  /// The last hour that is over.
  private var lastHour: Hour { clock.hour(at: now - 3600) }

  private func views(_ snapshot: TrafficSnapshot, _ hours: ClosedRange<Hour>) throws -> Int64 {
    try snapshot.hours(TrafficSelection(hours: hours, site: site)).reduce(0) {
      $0.addingClamped($1.totals.pageViews)
    }
  }

  private func traffic(_ snapshot: TrafficSnapshot) throws -> Verdict {
    let count = rules.hoursWithoutTraffic ?? 1
    let first = min(clock.hour(at: now - Int64(count) * 3600), lastHour)
    guard try first.day >= snapshot.coarseness().dailyBefore else {
      return .unknown(words.hoursNotKept)
    }
    guard try views(snapshot, first...lastHour) == 0 else { return .usual }
    return .unusual(words.noTraffic(hours: count))
  }

  private func spike(_ snapshot: TrafficSnapshot, _ first: Hour, _ step: Int64) throws -> Verdict {
    let dailyBefore = try snapshot.coarseness().dailyBefore
    var others: [Int64] = []
    for week in 1...AlertCheck.weeks {
      let day = Day(rawValue: lastHour.day.rawValue - Int32(7 * week))
      let hours = Hour(day, lastHour.ofDay).withAnyOffset
      guard day >= dailyBefore, hours.upperBound >= first else { continue }
      others.append(try views(snapshot, hours))
    }
    guard others.count >= AlertCheck.fewestWeeks else {
      return .unknown(words.tooFewWeeks(AlertCheck.fewestWeeks, of: AlertCheck.weeks))
    }
    let usual = others.median
    let views = try views(snapshot, lastHour...lastHour)
    let times = rules.spike ?? 1
    guard views >= AlertCheck.fewest * step, Double(views) >= times * usual else { return .usual }
    return .unusual(
      words.spike(
        views: words.inSteps(views, step), usual: words.inSteps(Int64(usual), step),
        weeks: others.count, at: lastHour))
  }

  private func errors(_ snapshot: TrafficSnapshot, _ step: Int64) throws -> Verdict {
    let counts = try snapshot.serverErrors(
      TrafficSelection(hours: lastHour...lastHour, site: site))
    guard counts.hits >= AlertCheck.fewest * step else {
      return .unknown(words.tooFewHits(AlertCheck.fewest * step, at: lastHour))
    }
    let percent = rules.errorPercent ?? 100
    guard Double(counts.errors) * 100 >= percent * Double(counts.hits) else { return .usual }
    let share = percent == percent.rounded() ? String(Int(percent)) : String(percent)
    return .unusual(
      words.errors(share: share, hits: words.inSteps(counts.hits, step), at: lastHour))
  }
}

extension [Int64] {
  /// The number in the middle, or between the two that are there; 0 of none.
  fileprivate var median: Double {
    guard !isEmpty else { return 0 }
    let sorted = sorted()
    let middle = sorted.count / 2
    return sorted.count.isMultiple(of: 2)
      ? (Double(sorted[middle - 1]) + Double(sorted[middle])) / 2 : Double(sorted[middle])
  }
}
