internal import AccessLog
internal import ArgumentParser
internal import Collecting
internal import Traffic

/// What some logs are and what is wanted of them: the options that may differ from site to site.
struct SiteLogOptions: ParsableArguments {
  @Option(
    help: "Count all lines for this site, ignoring the virtual hosts they name.", completion: .sites
  )
  var site: String?

  @Option(
    help: ArgumentHelp(
      "Where the logs come from, such as web1. Without it, identical logs of two servers count once.",
      valueName: "name"))
  var source: String?

  @OptionGroup var log: LogOptions

  @OptionGroup var listed: SitemapOptions

  @Option(
    name: .customLong("kind"),
    help: ArgumentHelp(
      "Set the kind of requests: .fit=download, '/internal/**=api', '?modal=background'. Other kinds: page, asset, "
        + "feed, 'health check'.",
      valueName: "pattern=kind"))
  var kinds: [String] = []

  @Option(
    name: .customLong("query"),
    help: ArgumentHelp(
      "A query parameter that distinguishes pages, such as id in /?id=5; its values are redacted.",
      valueName: "name"))
  var pageParameters: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ignore requests from an address or a network, such as your own company's.",
      valueName: "network"))
  var excludeNetwork: [String] = []

  @Option(
    help: ArgumentHelp("Ignore requests for a path, such as '/intern/**'.", valueName: "path"))
  var excludePath: [String] = []

  @Option(
    help: ArgumentHelp(
      "Ignore requests whose user agent contains this text, such as a monitor's name.",
      valueName: "text"))
  var excludeAgent: [String] = []

  /// What is asked for, checked; but for sitemaps, which are read later.
  func group() throws -> LogGroup {
    var group = LogGroup()
    group.settings = try log.settings()
    group.maxRejected = try log.rejectLimit()
    if let site {
      guard let name = SiteName(site) else {
        throw ValidationError(
          "--site takes a host name such as example.org, not \(QuotedText.quoted(site))")
      }
      group.site = name
    }
    if let source {
      guard let name = SourceName(source) else {
        throw ValidationError(
          "--source takes a name of up to \(SourceName.maxLength) letters, digits, dots, hyphens and "
            + "underscores, such as web1, not \(QuotedText.quoted(source))")
      }
      group.source = name
    }
    group.format = try log.namedFormat()
    group.settings.kinds = try kinds.map { text in
      guard let rule = KindRule(text) else {
        throw ValidationError(
          "--kind takes an ending, a path or a parameter and what it is, such as .fit=download or "
            + "'/internal/**=api', not \(QuotedText.quoted(text))")
      }
      return rule
    }
    group.settings.pageParameters = try pageParameters.map { name in
      guard !name.isEmpty, name.utf8.count <= 40,
        name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"&=?#/%".utf8.contains($0) })
      else {
        throw ValidationError(
          "--query takes a parameter's name such as id, not \(QuotedText.quoted(name))")
      }
      return name
    }
    group.settings.exclusions = try exclusions()
    if let site = group.site { group.settings.ownHosts.append(site) }
    return group
  }

  /// What is left out.
  private func exclusions() throws -> Exclusions {
    var exclusions = Exclusions()
    if !excludeNetwork.isEmpty {
      guard let networks = AddressNetworks(excludeNetwork) else {
        let wrong = excludeNetwork.first { AddressNetworks([$0]) == nil } ?? ""
        throw ValidationError(
          "--exclude-network takes an address or a network such as 192.0.2.0/24, "
            + "not \(QuotedText.quoted(wrong))")
      }
      exclusions.networks = networks
    }
    exclusions.paths = try excludePath.map { pattern in
      guard let rule = PageRule(page: pattern) else {
        throw ValidationError(
          "--exclude-path takes a path such as '/intern/**', not \(QuotedText.quoted(pattern))")
      }
      return rule
    }
    guard excludeAgent.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError("--exclude-agent takes a part of a user agent and cannot be empty")
    }
    exclusions.agents = excludeAgent
    return exclusions
  }
}
