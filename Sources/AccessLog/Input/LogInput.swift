internal import FileSystem
internal import Glibc

/// The decompressed bytes of one source, in order: a file, a named pipe or standard input.
@safe
final class LogInput {
  /// `nil` while the file is closed.
  private var source: OpenedSource?
  var descriptor: Int32 { source?.descriptor ?? -1 }
  /// Bytes read and not yet handed on: the file's, still packed. There while the source is read.
  var packed = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  var available: Range<Int> = 0..<0
  private var isAtEnd = false
  /// Decompressed bytes that were looked at ahead of being read, and what went wrong behind them.
  var ahead: ArraySlice<UInt8> = []
  var failureAhead: InputError?
  /// The file in an archive that is read, if it is one.
  private var member: ArchiveMember?
  /// What decompresses; `nil` for a plain source.
  var decoder: (any CompressedStream)?
  /// Where the source began, for a standard input that is a file read before.
  private let origin: Int64
  /// Where the log begins in a plain file: behind the zeros that may stand before it. Offsets count
  /// from there.
  private var start: Int64
  /// Zeros read so far before the log; `nil` once its first byte has been read.
  var zerosBefore: Int64? = 0
  /// What the file system said of the source when it was opened, or last looked at.
  private(set) var status: FileStatus

  /// Whether bytes can be skipped by seeking.
  var isSeekable: Bool { !isCompressed && !isMember && status.isRegular }

  /// Whether the source is compressed.
  var isCompressed: Bool { decoder != nil }

  /// Whether it can be told when a read may have to wait: for a pipe that is not packed.
  var isAnnounced: Bool { !isCompressed && !isMember && !status.isRegular }

  /// Whether it is a file in an archive.
  var isMember: Bool { member != nil }

  /// Its place among the files of the archive that it is in; `nil` where it is in none.
  var memberNumber: Int? { member?.number }

  /// Whether the next read may have to wait for whoever writes.
  var mayWait: Bool { isAnnounced && available.isEmpty }

  /// Bytes of the file, as it is on disk, that have been read.
  private(set) var bytesRead: Int64 = 0

  /// Where the file has been read to, in its own bytes: what its size is compared with.
  var place: Int64 { origin + bytesRead }

  /// Bytes from a plain log's beginning to the end of the file: what offsets are compared with.
  var end: Int64 { status.size - start }

  /// Opens a source, `-` being standard input, and finds out how it is packed. Waits for whoever
  /// writes to a pipe.
  convenience init(path: String) throws(InputError) {
    let source = try OpenedSource(path: path)
    source.waitForWriter()
    try self.init(source)
  }

  /// Finds out how a source is packed. Of a pipe, the first bytes are waited for.
  init(_ source: OpenedSource) throws(InputError) {
    self.source = source
    source.beginReading()
    status = source.status
    origin = status.isRegular ? Int64(max(0, lseek(source.descriptor, 0, SEEK_CUR))) : 0
    start = origin
    if status.isRegular { _ = posix_fadvise(descriptor, 0, 0, POSIX_FADV_SEQUENTIAL) }
    try findCompression()
  }

  /// Opens a file in an archive, and finds out how it is compressed.
  init(_ member: ArchiveMember) throws(InputError) {
    self.member = member
    status = member.status
    origin = 0
    start = 0
    try findCompression()
  }

  /// The same log from its beginning, opened anew.
  ///
  /// - Parameter path: Where it is, if it is in no archive.
  func again(path: String) throws(InputError) -> LogInput {
    guard let member else { return try LogInput(path: path) }
    return try LogInput(try member.reopened())
  }

  private func findCompression() throws(InputError) {
    if unsafe packed.baseAddress == nil {
      unsafe packed = .allocate(byteCount: 256 * 1024, alignment: 64)
      if let first = source?.first, !first.isEmpty {
        unsafe packed.copyBytes(from: first)
        available = 0..<first.count
      }
    }
    while available.count < Compression.magicLength, try fill() {}
    decoder = try unsafe Compression(magic: UnsafeRawBufferPointer(rebasing: packed[available]))
      .stream()
  }

  /// Goes back to the source's first byte, which must be a file's.
  func rewind() throws(InputError) {
    // What was zeros may have been written to since.
    start = origin
    zerosBefore = 0
    (ahead, failureAhead) = ([], nil)
    if let member {
      self.member = try member.reopened()
      (available, bytesRead, isAtEnd) = (0..<0, 0, false)
    } else {
      try seek(to: 0)
    }
    try findCompression()
  }

  /// Whether the source is open.
  var isOpen: Bool { descriptor >= 0 }

  /// Closes a file that is rested, so that others can be opened.
  func close() { if status.isRegular, source?.hasPath ?? false { source = nil } }

  /// Opens a file again that was closed; where its path is another file's by now, it cannot be read any
  /// more.
  func open(path: String) throws(InputError) {
    guard source == nil else { return }
    let opened = try OpenedSource(path: path)
    guard opened.status.identity == status.identity else {
      throw InputError(.cannotOpen, errno: ENOENT)
    }
    opened.beginReading()
    source = opened
  }

  /// Takes what comes next for the log's first byte.
  func beginLog() {
    if isSeekable { start = origin + (zerosBefore ?? 0) }
    zerosBefore = nil
  }

  /// Skips what the file system knows to be a hole, before a plain file's log.
  func skipHole() {
    guard isSeekable, available.isEmpty, let now = FileStatus(descriptor: descriptor) else {
      return
    }
    let next = lseek(descriptor, off_t(place), LogInput.seekData)
    // Where there is no data at all, the hole reaches to the end there was a moment ago.
    let end = next < 0 && errno == ENXIO ? now.size : Int64(next)
    guard end > place, lseek(descriptor, off_t(end), SEEK_SET) >= 0 else { return }
    zerosBefore? += end - place
    bytesRead = end - origin
  }

  /// `SEEK_DATA`, which the library declares for its own extensions only.
  private static let seekData: Int32 = 3

  /// Looks at the file again; what the file system has forgotten cannot be read any more.
  func look() throws(InputError) {
    guard let now = FileStatus(descriptor: descriptor) else {
      throw InputError(.cannotRead, errno: errno)
    }
    status = now
  }

  /// Gives the memory back until ``rewind()`` or ``seek(to:)``; what was read ahead is forgotten.
  func suspend() {
    unsafe packed.deallocate()
    unsafe packed = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    available = 0..<0
    (ahead, failureAhead) = ([], nil)
    decoder = nil
  }

  deinit {
    unsafe packed.deallocate()
  }

  /// Reads decompressed bytes.
  ///
  /// - Returns: How many; 0 at the end of the source.
  func read(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if !ahead.isEmpty {
      let count = min(ahead.count, output.count)
      unsafe output.copyBytes(from: ahead.prefix(count))
      ahead = ahead.dropFirst(count)
      return count
    }
    if let failureAhead { throw failureAhead }
    if let decoder { return try unsafe decompress(by: decoder, into: output) }
    if available.isEmpty { return try unsafe read(output) }
    let count = min(available.count, output.count)
    unsafe output.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: packed[available.prefix(count)]))
    available = available.dropFirst(count)
    return count
  }

  /// Reads all that is left, or a little more than a limit where there is more.
  func all(atMost limit: Int) throws(InputError) -> [UInt8] {
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { unsafe piece.deallocate() }
    while bytes.count <= limit {
      let count = try unsafe read(into: piece)
      if count == 0 { break }
      unsafe bytes.append(contentsOf: piece[..<count])
    }
    return bytes
  }

  /// Reads plain bytes at an offset, without moving on; `false` where there are not so many.
  func read(at offset: Int64, into output: UnsafeMutableRawBufferPointer) -> Bool {
    var done = 0
    // SAFETY: `done` is at most the buffer's count.
    while done < output.count {
      let count = unsafe pread(
        descriptor, output.baseAddress.unsafelyUnwrapped + done, output.count - done,
        off_t(start + offset) + off_t(done))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Goes on reading plain bytes at an offset.
  func seek(to offset: Int64) throws(InputError) {
    guard lseek(descriptor, off_t(start + offset), SEEK_SET) >= 0 else {
      throw InputError(.cannotRead, errno: errno)
    }
    available = 0..<0
    bytesRead = start - origin + offset
    isAtEnd = false
  }

  func decompress(
    by decoder: any CompressedStream, into output: UnsafeMutableRawBufferPointer
  ) throws(InputError) -> Int {
    while true {
      if available.isEmpty { _ = try fill() }
      if available.isEmpty, decoder.isBetweenMembers { return 0 }
      let input = unsafe UnsafeRawBufferPointer(rebasing: packed[available])
      let done = try unsafe decoder.step(input, into: output)
      available = available.dropFirst(done.consumed)
      if done.produced > 0 { return done.produced }
      // The decoder may hold output back from earlier input, so it is asked once more at the end;
      // an end that gives nothing and closes nothing is a stream cut short.
      if done.consumed == 0, isAtEnd {
        if decoder.isBetweenMembers { return 0 }
        throw InputError(.truncated)
      }
    }
  }

  /// Reads more of the file behind what is available; `false` at its end.
  func fill() throws(InputError) -> Bool {
    if available.isEmpty { available = 0..<0 }
    guard unsafe !isAtEnd && available.upperBound < packed.count else { return false }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: packed[available.upperBound...])
    let count = try unsafe read(room)
    available = available.lowerBound..<(available.upperBound + count)
    return count > 0
  }

  private func read(_ output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
    if let member {
      let count = try unsafe member.read(into: output)
      if count == 0 { isAtEnd = true }
      bytesRead += Int64(count)
      return count
    }
    while true {
      let count = unsafe Glibc.read(descriptor, output.baseAddress, output.count)
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        // A standard input that does not wait by itself.
        source?.wait(milliseconds: -1)
        continue
      }
      guard count >= 0 else { throw InputError(.cannotRead, errno: errno) }
      if count == 0 { isAtEnd = true }
      bytesRead += Int64(count)
      return count
    }
  }
}
