import Foundation
import TestSupport
import Testing

/// `sporlos scrub` in a pipe, between a server and a file.
@Suite("Scrubbing in a pipe")
struct LiveScrubTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Runs a script of the shell with `sporlos` between two named pipes, `in` and `out`, which are open
  /// as 3 and 4; `scrub` is its process. What goes wrong ends by itself.
  private func run(_ options: String, _ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell(
      """
      mkfifo in out
      timeout 300 \(SporlosProgram.url.path) scrub - \(options) < in > out 2> errors &
      scrub=$!
      exec 3> in 4< out
      say() { printf '%s' "$1" >&3; }
      hear() { IFS= read -t 120 -u 4 -r line && echo "$line"; }
      \(script)
      """, in: folder.url)
  }

  private static let line =
    "192.0.2.1 - jane [01/Oct/2026:13:55:36 +0000] \"GET /a?b HTTP/1.1\" 200 1"
  private static let clean =
    "192.0.0.0 - - [01/Oct/2026:13:00:00 +0000] \"GET /a HTTP/1.1\" 200 1"

  @Test("A line comes out before the next goes in", arguments: ["", "--format common"])
  func atOnce(options: String) throws {
    let outcome = try run(
      options,
      """
      for i in 1 2 3; do say '\(Self.line)
      '; hear; done
      # Half a line waits for its other half.
      say '\(Self.line.prefix(20))'; sleep 0.2
      say '\(Self.line.dropFirst(20))
      '; hear
      say '\(Self.line)'; exec 3>&-; hear; wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == String(repeating: Self.clean + "\n", count: 5) + "0\n")
  }

  @Test("SIGTERM ends it behind what is there", arguments: ["TERM", "INT"])
  func terminated(signal: String) throws {
    let outcome = try run(
      "--format common",
      """
      say '\(Self.line)
      '; hear
      # Stopped, so that lines and the signal are there at once.
      pid=$(pgrep -P $scrub); kill -STOP $pid
      for i in 1 2 3; do say '\(Self.line)
      '; done
      kill -\(signal) $pid; kill -CONT $pid
      hear; hear; hear; hear; wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == String(repeating: Self.clean + "\n", count: 4) + "0\n")
  }

  @Test("SIGTERM leaves time for what is still to be written, and the second one does not")
  func patient() throws {
    let outcome = try run(
      "--format common",
      """
      say '\(Self.line)
      '; hear
      kill -TERM $(pgrep -P $scrub); sleep 0.3; say '\(Self.line)
      '; hear; sleep 0.3; say '\(Self.line)
      '; hear; kill -TERM $(pgrep -P $scrub); wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == String(repeating: Self.clean + "\n", count: 3) + "0\n")
  }

  @Test("SIGTERM before the first line ends it in peace")
  func terminatedEarly() throws {
    let outcome = try run(
      "",
      """
      # `timeout` may not have started it yet; from its first moment on, SIGHUP, SIGINT and SIGTERM wait.
      for i in $(seq 6000); do
        pid=$(pgrep -P $scrub) && blocked=$(sed -n 's/^SigBlk:[^0-9a-f]*//p' /proc/$pid/status) &&
          [ $((0x${blocked:-0} & 0x4003)) = $((0x4003)) ] && break
        sleep 0.01
      done
      kill -TERM $pid; wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == "0\n")
  }

  @Test("SIGHUP opens the output again, as logrotate wants it")
  func reopened() throws {
    let outcome = try run(
      "--format common -o clean.log",
      """
      wait_for() { for i in $(seq 1200); do [ "$(cat $1 2>/dev/null | wc -l)" = $2 ] && return; sleep 0.1; done; }
      say '\(Self.line)
      '; wait_for clean.log 1
      mv clean.log clean.log.1; kill -HUP $(pgrep -P $scrub); 
      for i in $(seq 1200); do [ -e clean.log ] && break; sleep 0.1; done
      say '\(Self.line)
      '; wait_for clean.log 1
      exec 3>&-; wait $scrub; echo $?; cat errors clean.log.1 clean.log; stat -c %a clean.log
      """)
    #expect(outcome.output == "0\n\(Self.clean)\n\(Self.clean)\n600\n")
  }

  @Test("A reader who goes ends it")
  func gone() throws {
    let outcome = try run(
      "--format common",
      """
      say '\(Self.line)
      '; hear; exec 4<&-; say '\(Self.line)
      '; wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == "\(Self.clean)\n1\n")
  }

  @Test("Garbage is held back until a line says what the format is, and then dropped")
  func recognised() throws {
    let outcome = try run(
      "",
      """
      say 'kanari
      '; sleep 0.2; say '\(Self.line)
      '; hear; exec 3>&-; wait $scrub; echo $?; cat errors
      """)
    #expect(outcome.output == "\(Self.clean)\n0\n")
  }

  @Test("A line longer than any block is dropped, and those behind it pass")
  func longLine() throws {
    let outcome = try SporlosProgram.shell(
      """
      { echo '\(Self.line)'; head -c 3000000 /dev/zero | tr '\\0' k; echo; echo '\(Self.line)'; \
      head -c 2000000 /dev/zero | tr '\\0' k; } \
      | sporlos scrub --format common --json --max-rejected 100%
      """, in: folder.url)
    #expect(outcome.output == "\(Self.clean)\n\(Self.clean)\n")
    #expect(
      outcome.errors.contains(
        "\"dropped\":[{\"first_line\":2,\"lines\":2,\"reason\":\"longer than 64 KiB\"}]"))
  }
}
