/// Reads one source as blocks of whole lines, each as soon as it is there: for what passes lines on,
/// rather than counting them.
///
/// A last line without its newline is handed out as a line when the source ends, since there is
/// nobody who would come back for it; but not where the source was cut off by damage.
@safe
public final class LineReader {
  private let input: LogInput
  /// Bytes read and not yet handed out.
  private let carry: UnsafeMutableRawBufferPointer
  private var carryCount = 0
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

  private init(_ input: LogInput) {
    self.input = input
    unsafe carry = .allocate(byteCount: LogBlock.capacity, alignment: 64)
  }

  deinit { unsafe carry.deallocate() }

  /// Whether there was nothing at all. Ask when no format was recognised.
  public var isEmpty: Bool { carryCount == 0 }

  /// The most lines of a beginning, and its most bytes, that a format is looked for in.
  private static let mostHeadBytes = 256 * 1024

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
    var head = LogBlock()
    var seen = 0
    while true {
      let whole = unsafe LogReader.wholeLines(
        in: UnsafeRawBufferPointer(rebasing: carry[..<carryCount]))
      let isEnough =
        isAtEnd || whole >= LineReader.mostHeadBytes || carryCount == LogBlock.capacity
      if whole > seen, !isFile || isEnough {
        unsafe head.storage.copyMemory(from: UnsafeRawBufferPointer(rebasing: carry[..<whole]))
        head.count = whole
        seen = whole
        if let format = unsafe head.withLines({ unsafe find($0) }) { return format }
      }
      guard !isEnough else { return nil }
      carryCount += unsafe read(UnsafeMutableRawBufferPointer(rebasing: carry[carryCount...]), wait)
      if isAtEnd, failure == nil { endLastLine() }
    }
  }

  /// Fills a block with the next whole lines, as many as are there at once.
  ///
  /// - Parameter wait: Called before a read that may have to wait for whoever writes to a pipe, with
  ///   what is read from; returns when there is something, or `false` to end the source here.
  /// - Returns: `false` at the end of the source; the block is empty then, but for skipped lines.
  public func next(_ block: inout LogBlock, wait: (Int32) -> Bool = { _ in true }) -> Bool {
    let buffer = unsafe block.storage
    unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: carry[..<carryCount]))
    var count = carryCount
    carryCount = 0
    var whole = unsafe LogReader.wholeLines(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    while !isAtEnd, isFile ? count < LogBlock.capacity : whole == 0 {
      let known = count
      count += unsafe read(
        UnsafeMutableRawBufferPointer(rebasing: buffer[count..<LogBlock.capacity]), wait)
      if isInLongLine { count = unsafe endLongLine(in: buffer, count) }
      // Only what is new can end a line.
      let fresh = unsafe LogReader.wholeLines(
        in: UnsafeRawBufferPointer(rebasing: buffer[known..<max(known, count)]))
      if fresh > 0 { whole = known + fresh }
      if whole == 0, count == LogBlock.capacity {
        // Zeros before a line do not make it too long. One of them stays, as a sign of the line that
        // they are if the source ends with them.
        let zeros = unsafe ZeroRun.length(in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        isInLongLine = zeros < 2
        let dropped = isInLongLine ? count : zeros - 1
        unsafe ZeroRun.drop(
          dropped, from: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        count -= dropped
      }
    }
    if isAtEnd, whole < count, failure == nil {
      // The slack behind a block has room for the newline that is missing.
      unsafe buffer[count] = 0x0a
      count += 1
      whole = count
    } else if isAtEnd, isInLongLine {
      isInLongLine = false
      skippedLines += 1
    } else if isAtEnd {
      // Half a line, behind which a packed file is damaged.
      count = whole
    }
    block.heading = nil
    if followsHeadings {
      let lines = unsafe UnsafeRawBufferPointer(rebasing: buffer[..<whole])
      let isNew: Bool
      (whole, isNew) = unsafe headings.alike(in: lines)
      block.heading = headings.current.map { LogHeading(text: $0, isNew: isNew) }
    }
    unsafe carry.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[whole..<count]))
    carryCount = count - whole
    block.count = whole
    block.sequence = sequence
    block.skippedLines = skippedLines
    sequence += 1
    let hasLines = whole > 0 || skippedLines > 0
    skippedLines = 0
    return hasLines
  }

  /// Ends a beginning that has no newline at its end.
  private func endLastLine() {
    guard carryCount > 0, carryCount < LogBlock.capacity,
      unsafe carry[carryCount - 1] != 0x0a
    else { return }
    unsafe carry[carryCount] = 0x0a
    carryCount += 1
  }

  /// Drops the rest of a long line from the buffer's beginning, and gives what is left of it.
  private func endLongLine(in buffer: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    guard let newline = unsafe buffer[..<count].firstIndex(of: 0x0a) else { return 0 }
    isInLongLine = false
    skippedLines += 1
    // SAFETY: `copyMemory` allows the overlap; both ranges are within the buffer.
    unsafe buffer.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: buffer[(newline + 1)..<count]))
    return count - newline - 1
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
