internal import Glibc

/// Why a command could not do its work, as the sentence that its user reads.
struct CommandFailure: Error {
  var sentence: String

  init(_ sentence: String) { self.sentence = sentence }
}

/// The last system error in parentheses, for the middle of a sentence.
func systemCause(_ number: Int32 = errno) -> String {
  number == 0 ? "" : " (\(systemMessage(number)))"
}

/// The system's words for an error number.
func systemMessage(_ number: Int32) -> String {
  // SAFETY: `strerror` returns a static string, or one that lives until its next call.
  unsafe String(cString: strerror(number))
}
