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
    // Whoever reads the pipe is told of its end once nobody can write to it any more.
    let pipe = folder.path("pipe")
    let made = unsafe mkfifo(pipe, 0o600)
    #expect(made == 0)
    let reader = try Process.run(
      URL(fileURLWithPath: "/usr/bin/timeout"), arguments: ["60", "cat", pipe])
    let child = try #require(
      ChildProcess(
        "/bin/sh", ["-c", before + "exec > \"$PIPE\"; sleep 600 & sleep 600; sleep 600"],
        input: "", ["PIPE": pipe]))
    #expect(child.wait(atMost: .milliseconds(300)) == .timedOut)
    reader.waitUntilExit()
    #expect(reader.terminationStatus == 0)
  }
}
