import Traffic
import TrafficStore

extension ReportBuilder {
  /// What a report says about counts that are only kept by the day or the month by now.
  var coarsenessNotes: [Note] {
    let first = span.lowerBound
    var notes: [Note] = []
    if first < coarseness.monthlyBefore {
      notes.append(.keptByMonth(before: coarseness.monthlyBefore))
    }
    if max(first, coarseness.monthlyBefore) < coarseness.dailyBefore {
      notes.append(.keptByDay(before: coarseness.dailyBefore))
    }
    if isWidened, !notes.isEmpty { notes.append(.periodWidened) }
    return notes
  }

  /// The shortest steps, from those asked for on, that the counts of the period are kept by.
  func kept(_ step: Step) -> Step {
    if span.lowerBound < coarseness.monthlyBefore { return .month }
    return step == .hour && span.lowerBound < coarseness.dailyBefore ? .day : step
  }
}
