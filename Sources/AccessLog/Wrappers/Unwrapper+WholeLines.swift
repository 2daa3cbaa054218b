internal import CScan

extension Unwrapper {
  /// Where a block may end: behind the last newline where no line has begun that is not yet whole.
  ///
  /// A line in parts is given up where they are more than 64 KiB apart, so that there always is such a
  /// place in a block that is longer than that and its last line.
  ///
  /// - Parameter bytes: What follows a place where a block ended, or the beginning of the log;
  ///   `SCAN_PADDING` bytes behind must be readable.
  /// - Returns: The bytes before that place; 0 where there is none.
  /// - Complexity: O(*n*) in the last 192 KiB; where parts of lines fill those, in all bytes.
  func wholeLines(in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    guard let start = bytes.baseAddress,
      let newline = unsafe bytes.lastIndex(of: 0x0a)
    else { return 0 }
    let count = newline + 1
    guard passes[0].joins else { return count }
    let tail = count - 3 * UnfinishedLines.reach
    if tail > 0 {
      // SAFETY: there is a newline behind, at the end.
      let first = unsafe scan_byte(start + tail, start + count, 0x0a) - start + 1
      if first < count,
        let place = unsafe lastWhole(start, from: first, before: count, isKnown: false)
      {
        return place
      }
    }
    return unsafe lastWhole(start, from: 0, before: count, isKnown: true) ?? 0
  }

  /// The last place where all lines are whole, looked for from a line's beginning on; `nil` where there
  /// is none.
  private func lastWhole(
    _ start: UnsafePointer<UInt8>, from first: Int, before count: Int, isKnown: Bool
  ) -> Int? {
    let pass = passes[0]
    guard let middle = pass.middle else { return count }
    var unfinished = UnfinishedLines(isKnown: isKnown)
    var whole: Int?
    var at = first
    while at < count {
      // SAFETY: the line ends before the count.
      let stop = unsafe scan_byte(start + at, start + count, 0x0a) - start
      let body = unsafe LineBytes(start: start + at, count: stop - at).without(pass.before)
      if let wrapped = WrappedLine.read(body, as: middle) {
        unfinished.expire(at: at - first)
        unfinished.note(wrapped, at: at - first)
      }
      at = stop + 1
      unfinished.expire(at: at - first)
      if unfinished.isEmpty { whole = at }
    }
    return whole
  }
}
