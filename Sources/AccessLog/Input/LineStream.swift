internal import CSocket
internal import FileSystem
internal import Glibc
internal import Threads
internal import Traffic

/// Lines that come by themselves, from a pipe or in datagrams of the syslog protocol: a thread of
/// their own takes them in at once, and keeps them until they are counted.
///
/// What it keeps is bounded. When that is full, whoever writes to a pipe has to wait, and a socket's
/// datagrams are dropped by the system, which counts them.
@safe
public final class LineStream: BlockSource, @unchecked Sendable {
  /// Where lines come from.
  public enum Origin: Hashable, Sendable {
    case standardInput
    /// A named pipe: opened again whenever its writers have closed it.
    case pipe(path: String)
    /// A socket in the file system.
    case unixSocket(path: String)
    /// A port of the loopback interface.
    case loopback(address: String, port: UInt16)
  }

  public let origin: Origin
  /// Readable when lines should be taken soon: there are many of them, or there will be no more.
  public let wakeSignal: Int32
  /// Bytes of whole lines handed out.
  public private(set) var offset: Int64 = 0
  public var bytesLeft: Int64? { shared.withLock { Int64($0.buffer.count) } }

  private let signal: Int32
  /// Readable once no more lines are to be taken in, and what makes it so.
  private let (stopSignal, stopper): (Int32, Int32)
  private var descriptor: Int32
  private let shared = Monitor(State())
  private var sequence = 0
  /// Whether there are only zeros, if anything, behind the last newline taken in. Of the thread that
  /// takes lines in.
  private var isAtLineStart = true
  /// The bytes that may be taken in still, once it is to stop; `nil` before. Of the same thread.
  private var lastBytes: Int?
  /// What the same thread waits for: lines, and that it is to stop. Kept, since it waits before each datagram.
  private var waited: [pollfd]

  /// What both threads look at.
  private struct State: ~Copyable {
    var buffer = LineBuffer(capacity: LineStream.capacity)
    var isEnded = false
    /// Whether the rest of a line that is too long is being skipped.
    var isInLongLine = false
    /// Lines that were too long, not yet handed out as such.
    var skipped: Int64 = 0
    var isWakePending = false
    /// Lines that name the columns of those below them, where the format has such lines.
    var headings = LogHeadings()
    var followsHeadings = false
    /// What takes off what stands around the lines.
    var unwrapper: Unwrapper?

    /// The bytes of the whole lines that a block can take, behind any line that is too long for one.
    mutating func wholeLines() -> Int {
      while true {
        if isInLongLine, unsafe buffer.dropLine() {
          isInLongLine = false
          skipped += 1
        }
        let count = min(buffer.count, LogBlock.capacity)
        let whole = buffer.wholeLines(upTo: count)
        if let unwrapper, whole > 0 {
          let joined = unsafe buffer.withLines(upTo: whole) { unsafe unwrapper.wholeLines(in: $0) }
          // Parts of lines that nobody ends any more are counted as they are.
          if joined > 0 || !isEnded { return joined }
        }
        guard whole == 0, count == LogBlock.capacity else { return whole }
        isInLongLine = true
      }
    }

    /// How many bytes of some lines have the same columns, and the line that names those.
    mutating func headLines(_ whole: Int) -> (Int, LogHeading?) {
      var headings = headings
      defer { self.headings = headings }
      return unsafe buffer.withBytes(0..<whole) { unsafe headings.alike(in: $0) }
    }
  }

  /// Bytes kept until they are counted.
  private static let capacity = 16 << 20
  /// Bytes of a datagram, beyond which it is cut.
  private static let chunk = 64 << 10

  /// Opens where lines come from, and begins to take them in.
  ///
  /// - Throws: ``InputError`` with `cannotOpen`.
  public init(_ origin: Origin) throws(InputError) {
    // What is no log is refused as it is everywhere.
    switch origin {
    case .standardInput: _ = try OpenedSource(path: "-")
    case .pipe(let path): try FileStatus(path: path)?.checkIsReadable(at: path)
    case .unixSocket, .loopback: break
    }
    self.origin = origin
    (wakeSignal, signal) = try LineStream.signalPipe()
    (stopSignal, stopper) = try LineStream.signalPipe()
    waited = [-1, stopSignal].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    descriptor =
      switch origin {
      case .standardInput: 0
      case .pipe(let path): path.withFileName { unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
      case .unixSocket(let path): path.withFileName { unsafe socket_bind_unix($0) }
      case .loopback(let address, let port): unsafe socket_bind_udp(address, port)
      }
    guard descriptor >= 0 else {
      throw InputError(.cannotOpen, errno: descriptor == -1 ? errno : -descriptor)
    }
    begin()
  }

  deinit {
    // A thread that takes lines in keeps the stream alive, so none does any more.
    for end in [wakeSignal, signal, stopSignal, stopper] { close(end) }
  }

  /// The ends of a pipe that wakes whoever waits for its first one.
  private static func signalPipe() throws(InputError) -> (Int32, Int32) {
    var ends: [Int32] = [-1, -1]
    // SAFETY: `pipe` writes two descriptors.
    guard unsafe Glibc.pipe(&ends) == 0 else { throw InputError(.cannotOpen, errno: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    return (ends[0], ends[1])
  }

  /// Whether no more lines will come, and all that came have been taken.
  public var isOver: Bool { shared.withLock { $0.isEnded && $0.buffer.isEmpty } }

  /// Whether no more lines will come.
  public var isEnded: Bool { shared.withLock { $0.isEnded } }

  /// Datagrams that the system had no room for, as far as it says: it does for UDP.
  public var lost: Int64 {
    guard case .loopback = origin else { return 0 }
    return Int64(socket_drops(descriptor))
  }

  /// Removes the socket from the file system, so that nobody writes to it in vain.
  public func unlink() {
    if case .unixSocket(let path) = origin { _ = path.withFileName({ unsafe Glibc.unlink($0) }) }
  }

  /// Has no more lines taken in than those that are here: whoever writes more is told that nobody reads, rather than
  /// have lines taken that are not counted any more. It ``isEnded`` when that is done.
  public func stop() { LineStream.write(to: stopper) }

  // MARK: - Taking lines

  /// Takes note of the signal to wake, which has done its work when lines are taken.
  public func handleWake() {
    var byte: UInt8 = 0
    // SAFETY: one byte is read into one.
    while unsafe read(wakeSignal, &byte, 1) > 0 {}
  }

  public func next(_ block: inout LogBlock) -> Bool {
    var skipped: Int64 = 0
    let whole = shared.withLock { state in
      state.isWakePending = false
      var whole = state.wholeLines()
      block.heading = nil
      if state.followsHeadings {
        (whole, block.heading) = state.headLines(whole)
      }
      skipped = state.skipped
      state.skipped = 0
      block.buffer.removeAll()
      unsafe state.buffer.withBytes(0..<whole) { unsafe block.buffer.append($0) }
      state.buffer.drop(whole)
      return whole
    }
    offset += Int64(whole)
    block.sequence = sequence
    block.skippedLines = skipped
    sequence += 1
    return whole > 0 || skipped > 0
  }

  /// The format that most of the lines are of that wait to be taken, and how many those are.
  ///
  /// - Parameter named: The format that was named: what stands around the lines is still looked for.
  public func recognisedFormat(
    named: LogFormat? = nil, client: String? = nil
  ) -> (format: LogFormat?, lines: Int64, bytes: Int) {
    var head = LineBuffer(capacity: LogBlock.capacity)
    shared.withLock { state in
      let all = state.wholeLines()
      let first = state.buffer.wholeLines(upTo: min(all, LogBeginning.readAhead))
      // Where the first line is longer than a beginning, what stands behind it counts, too.
      unsafe state.buffer.withBytes(0..<(first > 0 ? first : all)) { unsafe head.append($0) }
    }
    let lines = unsafe head.withBytes { bytes in unsafe Int64(bytes.count { $0 == 0x0a }) }
    let format = unsafe head.withLines { head in
      unsafe named.map { unsafe $0.wrapped(like: head) }
        ?? LogFormat.recognised(in: head, client: client)
    }
    shared.withLock { state in
      if let format, !format.wrappers.isEmpty { state.unwrapper = Unwrapper(format.wrappers) }
      state.followsHeadings = format?.hasHeadings == true
    }
    return (format, lines, head.count)
  }

  // MARK: - Taking in

  private func begin() {
    // The thread keeps the stream alive.
    guard let thread = WorkThread({ self.takeIn() }) else {
      fatalError("no thread can be started")
    }
    thread.detach()
  }

  private func takeIn() {
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LineStream.chunk, alignment: 64)
    defer { unsafe room.deallocate() }
    while let count = unsafe receive(room) { unsafe keep(withoutZeros(in: room, count)) }
    // How many datagrams were lost, the port's socket says.
    if lastBytes != nil, !isPort { close(descriptor) }
    shared.withLock { $0.isEnded = true }
    wake()
  }

  /// Waits for the next bytes; `nil` when there will be none.
  private func receive(_ room: UnsafeMutableRawBufferPointer) -> Int? {
    switch origin {
    case .standardInput, .pipe:
      while waitForMore() {
        let count = unsafe read(descriptor, room.baseAddress, room.count)
        if count > 0 { return count }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count == 0, lastBytes == nil, reopen() else { return nil }
      }
      return nil
    case .unixSocket, .loopback:
      while waitForMore() {
        // SAFETY: a byte is left for the newline.
        let count = unsafe socket_receive(descriptor, room.baseAddress, room.count - 1)
        if count == -Int(EINTR) { continue }
        if count < 0 { return nil }
        if count > 0 { return unsafe message(in: room, count) }
      }
      return nil
    }
  }

  private var isPort: Bool { if case .loopback = origin { true } else { false } }

  /// Waits until there is something to take in; `false` when nothing is to be taken in any more.
  private func waitForMore() -> Bool {
    while true {
      // It may have been opened again.
      waited[0].fd = descriptor
      // SAFETY: two descriptors are waited for, and two are given.
      if unsafe poll(&waited, 2, lastBytes == nil ? -1 : 0) < 0, errno != EINTR { return false }
      // Who goes on writing must not keep it from ending.
      if lastBytes == nil, waited[1].revents != 0 { lastBytes = LineStream.capacity }
      guard let left = lastBytes else {
        if waited[0].revents != 0 { return true }
        continue
      }
      guard waited[0].revents & Int16(POLLIN) != 0, left > 0 else { return false }
      lastBytes = left - LineStream.chunk
      return true
    }
  }

  /// Opens a named pipe again whose last writer has closed it. What a next one may have written
  /// meanwhile is kept, since the pipe is open all the time.
  private func reopen() -> Bool {
    guard case .pipe(let path) = origin else { return false }
    let next = path.withFileName { unsafe open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard next >= 0 else { return false }
    close(descriptor)
    descriptor = next
    return true
  }

  /// Moves the line of a datagram to the front, with a newline behind it, and gives its length.
  private func message(in room: UnsafeMutableRawBufferPointer, _ count: Int) -> Int {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: room[..<count])
    // SAFETY: the room has an address, and no place behind the datagram is looked at.
    let start = unsafe SyslogPrefix.lengthInDatagram(
      LineBytes(
        start: UnsafePointer(
          room.baseAddress.unsafelyUnwrapped.assumingMemoryBound(to: UInt8.self)),
        count: count))
    var end = count
    while end > start, unsafe [0x0a, 0x0d, 0].contains(bytes[end - 1]) { end -= 1 }
    // SAFETY: `copyMemory` allows the overlap; there is room for one byte behind the message.
    unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: room[start..<end]))
    unsafe room[end - start] = 0x0a
    return end - start + 1
  }

  /// Bytes that came, without zeros at the beginning of a line: those are no part of it, and however
  /// many they are, they take no room.
  private func withoutZeros(
    in room: UnsafeMutableRawBufferPointer, _ count: Int
  ) -> UnsafeRawBufferPointer {
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: room[..<count])
    let zeros = unsafe isAtLineStart ? ZeroRun.length(in: bytes) : 0
    let kept = unsafe UnsafeRawBufferPointer(rebasing: bytes[zeros...])
    if let last = unsafe kept.lastIndex(where: { $0 != 0 }) {
      isAtLineStart = unsafe kept[last] == 0x0a
    }
    return unsafe kept
  }

  /// Keeps bytes until they are counted, and waits for room if there is none.
  private func keep(_ bytes: UnsafeRawBufferPointer) {
    let isFilling = shared.withLock(when: { $0.buffer.count + bytes.count <= $0.buffer.capacity }) {
      state in
      unsafe state.buffer.append(bytes)
      let isFilling = state.buffer.count > state.buffer.capacity / 4 && !state.isWakePending
      if isFilling { state.isWakePending = true }
      return isFilling
    }
    if isFilling { wake() }
  }

  private func wake() { LineStream.write(to: signal) }

  private static func write(to end: Int32) {
    var byte: UInt8 = 1
    // SAFETY: one byte is written of one.
    _ = unsafe Glibc.write(end, &byte, 1)
  }
}
