// The zeros before a log. A server that keeps its place in a log that `copytruncate` empties leaves a
// hole as long as the old log was, up to gigabytes. They are no part of the log: it begins with the
// first byte that is not zero, and offsets count from there.

extension LogInput {
  /// Reads decompressed bytes of the log, without the zeros before its first byte.
  ///
  /// - Returns: How many; 0 where there were only zeros so far; `nil` at the end of the source.
  func readLog(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int? {
    let count = try unsafe read(into: output)
    guard count > 0 else { return nil }
    guard zerosBefore != nil else { return count }
    let zeros = unsafe ZeroRun.length(in: UnsafeRawBufferPointer(rebasing: output[..<count]))
    zerosBefore? += Int64(zeros)
    guard zeros < count else {
      skipHole()
      return 0
    }
    beginLog()
    unsafe ZeroRun.drop(
      zeros, from: UnsafeMutableRawBufferPointer(rebasing: output[..<count]))
    return count - zeros
  }
}
