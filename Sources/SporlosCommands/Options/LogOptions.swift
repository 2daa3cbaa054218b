internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import LogFormats
internal import TimeZones
internal import Traffic

/// The options that say what a log is and what may be kept of it: the same for all commands that
/// read one, so that they keep the same.
struct LogOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The logs' format, if it is not recognised: a name from `sporlos formats`, or the server's own string, "
        + "such as '$remote_addr - [$time_local] …' or 'tomcat9:%h %t \"%r\" …'.",
      valueName: "string"), completion: .logFormats)
  var format: String?

  @Option(
    help: ArgumentHelp(
      "The server's configuration, such as /etc/nginx/nginx.conf. Each log in it is read in its configured "
        + "format; `sporlos formats --format-file` lists them.",
      valueName: "file"), completion: .file())
  var formatFile: String?

  @Option(
    help: ArgumentHelp(
      "The field with the client's address, by its name in the format: http_x_forwarded_for, "
        + "X-Real-IP, request.headers.Cf-Connecting-Ip.",
      valueName: "field"))
  var clientAddress: String?

  @Option(
    name: .customLong("trusted-proxy"),
    help: ArgumentHelp(
      "A network of your own proxies. In a list of addresses, the client is the rightmost one outside it; a "
        + "client can forge those further left (default: all private networks).",
      valueName: "network"))
  var trustedProxies: [String] = []

  @Option(
    help: ArgumentHelp(
      "The time zone of logs whose times have none: Europe/Oslo, +01:00, local (default: UTC).",
      valueName: "zone"))
  var logTimeZone: String?

  @Option(
    name: .customLong("page-rule"),
    help: ArgumentHelp(
      "Count matching paths as one page: * matches one part, ** at the end all further parts.",
      valueName: "pattern"))
  var pageRules: [String] = []

  @Option(
    name: .customLong("own-host"),
    help: ArgumentHelp(
      "One of your own hosts: listed by name from its first hit; links from it are internal.",
      valueName: "host"))
  var ownHosts: [String] = []

  @Option(
    help: ArgumentHelp(
      "Query parameters to keep for campaigns, such as utm_source,utm_campaign,ref; or all.",
      valueName: "names"), completion: .list(["all"] + CampaignParameter.allCases.map(\.rawValue)))
  var campaigns: String?

  @Option(
    help: ArgumentHelp(
      "Exit with 1 if more lines of a log are rejected than this: a number, or a share such as 5%.",
      valueName: "limit"))
  var maxRejected = "50%"

  /// The format that `--format` gives.
  func namedFormat() throws -> LogFormat? {
    guard format == nil || formatFile == nil else {
      throw ValidationError("--format and --format-file both set the format: leave one out")
    }
    return try format.map { try LogOptions.format($0, client: clientAddress) }
  }

  /// A format by its name, or as somebody has written it down.
  static func format(_ text: String) throws -> LogFormat { try format(text, client: nil) }

  private static func format(_ text: String, client: String?) throws -> LogFormat {
    do throws(FormatProblem) {
      let definition = try FormatString.definition(of: text)
      guard client.map(definition.names) ?? true else { throw FormatProblem(.noClient) }
      return try LogFormat(definition, client: client)
    } catch {
      throw ValidationError(error.sentence(of: text, client: client ?? ""))
    }
  }

  /// Page rules, own hosts and campaign parameters.
  func settings() throws -> LogSettings {
    var settings = LogSettings()
    settings.clientField = clientAddress
    if !trustedProxies.isEmpty {
      guard let trusted = AddressNetworks(trustedProxies) else {
        let wrong = trustedProxies.first { AddressNetworks([$0]) == nil } ?? ""
        throw ValidationError(
          "--trusted-proxy takes an address or a network such as 192.0.2.0/24, or private, "
            + "not \(QuotedText.quoted(wrong))")
      }
      settings.trustedProxies = trusted
    }
    if let logTimeZone {
      do throws(TimeZoneError) {
        settings.timeZone = try ZoneClock(logTimeZone)
      } catch {
        throw ValidationError(error.sentence(of: "--log-time-zone"))
      }
      settings.isZoneNamed = true
    }
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
}
