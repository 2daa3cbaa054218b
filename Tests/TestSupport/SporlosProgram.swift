public import Foundation

/// The real `sporlos`, run as its user runs it.
public enum SporlosProgram {
  /// What a run left: its exit code (negative for a signal) and what it printed.
  public struct Outcome: Sendable {
    public var exitCode: Int32
    public var output: String
    public var errors: String
  }

  /// The program that was built beside these tests, or the one that `SPORLOS_PROGRAM` names: an optimised one starts
  /// in a sixth of the time, and tests start thousands.
  public static let url: URL = {
    if let named = ProcessInfo.processInfo.environment["SPORLOS_PROGRAM"], !named.isEmpty {
      return URL(fileURLWithPath: named).resolvingSymlinksInPath()
    }
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("sporlos")
  }()

  /// The day that retention is counted from, so that tests do not age; after the days of their logs.
  public static let today = "2026-10-31"

  /// Arguments with the day of the tests, where the command takes one and they name none; a unit's
  /// command line is to be the one that was typed.
  ///
  /// By that day, most logs of tests are old: those that are counted in several runs come late, which a collector
  /// refuses unless it is told otherwise. Tests of that name a day, or set the clock.
  private static func dated(_ arguments: [String]) -> [String] {
    guard let command = arguments.first,
      ["collect", "follow", "check", "prune", "audit"].contains(command),
      !arguments.contains("--today"), !arguments.contains("--print-unit")
    else { return arguments }
    return [command, "--today", today] + (command == "collect" ? ["--late"] : [])
      + arguments.dropFirst()
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - input: A file to be its standard input; none unless given.
  ///   - folder: The folder to run in.
  public static func run(
    _ arguments: [String], input: URL? = nil, in folder: URL
  ) throws -> Outcome {
    try run(url.path, arguments, input: input, in: folder)
  }

  /// Runs the program to its end while the clock says another time, and nobody vouches for a day.
  ///
  /// - Parameters:
  ///   - clock: `2030-01-01 00:00:00`, in UTC; the clock goes on from there.
  ///   - runtimeFolder: Where its service manager has a folder in memory for it, if it has.
  public static func run(
    _ arguments: [String], clock: String, runtimeFolder: String? = nil, in folder: URL
  ) throws -> Outcome {
    let process = process("/usr/bin/env", arguments: [url.path] + arguments, in: folder)
    try set(clock: clock, of: process)
    if let runtimeFolder { process.environment?["RUNTIME_DIRECTORY"] = runtimeFolder }
    return try finish(process)
  }

  /// Has a process that is yet to start read another time from its clock. The clocks that are never set
  /// stay as they are.
  public static func set(clock: String, of process: Process) throws {
    try fakeClock(of: process)
    process.environment?["FAKETIME"] = "@\(clock)"
  }

  /// The same by a file with such a time behind an `@`, which may be written anew while it runs.
  public static func set(clock: URL, of process: Process) throws {
    try fakeClock(of: process)
    process.environment?["FAKETIME_TIMESTAMP_FILE"] = clock.path
    process.environment?["FAKETIME_NO_CACHE"] = "1"
  }

  /// Starts a process under a library that has it read another time (libfaketime).
  ///
  /// The library keeps what processes share under the number of the first of them, and complains where one
  /// of that number was killed and left it. So this is removed first.
  private static func fakeClock(of process: Process) throws {
    let libraries = try FileManager.default.contentsOfDirectory(atPath: "/usr/lib")
      .map { "/usr/lib/\($0)/faketime/libfaketimeMT.so.1" }
    guard let library = libraries.first(where: FileManager.default.fileExists(atPath:)) else {
      throw CocoaError(.fileNoSuchFile)
    }
    let start = """
      rm -f "/dev/shm/faketime_shm_$$" "/dev/shm/sem.faketime_sem_$$"
      LD_PRELOAD=$0; export LD_PRELOAD; exec "$@"
      """
    process.arguments =
      ["-c", start, library, process.executableURL?.path ?? ""] + (process.arguments ?? [])
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.environment?["FAKETIME_DONT_FAKE_MONOTONIC"] = "1"
  }

  /// Removes what the library of another time has left of a process that was killed.
  public static func removeClock(of process: Int32) {
    for name in ["faketime_shm_", "sem.faketime_sem_"] {
      _ = unsafe unlink("/dev/shm/\(name)\(process)")
    }
  }

  /// Runs a command of the shell, where `sporlos` is this program.
  public static func shell(_ script: String, in folder: URL) throws -> Outcome {
    try run(
      "/bin/bash",
      [
        "-c",
        """
        sporlos() {
          case "$1" in
            collect) set -- collect --today \(today) --late "${@:2}" ;;
            check|prune|audit) set -- "$1" --today \(today) "${@:2}" ;;
          esac
          "\(url.path)" "$@"
        }
        export -f sporlos
        \(script)
        """,
      ],
      in: folder)
  }

  private static func run(
    _ program: String, _ arguments: [String], input: URL? = nil, in folder: URL
  ) throws -> Outcome {
    try finish(process(program, arguments: arguments, in: folder), input: input)
  }

  private static func finish(_ process: Process, input: URL? = nil) throws -> Outcome {
    let files = ["stdout", "stderr"].map {
      FileManager.default.temporaryDirectory
        .appendingPathComponent("sporlos-\($0)-\(UUID().uuidString)")
    }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    let handles = try files.map { file in
      guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
        throw CocoaError(.fileWriteUnknown)
      }
      return try FileHandle(forWritingTo: file)
    }
    process.standardOutput = handles[0]
    process.standardError = handles[1]
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return Outcome(
      exitCode: process.terminationReason == .exit
        ? process.terminationStatus : -process.terminationStatus,
      output: String(decoding: try Data(contentsOf: files[0]), as: UTF8.self),
      errors: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self))
  }

  /// A process that has not been started, for tests that stop it half-way.
  public static func process(
    _ program: String = url.path, arguments: [String], in folder: URL
  ) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = program == url.path ? dated(arguments) : arguments
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C.UTF-8", "TZ": "UTC",
      "RUNTIME_DIRECTORY": folder.appendingPathComponent("run").path,
      // What is set up on this machine is not for tests.
      "SPORLOS_CONFIG": "none",
    ]
    return process
  }
}
