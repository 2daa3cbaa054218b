internal import ArgumentParser

/// `sporlos backup`: the command line; the work is in ``BackupAction``.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy a database, even while it is being written.",
    discussion: """
      Examples:
        sporlos backup traffic.backup --db traffic.sqlite
        sporlos backup traffic.backup --db traffic.sqlite --with-state --force
        sporlos report --db traffic.backup

      Writes all counts of one moment to one file, which only its owner can read, and checks it. Do not \
      use cp while a follower runs: it misses what is still in the -wal file.

      With --with-state, the key that recognises counted logs is copied to FILE-state. Without it, you \
      can read the copy, but count nothing into it. The key decrypts nothing in the database, but keep \
      it as private as the logs. Keys and visitors of days that are not sealed are never copied, nor is \
      the key of a fleet. Logs counted after the backup can be counted into the copy again, every line \
      once.

      Exit codes: 0 the copy is complete, 1 none was written, 2 invalid usage.
      """)

  @Argument(help: ArgumentHelp("The copy to write.", valueName: "file"), completion: .file())
  var file: String

  @Option(help: ArgumentHelp("The database to copy.", valueName: "file"), completion: .file())
  var db: String

  @Flag(help: "Also copy the key of counted logs, to the file's name and -state.")
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
      throw ValidationError(
        "--state is the folder that --with-state copies the key from: add --with-state")
    }
  }

  @OptionGroup var settings: SettingsOptions

  func run() throws {
    try BackupAction(
      database: db, file: file, copiesKey: withState, stateFolder: state, replaces: force
    ).run()
  }
}
