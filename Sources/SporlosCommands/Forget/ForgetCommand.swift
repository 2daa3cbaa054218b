internal import ArgumentParser
internal import Collecting
internal import Traffic
internal import TrafficStore

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Remove a name from the database, and never store it again.",
    discussion: """
      Examples:
        sporlos forget /people/kari --db traffic.sqlite
        sporlos forget kari.example.org newsletter-to-kari --db traffic.sqlite

      Use it if the path of a page, the host of a referrer or a campaign names a person. The counts \
      stay: a page's as (rare pages), a host's as (rare referrers), a campaign's as (rare campaigns). \
      What is deleted is overwritten in the file. A page's daily numbers of visitors are removed with \
      its name.

      If the name comes again, it is recognised by a keyed hash and not stored, even if a sitemap or a \
      rule lists it. Give names as reports show them. A page's path begins with /, and is forgotten on \
      every site. A host is that of a referrer; a site's own name cannot be forgotten, but changed with \
      `sporlos sites rename`. Of a campaign, give its source, its medium or its name.

      Copies, backups and reports that you made before still have the name.

      Exit codes: 0 all names are forgotten, 1 some could not be, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The names to forget.", valueName: "name"))
  var names: [String]

  @OptionGroup var options: NameChangeOptions

  func validate() throws {
    guard names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("(") }) else {
      throw ValidationError(
        "names in parentheses group what has no name: there is nothing to forget")
    }
  }

  func run() throws {
    let answer = try options.perform { change, waiting throws(CollectError) in
      try change.forget(names, waiting: waiting)
    }
    if answer.isStillRead {
      Terminal.standardError.write(
        "sporlos: \(QuotedText.quoted(options.db)) is being read: until that ends, its -wal file still has the names\n"
      )
    }
    guard !options.quiet else { return }
    for (name, forgotten) in answer.names {
      try Answer.writeLine(ForgetCommand.sentence(name, forgotten), after: .done)
    }
  }

  /// What became of a name.
  static func sentence(_ name: String, _ forgotten: ForgottenNames) -> String {
    let counted = [
      (forgotten.pages, "page"), (forgotten.referrers, "referrer"),
      (forgotten.campaigns, "campaign"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    let name = QuotedText.quoted(name)
    return counted.isEmpty
      ? "\(name) was not stored, and will not be"
      : "\(name) is forgotten, and will not be stored again: \(counted.joined(separator: ", ")); the counts stay"
  }
}
