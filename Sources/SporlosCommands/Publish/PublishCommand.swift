internal import ArgumentParser
internal import Collecting
import Traffic
import TrafficStore

/// `sporlos publish`: the command line; the work is in ``PublishedFile``.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract: "Write published counts to a file that you can pass on.",
    discussion: """
      Examples:
        sporlos publish web.sqlite --db traffic.sqlite
        sporlos publish web.sqlite --db traffic.sqlite --check
        sporlos report pages --db web.sqlite --from last-week
        sqlite3 web.sqlite 'SELECT day, page_views FROM days'

      Writes a SQLite database with published counts and their names, and nothing else. Give it to your \
      web team, for `sporlos report`, SQL, Datasette, Grafana or a spreadsheet. Keep the database itself \
      to yourself. Everyone may read the file (mode 0644). An existing file is brought up to date; \
      `collect --publish-to` does that on each run.

      Its views are days, windows, hours, pages, entries, landings, referrers, campaigns, countries, \
      devices, browsers, systems, versions, traffic, bots, kinds, not_found, times, sites, annotations \
      and notes.

      Exit codes: 0 the file is up to date, or holds nothing but what was published, 1 it is not or does \
      not, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var file: String

  @Option(
    help: ArgumentHelp("The database to publish from.", valueName: "file"),
    completion: .file())
  var db: String

  @Flag(help: "Write nothing; check that everything in the file was published.")
  var check = false

  func validate() throws {
    guard !file.isEmpty else { throw ValidationError("name the file to write") }
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    guard !check else { return try checkFile() }
    do throws(StoreError) { try PublishedFile(path: file).update(from: db) } catch {
      throw CommandFailure(error)
    }
  }

  private func checkFile() throws {
    let strangers: [String]
    do throws(StoreError) { strangers = try PublishedFile(path: file).strangers(to: db) } catch {
      throw CommandFailure(error)
    }
    guard strangers.isEmpty else {
      throw CommandFailure(
        "\(QuotedText.quoted(file)) has rows that \(QuotedText.quoted(db)) has not published, in "
          + strangers.joined(separator: ", "))
    }
    try Answer.writeLine(
      "Everything in \(QuotedText.quoted(file)) was published by \(QuotedText.quoted(db)).")
  }
}
