import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("One process at a time has the lock of a file")
struct FileLockTests {
  let folder: ScratchFolder
  private var path: String { folder.path("lock") }

  init() throws {
    folder = try ScratchFolder()
    try folder.write("", to: "lock")
  }

  /// Opens the file anew: a descriptor of its own is to the system what another process would be.
  private func opened() throws -> Int32 {
    // SAFETY: the path is a string that lives for the call.
    let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    return descriptor
  }

  @Test("Whoever has it keeps all others out until it is released, and not beyond")
  func one() throws {
    #expect(!FileLock.isHeld(path))
    let lock = try #require(FileLock(of: opened()))
    #expect(FileLock.isHeld(path))
    let other = try opened()
    #expect(FileLock(of: other) == nil)
    #expect(fcntl(other, F_GETFD) == -1, "it is closed where the lock is not had")
    lock.release()
    #expect(!FileLock.isHeld(path))
    let next = try #require(FileLock(of: opened()))
    // The number of its descriptor may be that of the next one by now.
    lock.release()
    #expect(FileLock.isHeld(path))
    next.release()
  }

  @Test("To let go of the value is not to release the lock")
  func unnamed() throws {
    let descriptor = try opened()
    _ = FileLock(of: descriptor)
    #expect(FileLock.isHeld(path))
    close(descriptor)
  }

  @Test("One waits as long as one may, and as long as one wants to")
  func waiting() throws {
    let lock = try #require(FileLock(of: opened()))
    for (seconds, wanted, refused) in [(0, 9, 1), (1, 99, 11), (9, 2, 2), (9, 1, 1)] {
      var asked = 0
      let other = FileLock(of: try opened(), seconds: seconds) {
        asked += 1
        return asked < wanted
      }
      #expect(other == nil && asked == refused, "\(seconds) s, \(wanted) times")
    }
    let later = FileLock(of: try opened(), seconds: 60) {
      lock.release()
      return true
    }
    #expect(later != nil)
    later?.release()
  }

  @Test("A process that is killed has it no longer")
  func killed() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "exec 9>lock; flock 9; exec sleep 600"]
    process.currentDirectoryURL = folder.url
    try process.run()
    while !FileLock.isHeld(path) { usleep(1000) }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(!FileLock.isHeld(path))
  }

  @Test("Nobody has the lock of what is not there, or is a link")
  func missing() throws {
    #expect(!FileLock.isHeld(folder.path("none")))
    let lock = try #require(FileLock(of: opened()))
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("link"), withDestinationPath: path)
    #expect(!FileLock.isHeld(folder.path("link")))
    lock.release()
  }
}
