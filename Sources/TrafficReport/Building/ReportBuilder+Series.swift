import Traffic
import TrafficStore

extension ReportBuilder {
  /// The steps of a series in time.
  enum Step {
    case hour
    case day

    /// The hour a step begins with that holds this one.
    func begin(of hour: Hour) -> Hour { self == .hour ? hour : hour.day.firstHour }
    var hours: Int { self == .hour ? 1 : 24 }
    func text(_ hour: Hour) -> String {
      self == .hour ? hour.description : hour.day.description
    }
  }

  /// Traffic by hour or day, in order, those without any included; of many, the last ones.
  func series(_ step: Step, limit: Int?) throws -> Report.Table {
    var steps: [Hour: TrafficTotals] = [:]
    var sum = TrafficTotals()
    for (hour, totals) in try snapshot.hours(selection) {
      steps[part(of: hour, by: step).hours.lowerBound, default: TrafficTotals()] += totals
      sum += totals
    }
    let parts = parts(by: step)
    let shown = parts.suffix(limit ?? Int.max)
    let name = step == .hour ? "hour" : "day"
    return Report.Table(
      name: name + "s",
      columns: [
        Report.Column(name, step == .hour ? "Hour (UTC)" : "Day (UTC)", .time),
        Report.Column("page_views", "Page views", .count, hasBar: true), .hits, .bots, .errors,
        .bytes,
      ],
      rows: shown.map {
        [.text($0.name)] + cells(steps[$0.hours.lowerBound] ?? TrafficTotals())
      },
      totals: [.none] + cells(sum), rowsLeftOut: parts.count - shown.count)
  }

  /// Page views, hits, bots, errors and bytes.
  func cells(_ totals: TrafficTotals) -> [Report.Cell] {
    [totals.pageViews, totals.hits, totals.bots, totals.errors, totals.bytes].map {
      .number($0)
    }
  }
}
