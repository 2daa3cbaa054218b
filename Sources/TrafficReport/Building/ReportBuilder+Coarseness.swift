import Traffic
import TrafficStore

extension ReportBuilder {
  /// What a report says about counts that are only kept by the day or the month by now.
  var coarsenessNotes: [String] {
    let first = span.lowerBound
    var notes: [String] = []
    if first < coarseness.monthlyBefore {
      notes.append("Counts before \(coarseness.monthlyBefore) are kept by month only.")
    }
    if max(first, coarseness.monthlyBefore) < coarseness.dailyBefore {
      notes.append("Counts before \(coarseness.dailyBefore) are kept by day only.")
    }
    if isWidened, !notes.isEmpty { notes.append("The period was widened accordingly.") }
    return notes
  }

  /// The shortest steps, from those asked for on, that the counts of the period are kept by.
  func kept(_ step: Step) -> Step {
    if span.lowerBound < coarseness.monthlyBefore { return .month }
    return step == .hour && span.lowerBound < coarseness.dailyBefore ? .day : step
  }
}
