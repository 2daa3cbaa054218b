internal import ArgumentParser
internal import Traffic

/// Checks values as the commands do that they are for.
struct SettingsCheck {
  private let settings: Settings

  init(_ settings: Settings) { self.settings = settings }

  /// - Throws: What the first command would say that refuses a value.
  func run() throws {
    try check("follow", FollowCommand.self) { command in
      _ = try command.following.options(of: command.collecting)
      _ = try ConfiguredLogs(beside: [], isFollowing: true) { _ in }
    }
    try check("check", CheckCommand.self) { _ in }
    try check("prune", PruneCommand.self) { _ in }
    try check("report", ReportCommand.self) { _ in }
    // Without any rule, there is nothing to check.
    if settings.given.contains(where: { $0.setting.table == "alert" }) {
      try check("alert", AlertCommand.self) { _ in }
    }
  }

  private func check<Command: ParsableCommand>(
    _ name: String, _ type: Command.Type, _ use: (Command) throws -> Void
  ) throws {
    // What a command cannot do without is made up where it is not given.
    var words = settings.options(of: name, beside: [])
    if settings.value("db") == nil, name != "check" { words.append("--db=none") }
    if ["follow", "check"].contains(name), !ConfiguredLogs.areThere { words.append("none.log") }
    do {
      try use(Command.parse(words))
    } catch let error as ValidationError {
      throw CommandFailure(sentence: noted(error.message), isUsage: true)
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure(sentence: noted(Command.message(for: error)), isUsage: true)
    }
  }

  private func noted(_ message: String) -> String {
    guard let note = settings.note(on: message, typed: []) else { return message }
    return "\(message) \(note)"
  }
}
