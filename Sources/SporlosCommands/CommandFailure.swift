/// Why a command did not do what it was asked to, in a sentence for the user.
struct CommandFailure: Error, Hashable {
  /// What is wrong, in quotes what the user typed, and what to do about it.
  var sentence: String
  /// Whether the command line is at fault: exit code 2 rather than 1.
  var isUsage = false
}

extension CommandFailure {
  init(_ sentence: String) { self.init(sentence: sentence) }
}
