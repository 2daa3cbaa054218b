/// Programs behind a pipe that write files themselves: `rotatelogs` and `cronolog`.
enum RotatingPipe {
  /// A glob for the files that a command writes; nil for another command.
  static func files(_ command: Substring) -> String? {
    var words = ApacheWords.split(command)[...]
    guard let program = words.popFirst() else { return nil }
    switch ConfigurationPath.name(program) {
    case "rotatelogs", "rotatelogs2", "rotatelogs.exe":
      let options = options(&words, withValue: ["-L", "-p", "-n"])
      guard let name = words.first else { return nil }
      if name.utf8.contains(UInt8(ascii: "%")) { return dated(name) }
      // With `-t` one file is emptied, with `-n` they are numbered, else the second is behind it.
      if options.contains("-t") { return ConfigurationPath.literal(name) }
      return ConfigurationPath.literal(name) + (options.contains("-n") ? "*" : ".*")
    case "cronolog":
      _ = options(
        &words,
        withValue: [
          "-H", "-S", "-P", "-p", "-d", "-x", "-s", "-z", "--hardlink", "--symlink",
          "--prev-symlink", "--period", "--delay", "--debug", "--start-time", "--time-zone",
        ])
      return words.first.map(dated)
    default: return nil
    }
  }

  private static func options(
    _ words: inout ArraySlice<String>, withValue: Set<String>
  ) -> Set<String> {
    var options: Set<String> = []
    while let word = words.first, word.hasPrefix("-"), word.count > 1 {
      words.removeFirst()
      options.insert(word)
      if withValue.contains(word) { words = words.dropFirst() }
    }
    return options
  }

  /// A name with `*` for each `%` of `strftime`.
  static func dated(_ name: String) -> String {
    var glob = ""
    var pieces = name.split(separator: "%", omittingEmptySubsequences: false)[...]
    glob += ConfigurationPath.literal(pieces.removeFirst())
    while let piece = pieces.popFirst() {
      if piece.isEmpty {
        // `%%` is a percent sign, with what follows it.
        glob += "%" + ConfigurationPath.literal(pieces.popFirst() ?? "")
      } else {
        glob += "*" + ConfigurationPath.literal(piece.dropFirst())
      }
    }
    return glob
  }
}
