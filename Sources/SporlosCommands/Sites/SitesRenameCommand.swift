internal import ArgumentParser
internal import Collecting
internal import FileSystem
internal import Traffic
internal import TrafficAudit
internal import TrafficStore

/// `sporlos sites rename`.
struct SitesRenameCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rename",
    abstract: "Give a site another name.",
    discussion: """
      Use it when --site was mistyped, or a site has moved. No count changes, in reports neither: all days of the \
      site have the new name, also those that are published. Published files have it when they are brought up to \
      date next.

      Count further logs with the new name: where the log names its hosts and still names the former one, that is \
      counted as a site of its own again. Pages that have no name yet begin to wait anew. Two sites cannot become \
      one: what is published of each would have to be taken back.

      A server of a fleet cannot rename a site: its fleet would take it for another one.

      Examples:
        sporlos sites rename exampel.org example.org --db traffic.sqlite
        sporlos sites rename '(unnamed)' www.example.org --db traffic.sqlite

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The site, as `sporlos report sites` shows it.", valueName: "site"),
    completion: .sites)
  var old: String

  @Argument(help: ArgumentHelp("What it is to be called.", valueName: "name"))
  var new: String

  @OptionGroup var options: NameChangeOptions

  private var sites: (old: SiteName, new: SiteName)? {
    let former = old == SiteName.unnamed.text ? .unnamed : SiteName(old)
    guard let former, let name = SiteName(new), former != name else { return nil }
    return (former, name)
  }

  func validate() throws {
    guard sites != nil else {
      throw ValidationError(
        "sites rename takes two names of hosts, such as exampel.org and example.org, not "
          + "\(QuotedText.quoted(old)) and \(QuotedText.quoted(new))")
    }
  }

  func run() throws {
    guard let (former, name) = sites else { return }
    guard SiteRule(redaction: ShapeDetector()).allows(name.text) else {
      throw CommandFailure(
        "\(QuotedText.quoted(new)) looks like an address or a person's data, and `sporlos audit` would find it: "
          + "choose another name")
    }
    let state = StateFolder(database: options.db, named: options.state)
    guard FileStatus(path: StateFile.fleetKey.path(in: state.path)) == nil else {
      throw CommandFailure(
        "\(QuotedText.quoted(options.db)) is of a server of a fleet, which would take the site for another one: "
          + "its name stays")
    }
    let answer = try options.perform { change, waiting throws(CollectError) in
      try change.rename(former, to: name, waiting: waiting)
    }
    switch answer.renaming {
    case .unknownSite(let known):
      throw CommandFailure.unknownSite(old, among: known, in: options.db)
    case .taken:
      throw CommandFailure(
        "there is a site \(QuotedText.quoted(name.text)) already, and two sites cannot become one: what is published "
          + "of each stays")
    case .renamed(let forgotten):
      if forgotten > 0 {
        Terminal.standardError.write(
          "sporlos: pages that were forgotten are known by the site's former name: forget those of the site again\n"
        )
      }
      if answer.isStillRead {
        Terminal.standardError.write(
          "sporlos: somebody reads \(QuotedText.quoted(options.db)): until they are done, the file beside it that "
            + "ends in -wal still has the former name\n")
      }
      guard !options.quiet else { return }
      try Answer.writeLine(
        "\(QuotedText.quoted(former.text)) is called \(QuotedText.quoted(name.text)) now; no count has changed",
        after: .done)
    }
  }
}
