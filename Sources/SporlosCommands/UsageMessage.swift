internal import ArgumentParser
internal import Traffic

/// What the argument parser says of a command line that makes no sense, fit to be shown.
///
/// It repeats what was typed as it is, and that may be a name that somebody else chose: of a file in a
/// folder that others write to, expanded by the shell.
enum UsageMessage {
  /// The message for an error, without a character that acts on what shows it, except for its own line
  /// ends.
  static func text(of error: any Error) -> String {
    let message = harmless(SporlosCommand.fullMessage(for: renamed(error)))
    return noted(message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
  }

  /// The message for options that a command refuses when it begins: each may be fine by itself.
  static func text(of error: ValidationError, in command: any ParsableCommand.Type) -> String {
    let names = path(to: command, from: SporlosCommand.self) ?? []
    return harmless(
      """
      \(noted(error.message))
      Usage: \(SporlosCommand.usageString(for: command))
        See '\(names.joined(separator: " ")) --help' for more information.
      """)
  }

  /// The message with where the value comes from that it complains of, if nobody typed that.
  private static func noted(_ message: String) -> String {
    let lines = message.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let settings = Settings.inForce
    guard let note = settings.note(on: String(lines[0]), typed: ProgramArguments.typed) else {
      return message
    }
    return (["\(lines[0]) \(note)"] + lines.dropFirst().map(String.init)).joined(separator: "\n")
  }

  /// The names by which a command is called.
  private static func path(
    to command: any ParsableCommand.Type, from root: any ParsableCommand.Type
  ) -> [String]? {
    let name = root.configuration.commandName ?? ""
    if root == command { return [name] }
    for next in root.configuration.subcommands {
      if let path = path(to: command, from: next) { return [name] + path }
    }
    return nil
  }

  /// The same error of a command line whose words are harmless, so that no line end in one of them
  /// passes for one of the message.
  private static func renamed(_ original: any Error) -> any Error {
    let typed = ProgramArguments.typed
    let shown = typed.map(QuotedText.harmless)
    guard !shown.elementsEqual(typed) else { return original }
    do {
      _ = try SporlosCommand.parseAsRoot((try? Settings.applied(to: shown)) ?? shown)
      return original
    } catch {
      return SporlosCommand.exitCode(for: error) == .success ? original : error
    }
  }

  private static func harmless(_ message: String) -> String {
    message.split(separator: "\n", omittingEmptySubsequences: false)
      .map { QuotedText.harmless(String($0)) }.joined(separator: "\n")
  }
}
