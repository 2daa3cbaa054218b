extension LogReader {
  /// Whether there is a line with its newline in what has been read so far.
  public var hasWholeLine: Bool {
    unsafe LogReader.wholeLines(in: UnsafeRawBufferPointer(rebasing: carry[..<carryCount])) > 0
  }

  /// Whether all there is of the source is a first line without its newline.
  public var isUnfinishedLine: Bool { isAtEnd && !hasWholeLine }

  /// Sets what the lines are, so that no block ends between parts of a line, and gives it with what
  /// stands around the lines of this log.
  public func read(as format: LogFormat) -> LogFormat {
    let format = unsafe withHead { unsafe format.wrapped(like: $0) }
    unwrapper = format.wrappers.isEmpty ? nil : Unwrapper(format.wrappers)
    followsHeadings = format.hasHeadings
    return format
  }

  /// How many bytes of some lines have the same columns, and whether a line among them names those.
  ///
  /// - Complexity: O(*n*) in the bytes; where a plain file is read on from the middle, once in all those
  ///   before, as far back as the last line that names columns.
  func headings(of lines: UnsafeRawBufferPointer) -> (count: Int, isNew: Bool) {
    if !headings.isKnown {
      headings.current = unsafe LogHeadings.last(before: offset) {
        unsafe input.read(at: $0, into: $1)
      }
      headings.isKnown = true
    }
    return unsafe headings.alike(in: lines)
  }

  /// The format that most of the first lines are of. Ask before the first block is taken.
  ///
  /// - Parameter likely: The format where another one fits just as well, as one line may.
  public func recognisedFormat(
    likely: LogFormat? = nil, client: String? = nil
  ) -> LogFormat? {
    if !hasWholeLine, !isAtEnd { return formatBehindLongLine(likely, client) }
    return unsafe withHead {
      unsafe LogFormat.recognised(in: $0, likely: likely, client: client)
    }
  }

  /// Lends the whole lines of what has been read so far.
  private func withHead<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let head = unsafe UnsafeRawBufferPointer(rebasing: carry[..<carryCount])
    // Lines may be looked at a little beyond their end.
    let slack = unsafe UnsafeMutableRawBufferPointer(
      rebasing: carry[carryCount..<(carryCount + LogLines.slack)])
    unsafe slack.initializeMemory(as: UInt8.self, repeating: 0)
    return unsafe body(
      UnsafeBufferPointer(
        start: carry.baseAddress?.assumingMemoryBound(to: UInt8.self),
        count: LogReader.wholeLines(in: head)))
  }

  /// The format of the lines behind a first one that is longer than a beginning. A pipe cannot be
  /// looked at twice.
  private func formatBehindLongLine(_ likely: LogFormat?, _ client: String?) -> LogFormat? {
    guard path != "-", let input = try? input.again(path: path), input.status.isRegular else {
      return nil
    }
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LogBlock.capacity + LogLines.slack, alignment: 64)
    defer { unsafe buffer.deallocate() }
    unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0)
    var count = 0
    var isBehind = false
    while count < LogBeginning.readAhead {
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count..<LogBlock.capacity])
      guard let read = try? unsafe input.read(into: room), read > 0 else { break }
      count += read
      guard !isBehind else { continue }
      guard let newline = unsafe buffer[..<count].firstIndex(of: 0x0a) else {
        count = 0
        continue
      }
      // SAFETY: `copyMemory` allows the overlap; the ranges are within the buffer.
      unsafe buffer.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: buffer[(newline + 1)..<count]))
      count -= newline + 1
      isBehind = true
    }
    let lines = unsafe LogReader.wholeLines(
      in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    return unsafe LogFormat.recognised(
      in: UnsafeBufferPointer(
        start: buffer.baseAddress?.assumingMemoryBound(to: UInt8.self), count: lines),
      likely: likely, client: client)
  }
}
