internal import Traffic
internal import TrafficReport

/// A report and the question that it is the answer to.
struct AnsweredReport: Hashable, Sendable {
  var report: Report
  var question: ReportQuestion
  /// The hours that were asked for; `nil` for an end that was not.
  var first: Hour?
  var last: Hour?

  /// The same without the rows that the client has already.
  ///
  /// - Throws: ``ReportQuestion/Problem`` where there are several tables to begin in.
  func fromOffset() throws(ReportQuestion.Problem) -> AnsweredReport {
    guard question.offset > 0 else { return self }
    guard report.tables.count == 1 else {
      throw ReportQuestion.Problem(
        code: "unsupported_offset",
        sentence:
          "the report \(QuotedText.quoted(report.name)) has several tables: leave \"offset\" out")
    }
    var answered = self
    answered.report.tables[0].rows = Array(report.tables[0].rows.dropFirst(question.offset))
    if let before = report.tables[0].earlier?.rows {
      answered.report.tables[0].earlier?.rows = Array(before.dropFirst(question.offset))
    }
    return answered
  }

  /// The JSON of the report, with the question as it was answered and what makes it another one.
  func json() -> String {
    report.json(with: [(name: "query", value: query)], warnings: warnings)
  }

  /// The question that has this answer at any time: with days instead of `7d`.
  private var query: String {
    func end(_ hour: Hour?) -> String { hour.map { JSONText.string("\($0.day)") } ?? "null" }
    func text(_ text: String?) -> String { text.map(JSONText.string) ?? "null" }
    let earlier = report.earlier.map { "\($0.lowerBound.day)..\($0.upperBound.day)" }
    return "{\"report\": \(JSONText.string(report.name)), "
      + "\"site\": \(report.site.map(JSONText.string) ?? "null"), "
      + "\"from\": \(end(report.period?.lowerBound)), \"to\": \(end(report.period?.upperBound)), "
      + "\"compare\": \(text(earlier)), \"by\": \(text(question.by)), \"page\": \(text(question.page)), "
      + "\"kind\": \(text(question.part)), \"referrer\": \(text(question.referrer)), "
      + "\"device\": \(text(question.device)), \"sort\": \(text(question.sort)), "
      + "\"limit\": \(question.limit.map(String.init) ?? "null"), \"offset\": \(question.offset)}"
  }

  /// What a program should know of the answer besides the report's own notes: a code that stays, and a sentence.
  typealias Warning = (code: String, text: String)

  var warnings: [Warning] {
    var warnings: [Warning] = []
    if let period = report.period {
      let days = period.lowerBound.day...period.upperBound.day
      if let first, first.day < days.lowerBound {
        warnings.append(leftOut("Days before \(days.lowerBound)"))
      }
      if let last, last.day > days.upperBound {
        warnings.append(leftOut("Days after \(days.upperBound)"))
      }
    }
    if (first?.ofDay ?? 0) != 0 || (last?.ofDay ?? 23) != 23 {
      warnings.append(
        (code: "hours_as_days", text: "Only complete days are published: the answer covers those."))
    }
    let heldBack = Set(report.tables.flatMap(\.heldBack)).sorted()
    if !heldBack.isEmpty {
      warnings.append(
        Warning(
          code: "held_back",
          text: "Null means suppressed: the number is too small or would reveal another one: "
            + heldBack.joined(separator: ", ") + "."))
    }
    return warnings
  }

  private func leftOut(_ days: String) -> Warning {
    (code: "days_left_out", text: "\(days) are left out: nothing is published for them.")
  }
}
