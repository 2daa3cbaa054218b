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
      Examples:
        sporlos sites rename exampel.org example.org --db traffic.sqlite
        sporlos sites rename '(unnamed)' www.example.org --db traffic.sqlite

      Use it if --site was mistyped, or if a site has moved. No count changes, in no report: all days of \
      the site get the new name, including those that are published. Published files get it when they \
      are next brought up to date.

      Count further logs under the new name. If the log names its hosts and still has the former one, \
      that counts as a separate site again. Pages that have no name yet start again from zero. Two sites \
      cannot be merged, since what is published of each cannot be taken back.

      Users and links of `sporlos-serve` keep the former name, and show nothing, until you run \
      `sporlos-serve rename-site` with the same two names.

      A server of a fleet cannot rename a site: the fleet would take it for another one.

      Exit codes: 0 it is done, 1 the work failed, 2 invalid usage.
      """)

  @Argument(
    help: ArgumentHelp("The site, as `sporlos report sites` shows it.", valueName: "site"),
    completion: .sites)
  var old: String

  @Argument(help: ArgumentHelp("Its new name.", valueName: "name"))
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
        "\(QuotedText.quoted(new)) looks like an address or personal data, which `sporlos audit` would report: "
          + "choose another name")
    }
    let state = StateFolder(database: options.db, named: options.state)
    guard FileStatus(path: StateFile.fleetKey.path(in: state.path)) == nil else {
      throw CommandFailure(
        "\(QuotedText.quoted(options.db)) belongs to a server of a fleet, which would take the site for another "
          + "one: it was not renamed")
    }
    let answer = try options.perform { change, waiting throws(CollectError) in
      try change.rename(former, to: name, waiting: waiting)
    }
    switch answer.renaming {
    case .unknownSite(let known):
      throw CommandFailure.unknownSite(old, among: known, in: options.db)
    case .taken:
      throw CommandFailure(
        "there is a site \(QuotedText.quoted(name.text)) already, and two sites cannot be merged: what is "
          + "published of each cannot be taken back")
    case .renamed(let forgotten):
      if forgotten > 0 {
        Terminal.standardError.write(
          "sporlos: forgotten pages are recognised by the site's former name: forget those of this site again\n"
        )
      }
      if answer.isStillRead {
        Terminal.standardError.write(
          "sporlos: \(QuotedText.quoted(options.db)) is being read: until that ends, its -wal file still has the "
            + "former name\n")
      }
      guard !options.quiet else { return }
      try Answer.writeLine(
        "\(QuotedText.quoted(former.text)) is now called \(QuotedText.quoted(name.text)); no count has changed",
        after: .done)
    }
  }
}
