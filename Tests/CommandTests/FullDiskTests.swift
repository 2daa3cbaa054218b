import Foundation
import TestSupport
import Testing

/// What a command says when the system has no more room, or no more file descriptors.
@Suite("Trouble with the system is named as what it is")
struct FullDiskTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<400), to: "a.log")
    let outcome = try SporlosProgram.shell(
      """
      set -e
      sporlos collect a.log --db t.sqlite
      sporlos fleet invite invitation --db t.sqlite
      sporlos fleet share t.share --db t.sqlite
      """, in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  /// Commands, each with the file on the disk that has no room.
  static let onDisk = [
    ("fleet share disk/x.share --db disk/t.sqlite", "disk/t.sqlite|disk/x.share"),
    ("fleet share disk/x.share --db t.sqlite", "disk/x.share"),
    ("fleet invite disk/invitation --db disk/t.sqlite", "disk/t.sqlite"),
    ("fleet merge t.share --db disk/f.sqlite", "disk/f.sqlite"),
    ("fleet join invitation --db disk/j.sqlite", "disk/j.sqlite"),
    ("prune --db disk/t.sqlite", "disk/t.sqlite"),
    ("collect a.log --db disk/n.sqlite", "disk/n.sqlite"),
  ]

  @Test(
    "A full disk is named as one, by every command and with however little room",
    .enabled(if: InterruptionTests.hasOwnMounts), arguments: onDisk)
  func fullDisk(command: String, files: String) throws {
    let outcome = try SporlosProgram.shell(
      """
      export -f sporlos; unshare --user --map-root-user --mount bash -c '
        set -e
        for room in 4 8 16 24 32; do
          mkdir -p disk; mount -t tmpfs tmpfs disk
          cp t.sqlite disk; cp -r t.sqlite-state disk
          mount -o remount,size=$(($(du -sk disk | cut -f 1) + room))k disk
          sporlos \(command) || echo "exit $?" >&2
          umount disk
        done'
      """, in: folder.url)
    try #require(outcome.exitCode == 0)
    let sentences = files.split(separator: "|").map {
      "sporlos: no space left on the disk of \"\($0)\": nothing was changed, "
        + "free some space and run this again"
    }
    let packing =
      "sporlos: what is too old was deleted from \"disk/t.sqlite\", but the file could not be compacted"
      + ", because there is no space left on the disk: nothing is lost, free as much space as the file "
      + "takes and run this again"
    let lines = outcome.errors.split(separator: "\n").map(String.init)
    #expect(!lines.isEmpty)
    for line in lines where line != "exit 1" {
      #expect(
        sentences.contains(line) || command.hasPrefix("prune") && line == packing, "\(line)")
    }
  }

  @Test(
    "File descriptors that run out are named, never a lock or a full disk",
    arguments: [
      "collect a.log --db n.sqlite --threads 1", "collect a.log --db t.sqlite --threads 1",
      "fleet share x.share --db t.sqlite", "fleet invite x --db t.sqlite", "prune --db t.sqlite",
      "fleet merge t.share --db f.sqlite", "fleet join invitation --db j.sqlite",
      "report --db t.sqlite --from 2026-10 --to 2026-10 --private", "scrub a.log -o clean.log",
      "check --pages a.log --threads 1", "audit --db t.sqlite", "--help",
    ])
  func descriptors(command: String) throws {
    var named = 0
    // Below 4 no program starts, and with 24 each of these has enough.
    for limit in 4...24 {
      let outcome = try SporlosProgram.shell(
        "(ulimit -n \(limit); sporlos \(command)) > /dev/null; code=$?; "
          + "rm -rf n.sqlite* f.sqlite* j.sqlite* x*; exit $code", in: folder.url)
      #expect([0, 1].contains(outcome.exitCode), "\(limit): \(outcome.errors)")
      guard outcome.exitCode == 1, outcome.errors != "" else { continue }
      #expect(
        outcome.errors.contains(
          "no file descriptors left: raise the limit (ulimit -n, LimitNOFILE=)")
          || outcome.errors.contains("no file descriptors left: nothing was counted, raise the"),
        "\(limit): \(outcome.errors)")
      for advice in ["free some space", "locked", "permissions"] {
        #expect(!outcome.errors.contains(advice), "\(limit): \(outcome.errors)")
      }
      named += 1
    }
    #expect(named > 0, "nothing ran out")
  }

  @Test("A file that may not grow any more is no disk that failed without a reason")
  func largestFile() throws {
    let outcome = try SporlosProgram.shell(
      "trap '' XFSZ; ulimit -f 24; sporlos collect a.log --db n.sqlite", in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.contains("\"n.sqlite\" (File too large)"), "\(outcome.errors)")
  }

  @Test(
    "A follower of more logs than it may have open counts them all, or says that it cannot",
    arguments: [(48, true), (16, false)])
  func follower(limit: Int, isEnough: Bool) throws {
    let outcome = try SporlosProgram.shell(
      """
      for i in {1..60}; do sed "s/GET /GET \\/n$i/" a.log | head -5 > n$i.log; done
      (ulimit -n \(limit); exec '\(SporlosProgram.url.path)' follow n*.log \
        --db n.sqlite --flush 200ms --wait 1) 2> errors & follower=$!
      for try in {1..1200}; do
        [ "$(sqlite3 -readonly n.sqlite 'SELECT sum(hits) FROM page_hours' 2> /dev/null)" != 300 ] || break
        ! grep -q 'no file descriptors left' errors || break
        sleep 0.1
      done
      kill $follower; wait $follower
      cat errors >&2
      """, in: folder.url)
    if isEnough {
      #expect(try TrafficRows(folder.file("n.sqlite")).hits() == 300, "\(outcome.errors)")
    } else {
      #expect(outcome.errors.contains("no file descriptors left: raise the limit"))
    }
    #expect(!outcome.errors.contains("locked by another process"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("free some space"), "\(outcome.errors)")
  }
}
