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
    return message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message
  }

  /// The same error of a command line whose words are harmless, so that no line end in one of them
  /// passes for one of the message.
  private static func renamed(_ original: any Error) -> any Error {
    let typed = Sporlos.arguments
    let shown = typed.map(QuotedText.harmless)
    guard !shown.elementsEqual(typed) else { return original }
    do {
      _ = try SporlosCommand.parseAsRoot(shown)
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
