import Traffic
import TrafficStore

extension ReportError: CustomStringConvertible {
  /// What is wrong, in quotes what the user typed, and what to do about it.
  public var sentence: String {
    let file = QuotedText.quoted(path)
    switch code {
    case .store(let error): return error.sentence
    case .unknownTime(let text, let option):
      return "\(QuotedText.quoted(text)) is not a time for \(option): use \(PeriodEnd.forms)"
    case .backwards(let from, let to):
      return "--from \(QuotedText.quoted(from)) is later than --to \(QuotedText.quoted(to)): "
        + "swap them"
    case .notAboutHours(let kind):
      return "the report \(QuotedText.quoted(kind.rawValue)) is about whole logs: "
        + "leave out --from, --to and --site"
    case .unknownSite(let name, let known):
      return "there is no site \(QuotedText.quoted(name)) in \(file): "
        + "it has \(ReportError.list(known))"
    case .unknownPage(let page):
      return
        "there is nothing to show for the page \(QuotedText.quoted(page)) in \(file): no one requested it in this "
        + "period, or too few did; `sporlos report pages` lists pages, `report not-found` what does not exist"
    case .unknownComparison(let text):
      return
        "\(QuotedText.quoted(text)) is not a period to compare with: --compare takes \(Comparison.forms)"
    case .unknownColumn(let name, let known):
      return
        "there is no column \(QuotedText.quoted(name)) to sort by: choose from \(known.joined(separator: ", "))"
    case .unknownValue(let value, let column, let known):
      return
        "there is no \(column) \(QuotedText.quoted(value)): choose from \(ReportError.list(known))"
    case .notSorted(let kind):
      return
        "the report \(QuotedText.quoted(kind.rawValue)) has several tables: --sort is for reports with one"
    case .notBy(let kind, let column):
      return
        "the report \(QuotedText.quoted(kind.rawValue)) is not counted by \(column): leave out --\(column)"
    case .notByStep(let kind, let step):
      return step.isDays
        ? "the report \(QuotedText.quoted(kind.rawValue)) covers the whole period: leave out --by"
        : "the report \(QuotedText.quoted(kind.rawValue)) is not counted by \(step.rawValue): --by takes day, week or "
          + "month here"
    case .tooManySteps(let step, let count):
      return
        "\(count) \(step.rawValue)s are too many tables: choose fewer days or longer steps"
    case .empty:
      return "the database \(file) has no traffic yet: count a log with `sporlos collect` first"
    case .emptyPeriod(let first, let last, let covered, let site):
      let time = PeriodText.text(first: first, last: last, timeZone).map { " \($0)" } ?? ""
      let place = site.map { " of the site \(QuotedText.quoted($0))" } ?? ""
      let known =
        covered.map { "it covers \(PeriodText.text($0, timeZone))" } ?? "it has none at all"
      return "there is no traffic\(place)\(time) in \(file): \(known)"
    case .operators(let kind):
      return
        "the report \(QuotedText.quoted(kind.rawValue)) is for internal use only and is not "
        + "published: give --private to see it"
    case .nothingPrivate:
      return
        "\(file) has only published counts: leave out --private, or use the database that it was made from"
    case .unpublished:
      return
        "nothing is published in \(file) yet: `sporlos collect` publishes days when they are over; "
        + "--private shows what is counted, for internal use"
    case .notPublished(let first, let last, let site, let known):
      let time = PeriodText.text(first: first, last: last, timeZone).map { " \($0)" } ?? ""
      let place = site.map { " of the site \(QuotedText.quoted($0))" } ?? ""
      let advice =
        known.map { "choose days from \(PeriodText.text($0, timeZone))" } ?? "wait for more"
      return
        "nothing\(place)\(time) in \(file) is published: these days are not over, wait for the end of a log, or had too little "
        + "traffic, or none: \(advice), or give --private for internal use"
    }
  }

  public var description: String { sentence }

  /// The first twelve names in quotes, and how many more there are.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map(QuotedText.quoted).joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }
}
