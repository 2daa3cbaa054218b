internal import ArgumentParser
internal import Collecting
internal import Traffic
internal import TrafficStore

struct OwnHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "own-host",
    abstract: "Declare a referring host to be the site itself, after counting.",
    discussion: """
      Examples:
        sporlos own-host www.example.org --db traffic.sqlite
        sporlos own-host shop.example.org --site example.org --db traffic.sqlite

      Use it if you counted logs that name no hosts without --site: links within the site then look like \
      visits from another site. The host's page views become internal, and no longer count as visits: \
      for the site on every day, for its pages as far as landing pages are stored by host. If the site \
      has no name, it gets the host's. Count further logs with --site and the same host.

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The host, as `sporlos report referrers` shows it.", valueName: "host"))
  var host: String

  @Option(
    help: ArgumentHelp(
      "The site that it belongs to (default: the one without a name).", valueName: "name"),
    completion: .sites)
  var site: String?

  @OptionGroup var options: NameChangeOptions

  private func name(_ text: String) throws -> SiteName {
    guard let name = SiteName(text) else {
      throw ValidationError(
        "own-host takes the name of a host, such as example.org, not \(QuotedText.quoted(text))")
    }
    return name
  }

  func validate() throws { _ = try (name(host), site.map(name)) }

  func run() throws {
    let (own, site) = (try name(host), try self.site.map(name))
    let change = try options.perform { change, waiting throws(CollectError) in
      try change.own(own, of: site, waiting: waiting)
    }
    guard let change else {
      throw CommandFailure(
        "\(QuotedText.quoted(options.db)) has no site \(QuotedText.quoted((site ?? .unnamed).text)): "
          + "name it with --site, as `sporlos report sites` shows it")
    }
    if !options.quiet { try Answer.writeLine(OwnHostCommand.sentence(own, change), after: .done) }
  }

  /// What became of a host.
  static func sentence(_ host: SiteName, _ change: OwnHostChange) -> String {
    let views =
      change.pageViews == 1
      ? "1 page view from it no longer counts as a visit"
      : "\(grouped(change.pageViews)) page views from it no longer count as visits"
    let name = change.name.map { "; the site is now called \(QuotedText.quoted($0.text))" } ?? ""
    return "\(QuotedText.quoted(host.text)) is the site itself: \(views)\(name)"
  }
}
