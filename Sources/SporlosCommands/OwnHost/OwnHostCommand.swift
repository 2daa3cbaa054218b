internal import ArgumentParser
internal import Collecting
internal import Traffic
internal import TrafficStore

struct OwnHostCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "own-host",
    abstract: "Say afterwards that a referring host is the site itself.",
    discussion: """
      Use it where logs without hosts were counted without --site: then links within the site look like visits \
      from another one. The host's page views become internal, and are no visits any more: for the site on every \
      day, for its pages as far as landing pages are stored by host. The site gets the host's name if it has \
      none. Count further logs with --site and the same host.

      Examples:
        sporlos own-host www.example.org --db traffic.sqlite
        sporlos own-host shop.example.org --site example.org --db traffic.sqlite

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The host, as the report of referrers shows it.", valueName: "host"))
  var host: String

  @Option(
    help: ArgumentHelp(
      "The site that it is of (default: the one without a name).", valueName: "name"),
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
      ? "1 page view that came from it is no visit any more"
      : "\(grouped(change.pageViews)) page views that came from it are no visits any more"
    let name = change.name.map { "; the site is called \(QuotedText.quoted($0.text)) now" } ?? ""
    return "\(QuotedText.quoted(host.text)) is the site itself: \(views)\(name)"
  }
}
