import Foundation
import TestSupport
import Testing

@Suite("What earlier releases called a command or an option still works, and no help shows it")
struct OldNamesTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<50), to: "access.log")
  }

  private func run(_ command: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell(command, in: folder.url)
  }

  @Test("collect --follow follows, and collect --status shows it")
  func follow() throws {
    let outcome = try run(
      """
      '\(SporlosProgram.url.path)' collect --follow access.log --db t.sqlite --flush 200ms \
        --health 0s --geo none & follower=$!
      for try in $(seq 1200); do
        [ "$(sqlite3 -readonly t.sqlite 'SELECT sum(hits) FROM sources' 2> /dev/null)" = 50 ] && break
        sleep 0.1
      done
      sporlos collect --status --db t.sqlite > old.txt; sporlos status --db t.sqlite > new.txt
      kill $follower; wait $follower; echo "ended with $?"
      head -n 1 old.txt | cut -c 1-17; head -n 1 new.txt | cut -c 1-17
      """)
    #expect(outcome.output == "ended with 0\nrunning   process\nrunning   process\n")
    #expect(outcome.errors == "")
  }

  @Test("A unit follows by the words that it was asked for with")
  func unit() throws {
    let logs = "access.log --db /var/lib/sporlos/t.sqlite --flush 5s"
    let program = "'\(SporlosProgram.url.path)'"
    let old = try run("\(program) collect --follow \(logs) --print-unit")
    let new = try run("\(program) unit \(logs)")
    #expect(old.exitCode == 0 && new.exitCode == 0)
    #expect(old.output.contains(" collect --follow "))
    #expect(old.output.replacing(" collect --follow ", with: " follow ") == new.output)
  }

  @Test("--ip drop is --drop-addresses, and --ip truncate what is done anyway")
  func addresses() throws {
    for (number, options) in ["--ip drop", "--drop-addresses", "--ip truncate", ""].enumerated() {
      #expect(
        try run("sporlos collect access.log --db \(number).sqlite --geo none \(options)").errors
          == "")
    }
    let visitors = try (0..<4).map { number in
      try TrafficRows(folder.file("\(number).sqlite")).number("SELECT sum(visitors) FROM site_days")
    }
    #expect(visitors[0] == 0 && visitors[1] == 0)
    #expect(visitors[2] > 0 && visitors[3] > 0)
    #expect(try run("sporlos collect access.log --db t.sqlite --ip keep").exitCode == 2)
  }

  @Test("Help names what there is now")
  func help() throws {
    let help = try run("sporlos collect --help").output
    for old in ["--follow", "--status", "--print-unit", "--ip ", "--flush", "--from-end"] {
      #expect(!help.contains(old), "\(old)")
    }
    #expect(help.contains("--drop-addresses"))
    let follow = try run("sporlos follow --help").output
    for option in ["--flush", "--health", "--from-end", "--metrics", "--db", "--drop-addresses"] {
      #expect(follow.contains(option), "\(option)")
    }
    let all = try run("sporlos --help").output
    for command in ["collect", "follow", "status", "unit"] {
      #expect(all.contains("\n  \(command) "), "\(command)")
    }
  }
}
