import Traffic
import TrafficStore

/// Some days of one row, of which the sum may be known, but nothing finer.
struct Portion: Hashable, Sendable {
  /// In order.
  var days: [Day]
  var totals: TrafficTotals

  /// Whether all of it is of this time.
  func lies(in span: ClosedRange<Day>) -> Bool {
    days[0] >= span.lowerBound && days[days.count - 1] <= span.upperBound
  }

  /// The order in which they become known.
  static func precedes(_ left: Portion, _ right: Portion) -> Bool {
    (left.days[left.days.count - 1], left.days[0]) < (
      right.days[right.days.count - 1], right.days[0]
    )
  }

  /// The portions of what is not a part of anything: runs of days that count enough together.
  ///
  /// Days of none stand by themselves. The last days are in no portion as long as they count too
  /// little.
  ///
  /// - Parameter counts: Each day's, those without any included, in order.
  static func runs(_ counts: [(day: Day, totals: TrafficTotals)], _ threshold: Threshold)
    -> [Portion]
  {
    var runs: [Portion] = []
    var open = Portion(days: [], totals: TrafficTotals())
    for (day, totals) in counts {
      open.days.append(day)
      open.totals += totals
      if Measure.whole.allows(open.totals, threshold) {
        runs.append(open)
        open = Portion(days: [], totals: TrafficTotals())
      }
    }
    return runs
  }
}

extension Sequence<Portion> {
  /// What the portions that lie in a time add up to.
  func sum(in span: ClosedRange<Day>) -> TrafficTotals {
    reduce(into: TrafficTotals()) { if $1.lies(in: span) { $0 += $1.totals } }
  }
}
