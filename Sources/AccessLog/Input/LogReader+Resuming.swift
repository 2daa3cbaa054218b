public import FileSystem
internal import Traffic

// A plain file that a server still writes to: read to its end, kept open, and read on when it has
// grown. Between two looks a reader holds a descriptor, if it may, some hashes, and the names of the
// columns where the log has them, but no byte of a line.

extension LogReader {
  /// Where a reader rests.
  struct Suspended {
    /// Bytes of the unfinished last line.
    var heldBack: Int64
    /// The file's size when it was read to its end; `nil` where there is more to read.
    var end: Int64?
    /// When the file had last been written to.
    var modified: Int64
    /// The hash of what stands before ``LogReader/offset``, to see whether that is still there.
    var endMark: UInt64
  }

  /// What has become of a file since it was last read.
  public enum Growth: Hashable, Sendable {
    /// There is nothing new to read.
    case none
    /// There is more to read, and the reader is ready for it.
    case grown
    /// What was read is not there any more: the file was cut, and maybe written anew.
    case cut
  }

  /// Whether the source is one that can be read on when it has grown: a plain file.
  public var isResumable: Bool { suspended != nil || input.isSeekable }

  /// Whether there are lines to hand out. Reads ahead, if need be.
  public func hasMore() -> Bool {
    if carry.isEmpty, !isAtEnd { unsafe carry.fill { unsafe read($0) } }
    return hasWholeLine || !isAtEnd
  }

  /// Whether the file is open.
  public var isOpen: Bool { input.isOpen }

  /// Gives the reader's memory back until ``resume(seen:)``.
  ///
  /// - Parameter closing: Whether to close the file, too. It is opened again at its ``path``.
  public func suspend(closing: Bool = false) {
    if suspended == nil, input.isSeekable { suspendOpen() }
    if closing, suspended != nil { input.close() }
  }

  private func suspendOpen() {
    let isWhole = isAtEnd && failure == nil
    suspended = Suspended(
      heldBack: heldBack, end: isWhole ? input.place : nil, modified: status.modified,
      endMark: endMark)
    input.suspend()
    carry = LineBuffer(capacity: 0)
    longLine = nil
    zeros = 0
    tail = LogTail()
  }

  /// Looks whether the file has grown, and gets ready to read on behind the lines handed out.
  ///
  /// The bytes before that place are compared with what they were, so that a file that was cut and
  /// has grown beyond it meanwhile is found out, too.
  ///
  /// - Parameter seen: What the file system says of the file, if it was asked already.
  /// - Complexity: O(1); a file of few lines is read again from its beginning, at most 64 KiB.
  /// - Throws: ``InputError`` when the file cannot be looked at any more.
  public func resume(seen: FileStatus? = nil) throws(InputError) -> Growth {
    guard let rest = suspended else { return isAtEnd ? .none : .grown }
    if let seen, seen.size == rest.end, seen.modified == rest.modified { return .none }
    try input.open(path: path)
    try input.look()
    if status.size == rest.end, status.modified == rest.modified { return .none }
    guard input.end >= offset, mark(before: offset) == rest.endMark else { return .cut }
    suspended?.modified = status.modified
    // Zeros at the end, as of a file that was given its size in advance, may have become lines.
    let isRead = rest.heldBack == 0 && (offset > 0 || status.size == 0)
    if status.size == rest.end, isRead { return .none }
    let (target, knownMarks, knownHeadings) = (offset, marks, headings)
    wakeUp()
    if beginning.isWhole {
      guard try seek(to: target) else { return .cut }
    } else {
      try begin()
      guard try advance(to: target) else { return .cut }
      marks = knownMarks
    }
    headings = knownHeadings
    return .grown
  }

  /// Reads the file from its first byte again, as one that nothing is known of.
  public func startOver() throws(InputError) {
    try input.open(path: path)
    try input.look()
    if suspended != nil { wakeUp() }
    try begin()
  }

  /// Moves behind all whole lines, without handing them out.
  public func skipToEnd() {
    var block = LogBlock()
    while next(&block) {}
  }

  private func wakeUp() {
    suspended = nil
    carry = LineBuffer(capacity: LogBlock.capacity)
    isAtEnd = false
    failure = nil
  }

  /// The hash of the bytes before an offset; `nil` where they cannot be read.
  private func mark(before offset: Int64) -> UInt64? {
    let length = min(Int64(LogTail.length), offset)
    var bytes = [UInt8](repeating: 0, count: Int(length))
    let isThere = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe input.read(at: offset - length, into: buffer)
    }
    return isThere ? key.number(bytes, for: .mark) : nil
  }
}
