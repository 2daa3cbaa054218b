internal import ArgumentParser
internal import Traffic
internal import TrafficPages

/// `sporlos alert`: the command line; the work is in ``AlertAction``.
struct AlertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert",
    abstract: "Say when traffic is unusual, and when that is over.",
    discussion: """
      Looks at the last whole hours that are counted, of all sites together or of one. Run it from a timer, every \
      quarter of an hour, beside `sporlos follow`: an alert is said once, on standard output and where --run or \
      --mail send it, and once more when it is over. Nothing is changed in the database; which alerts stand is \
      written in the folder for keys.

      A spike is held against the median of the same hour of the same weekday in the eight weeks before. Hours with \
      fewer page views, or hits, than ten times the database's threshold (50) are neither spikes nor judged for \
      errors. Numbers are said in steps of the threshold. For internal use only.

      The command gets the sentence on standard input, and SPORLOS_ALERT (no-traffic, spike, errors), \
      SPORLOS_STATE (raised, over) and SPORLOS_SITE (empty for all) in its environment.

      Examples:
        sporlos alert --no-traffic 24h --spike 3 --errors 5% --db traffic.sqlite
        sporlos alert --no-traffic 6h --site www.example.org --db traffic.sqlite --mail web@example.org
        sporlos alert --errors 5% --db traffic.sqlite --run 'logger -t sporlos'
        sporlos alert --spike 3 --db traffic.sqlite --verbose

      Exit codes: 0 no alert stands, 1 the work failed, or a command did, 2 invalid usage, 3 an alert stands.
      """)

  @Option(
    help: ArgumentHelp("The database that logs are counted into.", valueName: "file"),
    completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp("The site (default: all together).", valueName: "name"), completion: .sites)
  var site: String?

  @Option(
    name: .customLong("no-traffic"),
    help: ArgumentHelp(
      "No page view in so many whole hours or days, as 24h or 2d.", valueName: "time"))
  var noTraffic: String?

  @Option(
    help: ArgumentHelp("So many times as many page views in an hour as usual.", valueName: "times"))
  var spike: String?

  @Option(
    help: ArgumentHelp(
      "So many of a hundred hits of an hour answered with a status from 500 on.",
      valueName: "percent"))
  var errors: String?

  @Option(
    name: .customLong("run"),
    help: ArgumentHelp("Run this with sh for each alert.", valueName: "command"))
  var command: String?

  @Option(
    help: ArgumentHelp(
      "Send each alert there with sendmail -t; may be given several times.", valueName: "address"))
  var mail: [String] = []

  @Option(
    help: ArgumentHelp("The program that sends mail.", valueName: "file"), completion: .file())
  var sendmail = "/usr/sbin/sendmail"

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state).", valueName: "folder"),
    completion: .directory)
  var state: String?

  @Flag(name: .shortAndLong, help: "Say of each what was found, unusual or not.")
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
        "--errors takes a part of a hundred, such as 5%, not \(QuotedText.quoted(errors))")
    }
    guard !rules.isEmpty else {
      throw ValidationError("say what is unusual: --no-traffic 24h, --spike 3 or --errors 5%")
    }
    _ = try MailAddress.checked(mail)
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    let action = try AlertAction(
      database: db, stateFolder: state, site: site, rules: rules,
      delivery: AlertDelivery(
        command: command, mailTo: MailAddress.checked(mail), sendmail: sendmail),
      isVerbose: verbose)
    if try action.run() { throw ExitCode(3) }
  }
}
