internal import ArgumentParser
internal import Traffic

/// A word where a command should be, and that names none.
///
/// The argument parser takes it for an argument, and complains of options that are not the program's; after
/// `help`, it shows the help of whatever is above, as if that had been asked for.
struct UnknownCommand {
  /// What is wrong, and what may have been meant.
  var sentence: String
  /// The command that should have had one of this name.
  var parent: any ParsableCommand.Type

  /// Finds one in a command line; `nil` where each word names what it should, or is left to the parser.
  static func find(in words: [String]) -> UnknownCommand? {
    let isHelp = words.first == "help"
    var parent: any ParsableCommand.Type = SporlosCommand.self
    var path: [String] = []
    for word in isHelp ? words.dropFirst() : words[...] {
      let commands = parent.configuration.subcommands
      guard !word.hasPrefix("-"), !commands.isEmpty else { return nil }
      path.append(word)
      if let next = commands.first(where: { $0.configuration.commandName == word }) {
        parent = next
        continue
      }
      let names =
        commands.compactMap { $0.configuration.commandName } + (path.count == 1 ? ["help"] : [])
      guard !names.contains(word) else { return nil }
      let meant = Suggestion.text(for: word, among: names)
      let rest = meant.isEmpty ? ": choose from \(names.joined(separator: ", "))" : meant
      return UnknownCommand(
        sentence: "there is no command \(QuotedText.quoted(path.joined(separator: " ")))\(rest)",
        parent: parent)
    }
    return nil
  }
}
