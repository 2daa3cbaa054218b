internal import Traffic

/// The words around the numbers of a report in plain text, in each language; pages have some of them, too.
///
/// Titles, columns and notes are the report's own.
public struct TextWords: Hashable, Sendable {
  let language: Language

  public init(_ language: Language) { self.language = language }

  private func say(_ english: String, _ norwegian: String) -> String {
    language == .english ? english : norwegian
  }

  public var total: String { say("Total", "Sum") }
  public var nothing: String { say("Nothing in this period.", "Ingenting i denne perioden.") }
  var notKnown: String {
    say("- means unknown.", "- betyr ukjent.")
  }
  public var unknown: String { say("unknown", "ukjent") }
  var before: String { say("before", "før") }
  var beforeTitle: String { say("Before", "Før") }
  public var change: String { say("Change", "Endring") }
  var others: String { say("others", "andre") }
  var upTo: String { say("up to", "inntil") }

  func ofSite(_ site: String) -> String { say(" of \(site)", " for \(site)") }

  func further(_ count: String, isOne: Bool, limit: Int) -> String {
    isOne
      ? say(
        "\(count) more row is not shown; --limit \(limit) shows all.",
        "\(count) rad til er utelatt; --limit \(limit) viser alle.")
      : say(
        "\(count) more rows are not shown; --limit \(limit) shows all.",
        "\(count) rader til er utelatt; --limit \(limit) viser alle.")
  }

  func most(on time: String, _ count: String) -> String {
    say("most on \(time): \(count)", "mest \(time): \(count)")
  }

  func anHourOfTheWeek(_ column: String) -> String {
    say("\(column) an hour of the week", "\(column) per time i uka")
  }

  /// `Page views a day`, `Page views every 2 days`.
  func every(_ count: Int, _ step: Step, of column: String) -> String {
    let (one, many) = norwegian(step)
    return count == 1
      ? say("\(column) a \(step.rawValue)", "\(column) per \(one)")
      : say("\(column) every \(count) \(step.rawValue)s", "\(column) per \(count) \(many)")
  }

  // Times.

  func period(_ hours: ClosedRange<Hour>, _ zone: String) -> String {
    PeriodText.text(hours, zone, to: say("to", "til"))
  }

  func comparedWith(_ period: String) -> String {
    say("compared with \(period)", "sammenlignet med \(period)")
  }

  /// `, by day and week`.
  func by(_ grains: [Step]) -> String {
    say(
      ", by " + listed(grains.map(\.rawValue), "and"),
      ", per " + listed(grains.map { norwegian($0).one }, "og"))
  }

  /// `day, week and month`.
  private func listed(_ words: [String], _ and: String) -> String {
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " \(and) \(last)"
  }

  var weekdays: [String] {
    language == .english ? Step.weekdays : Step.weekdays.map { Vocabulary.weekdays[$0] ?? $0 }
  }

  private func norwegian(_ step: Step) -> (one: String, many: String) {
    switch step {
    case .hour, .hourOfDay, .weekdayHour: ("time", "timer")
    case .day: ("dag", "dager")
    case .week: ("uke", "uker")
    case .month: ("måned", "måneder")
    case .weekday: ("ukedag", "ukedager")
    }
  }
}
