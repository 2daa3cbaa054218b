import Traffic
import TrafficStore

extension ReportBuilder {
  /// What a report says about counts that are only kept by the day or the month by now.
  func coarsenessNotes(_ hours: ClosedRange<Hour>) -> [String] {
    let first = hours.lowerBound.day
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

  /// The parts of the selection that a series shows: its steps, or days and months where counts are
  /// kept by those only.
  func parts(by step: Step) -> [(hours: ClosedRange<Hour>, name: String)] {
    var parts: [(hours: ClosedRange<Hour>, name: String)] = []
    var next = selection.hours.lowerBound
    while next <= selection.hours.upperBound {
      let part = part(of: next, by: step)
      parts.append(part)
      next = Hour(rawValue: part.hours.upperBound.rawValue + 1)
    }
    return parts
  }

  /// The part that an hour belongs to.
  func part(of hour: Hour, by step: Step) -> (hours: ClosedRange<Hour>, name: String) {
    let begin = step.begin(of: hour)
    let alike = coarseness.hours(like: hour)
    if hour.day < coarseness.monthlyBefore { return (alike, hour.day.monthText) }
    if hour.day < coarseness.dailyBefore { return (alike, hour.day.description) }
    return (begin...Hour(rawValue: begin.rawValue + Int32(step.hours) - 1), step.text(begin))
  }
}
