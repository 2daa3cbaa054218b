import Foundation
import TestSupport
import Testing

@testable import SporlosCommands

@Suite("Programs that alerts start")
struct ChildProcessTests {
  private let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(
    "It is told how one ended",
    arguments: [
      ("exit 0", ChildProcess.End.code(0)), ("exit 4", .code(4)), ("kill -KILL $$", .signal),
      ("cat > /dev/null", .code(0)),
    ])
  func ends(script: String, end: ChildProcess.End) throws {
    let child = try #require(ChildProcess("/bin/sh", ["-c", script], input: "a\n", [:]))
    #expect(child.wait(atMost: .seconds(60)) == end)
  }

  @Test(
    "One that takes too long is ended, and so is what it has started",
    arguments: ["", "trap '' TERM; "])
  func endless(before: String) throws {
    let pipe = folder.path("pipe")
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    let reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK)
    defer { close(reader) }
    let child = try #require(
      ChildProcess(
        "/bin/sh",
        ["-c", before + "exec > \"$PIPE\"; echo; sleep 600 & sleep 600; sleep 600"],
        input: "", ["PIPE": pipe]))
    #expect(next(from: reader, is: 1), "it has begun")
    #expect(child.wait(atMost: .milliseconds(50)) == .timedOut)
    #expect(next(from: reader, is: 0), "nobody has the pipe open for writing any more")
  }

  /// Whether reading a byte gives that many within a minute.
  private func next(from reader: Int32, is count: Int) -> Bool {
    var byte: UInt8 = 0
    for _ in 0..<6000 {
      if unsafe read(reader, &byte, 1) == count { return true }
      usleep(10_000)
    }
    return false
  }
}
