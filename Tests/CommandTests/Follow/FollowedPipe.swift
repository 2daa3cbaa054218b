import Foundation
import TestSupport

/// A folder in memory, as `/run` is on most systems; gone with the test.
final class MemoryFolder {
  let path = "/dev/shm/sporlos-test-\(UUID().uuidString)"
  init() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  private var files: [String] {
    let databases = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return databases.map { "\(path)/\($0)/streams.waiting" }
  }

  /// What waits of pipes and sockets.
  var waiting: Data? { files.lazy.compactMap(FileManager.default.contents).first }

  func put(_ waiting: Data) throws {
    for file in files { try waiting.write(to: URL(filePath: file)) }
  }
}

/// A pipe whose lines are followed, whoever reads them.
struct FollowedPipe {
  let follower: Follower
  let clock: URL
  let memory: MemoryFolder
  private let pipe = Pipe()

  init(_ follower: Follower, _ clock: URL) throws {
    (self.follower, self.clock, memory) = (follower, clock, try MemoryFolder())
  }

  func start() throws {
    // A process that is started with a pipe's end closes it.
    let end = FileHandle(
      fileDescriptor: dup(pipe.fileHandleForReading.fileDescriptor), closeOnDealloc: true)
    try follower.start("-", isPrompt: false, clock: clock, input: end, memory: memory.path)
  }

  /// Writes lines, all of which are there at once if they are fewer than 4,096 bytes.
  func write(_ lines: [String]) {
    pipe.fileHandleForWriting.write(Data(lines.joined().utf8))
  }

  /// Whether everything was taken from it.
  var isEmpty: Bool {
    var unread = pollfd(
      fd: pipe.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: there is one such value, and it lives for the call.
    return unsafe poll(&unread, 1, 0) == 0
  }
}
