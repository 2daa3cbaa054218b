internal import CScan

/// Goes through the lines of a block, cutting each.
@safe
struct LineCursor {
  private var at: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// - Parameter block: Lines, each with its newline, and ``LogLines/padding`` readable bytes behind
  ///   them; they must stay alive while lines are used.
  init(_ block: UnsafeBufferPointer<UInt8>) {
    // SAFETY: an empty block has no place to read from, and none is read.
    let start = unsafe block.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    unsafe at = start
    unsafe end = start + block.count
  }

  /// Cuts the next line; `nil` behind the last.
  ///
  /// - Parameters:
  ///   - number: Which of the cut lines it becomes.
  ///   - lines: Has the line's places then, if it was cut.
  @inline(__always)
  mutating func next(
    by splitter: FieldSplitter, as number: Int = 0, of lines: borrowing LineBatch
  ) -> FieldSplitter.Line? {
    // SAFETY: `at` is within the block.
    guard unsafe at < end else { return nil }
    return unsafe lines.cut(&at, before: end, by: splitter, as: number)
  }
}
