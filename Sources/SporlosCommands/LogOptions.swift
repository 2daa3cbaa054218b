internal import AccessLog
internal import ArgumentParser
internal import Traffic

/// The options that say what a log is and what may be kept of it: the same for all commands that
/// read one, so that they keep the same.
struct LogOptions: ParsableArguments {
  @Option(
    help:
      "The logs' format instead of the one recognised: \(LogFormat.names.joined(separator: ", ")).")
  var format: String?

  @Option(
    name: .customLong("page-rule"),
    help: ArgumentHelp(
      "Count paths of this shape as one page: * is one part, a final ** all that follow.",
      valueName: "pattern"))
  var pageRules: [String] = []

  @Option(
    name: .customLong("own-host"),
    help: ArgumentHelp(
      "A host of your own: it has its name from the first hit, and its links come from within.",
      valueName: "host"))
  var ownHosts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Parameters of queries to keep for campaigns: utm_source, utm_medium, utm_campaign, or all.",
      valueName: "names"))
  var campaigns: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 1 when more lines of a log are rejected: a number, or a share such as 5%.",
      valueName: "limit"))
  var maxRejected = "50%"

  /// The format that `--format` names.
  func namedFormat() throws -> LogFormat? {
    guard let format else { return nil }
    guard let known = LogFormat(named: format) else {
      throw ValidationError(
        "there is no format \(QuotedText.quoted(format)): --format takes one of "
          + LogFormat.names.joined(separator: ", "))
    }
    return known
  }

  /// Page rules, own hosts and campaign parameters.
  func settings() throws -> LogSettings {
    var settings = LogSettings()
    settings.rules = try pageRules.map { pattern in
      guard let rule = PageRule(pattern) else {
        throw ValidationError(
          "--page-rule takes a path such as '/users/*', not \(QuotedText.quoted(pattern))")
      }
      return rule
    }
    settings.ownHosts = try ownHosts.map { host in
      guard let name = SiteName(host) else {
        throw ValidationError(
          "--own-host takes a host name such as example.org, not \(QuotedText.quoted(host))")
      }
      return name
    }
    settings.campaignParameters = try campaignParameters()
    return settings
  }

  /// The parameters that `--campaigns` allows.
  private func campaignParameters() throws -> Set<CampaignParameter> {
    guard let campaigns else { return [] }
    if campaigns == "all" { return Set(CampaignParameter.allCases) }
    return Set(
      try campaigns.split(separator: ",").map { name in
        guard let parameter = CampaignParameter(rawValue: String(name)) else {
          throw ValidationError(
            "--campaigns takes \(CampaignParameter.allCases.map(\.rawValue).joined(separator: ", ")) "
              + "with commas between them, or all, not \(QuotedText.quoted(String(name)))")
        }
        return parameter
      })
  }

  /// The limit that `--max-rejected` sets.
  func rejectLimit() throws -> RejectLimit {
    guard let limit = RejectLimit(maxRejected) else {
      throw ValidationError(
        "--max-rejected takes a number of lines or a share such as 5%, "
          + "not \(QuotedText.quoted(maxRejected))")
    }
    return limit
  }

  /// Threads that read lines: as many as were asked for, or one a core.
  static func workers(_ threads: Int?) throws -> Int {
    let workers = threads ?? Processors.count
    guard (1...1024).contains(workers) else {
      throw ValidationError("--threads takes a number from 1 to 1024")
    }
    return workers
  }
}
