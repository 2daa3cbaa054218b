public import FileSystem
internal import Glibc
public import Traffic

/// Reads one source as blocks of whole lines, and knows at every moment how far they reach.
///
/// A line without its newline is not handed out: it may still be written, and then counts in full
/// when it is done.
@safe
public final class LogReader {
  /// Where the source is; a file that is closed while it rests is opened again there.
  public var path: String
  let key: SourceKey
  /// What the operator calls where the log comes from.
  let name: SourceName?
  var input: LogInput
  /// Bytes read and not yet handed out, which begin at ``offset``.
  var carry = LineBuffer(capacity: LogBlock.capacity)
  /// Decompressed bytes before the next line to hand out.
  public internal(set) var offset: Int64 = 0
  /// The last bytes before ``offset``.
  var tail = LogTail()
  /// Hashes of the bytes before the offsets of ``MarkGrid``, as far as lines were handed out; 0 where
  /// there is none.
  var marks: [UInt32] = []
  private var sequence = 0
  /// A line longer than a block, of which only the end is still sought.
  var longLine: LongLine?
  private var skippedLines: Int64 = 0
  /// Zeros before the unfinished line, beyond those in ``carry``. The position moves over them with
  /// the line's end, since a place that was made ready with zeros may yet be written to.
  var zeros: Int64 = 0
  /// Whether the source has been read to its end, though not yet handed out.
  public internal(set) var isAtEnd = false
  /// Bytes of log read so far, for the place of a failure.
  private var decompressed: Int64 = 0

  /// Where a reader rests between two looks at a file that may grow; `nil` while it reads.
  var suspended: Suspended?

  struct LongLine {
    var bytes: Int64 = 0
    var tail: LogTail
  }

  /// What the source is recognised by.
  var beginning = LogBeginning()
  /// The keyed hash of device and inode; `nil` for what is no file.
  public let file: UInt64?

  /// What the file system said of the source when it was opened, or last looked at.
  public var status: FileStatus { input.status }
  /// Bytes of the source on disk then; 0 where that is not known.
  public var size: Int64 { input.status.size }
  /// Whether the source is a file in an archive.
  public var isMember: Bool { input.isMember }
  /// Whether the source is compressed.
  public var isCompressed: Bool { input.isCompressed }
  /// Bytes of the source on disk that have been read.
  public var bytesRead: Int64 { input.bytesRead }
  /// Bytes of the unfinished last line, once all else has been handed out.
  public var heldBack: Int64 {
    suspended?.heldBack ?? Int64(carry.count) + zeros + (longLine?.bytes ?? 0)
  }

  /// Opens a source, `-` being standard input, and reads its beginning.
  ///
  /// - Parameter name: What the operator calls where the log comes from; logs of other names are others.
  public convenience init(
    path: String, key: SourceKey, name: SourceName? = nil
  ) throws(InputError) {
    let input = try LogInput(path: path)
    guard !input.isArchive(wait: { _ in true }) else { throw InputError(.archive) }
    try self.init(input, path: path, key: key, name: name)
  }

  /// Reads the beginning of a log of a source.
  public convenience init(
    _ source: LogSource, key: SourceKey, name: SourceName? = nil
  ) throws(InputError) {
    try self.init(try source.input.get(), path: source.path, key: key, name: name)
  }

  private init(
    _ input: LogInput, path: String, key: SourceKey, name: SourceName?
  ) throws(InputError) {
    self.path = path
    self.key = key
    self.name = name
    self.input = input
    let status = input.status
    if status.isRegular {
      let identity = [status.identity.device, status.identity.inode]
      // A file in an archive has no inode of its own.
      let facts = identity + (input.memberNumber.map { [UInt64($0)] } ?? [])
      file = unsafe facts.withUnsafeBytes { unsafe key.number($0, for: .file) }
    } else {
      file = nil
    }
    try readBeginning()
  }

  /// Whether nothing at all could be read.
  public var isEmpty: Bool { offset == 0 && carry.isEmpty }

  /// How far the source has been handed out, in a form that can be stored.
  public func position(format: String) -> Checkpoint {
    Checkpoint(
      name: name, head: beginning.head, lineMarks: beginning.lineMarks(upTo: offset),
      gridMarks: marks, offset: offset, end: endMark, file: file, format: format)
  }

  /// Lines that name the columns of those below them, where the format has such lines.
  var headings = LogHeadings()
  var followsHeadings = false
  /// The names of the format's own columns.
  var columns: (heading: [UInt8], separator: UInt8)?

  /// Some of the first lines, while the reader is moved behind what is counted.
  var firstLines: [UInt8] = []

  /// What takes off what stands around the lines, where their parts must stay together.
  var unwrapper: Unwrapper?

  /// Fills a block with the next whole lines.
  ///
  /// - Returns: `false` at the end of the source; the block is empty then, but for skipped lines.
  public func next(_ block: inout LogBlock) -> Bool {
    block.buffer.move(from: 0, of: &carry)
    var whole = 0
    while whole == 0 {
      while !block.buffer.isFull, !isAtEnd {
        unsafe block.buffer.fill { unsafe read($0) }
        if longLine != nil { endLongLine(in: &block.buffer) }
      }
      whole = block.buffer.wholeLines()
      if let unwrapper, whole > 0 {
        // The parts of a line stay together; at the end of what there is, they wait for the rest.
        let joined = unsafe block.buffer.withLines(upTo: whole) {
          unsafe unwrapper.wholeLines(in: $0)
        }
        if joined > 0 || isAtEnd { whole = joined }
      }
      if whole > 0 || isAtEnd { break }
      // Zeros before a line are not part of it, so it is not too long by them.
      let before = block.buffer.zeros()
      guard before == 0 else {
        block.buffer.drop(before)
        zeros += Int64(before)
        continue
      }
      longLine = unsafe block.buffer.withBytes {
        unsafe LongLine(bytes: Int64($0.count), tail: tail.advanced(over: $0))
      }
      block.buffer.removeAll()
    }
    block.heading = nil
    if followsHeadings {
      (whole, block.heading) = unsafe block.buffer.withBytes(0..<whole) { unsafe headings(of: $0) }
    }
    carry.move(from: whole, of: &block.buffer)
    if whole > 0 { advanceOverZeros() }
    unsafe block.buffer.withBytes { unsafe advance(over: $0) }
    block.sequence = sequence
    block.skippedLines = skippedLines
    sequence += 1
    let hasLines = whole > 0 || skippedLines > 0
    skippedLines = 0
    return hasLines
  }

  /// Reads on. A failure ends the source like its end does, so that no line before it is lost.
  func read(_ room: UnsafeMutableRawBufferPointer) -> Int {
    guard !isAtEnd else { return 0 }
    do {
      while let count = try unsafe input.readLog(into: room) {
        decompressed += Int64(count)
        if count > 0 { return count }
      }
      isAtEnd = true
      return 0
    } catch {
      failure = InputError(error.code, errno: error.errno, offset: decompressed)
      isAtEnd = true
      return 0
    }
  }

  /// What went wrong behind the lines handed out.
  public internal(set) var failure: InputError?

  /// Drops the rest of a long line from a buffer's beginning.
  private func endLongLine(in buffer: inout LineBuffer) {
    guard var line = longLine else { return }
    let isEnded = unsafe buffer.dropLine { bytes in
      line.bytes += Int64(bytes.count)
      line.tail = unsafe line.tail.advanced(over: bytes)
    }
    guard isEnded else {
      longLine = line
      return
    }
    advanceOverZeros()
    // No marks within such a line: what cannot be parsed need not be told apart.
    offset += line.bytes
    padMarks()
    tail = line.tail
    longLine = nil
    skippedLines += 1
  }

  /// Moves the position over bytes that are handed out or skipped.
  func advance(over bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    let end = offset + Int64(bytes.count)
    var next = MarkGrid.next(after: offset)
    while next <= end {
      // SAFETY: the mark is within these bytes.
      let before = unsafe tail.advanced(
        over: UnsafeRawBufferPointer(rebasing: bytes[..<Int(next - offset)]))
      marks.append(Checkpoint.shortMark(key.number(before.bytes, for: .mark)))
      next = MarkGrid.next(after: next)
    }
    tail = unsafe tail.advanced(over: bytes)
    offset = end
  }

  /// Puts a 0 for each mark that is missing up to ``offset``.
  func padMarks() {
    let count = MarkGrid.offsets(upTo: offset).count
    marks += [UInt32](repeating: 0, count: max(0, count - marks.count))
  }

  /// Moves the position over the zeros before a line that has ended.
  private func advanceOverZeros() {
    guard zeros > 0 else { return }
    unsafe withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 8) { room in
      unsafe room.initializeMemory(as: UInt8.self, repeating: 0)
      while zeros > 0 {
        let count = Int(min(zeros, Int64(room.count)))
        unsafe advance(over: UnsafeRawBufferPointer(rebasing: room[..<count]))
        zeros -= Int64(count)
      }
    }
  }

  /// The keyed hash of what stands before ``offset``.
  var endMark: UInt64 { suspended?.endMark ?? key.number(tail.bytes, for: .mark) }
}
