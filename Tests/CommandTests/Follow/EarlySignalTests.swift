import Foundation
import TestSupport
import Testing

/// A service manager or logrotate may send a signal as soon as there is a process. What it does by itself would end
/// the follower, with an exit code that says that it failed.
@Suite("Signals that come before a follower has begun are taken once it has", .serialized)
struct EarlySignalTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What scripts begin with: `start` starts a follower as a service manager does, with no signal blocked or
  /// ignored, and waits for the first moment in which it holds them; `pid` is its process.
  private static let start = """
    start() {
      env --default-signal=HUP,INT,TERM "$@" < ${input:-/dev/null} 2> errors.txt 8>&- 9>&- & pid=$!
      # Before it is this program, it has the signals blocked that whoever started it had.
      for try in $(seq 6000); do [ "$(cat /proc/$pid/comm)" = sporlos ] && break; sleep 0.001; done
      for try in $(seq 2000); do
        held=$(sed -n 's/^SigBlk:[^0-9a-f]*//p' /proc/$pid/status 2> /dev/null)
        [ $((0x${held:-0} & 0x4003)) = $((0x4003)) ] && break
        sleep 0.001
      done
    }
    until_hits() {
      for try in $(seq 6000); do
        [ "$(sqlite3 -readonly t.sqlite 'SELECT sum(hits) FROM page_hours' 2> /dev/null)" = $1 ] && break
        sleep 0.02
      done
    }
    options="--db t.sqlite --geo none --flush 200ms --today 2026-10-31 --time-zone UTC"

    """

  /// Has a follower wait for a list of pages, which it reads before it opens its database.
  private static let startUnready = """
    mkfifo pages; exec 8<> pages; input=pages; options="$options --sitemap -"
    begin() { [ -e t.sqlite ] && echo too late; echo https://example.org/a >&8; exec 8>&-; }

    """

  private func run(_ script: String) throws -> SporlosProgram.Outcome {
    let program = "program='\(SporlosProgram.url.path)'\n"
    return try SporlosProgram.shell(program + Self.start + script, in: folder.url)
  }

  /// Collects all logs, and expects all hits to be there once.
  private func expectOnce(_ hits: Int, _ sources: String...) throws {
    let outcome = try SporlosProgram.run(
      ["collect"] + sources + ["--db", "t.sqlite", "--geo", "none"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try TrafficRows(folder.file("t.sqlite")).hits() == hits)
  }

  @Test(
    "One that ends it before it has opened its database ends it well",
    arguments: ["follow", "collect --follow"], ["TERM", "INT", "HUP TERM"])
  func ends(command: String, signals: String) throws {
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
    let outcome = try run(
      """
      \(Self.startUnready)
      start $program \(command) access.log $options
      for signal in \(signals); do kill -$signal $pid; done
      begin; wait $pid; echo $?; cat errors.txt
      """)
    #expect(outcome.output == "0\n")
    try expectOnce(50, "access.log")
  }

  @Test(
    "SIGHUP before it has opened its database leaves it at work",
    arguments: ["follow", "collect --follow"])
  func goesOn(command: String) throws {
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
    try folder.write(LogLineWriter.lines(50..<100), to: "more")
    let outcome = try run(
      """
      \(Self.startUnready)
      start $program \(command) access.log $options
      kill -HUP $pid; begin; until_hits 50
      cat more >> access.log
      until_hits 100; kill -TERM $pid; wait $pid; echo $?; cat errors.txt
      """)
    #expect(outcome.output == "0\n")
    try expectOnce(100, "access.log")
  }

  @Test(
    "While another process has the turn, one that ends it is not waited for",
    arguments: ["TERM", "INT", "HUP TERM"])
  func waiting(signals: String) throws {
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
    let outcome = try run(
      """
      mkdir -m 700 t.sqlite-state
      exec 9> t.sqlite-state/lock; flock 9
      start $program follow access.log $options --wait 120
      for try in $(seq 6000); do [ -s errors.txt ] && break; sleep 0.02; done
      for signal in \(signals); do kill -$signal $pid; done
      wait $pid; echo $?; cat errors.txt
      ls t.sqlite-state
      """)
    #expect(
      outcome.output == """
        0
        sporlos: waiting for another `sporlos collect` on the same database
        follow.lock
        lock

        """)
    try expectOnce(50, "access.log")
  }

  @Test("SIGHUP while another process has the turn is no reason not to wait for it")
  func waitsOn() throws {
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
    let outcome = try run(
      """
      mkdir -m 700 t.sqlite-state
      exec 9> t.sqlite-state/lock; flock 9
      start $program follow access.log $options --wait 120
      for try in $(seq 6000); do [ -s errors.txt ] && break; sleep 0.02; done
      kill -HUP $pid; sleep 0.5; exec 9>&-
      until_hits 50; kill -TERM $pid; wait $pid; echo $?
      """)
    #expect(outcome.output == "0\n")
    try expectOnce(50, "access.log")
  }

  @Test("While it catches up with what was written before, one that ends it is not kept waiting")
  func catchingUp() throws {
    let count = 1_000_000
    try folder.write(LogLineWriter.lines(0..<count / 20), to: "part")
    let outcome = try run(
      """
      for part in $(seq 20); do cat part; done > access.log
      start $program follow access.log $options --batch 50
      for try in $(seq 6000); do
        [ "$(sqlite3 -readonly t.sqlite 'SELECT sum(hits) FROM page_hours' 2> /dev/null)" ] && break
        sleep 0.02
      done
      # It goes on for five seconds, in which a fast one could read all there is.
      kill -TERM $pid; sleep 0.1; kill -STOP $pid; sleep 5.5; kill -CONT $pid; wait $pid; echo $?
      sqlite3 -readonly t.sqlite 'SELECT sum(hits) FROM page_hours'
      """)
    let words = outcome.output.split(separator: "\n").map { Int($0) }
    #expect(words.count == 2 && words[0] == 0, "\(outcome)")
    #expect(words.last.flatMap { $0 } ?? count < count, "it has read all first")
    try expectOnce(count, "access.log")
  }

  @Test(
    "What waits of a pipe outlives a follower that is ended at its first moment",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/shm"), "there is no /dev/shm"),
    arguments: [[SIGTERM], [SIGHUP, SIGTERM], [SIGKILL]])
  func keepsWaiting(signals: [Int32]) throws {
    let clock = folder.file("clock")
    try folder.write("@2026-10-01 10:20:00\n", to: "clock")
    let follower = Follower(folder)
    let pipe = try FollowedPipe(follower, clock)
    try pipe.start()
    pipe.write((1...3).map(line))
    try follower.wait { pipe.isEmpty }
    #expect(follower.stop() == 0, "\(follower.errors)")
    #expect(pipe.memory.waiting != nil)
    try pipe.start()
    try follower.waitUntilItTakesSignals()
    for signal in signals.dropLast() { follower.send(signal) }
    if signals.last == SIGKILL { follower.crash() } else { #expect(follower.stop() == 0) }
    #expect(pipe.memory.waiting != nil)
    try folder.replace("clock", with: "@2026-10-01 11:00:05\n")
    try pipe.start()
    try follower.expect(hits: 3)
    try follower.stop(hits: 3)
    #expect(follower.errors == "")
  }

  private func line(_ visitor: Int) -> String {
    "2001:db8:\(visitor)::1 - - [01/Oct/2026:10:20:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" "
      + "\"\(DifferentPeople.userAgent(visitor))\"\n"
  }
}
