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
      Examples:
        sporlos report --db traffic.sqlite
        sporlos report pages --db traffic.sqlite --from last-week --to last-week
        sporlos report hours --db traffic.sqlite --from 2026-10-01 --to 2026-10-01
        sporlos report pages --db traffic.sqlite --from last-month --to last-month \\
          --compare previous --sort -change
        sporlos report page /courses --db traffic.sqlite --from 30d
        sporlos report days --db traffic.sqlite --by weekday
        sporlos report --db traffic.sqlite --from today --private
        sporlos report hours --db traffic.sqlite --private --watch
        sporlos report landings --db traffic.sqlite --referrer google.com
        sporlos report devices --db traffic.sqlite --by week --device mobile
        sporlos report browsers --db traffic.sqlite --to 2026-10 --format json
        sporlos report --db traffic.sqlite --from last-month --to last-month \\
          --format html > report.html
        sporlos report --db traffic.sqlite --format mail --mail-to web@example.org \\
          | /usr/sbin/sendmail -t

      Pages, referrers, campaigns, countries, devices, browsers, versions and systems are those of human \
      visitors; bots are counted separately. Visitors are counted by day: someone who comes on three \
      days counts three times. Above 64, visitors are estimated. Visits are page views that came from \
      outside: entries shows on which pages, landings also from where. not-found shows pages that people \
      requested and that do not exist (404, 410), and who links to them.

      Pages, entries and sites are listed by name once several people have requested them; all others \
      are (rare pages) and (rare sites). Days and hours are those of the database's time zone. A report \
      only reads the database.

      Reports show what is published: complete days, without counts below the database's threshold (5, \
      unless collect --threshold set more). Pages, referrers and the like are published by day, week or \
      month, depending on the site's traffic; small counts are grouped as (other). What is published \
      never changes. If you subtract one report from another, whenever they were made, you get something \
      that was published as well. The limits: landing pages of quiet sites, and what two tables reveal \
      together, are not fully protected. --private shows everything as it was counted, including today \
      and any hour, for internal use only.

      Exit codes: 0 the report was shown, 1 it could not be made, or nothing may be shown, 2 invalid \
      usage.
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
      "With page: the path of the page to show.", valueName: "path"))
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
      "Compare with another period: \(Comparison.forms). Days are compared with days of the same weekday.",
      valueName: "period"), completion: .list(["previous", "last-year"]))
  var compare: String?

  @Option(
    help: ArgumentHelp(
      "The rows of the reports days and hours: \(Step.allCases.map(\.rawValue).joined(separator: ", ")). Other "
        + "reports are split by day, week or month.", valueName: "step"),
    completion: .list(Step.allCases.map(\.rawValue)))
  var by: String?

  @Option(
    help: ArgumentHelp("Show only this site.", valueName: "name"), completion: .sites)
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Show only these pages; * matches any characters, ? one.", valueName: "pattern"))
  var page: String?

  @Option(
    help: ArgumentHelp(
      "Show only this kind of referrers or hits, as in the column kind, such as \"search engine\".",
      valueName: "kind"), completion: .kinds)
  var kind: String?

  @Option(
    help: ArgumentHelp(
      "Show only this referrer, as in the column referrer, such as google.com.",
      valueName: "referrer"))
  var referrer: String?

  @Option(
    help: ArgumentHelp(
      "Show only this class of devices: \(DeviceClass.allCases.map(\.name).joined(separator: ", ")).",
      valueName: "device"),
    completion: .list(DeviceClass.allCases.map(\.name)))
  var device: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Sort rows by a column, named as in CSV; with --compare, also by change. Put - before it for the greatest "
        + "first.", valueName: "column"))
  var sort: String?

  @Option(
    help: ArgumentHelp(
      "Show at most this many rows (default: all in csv and json, else 20 in long reports).",
      valueName: "rows"))
  var limit: Int?

  @Flag(
    name: .customLong("private"),
    help: "Show everything that was counted, including today and any hour: for internal use only.")
  var isPrivate = false

  @Flag(
    help:
      "With --private: refresh the report every few seconds; it is of today, unless you give --from."
  )
  var watch = false

  @Option(help: ArgumentHelp("--min 1 is an earlier name of --private.", visibility: .hidden))
  var min: Int64?

  @Option(
    help: ArgumentHelp(
      "Output format: table, csv, json, html, markdown or mail (default: table).",
      valueName: "form"))
  var format: ReportFormat?

  @Option(
    help: ArgumentHelp(
      "Language, except in csv and json: en or nb (default: en).",
      valueName: "language"),
    completion: .list(Language.allCases.map(\.rawValue)), transform: ReportCommand.language)
  var language = Language.english

  @Option(
    name: .customLong("mail-to"),
    help: ArgumentHelp(
      "Recipient of the mail; may be repeated. Without it, name recipients to sendmail.",
      valueName: "address"))
  var mailTo: [String] = []

  @Option(
    name: .customLong("mail-from"),
    help: ArgumentHelp(
      "Sender of the mail. Without it, sendmail uses your user name.", valueName: "address"))
  var mailFrom: String?

  @Flag(help: "The same as --format json.")
  var json = false

  static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else {
      let names = Language.allCases.map(\.rawValue).joined(separator: " or ")
      throw ValidationError("\(QuotedText.quoted(text)) is not a language of reports: use \(names)")
    }
    return language
  }

  func validate() throws {
    if report == ReportCommand.ofOnePage {
      guard path != nil else {
        throw ValidationError("name the page: sporlos report page /courses --db \(db)")
      }
      guard [page, kind, referrer, device, sort, by].allSatisfy({ $0 == nil }) else {
        throw ValidationError(
          "--page, --kind, --referrer, --device, --sort and --by do not apply to a report on one page: "
            + "leave them out"
        )
      }
    } else if let path {
      throw ValidationError(
        "\(QuotedText.quoted(path)) is one argument too many. To see a single page: report page \(path)"
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
        "\(QuotedText.quoted(by)) is not a valid value for --by: choose from "
          + Step.allCases.map(\.rawValue).joined(separator: ", "))
    }
    if let device, !DeviceClass.allCases.contains(where: { $0.name == device }) {
      throw ValidationError(
        "\(QuotedText.quoted(device)) is not a class of devices: choose from "
          + DeviceClass.allCases.map(\.name).joined(separator: ", "))
    }
    if watch { try validateWatching() }
    if let limit, limit < 1 {
      throw ValidationError("--limit must be at least 1, not \(limit)")
    }
    guard min == nil || min == 1 else {
      throw ValidationError(
        "--min was removed: set the threshold with `sporlos collect --threshold`; --private shows all, for "
          + "internal use")
    }
    guard compare != nil || sort.map({ !["change", "-change"].contains($0) }) ?? true else {
      throw ValidationError("--sort change needs a period to compare with: add --compare")
    }
    guard !json || format == nil || format == .json else {
      throw ValidationError("--format and --json both set the output format: leave one out")
    }
    guard format == .mail || mailTo.isEmpty && mailFrom == nil else {
      throw ValidationError("--mail-to and --mail-from are for --format mail")
    }
    _ = try MailAddress.checked(mailTo + [mailFrom].compactMap { $0 })
  }

  /// What is published does not change by the second, and only a terminal can be written anew.
  private func validateWatching() throws {
    guard isPrivate else {
      throw ValidationError("--watch needs --private: published counts change only once a day")
    }
    guard !json, format == nil || format == .table else {
      throw ValidationError("--watch is for a terminal: leave out --format")
    }
    guard Terminal.standardOutput.isTerminal else {
      throw ValidationError(
        "--watch needs a terminal, and standard output is not one: leave it out")
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
        site: site, page: page, part: kind, referrer: referrer, device: device, sort: sort),
      database: db, limit: limit, isPrivate: isPrivate || min == 1,
      format: json ? .json : format ?? .table, language: language,
      mailTo: mailTo.compactMap { MailAddress($0) },
      mailFrom: mailFrom.flatMap { MailAddress($0) })
    try watch ? action.watch(every: ReportCommand.seconds) : action.run()
  }
}

extension ReportFormat: ExpressibleByArgument {}
