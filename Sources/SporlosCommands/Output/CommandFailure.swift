/// Why a command did not do what it was asked to, in a sentence for the user.
struct CommandFailure: Error, Hashable {
  /// What is wrong, in quotes what the user typed, and what to do about it.
  var sentence: String
  /// Whether the command line is at fault: exit code 2 rather than 1.
  var isUsage = false
  /// Whether nobody needs to be told: exit code 1 without a word.
  var isSilent = false
}

extension CommandFailure {
  init(_ sentence: String) { self.init(sentence: sentence) }

  /// Whoever read the answer has gone, as `head` does when it has enough, and knows it.
  static let readerGone = CommandFailure(sentence: "", isSilent: true)
}
