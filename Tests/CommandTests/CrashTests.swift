import Foundation
import TestSupport
import Testing

/// What is left when the program dies with personal data in its memory.
@Suite("A crash tells nothing")
struct CrashTests {
  @Test(
    "No core dump, no report of registers and memory, whatever the signal",
    arguments: ["SEGV", "ABRT", "ILL"])
  func crash(signal: String) throws {
    let folder = try ScratchFolder()
    let outcome = try SporlosProgram.shell(
      """
      # The test runner blocks signals, and what it starts would inherit that.
      unblocked='use POSIX; sigprocmask(SIG_SETMASK, POSIX::SigSet->new); exec @ARGV'
      timeout -k 1 300 perl -e "$unblocked" bash -c '
        mkfifo pipe
        SWIFT_BACKTRACE=enable=yes,color=no "$1" collect pipe --db traffic.sqlite -q 2> errors.txt &
        collect=$!
        exec 3> pipe
        printf "198.51.100.77 - - [kanari] " >&3
        # Until it has read that, and has all its files.
        unread="import fcntl, sys, termios; sys.exit(any(fcntl.ioctl(3, termios.FIONREAD, bytes(4))))"
        for try in {1..1200}; do
          [ -e run ] && [ -e traffic.sqlite-shm ] && python3 -c "$unread" && break
          sleep 0.1
        done
        sleep 0.3
        grep "Max core file" /proc/$collect/limits
        kill -\(signal) $collect
        wait $collect 2> shell.txt
        test $? -gt 128 && echo died
        ls
        cat errors.txt
      ' _ '\(SporlosProgram.url.path)' 2> /dev/null
      """, in: folder.url)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let limit = try #require(lines.first).split(separator: " ")
    #expect(limit == ["Max", "core", "file", "size", "0", "0", "bytes"])
    #expect(
      lines.dropFirst() == [
        "died", "errors.txt", "pipe", "run", "shell.txt", "traffic.sqlite", "traffic.sqlite-shm",
        "traffic.sqlite-state", "traffic.sqlite-wal",
      ])
  }
}
