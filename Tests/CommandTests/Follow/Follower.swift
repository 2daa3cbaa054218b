import Foundation
import TestSupport
import Testing

/// A running `sporlos follow`, in a folder of its own.
final class Follower {
  let folder: ScratchFolder
  private var process: Process?

  init(_ folder: ScratchFolder) { self.folder = folder }

  deinit {
    guard let number = process?.processIdentifier else { return }
    kill(number, SIGKILL)
    SporlosProgram.removeClock(of: number)
  }

  static let database = "traffic.sqlite"

  /// Starts following with a short flush, and waits until the first look is done.
  ///
  /// - Parameters:
  ///   - isPrompt: Whether lines are committed at once, whatever that tells; else counts may wait.
  ///   - clock: A file that says what its clock says, `@2030-01-01 00:00:00`, and may be
  ///     written anew; its user vouches for no day then.
  ///   - input: Its standard input; nothing unless given.
  ///   - memory: The folder where its open days lie, if not beside the database.
  func start(
    _ arguments: String..., isPrompt: Bool = true, clock: URL? = nil, input: FileHandle? = nil,
    memory: String? = nil
  ) throws {
    let all =
      ["follow"] + arguments + ["--db", Self.database, "--geo", "none"]
      + (isPrompt ? ["--flush", "200ms"] : [])
    let process: Process
    if let clock {
      process = SporlosProgram.process(
        "/usr/bin/env", arguments: [SporlosProgram.url.path] + all, in: folder.url)
      try SporlosProgram.set(clock: clock, of: process)
    } else {
      process = SporlosProgram.process(arguments: all, in: folder.url)
    }
    let errors = folder.file("errors.txt")
    if !FileManager.default.fileExists(atPath: errors.path) {
      try folder.write("", to: "errors.txt")
    }
    let handle = try FileHandle(forWritingTo: errors)
    try handle.seekToEnd()
    process.standardError = handle
    process.standardInput = input ?? FileHandle.nullDevice
    if let memory { process.environment?["RUNTIME_DIRECTORY"] = memory }
    try process.run()
    self.process = process
  }

  /// What it has said on standard error.
  var errors: String {
    (try? String(contentsOf: folder.file("errors.txt"), encoding: .utf8)) ?? ""
  }

  /// How long a busy machine may take for what an idle one does at once.
  static let patience = 120.0

  /// Waits until the database has so many hits, for some seconds at most.
  func expect(
    hits expected: Int, within seconds: Double = patience, _ comment: Comment? = nil,
    at location: SourceLocation = #_sourceLocation
  ) throws {
    var hits = 0
    try wait(seconds) {
      hits = (try? TrafficRows(folder.file(Self.database)).hits()) ?? 0
      return hits >= expected
    }
    #expect(hits == expected, comment, sourceLocation: location)
  }

  /// Waits until something holds, for some seconds at most.
  func wait(_ seconds: Double = patience, until holds: () throws -> Bool) throws {
    let end = ContinuousClock.now + .seconds(seconds)
    while try !holds(), ContinuousClock.now < end { usleep(20_000) }
  }

  /// Waits for its first moment, from which on it takes signals.
  func waitUntilItTakesSignals() throws {
    guard let number = process?.processIdentifier else { return }
    func read(_ name: String) throws -> String {
      try String(contentsOfFile: "/proc/\(number)/\(name)", encoding: .utf8)
    }
    // Before it is this program, it has the signals blocked that whoever started it had.
    try wait { try read("comm") == "sporlos\n" }
    try wait {
      let blocked = try read("status").split(separator: "\n").first { $0.hasPrefix("SigBlk:") }
      let signals = blocked.flatMap { UInt64($0.split(separator: "\t")[1], radix: 16) } ?? 0
      return [SIGHUP, SIGINT, SIGTERM].allSatisfy { signals >> UInt64($0 - 1) & 1 == 1 }
    }
  }

  /// Sends a signal; after one that stops it, it does nothing more.
  func send(_ signal: Int32) {
    guard let number = process?.processIdentifier else { return }
    kill(number, signal)
    guard signal == SIGSTOP else { return }
    // What it was in the middle of goes on for a moment.
    try? wait {
      let facts = try String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      return facts.split(separator: ")").last?.hasPrefix(" T") == true
    }
  }

  /// Ends it as a power cut would.
  func crash() {
    send(SIGKILL)
    process?.waitUntilExit()
    process.map { SporlosProgram.removeClock(of: $0.processIdentifier) }
    process = nil
  }

  /// Ends it as its user would, and gives its exit code.
  @discardableResult
  func stop(_ signal: Int32 = SIGTERM) -> Int32 {
    send(signal)
    process?.waitUntilExit()
    defer { process = nil }
    return process?.terminationStatus ?? -1
  }

  /// Ends it, and checks that there are exactly so many hits.
  func stop(
    hits expected: Int, at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(stop() == 0, "\(errors)", sourceLocation: location)
    let hits = try TrafficRows(folder.file(Self.database)).hits()
    #expect(hits == expected, "\(errors)", sourceLocation: location)
  }

  func shell(_ script: String) throws {
    let outcome = try SporlosProgram.shell(script, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// Runs a plain `sporlos collect` on the same database.
  func collect(_ sources: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["collect"] + sources + ["--db", Self.database, "--geo", "none"], in: folder.url)
  }
}

extension ScratchFolder {
  func hasFile(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: file(name).path)
  }
}
