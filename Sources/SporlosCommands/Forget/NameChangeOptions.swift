internal import ArgumentParser
internal import Collecting

/// Which database's names to change: the options of commands that do so while others may count.
struct NameChangeOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The database.", valueName: "file"), completion: .file())
  var db: String

  @Option(
    help: ArgumentHelp(
      "The folder for keys (default: the database's name and -state).", valueName: "folder"),
    completion: .directory)
  var state: String?

  @OptionGroup var patience: WaitOptions

  @OptionGroup var settings: SettingsOptions

  @Flag(name: .shortAndLong, help: "Print only errors.")
  var quiet = false

  /// Performs a change, and says where it has to wait.
  func perform<Answer>(
    _ change: (NameChange, _ waiting: () -> Void) throws(CollectError) -> Answer
  ) throws -> Answer {
    do throws(CollectError) {
      return try change(
        NameChange(database: db, stateFolder: state, patience: patience.wait)
      ) { Terminal.standardError.write("sporlos: \(FollowEvent.waitsForTurn.sentence ?? "")\n") }
    } catch { throw CommandFailure(error) }
  }
}
