internal import ArgumentParser
internal import Traffic
internal import TrafficPages
internal import TrafficReport

/// `sporlos alert`: the command line; the work is in ``AlertAction``.
struct AlertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert",
    abstract: "Report unusual traffic, and when it is over.",
    discussion: """
      Examples:
        sporlos alert --no-traffic 24h --spike 3 --errors 5% --db traffic.sqlite
        sporlos alert --no-traffic 6h --site www.example.org --db traffic.sqlite \\
          --mail web@example.org
        sporlos alert --errors 5% --db traffic.sqlite --run 'logger -t sporlos'
        sporlos alert --spike 3 --db traffic.sqlite --verbose

      Checks the last complete hours that are counted, of all sites together or of one. Run it from a \
      timer every quarter of an hour, next to `sporlos follow`. Each alert is reported once when it \
      begins and once when it is over: on standard output, and by --run or --mail. The database is not \
      changed; active alerts are remembered in the folder for keys.

      For a spike, an hour is compared with the median of the same hour and weekday in the eight weeks \
      before. Hours with fewer page views, or hits, than ten times the database's threshold (50) are not \
      checked for spikes or errors. Numbers are rounded down to multiples of the threshold. For internal \
      use only.

      A command of --run gets the sentence on standard input, and in its environment SPORLOS_ALERT \
      (no-traffic, spike or errors), SPORLOS_STATE (raised or over) and SPORLOS_SITE (empty for all \
      sites).

      Exit codes: 0 no alert is active, 1 the work failed, or a command did, 2 invalid usage, 3 an alert \
      is active.
      """)

  @Option(
    help: ArgumentHelp("The database that logs are counted into.", valueName: "file"),
    completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp("The site (default: all sites together).", valueName: "name"),
    completion: .sites)
  var site: String?

  @Option(
    name: .customLong("no-traffic"),
    help: ArgumentHelp(
      "Alert if there was no page view for this long, in whole hours or days: 24h, 2d.",
      valueName: "time"))
  var noTraffic: String?

  @Option(
    help: ArgumentHelp(
      "Alert if an hour had this many times its usual page views.", valueName: "times"))
  var spike: String?

  @Option(
    help: ArgumentHelp(
      "Alert if this share of an hour's hits had a status of 500 or above, such as 5%.",
      valueName: "percent"))
  var errors: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Run this command with sh for each alert.", valueName: "command"))
  var command: String?

  @Option(
    help: ArgumentHelp(
      "Send each alert to this address with sendmail -t; may be repeated.", valueName: "address"))
  var mail: [String] = []

  @Option(
    help: ArgumentHelp("The program that sends mail.", valueName: "file"), completion: .file())
  var sendmail = "/usr/sbin/sendmail"

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state).", valueName: "folder"),
    completion: .directory)
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Language of sentences and mail: en or nb (default: en).", valueName: "language"),
    completion: .list(Language.allCases.map(\.rawValue)), transform: ReportCommand.language)
  var language = Language.english

  @Flag(name: .shortAndLong, help: "Print the result of each rule, even if nothing is unusual.")
  var verbose = false

  private var rules: AlertRules {
    AlertRules(
      hoursWithoutTraffic: noTraffic.flatMap(AlertRules.hours),
      spike: spike.flatMap(AlertRules.times), errorPercent: errors.flatMap(AlertRules.percent))
  }

  func validate() throws {
    if let noTraffic, AlertRules.hours(noTraffic) == nil {
      throw ValidationError(
        "--no-traffic takes a time from 1h to 31d, such as 24h, not \(QuotedText.quoted(noTraffic))"
      )
    }
    if let spike, AlertRules.times(spike) == nil {
      throw ValidationError(
        "--spike takes a number from 1.5 to 1000, such as 3, not \(QuotedText.quoted(spike))")
    }
    if let errors, AlertRules.percent(errors) == nil {
      throw ValidationError(
        "--errors takes a percentage such as 5%, not \(QuotedText.quoted(errors))")
    }
    guard !rules.isEmpty else {
      throw ValidationError("name at least one rule: --no-traffic 24h, --spike 3 or --errors 5%")
    }
    _ = try MailAddress.checked(mail)
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let action = try AlertAction(
      database: db, stateFolder: state, site: site, rules: rules,
      delivery: AlertDelivery(
        command: command, mailTo: MailAddress.checked(mail), sendmail: sendmail),
      language: language,
      isVerbose: verbose)
    if try action.run() { throw ExitCode(3) }
  }
}
