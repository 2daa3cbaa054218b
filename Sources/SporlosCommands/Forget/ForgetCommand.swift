internal import ArgumentParser
internal import Collecting
internal import Traffic
internal import TrafficStore

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Take a name out of the database, and never keep it again.",
    discussion: """
      Use it when a page's address, a referrer's host or a campaign turns out to name a person. The counts \
      stay: those of a page under (rare pages), of a host under (rare referrers), of a campaign under (rare \
      campaigns). What is deleted is overwritten in the file. How many visitors a page had on each day goes with \
      its name.

      A name is known again by a keyed hash, so it is not kept when it comes again, even if a sitemap or a rule \
      lists it. Give names as reports show them: a page's path begins with /, and is forgotten on every site; a \
      host is a referrer's; of a campaign, its source, its medium or its name.

      Copies, backups and reports that were made before still have the name.

      Examples:
        sporlos forget /people/kari --db traffic.sqlite
        sporlos forget kari.example.org newsletter-to-kari --db traffic.sqlite

      Exit codes: 0 all names are forgotten, 1 something was not, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The names to forget.", valueName: "name"))
  var names: [String]

  @OptionGroup var options: NameChangeOptions

  func validate() throws {
    guard names.allSatisfy({ !$0.isEmpty && !$0.hasPrefix("(") }) else {
      throw ValidationError(
        "names in parentheses stand for what has no name: there is nothing to forget")
    }
  }

  func run() throws {
    let answer = try options.perform { change, waiting throws(CollectError) in
      try change.forget(names, waiting: waiting)
    }
    if answer.isStillRead {
      Terminal.standardError.write(
        "sporlos: somebody reads \(QuotedText.quoted(options.db)): until they are done, the file beside it that ends in "
          + "-wal still has the names\n")
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
