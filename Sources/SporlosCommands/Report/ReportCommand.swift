internal import ArgumentParser
import Traffic
import TrafficReport

/// `sporlos report`: the command line; the work is in ``ReportAction``.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Show traffic from a database.",
    discussion: """
      Pages, referrers, campaigns, countries, devices, browsers, versions and systems are \
      those of people; bots are counted apart. Visitors are added up by day: who comes on three \
      days counts three times. Days and hours are \
      those of the database's time zone. The database is only read, never changed.

      Pages, entries and sites have names once several people have asked for them; (rare pages) and \
      (rare sites) are all others. Visitors of more than 64 are estimated. Visits are page views that \
      came from outside; entries shows on which pages, landings also from where. not-found shows what people \
      asked for that is not there (404, 410), and who links to it.

      What counts fewer than 5 on a day (--min), be it page views or visitors, is folded into \
      (other), together with the next smallest where it is the only one; as soon as several days \
      make enough, they are shown. So that no hidden count follows from two reports, they are of whole \
      days that are over, and hours become days, and days months, where any of them counts too little. The \
      limit: landings and not-found are not yet compared with referrers. --min 1 shows everything as it \
      is, any hours and today included, and sources names your logs and servers: both are for internal \
      use only.

      Examples:
        sporlos report --db traffic.sqlite
        sporlos report pages --db traffic.sqlite --from last-week --to last-week
        sporlos report hours --db traffic.sqlite --from 2026-10-01 --to 2026-10-01
        sporlos report --db traffic.sqlite --from today --min 1
        sporlos report browsers --db traffic.sqlite --to 2026-10 --format json
      """)

  @Argument(
    help: ArgumentHelp(
      "What to show: \(ReportKind.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "report"),
    completion: .list(ReportKind.allCases.map(\.rawValue)))
  var report = ReportKind.overview.rawValue

  @Option(help: ArgumentHelp("The database to read.", valueName: "file"))
  var db: String

  @Option(
    help: ArgumentHelp(
      "The first hour to show: \(PeriodEnd.forms). 7d is the seven days before today.",
      valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("The last hour to show, in the same forms.", valueName: "time"))
  var to: String?

  @Option(help: ArgumentHelp("Show the traffic of one site only.", valueName: "name"))
  var site: String?

  @Option(
    help: ArgumentHelp(
      "The most rows to show. Without it: all, but as a table 20 of what may be very many.",
      valueName: "rows"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "The least that a row counts which is shown under its name; 1 shows all, for internal use only.",
      valueName: "number"))
  var min: Int64 = Threshold.standard.least

  @Option(
    help: ArgumentHelp(
      "The form of the answer: table, csv or json (default: table).", valueName: "form"))
  var format: ReportFormat?

  @Flag(help: "Print the answer as JSON, as other commands do: --format json.")
  var json = false

  func validate() throws {
    if ReportKind(rawValue: report) == nil {
      let names = ReportKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "there is no report \(QuotedText.quoted(report)): choose from \(names)")
    }
    if let limit, limit < 1 {
      throw ValidationError("\"\(limit)\" rows are none: give --limit a number from 1")
    }
    if min < 1 {
      throw ValidationError("\"\(min)\" is no threshold: give --min a number from 1")
    }
    guard !json || format == nil || format == .json else {
      throw ValidationError("--format and --json both say the form: leave one out")
    }
  }

  func run() throws {
    let action = ReportAction(
      kind: ReportKind(rawValue: report) ?? .overview, database: db, from: from, to: to, site: site,
      limit: limit, least: min, format: json ? .json : format ?? .table)
    try action.run()
  }
}

extension ReportFormat: ExpressibleByArgument {}
