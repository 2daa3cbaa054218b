internal import ArgumentParser
import Traffic
import TrafficPages
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

      Reports show what is published: whole days that are over, without counts below the database's \
      threshold (5, unless --threshold of collect said more). Pages, referrers and the like are published \
      by day, week or month, as a site has enough traffic, and what is too little is in (other). What is \
      published never changes: one report less another, whenever they were made, is something that was \
      published, too. The limits: what two tables tell together, and landing pages of quiet sites, are not \
      covered wholly. --private shows everything as it was counted, any hours and today included, and is \
      for internal use only.

      Examples:
        sporlos report --db traffic.sqlite
        sporlos report pages --db traffic.sqlite --from last-week --to last-week
        sporlos report hours --db traffic.sqlite --from 2026-10-01 --to 2026-10-01
        sporlos report pages --db traffic.sqlite --from last-month --to last-month --compare previous --sort -change
        sporlos report page /courses --db traffic.sqlite --from last-month --to last-month --compare previous
        sporlos report days --db traffic.sqlite --by weekday
        sporlos report --db traffic.sqlite --from today --private
        sporlos report hours --db traffic.sqlite --private --watch
        sporlos report devices --db traffic.sqlite --by week --device mobile
        sporlos report browsers --db traffic.sqlite --to 2026-10 --format json
        sporlos report --db traffic.sqlite --from last-month --to last-month --format html > report.html
        sporlos report --db traffic.sqlite --format mail --mail-to web@example.org | /usr/sbin/sendmail -t
      """)

  @Argument(
    help: ArgumentHelp(
      "What to show: \(ReportKind.allCases.map(\.rawValue).joined(separator: ", ")); or page, with a path.",
      valueName: "report"),
    completion: .list(ReportKind.allCases.map(\.rawValue) + [ReportCommand.ofOnePage]))
  var report = ReportKind.overview.rawValue

  /// The word for a report that has a page for its subject.
  private static let ofOnePage = "page"

  @Argument(
    help: ArgumentHelp(
      "With page: the page to show whole, by its path.", valueName: "path"))
  var path: String?

  @Option(help: ArgumentHelp("The database to read.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The first hour to show: \(PeriodEnd.forms). 7d is the seven days before today.",
      valueName: "time"), completion: .times)
  var from: String?

  @Option(
    help: ArgumentHelp("The last hour to show, in the same forms.", valueName: "time"),
    completion: .times)
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Show beside it what another period had: \(Comparison.forms). Days go with days of the same weekday.",
      valueName: "period"), completion: .list(["previous", "last-year"]))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "The rows of days and hours: \(Step.allCases.map(\.rawValue).joined(separator: ", ")). Other reports are "
        + "made for each day, week or month.", valueName: "step"),
    completion: .list(Step.allCases.map(\.rawValue)))
  var by: String?

  @Option(
    help: ArgumentHelp("Show the traffic of one site only.", valueName: "name"), completion: .sites)
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Show these pages only; * stands for any characters, ? for one.", valueName: "pattern"))
  var page: String?

  @Option(
    help: ArgumentHelp(
      "Show this kind of referrers or hits only, as in the column kind: \"search engine\", say.",
      valueName: "kind"), completion: .kinds)
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Show this class of devices only: \(DeviceClass.allCases.map(\.name).joined(separator: ", ")).",
      valueName: "device"),
    completion: .list(DeviceClass.allCases.map(\.name)))
  var device: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Order the rows by a column, as CSV names it, or by change where a period is compared. With - in front, "
        + "the greatest come first.", valueName: "column"))
  var sort: String?

  @Option(
    help: ArgumentHelp(
      "The most rows to show. Without it: all in csv and json, else 20 of what may be very many.",
      valueName: "rows"))
  var limit: Int?

  @Flag(
    name: .customLong("private"),
    help: "Show all that was counted, today and single hours too: for internal use only.")
  var isPrivate = false

  @Flag(
    help:
      "Show the report anew every few seconds, of today unless --from says otherwise: with --private."
  )
  var watch = false

  @Option(help: ArgumentHelp("--min 1 is an earlier name of --private.", visibility: .hidden))
  var min: Int64?

  @Option(
    help: ArgumentHelp(
      "The form of the answer: table, csv, json, html, markdown or mail (default: table).",
      valueName: "form"))
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "The language of what people read, not of csv and json: en or nb (default: en).",
      valueName: "language"),
    completion: .list(Language.allCases.map(\.rawValue)), transform: ReportCommand.language)
  var language = Language.english

  @Option(
    name: .customLong("mail-to"),
    help: ArgumentHelp(
      "Who gets a mail; may be given several times. Without it, sendmail must be told.",
      valueName: "address"))
  var mailTo: [String] = []

  @Option(
    name: .customLong("mail-from"),
    help: ArgumentHelp(
      "Who a mail is from. Without it, sendmail names the user.", valueName: "address"))
  var mailFrom: String?

  @Flag(help: "Print the answer as JSON, as other commands do: --format json.")
  var json = false

  private static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else {
      let names = Language.allCases.map(\.rawValue).joined(separator: " or ")
      throw ValidationError("\(QuotedText.quoted(text)) is no language of reports: use \(names)")
    }
    return language
  }

  func validate() throws {
    if report == ReportCommand.ofOnePage {
      guard path != nil else {
        throw ValidationError("name the page: sporlos report page /courses --db \(db)")
      }
      guard page == nil, kind == nil, device == nil, sort == nil, by == nil else {
        throw ValidationError(
          "--page, --kind, --device, --sort and --by are for reports of many pages: leave them out")
      }
    } else if let path {
      throw ValidationError(
        "\(QuotedText.quoted(path)) is one argument too many: report page \(path) shows one page whole"
      )
    } else if ReportKind(rawValue: report) == nil {
      let names = ReportKind.allCases.map(\.rawValue) + [ReportCommand.ofOnePage]
      let meant = Suggestion.text(for: report, among: names)
      throw ValidationError(
        "there is no report \(QuotedText.quoted(report))\(meant.isEmpty ? ":" : meant) choose from "
          + names.joined(separator: ", "))
    }
    if let by, Step(rawValue: by) == nil {
      throw ValidationError(
        "\(QuotedText.quoted(by)) is nothing that --by knows: choose from "
          + Step.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if let device, !DeviceClass.allCases.contains(where: { $0.name == device }) {
      throw ValidationError(
        "\(QuotedText.quoted(device)) is no class of devices: choose from "
          + DeviceClass.allCases.map(\.name).joined(separator: ", "))
    }
    if watch { try validateWatching() }
    if let limit, limit < 1 {
      throw ValidationError("\"\(limit)\" rows are none: give --limit a number from 1")
    }
    guard min == nil || min == 1 else {
      throw ValidationError(
        "--min is no more: the threshold is the database's, and `sporlos collect --threshold` raises it; "
          + "--private shows all, for internal use")
    }
    guard compare != nil || sort.map({ !["change", "-change"].contains($0) }) ?? true else {
      throw ValidationError("--sort change needs a period to compare with: give --compare")
    }
    guard !json || format == nil || format == .json else {
      throw ValidationError("--format and --json both say the form: leave one out")
    }
    guard format == .mail || mailTo.isEmpty && mailFrom == nil else {
      throw ValidationError("--mail-to and --mail-from are for --format mail")
    }
    _ = try MailAddress.checked(mailTo + [mailFrom].compactMap { $0 })
  }

  /// What is published does not change by the second, and only a terminal can be written anew.
  private func validateWatching() throws {
    guard isPrivate else {
      throw ValidationError("what is published changes once a day: --watch is for --private")
    }
    guard !json, format == nil || format == .table else {
      throw ValidationError("--watch is for a terminal: leave --format out")
    }
    guard Terminal.standardOutput.isTerminal else {
      throw ValidationError("--watch is for a terminal, and standard output is none: leave it out")
    }
  }

  /// How long a report stays that is watched.
  private static let seconds: UInt32 = 5

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let action = ReportAction(
      request: ReportAction.Question(
        kind: ReportKind(rawValue: report) ?? (path == nil ? .overview : .pages), wholePage: path,
        from: from ?? (watch ? "today" : nil), to: to, compare: compare,
        by: by.flatMap(Step.init(rawValue:)),
        site: site, page: page, part: kind, device: device, sort: sort),
      database: db, limit: limit, isPrivate: isPrivate || min == 1,
      format: json ? .json : format ?? .table, language: language,
      mailTo: mailTo.compactMap { MailAddress($0) },
      mailFrom: mailFrom.flatMap { MailAddress($0) })
    try watch ? action.watch(every: ReportCommand.seconds) : action.run()
  }
}

extension ReportFormat: ExpressibleByArgument {}
