public import FileSystem
internal import Glibc
internal import Traffic

/// A source that has been opened, and of which nothing has been handed out yet.
///
/// Opening never waits: not for somebody to write to a named pipe, nor for a device.
@safe
public final class OpenedSource {
  /// What can be said of a source without reading it.
  public enum Readiness: Hashable, Sendable {
    /// There is something to read, or the end.
    case ready
    /// Somebody has it open for writing, and has not written yet.
    case silent
    /// A named pipe that nobody has opened for writing yet.
    case unopened
  }

  let descriptor: Int32
  /// What the file system said of the source when it was opened.
  public let status: FileStatus
  private let isOwned: Bool
  /// Whether it was opened at a path, rather than handed over as standard input.
  var hasPath: Bool { isOwned }
  /// Bytes that were read to find out whether anybody writes.
  private(set) var first: [UInt8] = []
  /// Whether somebody has opened it for writing, as far as is known. Of a pipe without a name,
  /// somebody had from the beginning.
  private var hasWriter: Bool

  /// Opens a source, `-` being standard input.
  ///
  /// - Throws: ``InputError`` for what cannot be opened, and for what is no log: a folder, a terminal,
  ///   another device, a socket with a name, or what this process writes to.
  public init(path: String) throws(InputError) {
    isOwned = path != "-"
    guard isOwned else {
      descriptor = STDIN_FILENO
      status = FileStatus(descriptor: STDIN_FILENO) ?? FileStatus()
      hasWriter = true
      // Some shells and servers hand a socket over for a pipe.
      if status.kind != .socket { try status.checkIsReadable() }
      return
    }
    // Before it is opened, which some devices would take for more than a look.
    try FileStatus(path: path)?.checkIsReadable(at: path)
    descriptor = path.withFileName { unsafe open($0, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK) }
    guard descriptor >= 0 else { throw InputError(.cannotOpen, errno: errno) }
    status = FileStatus(descriptor: descriptor) ?? FileStatus()
    hasWriter = status.kind != .pipe || !status.isNamedPipe
    do {
      try status.checkIsReadable()
    } catch {
      close(descriptor)
      throw error
    }
  }

  deinit { if isOwned { close(descriptor) } }

  /// Whether its bytes come when somebody writes them.
  public var mayWait: Bool { status.kind == .pipe || status.kind == .socket }

  /// Bytes that wait in a pipe, which keep whoever writes from writing on when they are many.
  public var bytesWaiting: Int {
    var count: Int32 = 0
    // SAFETY: the call writes one number.
    let result = unsafe ioctl(descriptor, UInt(FIONREAD), &count)
    return first.count + (result == 0 ? Int(count) : 0)
  }

  /// Finds out what there is to read, without waiting.
  public func readiness() -> Readiness {
    guard mayWait, first.isEmpty else { return .ready }
    var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: one descriptor is asked for, and one is given.
    guard unsafe poll(&waited, 1, 0) == 0 else { return .ready }
    guard !hasWriter else { return .silent }
    // Nobody has written; a read tells whether anybody could.
    var room = [UInt8](repeating: 0, count: 512)
    let count = unsafe read(descriptor, &room, room.count)
    if count == 0 { return .unopened }
    hasWriter = true
    guard count > 0 else { return .silent }
    first = Array(room[..<count])
    return .ready
  }

  /// Waits for some milliseconds, or until there is something to read.
  public func wait(milliseconds: Int32) {
    var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: as above.
    _ = unsafe poll(&waited, 1, milliseconds)
  }

  /// Waits until somebody has opened a named pipe for writing.
  func waitForWriter() {
    while readiness() == .unopened { wait(milliseconds: 100) }
  }

  /// Gets ready for reading, which waits from now on.
  func beginReading() {
    guard isOwned else { return }
    let flags = fcntl(descriptor, F_GETFL)
    if flags >= 0 { _ = fcntl(descriptor, F_SETFL, flags & ~O_NONBLOCK) }
  }
}

extension FileStatus {
  /// Refuses what no log can be read from, and what a path leads to that a process writes its answers to.
  ///
  /// - Parameter path: Where this is the status of.
  public func checkIsReadable(at path: String) throws(InputError) {
    switch OutputPath.owner(path) {
    case .thisProcess: throw InputError(.ownOutput)
    // To read from another's pipe would take its lines away from whoever reads them.
    case .another where kind == .pipe: throw InputError(.othersOutput)
    case .another, nil: try checkIsReadable()
    }
  }

  /// Refuses what no log can be read from.
  public func checkIsReadable() throws(InputError) {
    switch kind {
    case .file, .nothing, .link, .other: return
    case .pipe:
      // What this process writes to it would be all there is to read.
      let outputs = [STDOUT_FILENO, STDERR_FILENO].compactMap { FileStatus(descriptor: $0) }
      if outputs.contains(where: { $0.identity == identity }) { throw InputError(.ownOutput) }
    case .folder: throw InputError(.isDirectory)
    case .terminal: throw InputError(.terminal)
    case .device: throw InputError(.device)
    case .socket: throw InputError(.socket)
    }
  }
}
