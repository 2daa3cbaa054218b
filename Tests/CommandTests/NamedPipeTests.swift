import Foundation
import TestSupport
import Testing

/// A named pipe, or anything else that is no file, where one is expected.
@Suite("What is no file keeps no command waiting")
struct NamedPipeTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    let outcome = try SporlosProgram.shell(
      """
      set -e
      sporlos collect a.log --db t.sqlite
      sporlos fleet invite invitation --db t.sqlite
      sporlos fleet share t.share --db t.sqlite
      mkfifo pipe
      """, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private static let database =
    "\"pipe\" is not a regular file, but a pipe, a socket or a device: name the file of a database"
  private static let sitemap = "the sitemap \"pipe\" is a named pipe, not a file: name a file"

  static let refusals = [
    ("report --db pipe", database), ("collect a.log --db pipe", database),
    ("follow a.log --db pipe", database), ("prune --db pipe", database),
    ("prune --db pipe --dry-run", database), ("audit --db pipe", database),
    ("check --pages a.log --db pipe", database), ("fleet share x --db pipe", database),
    ("fleet invite - --db pipe", database), ("fleet join invitation --db pipe", database),
    ("fleet merge pipe --db f.sqlite", database),
    ("fleet merge t.share pipe --db f.sqlite", database),
    ("fleet merge t.share --db pipe", database),
    ("fleet join pipe --db j.sqlite", "\"pipe\" is not an invitation to a fleet: "),
    ("audit --db t.sqlite --log pipe", "cannot compare the log \"pipe\", which is a named pipe: "),
    ("collect a.log --db t.sqlite --sitemap pipe", sitemap),
    ("follow a.log --db n.sqlite --sitemap pipe", sitemap),
    ("check --pages a.log --sitemap pipe", sitemap),
    ("collect a.log --db t.sqlite --geo pipe", "\"pipe\" is not a country database in MMDB format"),
    (
      "scrub a.log -o pipe",
      "cannot write to \"pipe\", which has no reader and is not a regular file: "
    ),
    ("status --db pipe", "no logs have been followed into \"pipe\" yet: "),
  ]

  @Test("A named pipe that nobody has open is refused in a sentence", arguments: refusals)
  func refused(command: String, sentence: String) throws {
    // Stopped after a while, so that what waits for ever fails instead of never ending.
    let outcome = try SporlosProgram.shell(
      "export -f sporlos; timeout -s KILL 120 bash -c 'sporlos \(command)' < /dev/null",
      in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("sporlos: " + sentence), "\(outcome.errors)")
  }

  @Test(
    "A named pipe among the files of the state keeps nobody waiting",
    arguments: ["source.key", "fleet.key", "follow.lock", "follow.json", "lock"])
  func state(name: String) throws {
    for command in [
      "collect a.log --db t.sqlite", "status --db t.sqlite", "audit --db t.sqlite",
      "fleet share x.share --db t.sqlite",
    ] {
      let outcome = try SporlosProgram.shell(
        """
        rm -f t.sqlite-state/\(name); mkfifo t.sqlite-state/\(name)
        export -f sporlos; timeout -s KILL 120 bash -c 'sporlos \(command)' < /dev/null
        """, in: folder.url)
      #expect([0, 1].contains(outcome.exitCode), "\(command): \(outcome.errors)")
    }
  }

  @Test("Pipes that somebody holds the other end of go on working")
  func attended() throws {
    let outcome = try SporlosProgram.shell(
      """
      set -e
      sporlos fleet join <(sleep 0.3; cat invitation) --db j.sqlite 2> joined
      grep -q 'publishes nothing by itself' joined
      sporlos check --pages a.log --sitemap <(sleep 0.3; echo /from-a-pipe) > /dev/null
      sporlos audit --db t.sqlite --log <(sleep 0.3; cat a.log) > /dev/null
      # Open once its reader has opened it.
      cat pipe > got & exec 8> pipe
      sporlos scrub a.log -o pipe
      exec 8>&-
      wait
      wc -l < got
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(outcome.output == "100\n")
  }
}
