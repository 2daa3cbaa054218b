internal import Glibc

/// The last system error in parentheses, for the middle of a sentence.
func systemCause(_ number: Int32 = errno) -> String {
  guard number != 0 else { return "" }
  // SAFETY: `strerror` returns a string that lives until its next call on this thread.
  return unsafe " (\(String(cString: strerror(number))))"
}
