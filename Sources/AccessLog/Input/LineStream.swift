internal import CSocket
internal import Glibc
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
  public let hurry: Int32
  /// Bytes of whole lines handed out.
  public private(set) var offset: Int64 = 0
  public var bytesLeft: Int64? { locked { Int64($0.count) } }

  private let lock: UnsafeMutablePointer<pthread_mutex_t>
  private let hasRoom: UnsafeMutablePointer<pthread_cond_t>
  private let buffer: UnsafeMutableRawBufferPointer
  private let signal: Int32
  private var descriptor: Int32
  private var state = State()
  private var sequence = 0
  /// Whether there are only zeros, if anything, behind the last newline taken in. Of the thread that
  /// takes lines in.
  private var isAtLineStart = true

  /// What both threads look at, under the lock.
  private struct State {
    var count = 0
    var isEnded = false
    /// Whether the rest of a line that is too long is being passed over.
    var isInLongLine = false
    /// Lines that were too long, not yet handed out as such.
    var skipped: Int64 = 0
    var isHurrying = false
  }

  /// Lines that name the columns of those below them, where the format has such lines; under the lock.
  private var headings = LogHeadings()
  private var followsHeadings = false
  /// What takes off what stands around the lines, under the lock.
  private var unwrapper: Unwrapper?

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
    var ends: [Int32] = [-1, -1]
    // SAFETY: `pipe` writes two descriptors.
    guard unsafe Glibc.pipe(&ends) == 0 else { throw InputError(.cannotOpen, errno: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    (hurry, signal) = (ends[0], ends[1])
    unsafe lock = .allocate(capacity: 1)
    unsafe hasRoom = .allocate(capacity: 1)
    _ = unsafe pthread_mutex_init(lock, nil)
    _ = unsafe pthread_cond_init(hasRoom, nil)
    unsafe buffer = .allocate(byteCount: LineStream.capacity + LogLines.slack, alignment: 64)
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
    close(hurry)
    close(signal)
    unsafe buffer.deallocate()
    _ = unsafe pthread_mutex_destroy(lock)
    _ = unsafe pthread_cond_destroy(hasRoom)
    unsafe lock.deallocate()
    unsafe hasRoom.deallocate()
  }

  /// Whether no more lines will come, and all that came have been taken.
  public var isOver: Bool { locked { $0.isEnded && $0.count == 0 } }

  /// Whether no more lines will come.
  public var isEnded: Bool { locked { $0.isEnded } }

  /// Datagrams that the system had no room for, as far as it says: it does for UDP.
  public var lost: Int64 {
    guard case .loopback = origin else { return 0 }
    return Int64(socket_drops(descriptor))
  }

  /// Removes the socket from the file system, so that nobody writes to it in vain.
  public func unlink() {
    if case .unixSocket(let path) = origin { _ = path.withFileName({ unsafe Glibc.unlink($0) }) }
  }

  // MARK: - Taking lines

  /// Takes note of the hurry, which is over when lines are taken.
  public func heedHurry() {
    var ring: UInt8 = 0
    // SAFETY: one byte is read into one.
    while unsafe read(hurry, &ring, 1) > 0 {}
  }

  public func next(_ block: inout LogBlock) -> Bool {
    let target = unsafe block.storage
    var skipped: Int64 = 0
    let whole = locked { state in
      state.isHurrying = false
      var whole = wholeLines(&state)
      block.heading = nil
      if followsHeadings {
        let isNew: Bool
        (whole, isNew) = unsafe headings.alike(
          in: UnsafeRawBufferPointer(rebasing: buffer[..<whole]))
        block.heading = headings.current.map { LogHeading(text: $0, isNew: isNew) }
      }
      skipped = state.skipped
      state.skipped = 0
      unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<whole]))
      drop(whole, &state)
      return whole
    }
    offset += Int64(whole)
    block.count = whole
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
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LogBlock.capacity + LogLines.slack, alignment: 64)
    defer { unsafe room.deallocate() }
    unsafe room.initializeMemory(as: UInt8.self, repeating: 0)
    let whole = locked { state in
      let all = wholeLines(&state)
      let head = min(all, LogBeginning.readAhead)
      let first = unsafe LogReader.wholeLines(
        in: UnsafeRawBufferPointer(rebasing: buffer[..<head]))
      // Where the first line is longer than a beginning, what stands behind it counts, too.
      let whole = first > 0 ? first : all
      unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<whole]))
      return whole
    }
    let lines = unsafe room[..<whole].reduce(Int64(0)) { $0 + ($1 == 0x0a ? 1 : 0) }
    let head = unsafe UnsafeBufferPointer(
      start: UnsafePointer(room.baseAddress?.assumingMemoryBound(to: UInt8.self)), count: whole)
    let format =
      unsafe named.map { unsafe $0.wrapped(like: head) }
      ?? LogFormat.recognised(in: head, client: client)
    if let format, !format.wrappers.isEmpty {
      locked { _ in unwrapper = Unwrapper(format.wrappers) }
    }
    locked { _ in followsHeadings = format?.hasHeadings == true }
    return (format, lines, whole)
  }

  /// The bytes of the whole lines that a block can take, behind any line that is too long for one.
  private func wholeLines(_ state: inout State) -> Int {
    while true {
      if state.isInLongLine { endLongLine(&state) }
      let count = min(state.count, LogBlock.capacity)
      let whole = unsafe LogReader.wholeLines(
        in: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      if let unwrapper, whole > 0 {
        // SAFETY: what is read behind the lines is within the buffer, or its slack.
        let joined = unsafe unwrapper.wholeLines(
          in: UnsafeBufferPointer(
            start: UnsafePointer(buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)),
            count: whole))
        // Parts of lines that nobody ends any more are counted as they are.
        if joined > 0 || !state.isEnded { return joined }
      }
      guard whole == 0, count == LogBlock.capacity else { return whole }
      state.isInLongLine = true
    }
  }

  /// Drops what there is of a line that is too long, and counts it when its end has come.
  private func endLongLine(_ state: inout State) {
    let newline = unsafe buffer[..<state.count].firstIndex(of: 0x0a)
    drop(newline.map { $0 + 1 } ?? state.count, &state)
    guard newline != nil else { return }
    state.isInLongLine = false
    state.skipped += 1
  }

  private func drop(_ count: Int, _ state: inout State) {
    guard count > 0 else { return }
    // SAFETY: `copyMemory` allows the overlap; the ranges are within the buffer.
    unsafe buffer.copyMemory(
      from: UnsafeRawBufferPointer(rebasing: buffer[count..<state.count]))
    state.count -= count
    _ = unsafe pthread_cond_signal(hasRoom)
  }

  private func locked<Result>(_ body: (inout State) -> Result) -> Result {
    _ = unsafe pthread_mutex_lock(lock)
    defer { _ = unsafe pthread_mutex_unlock(lock) }
    return body(&state)
  }

  // MARK: - Taking in

  private func begin() {
    // SAFETY: the thread gives back the reference that keeps the stream alive for it.
    let argument = unsafe Unmanaged.passRetained(self).toOpaque()
    var thread = pthread_t()
    let result = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<LineStream>.fromOpaque(argument).takeRetainedValue().takeIn()
        return nil
      }, argument)
    guard result == 0 else { fatalError("no thread can be started") }
    pthread_detach(thread)
  }

  private func takeIn() {
    let room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: LineStream.chunk, alignment: 64)
    defer { unsafe room.deallocate() }
    while let count = unsafe receive(room) { unsafe keep(withoutZeros(in: room, count)) }
    locked { $0.isEnded = true }
    ring()
  }

  /// Waits for the next bytes; `nil` when there will be none.
  private func receive(_ room: UnsafeMutableRawBufferPointer) -> Int? {
    switch origin {
    case .standardInput, .pipe:
      while true {
        var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        // SAFETY: one descriptor is waited for, and one is given.
        if unsafe poll(&waited, 1, -1) < 0, errno != EINTR { return nil }
        let count = unsafe read(descriptor, room.baseAddress, room.count)
        if count > 0 { return count }
        if count < 0, errno == EINTR || errno == EAGAIN { continue }
        guard count == 0, reopen() else { return nil }
      }
    case .unixSocket, .loopback:
      while true {
        // SAFETY: a byte is left for the newline.
        let count = unsafe socket_receive(descriptor, room.baseAddress, room.count - 1)
        if count == -Int(EINTR) { continue }
        if count < 0 { return nil }
        if count > 0 { return unsafe message(in: room, count) }
      }
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
    let count = bytes.count
    _ = unsafe pthread_mutex_lock(lock)
    while state.count + count > LineStream.capacity {
      _ = unsafe pthread_cond_wait(hasRoom, lock)
    }
    // SAFETY: there is room for so many bytes.
    let free = unsafe UnsafeMutableRawBufferPointer(
      rebasing: buffer[state.count..<(state.count + count)])
    unsafe free.copyMemory(from: bytes)
    state.count += count
    let isFilling = state.count > LineStream.capacity / 4 && !state.isHurrying
    if isFilling { state.isHurrying = true }
    _ = unsafe pthread_mutex_unlock(lock)
    if isFilling { ring() }
  }

  private func ring() {
    var byte: UInt8 = 1
    // SAFETY: one byte is written of one.
    _ = unsafe write(signal, &byte, 1)
  }
}
