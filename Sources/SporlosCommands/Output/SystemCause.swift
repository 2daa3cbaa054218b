internal import Glibc

/// The last system error in parentheses, for the middle of a sentence.
func systemCause(_ number: Int32 = errno) -> String {
  guard number != 0 else { return "" }
  // SAFETY: `strerror` returns a string that lives until its next call on this thread.
  return unsafe " (\(String(cString: strerror(number))))"
}

/// The end of a sentence about a call that the system refused: why, what follows from it, and what to do.
///
/// What to do depends on the error, so that nobody is sent to free space where there is plenty: this is
/// the one place that decides it.
///
/// - Parameters:
///   - consequence: What was not done, or is done all the same.
///   - advice: What to do unless the error itself says it.
///   - other: What helps beside freeing space.
func systemTrouble(
  _ number: Int32 = errno, then consequence: String? = nil, advice: String? = nil,
  other: String? = nil
) -> String {
  let cause: String
  let remedy: String?
  switch number {
  case EMFILE, ENFILE:
    cause = ": no file descriptors left"
    remedy = "raise the limit (ulimit -n, LimitNOFILE=)"
  case ENOSPC, EDQUOT:
    cause = systemCause(number)
    remedy = "free some space" + (other.map { ", or \($0)" } ?? "")
  case EFBIG:
    cause = systemCause(number)
    remedy = "raise the limit of a file's size (ulimit -f, LimitFSIZE=)"
  default:
    cause = systemCause(number)
    remedy = advice ?? other
  }
  let rest = [consequence, remedy].compactMap { $0 }.joined(separator: ", ")
  return rest.isEmpty ? cause : "\(cause): \(rest)"
}
