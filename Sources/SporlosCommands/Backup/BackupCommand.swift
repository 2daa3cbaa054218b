internal import ArgumentParser

/// `sporlos backup`: the command line; the work is in ``BackupAction``.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a database, also while it is written to.",
    discussion: """
      Writes all counts of one moment to one file that only its owner may read, and checks it. A \
      copy made with cp while a follower runs lacks what is still in the -wal file.

      With --with-state, the key by which counted logs are known is copied to FILE-state: without it, \
      nothing can be counted into the copy. The key opens nothing that is in the database, but keep it \
      as private as the logs. Keys and visitors of days that are not sealed are never copied, nor is \
      the key of a fleet. Logs counted after the backup count again into the copy, every line once.

      Examples:
        sporlos backup traffic.backup --db traffic.sqlite
        sporlos backup traffic.backup --db traffic.sqlite --with-state --force
        sporlos report --db traffic.backup

      Exit codes: 0 the copy is whole, 1 none was written, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The copy to write.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The database to copy.", valueName: "file"), completion: .file())
  var db: String

  @Flag(help: "Copy the key of counted logs, too, to the file's name and -state.")
  var withState = false

  @Option(
    help: ArgumentHelp(
      "The folder of the key to copy (default: the database's name and -state).",
      valueName: "folder"), completion: .directory)
  var state: String?

  @Flag(help: "Overwrite an earlier copy.")
  var force = false

  func validate() throws {
    guard !file.isEmpty else { throw ValidationError("name the file to write the copy to") }
    guard withState || state == nil else {
      throw ValidationError("--state names the folder that --with-state copies the key from")
    }
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    try BackupAction(
      database: db, file: file, copiesKey: withState, stateFolder: state, replaces: force
    ).run()
  }
}
