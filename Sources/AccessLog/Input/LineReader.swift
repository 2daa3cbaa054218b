internal import FileSystem

/// Reads one source as blocks of whole lines, each as soon as it is there: for what passes lines on,
/// rather than counting them.
///
/// A last line without its newline is handed out as a line when the source ends, since there is
/// nobody who would come back for it; but not where the source was cut off by damage.
@safe
public final class LineReader {
  private let input: LogInput
  /// Bytes read and not yet handed out.
  private var carry = LineBuffer(capacity: LogBlock.capacity)
  /// Within a line that is longer than a block, of which only the end is sought.
  private var isInLongLine = false
  private var skippedLines: Int64 = 0
  private var sequence = 0
  private var isAtEnd = false
  private var decompressed: Int64 = 0
  /// Lines that name the columns of those below them, where the format has such lines.
  private var headings = LogHeadings()
  private var followsHeadings = false

  /// What went wrong behind the lines handed out.
  public private(set) var failure: InputError?

  /// Bytes of the source on disk; 0 where that is not known.
  public var size: Int64 { input.status.size }
  /// Bytes of the source on disk that have been read.
  public var bytesRead: Int64 { input.bytesRead }
  /// Whether reads are announced by `wait`: those of a pipe that is not packed.
  public var isAnnounced: Bool { input.isAnnounced }
  /// Whether the source is a file, rather than a pipe that someone writes to.
  public var isFile: Bool { input.status.isRegular || input.isMember }

  /// Opens a source, `-` being standard input. Of a pipe, a writer and the first bytes are waited for.
  public convenience init(path: String) throws(InputError) {
    let input = try LogInput(path: path)
    guard !input.isArchive(wait: { _ in true }) else { throw InputError(.archive) }
    self.init(input)
  }

  /// Reads a log of a source.
  public convenience init(_ source: LogSource) throws(InputError) {
    self.init(try source.input.get())
  }

  private init(_ input: LogInput) { self.input = input }

  /// Whether there was nothing at all. Ask when no format was recognised.
  public var isEmpty: Bool { carry.isEmpty }

  /// The most lines of a beginning, and its most bytes, that a format is looked for in.
  private static let maxHeadBytes = 256 * 1024

  /// The format of the first lines that are there; `nil` where they are of none.
  ///
  /// What is looked at is handed out afterwards. Of a pipe, that is no more than is needed: the first
  /// lines that are of some format.
  ///
  /// - Parameters:
  ///   - likely: The format where another one fits just as well.
  ///   - wait: See ``next(_:wait:)``.
  public func recognisedFormat(
    likely: LogFormat? = nil, client: String? = nil, wait: (Int32) -> Bool = { _ in true }
  ) -> LogFormat? {
    let format = unsafe firstFormat(wait) {
      unsafe LogFormat.recognised(in: $0, likely: likely, client: client)
    }
    followsHeadings = format?.hasHeadings == true
    return format
  }

  /// A format that somebody has named, with what stands around the first lines that are there.
  ///
  /// - Parameter wait: See ``next(_:wait:)``.
  public func read(as format: LogFormat, wait: (Int32) -> Bool = { _ in true }) -> LogFormat {
    followsHeadings = format.hasHeadings
    return unsafe firstFormat(wait) { unsafe format.wrapped(like: $0) } ?? format
  }

  private func firstFormat(
    _ wait: (Int32) -> Bool, _ find: (UnsafeBufferPointer<UInt8>) -> LogFormat?
  ) -> LogFormat? {
    var seen = 0
    while true {
      let whole = carry.wholeLines()
      let isEnough = isAtEnd || whole >= LineReader.maxHeadBytes || carry.isFull
      if whole > seen, !isFile || isEnough {
        seen = whole
        if let format = unsafe carry.withLines(upTo: whole, { unsafe find($0) }) { return format }
      }
      guard !isEnough else { return nil }
      unsafe carry.fill { unsafe read($0, wait) }
      if isAtEnd, failure == nil { endLastLine() }
    }
  }

  /// Fills a block with the next whole lines, as many as are there at once.
  ///
  /// - Parameter wait: Called before a read that may have to wait for whoever writes to a pipe, with
  ///   what is read from; returns when there is something, or `false` to end the source here.
  /// - Returns: `false` at the end of the source; the block is empty then, but for skipped lines.
  public func next(_ block: inout LogBlock, wait: (Int32) -> Bool = { _ in true }) -> Bool {
    block.buffer.move(from: 0, of: &carry)
    var whole = block.buffer.wholeLines()
    while !isAtEnd, isFile ? !block.buffer.isFull : whole == 0 {
      let known = block.buffer.count
      unsafe block.buffer.fill { unsafe read($0, wait) }
      if isInLongLine, unsafe block.buffer.dropLine() { endLongLine() }
      // Only what is new can end a line.
      let fresh = block.buffer.wholeLines(from: known)
      if fresh > 0 { whole = fresh }
      if whole == 0, block.buffer.isFull {
        // Zeros before a line do not make it too long. One of them stays, as a sign of the line that
        // they are if the source ends with them.
        let zeros = block.buffer.zeros()
        isInLongLine = zeros < 2
        block.buffer.drop(isInLongLine ? block.buffer.count : zeros - 1)
      }
    }
    if isAtEnd, whole < block.buffer.count, failure == nil {
      block.buffer.endLine()
      whole = block.buffer.count
    } else if isAtEnd {
      if isInLongLine { endLongLine() }
      // Half a line, behind which a compressed file is damaged.
      block.buffer.removeAll(from: whole)
    }
    block.heading = nil
    if followsHeadings {
      (whole, block.heading) = unsafe block.buffer.withBytes(0..<whole) {
        unsafe headings.alike(in: $0)
      }
    }
    carry.move(from: whole, of: &block.buffer)
    block.sequence = sequence
    block.skippedLines = skippedLines
    sequence += 1
    let hasLines = whole > 0 || skippedLines > 0
    skippedLines = 0
    return hasLines
  }

  private func endLongLine() {
    isInLongLine = false
    skippedLines += 1
  }

  /// Ends a beginning that has no newline at its end.
  private func endLastLine() {
    guard !carry.isEmpty, !carry.isFull, carry.wholeLines() < carry.count else { return }
    carry.endLine()
  }

  /// Reads on. A failure ends the source like its end does, so that no line before it is lost.
  private func read(_ room: UnsafeMutableRawBufferPointer, _ wait: (Int32) -> Bool) -> Int {
    guard !input.mayWait || wait(input.descriptor) else {
      isAtEnd = true
      return 0
    }
    do {
      guard let count = try unsafe input.readLog(into: room) else {
        isAtEnd = true
        return 0
      }
      decompressed += Int64(count)
      return count
    } catch {
      failure = InputError(error.code, errno: error.errno, offset: decompressed)
      isAtEnd = true
      return 0
    }
  }
}
