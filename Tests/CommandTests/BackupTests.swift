import Foundation
import TestSupport
import Testing
import TrafficStore

/// Copies of a database that is in use.
@Suite("A backup is whole, whatever is written meanwhile")
struct BackupTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func run(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  private func collect(_ log: String, _ database: String = "traffic.sqlite") throws {
    let outcome = try run("collect", log, "--db", database, "--geo", "none", "--quiet")
    try #require(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  private func names() throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
  }

  @Test("Of a database that is being written to, batch by batch")
  func underLoad() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "first.log")
    try collect("first.log")
    try folder.write(LogLineWriter.lines(100..<60_100), to: "access.log")
    let outcome = try SporlosProgram.shell(
      """
      sporlos collect access.log --db traffic.sqlite --geo none --batch 50 --quiet & writer=$!
      for i in 1 2 3 4 5 6; do sporlos backup $i.backup --db traffic.sqlite || echo failed; done
      wait $writer
      sporlos backup last.backup --db traffic.sqlite
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "" && outcome.output == "", "\(outcome)")
    for name in ["1", "2", "3", "4", "5", "6", "last"].map({ $0 + ".backup" }) {
      // One file, its owner's alone, and no -wal file spoken of.
      #expect(try folder.mode(name) == 0o600)
      let audit = try run("audit", "--db", name, "--state", "traffic.sqlite-state")
      #expect(audit.exitCode == 0, "\(audit.output)")
      #expect(try !names().contains { $0.hasPrefix(name + "-") })
      #expect(Array(try Data(contentsOf: folder.file(name))[18..<20]) == [1, 1])
    }
    let reports = try ["traffic.sqlite", "last.backup"].map {
      try run(
        "report", "pages", "--db", $0, "--private", "--from", "2026-10-01", "--format", "csv")
    }
    #expect(reports[0].output == reports[1].output && reports[0].output.count > 100)
    #expect(try TrafficRows(folder.file("last.backup")).hits() == 60_100)
  }

  @Test("Of a database that is followed into, with all that a copy of the file alone lacks")
  func followed() throws {
    let follower = Follower(folder)
    try folder.write(LogLineWriter.lines(0..<500), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 500)
    let outcome = try SporlosProgram.shell(
      """
      cp traffic.sqlite copy.sqlite
      sporlos backup traffic.backup --db traffic.sqlite
      sporlos report --db traffic.backup --private --from 2026-10-01 > backup.txt
      sporlos report --db traffic.sqlite --private --from 2026-10-01 > live.txt
      diff <(grep -v sqlite live.txt) <(grep -v backup backup.txt) && grep -q ^Hits backup.txt && echo same
      sporlos report --db copy.sqlite --private --from 2026-10-01 > copy.txt
      """, in: folder.url)
    #expect(outcome.output == "same\n", "\(outcome)")
    // Up to version 3 of the schema, databases spoke of a -wal file at rest, too.
    let isTold = try Self.copiesAreTold
    #expect(outcome.errors.contains("-wal file") == isTold, "\(outcome.errors)")
    try follower.stop(hits: 500)
    #expect(try !names().contains("traffic.sqlite-wal"))
  }

  /// Whether the schema is of a version that leaves a sign in copies.
  private static var copiesAreTold: Bool {
    get throws {
      let folder = try ScratchFolder()
      let database = try TrafficDatabase(path: folder.path("t.sqlite"))
      try FileManager.default.copyItem(at: folder.file("t.sqlite"), to: folder.file("c.sqlite"))
      try database.close()
      return try TrafficArchive(path: folder.path("c.sqlite")).mayLackCounts
    }
  }

  @Test("Restored with its key, every line counts once, whatever was counted in between")
  func restored() throws {
    try folder.write(LogLineWriter.lines(0..<300), to: "access.log")
    try collect("access.log")
    let backup = try run("backup", "copy", "--db", "traffic.sqlite", "--with-state")
    #expect(backup.exitCode == 0 && backup.errors == "", "\(backup.errors)")
    #expect(try folder.mode("copy-state") == 0o700 && folder.mode("copy-state/source.key") == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path("copy-state")) == [
        "source.key"
      ])
    try folder.append(LogLineWriter.lines(300..<400), to: "access.log")
    try collect("access.log")
    try folder.append(LogLineWriter.lines(400..<450), to: "access.log")
    try collect("access.log", "copy")
    #expect(try TrafficRows(folder.file("copy")).hits() == 450)
    try collect("access.log", "copy")
    #expect(try TrafficRows(folder.file("copy")).hits() == 450)
  }

  @Test("Without its key, nothing is counted into it")
  func withoutKey() throws {
    try folder.write(LogLineWriter.lines(0..<300), to: "access.log")
    try collect("access.log")
    #expect(try run("backup", "copy", "--db", "traffic.sqlite").exitCode == 0)
    let outcome = try run("collect", "access.log", "--db", "copy")
    #expect(
      outcome.exitCode == 1 && outcome.errors.contains("the key that recognises counted logs"))
    // Nor is a backup made that lacks the key it was to have.
    try FileManager.default.removeItem(at: folder.file("traffic.sqlite-state/source.key"))
    let refused = try run("backup", "other", "--db", "traffic.sqlite", "--with-state")
    #expect(
      refused.exitCode == 1 && refused.errors.contains("the key that recognises counted logs"))
    #expect(try !names().contains { $0.hasPrefix("other") })
  }

  @Test("Nothing is overwritten unless that was asked for, and the database never")
  func overwriting() throws {
    try folder.write(LogLineWriter.lines(0..<300), to: "access.log")
    try collect("access.log")
    try folder.write("mine", to: "copy")
    func backUp(_ arguments: String...) throws -> String {
      let outcome = try SporlosProgram.run(
        ["backup"] + arguments + ["--db", "traffic.sqlite"], in: folder.url)
      #expect(outcome.exitCode == (outcome.errors.isEmpty ? 0 : 1))
      return outcome.errors
    }
    #expect(
      try backUp("copy") == "sporlos: \"copy\" already exists and was not changed: "
        + "name another file, or overwrite an earlier copy with --force\n")
    #expect(try String(contentsOf: folder.file("copy"), encoding: .utf8) == "mine")
    #expect(try backUp("copy", "--force") == "")
    #expect(try TrafficRows(folder.file("copy")).hits() == 300)
    #expect(try folder.mode("copy") == 0o600)
    for name in ["traffic.sqlite", "./traffic.sqlite"] {
      #expect(
        try backUp(name, "--force") == "sporlos: \"\(name)\" is the database itself: "
          + "name another file for the copy\n")
    }
    // SQLite would take another database's -wal file for the copy's.
    try folder.write("left", to: "used-wal")
    #expect(try backUp("used", "--force").contains("\"used-wal\" belongs to a database"))
    #expect(try backUp("none/copy").contains("cannot open"))
    try FileManager.default.createDirectory(
      at: folder.file("key-state"), withIntermediateDirectories: true)
    #expect(try backUp("key", "--with-state").contains("\"key-state\" already exists"))
    #expect(try backUp("key", "--with-state", "--force") == "")
    #expect(try TrafficRows(folder.file("traffic.sqlite")).hits() == 300)
    #expect(
      try !names().contains { $0.contains(".new") || $0.hasPrefix("used") && $0 != "used-wal" })
  }

  @Test("A full disk leaves nothing behind", .enabled(if: InterruptionTests.hasOwnMounts))
  func fullDisk() throws {
    try folder.write(LogLineWriter.lines(0..<3000), to: "access.log")
    try collect("access.log")
    let outcome = try SporlosProgram.shell(
      """
      unshare -m bash -c '
        mkdir disk && mount -t tmpfs -o size=64k tmpfs disk && echo mine > disk/copy
        "$0" backup disk/copy --db traffic.sqlite --force; echo $?; ls disk; cat disk/copy
      ' '\(SporlosProgram.url.path)'
      """, in: folder.url)
    #expect(outcome.output == "1\ncopy\nmine\n", "\(outcome.output)")
    #expect(
      outcome.errors.contains("no space left on the disk of \"disk/copy\""), "\(outcome.errors)")
  }
}
