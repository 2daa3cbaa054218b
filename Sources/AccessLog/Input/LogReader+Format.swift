internal import FileSystem

extension LogReader {
  /// Whether there is a line with its newline in what has been read so far.
  public var hasWholeLine: Bool {
    carry.wholeLines() > 0
  }

  /// Whether all there is of the source is a first line without its newline.
  public var isUnfinishedLine: Bool { isAtEnd && !hasWholeLine }

  /// Sets what the lines are, so that no block ends between parts of a line, and gives it with what
  /// stands around the lines of this log.
  ///
  /// Behind what is counted there may be no line yet, or a few that tell less than the first ones do.
  public func read(as format: LogFormat) -> LogFormat {
    // SAFETY: the bytes live for the call, which copies what it keeps.
    let format =
      firstLines.isEmpty
      ? unsafe carry.withLines(upTo: carry.wholeLines()) { unsafe format.wrapped(like: $0) }
      : unsafe firstLines.withUnsafeBufferPointer { unsafe format.wrapped(like: $0) }
    firstLines = []
    unwrapper = format.wrappers.isEmpty ? nil : Unwrapper(format.wrappers)
    followsHeadings = format.hasHeadings
    columns = format.columns
    return format
  }

  /// Keeps some of the first lines until ``read(as:)``, before they are left behind.
  func keepFirstLines() {
    guard firstLines.isEmpty else { return }
    // SAFETY: the bytes live for the call, which copies them.
    firstLines = unsafe carry.withLines(upTo: carry.wholeLines()) {
      unsafe Array($0.prefix(LogReader.maxFirstLines))
    }
    // A line that is cut looks like another one.
    guard let end = firstLines.lastIndex(of: 0x0A) else {
      firstLines = []
      return
    }
    firstLines.removeSubrange((end + 1)...)
  }

  /// Room for some lines, also where a line is long.
  private static let maxFirstLines = 16 * 1024

  /// How many bytes of some lines have the same columns, and the line that names those.
  ///
  /// - Complexity: O(*n*) in the bytes; where a plain file is read on from the middle, once in all those
  ///   before, as far back as the last line that names columns.
  func headings(of lines: UnsafeRawBufferPointer) -> (count: Int, heading: LogHeading?) {
    if !headings.isKnown {
      headings.current = unsafe LogHeadings.last(before: offset) {
        unsafe input.read(at: $0, into: $1)
      }
      headings.isKnown = true
    }
    headings.named = columns
    return unsafe headings.alike(in: lines)
  }

  /// The format that most of the first lines are of. Ask before the first block is taken.
  ///
  /// - Parameter likely: The format where another one fits just as well, as one line may.
  public func recognisedFormat(
    likely: LogFormat? = nil, client: String? = nil
  ) -> LogFormat? {
    if !hasWholeLine, !isAtEnd { return formatBehindLongLine(likely, client) }
    return unsafe carry.withLines(upTo: carry.wholeLines()) {
      unsafe LogFormat.recognised(in: $0, likely: likely, client: client)
    }
  }

  /// The format of the lines behind a first one that is longer than a beginning. A pipe cannot be
  /// looked at twice.
  private func formatBehindLongLine(_ likely: LogFormat?, _ client: String?) -> LogFormat? {
    guard path != "-", let input = try? input.again(path: path), input.status.isRegular else {
      return nil
    }
    var buffer = LineBuffer(capacity: LogBlock.capacity)
    var isBehind = false
    while buffer.count < LogBeginning.readAhead {
      guard unsafe buffer.fill({ (try? unsafe input.read(into: $0)) ?? 0 }) > 0 else { break }
      if !isBehind { isBehind = unsafe buffer.dropLine() }
    }
    return unsafe buffer.withLines(upTo: buffer.wholeLines()) {
      unsafe LogFormat.recognised(in: $0, likely: likely, client: client)
    }
  }
}
