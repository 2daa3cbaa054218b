import CountCatalogue
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("What should not be at rest is found, and nothing else")
struct AuditTests {
  @Test("A leak is found, and not a byte of it is shown", arguments: PlantedLeak.all)
  func leak(_ leak: PlantedLeak) throws {
    let scene = try AuditScene()
    try leak.plant(scene)
    let outcome = try scene.audit("--json")
    #expect(outcome.exitCode == 1, "\(outcome.errors)")
    #expect(try AuditScene.kinds(outcome).contains(leak.kind), "\(outcome.output.suffix(2000))")
    let text = try scene.audit()
    #expect(text.exitCode == 1)
    let shown = outcome.output + outcome.errors + text.output + text.errors
    if !leak.mark.isEmpty {
      #expect(!shown.lowercased().contains(leak.mark.lowercased()))
    }
  }

  @Test("Asked for nothing but findings, it says them, where they are and what to do")
  func quiet() throws {
    let scene = try AuditScene()
    try scene.execute("UPDATE campaign SET name = 'kari@example.org' WHERE id = 1")
    try scene.setMode(0o640, of: scene.database)
    let outcome = try scene.audit("-q")
    #expect(outcome.exitCode == 1)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 3)
    #expect(lines[0] == "Found, of 2 kinds in 3 places:")
    #expect(
      lines[1].hasPrefix(
        "- what looks like an e-mail address: \"traffic.sqlite\", table campaign, column name, row 1, "
          + "page "))
    #expect(
      lines[1].hasSuffix(
        "To do: delete the row or table and VACUUM the database, or collect the logs into a new one, "
          + "and report it if this program wrote it."))
    #expect(
      lines[2]
        == "- users other than the owner may read or change it: \"traffic.sqlite\". To do: chmod 600 the files and "
        + "700 the folders.")
  }

  @Test("There are leaks of more than twenty kinds and places")
  func enough() { #expect(PlantedLeak.all.count >= 60) }

  /// Expects that nothing is found.
  private func expectClean(
    _ folder: ScratchFolder, _ options: String..., source: SourceLocation = #_sourceLocation
  ) throws {
    let outcome = try SporlosProgram.run(
      ["audit", "--db", "traffic.sqlite", "-q"] + options, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)", sourceLocation: source)
    #expect(outcome.output == "" && outcome.errors == "", sourceLocation: source)
  }

  static let logs = [
    "apache-common/access.log", "apache-combined/access.log",
    "apache-vhost-combined/access.log", "apache-combined-vhost/access.log",
    "nginx-combined/access.log", "generated/access.log", "compressed/one.log.gz",
    "compressed/one.log.zst", "compressed/two-members.log.gz",
  ]

  private func collect(
    _ logs: [String], in folder: ScratchFolder, _ options: String...
  ) throws {
    let outcome = try SporlosProgram.run(
      ["collect"] + logs.map { Checkout.sample($0).path } + ["--db", "traffic.sqlite"] + options,
      in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test("Nothing in a database of any log, nor anything of that log in it", arguments: logs)
  func clean(log: String) throws {
    let folder = try ScratchFolder()
    try collect([log], in: folder, "--campaigns", "all")
    try expectClean(folder)
    try expectClean(folder, "--log", Checkout.sample(log).path)
  }

  @Test("Nothing in one of all logs: batch by batch, with a reader, after deleting, after VACUUM")
  func cleanOfAll() throws {
    let folder = try ScratchFolder()
    let database = folder.file("traffic.sqlite")
    for batch in ["40", "300", "100000"] {
      for log in Self.logs {
        try collect([log], in: folder, "--campaigns", "all", "--batch", batch)
      }
      try expectClean(folder)
    }
    let reader = try TrafficRows.holding(database)
    try LogLineWriter.lines(0..<40_000).write(
      to: folder.file("more.log"), atomically: true, encoding: .utf8)
    let more = try SporlosProgram.run(
      ["collect", "more.log", "--db", "traffic.sqlite", "--batch", "100"], in: folder.url)
    #expect(more.exitCode == 0)
    let log = try FileManager.default.attributesOfItem(atPath: database.path + "-wal")
    #expect((log[.size] as? Int ?? 0) > 100_000, "the -wal file is there, with old copies of pages")
    try expectClean(folder, "--log", "more.log")
    try reader.close()
    try expectClean(folder)

    // As pruning does: the oldest days go, everywhere.
    let queue = try DatabaseQueue(path: database.path)
    try queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA secure_delete = ON")
      let day = try #require(try Int.fetchOne(db, sql: "SELECT min(day) + 5 FROM site_day"))
      for table in CountTable.all {
        let old =
          switch (table.storage, table.grain) {
          case (.packedKey, _): "key < (\(day) * 3072) << 32"
          case (.columns, .hour): "hour < \(day) * 3072"
          case (.columns, .day): "day < \(day)"
          }
        try db.execute(sql: "DELETE FROM \(table.name) WHERE \(old)")
      }
    }
    try expectClean(folder)
    try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
    try queue.close()
    try expectClean(folder)
  }

  @Test("Nothing with countries, rules and an --own-host")
  func cleanOfMore() throws {
    let folder = try ScratchFolder()
    let script = Checkout.url.appendingPathComponent("Tests/AccessLogTests/Geography/make-mmdb.pl")
    let made = try SporlosProgram.shell("perl '\(script.path)' .", in: folder.url)
    try #require(made.exitCode == 0, "\(made.errors)")
    try collect(
      Self.logs, in: folder, "--geo", "country-24.mmdb", "--page-rule", "/articles/*", "--own-host",
      "www.example.org", "--campaigns", "all")
    try expectClean(folder)
  }

  @Test("Nothing but a day's key in what a killed run leaves")
  func killed() throws {
    let folder = try ScratchFolder()
    try LogLineWriter.lines(0..<20_000).write(
      to: folder.file("access.log"), atomically: true, encoding: .utf8)
    var random = SeededGenerator.fresh()
    for _ in 0..<5 {
      let process = SporlosProgram.process(
        arguments: ["collect", "access.log", "--db", "traffic.sqlite", "--batch", "200", "-q"],
        in: folder.url)
      try process.run()
      usleep(UInt32.random(in: 20_000...200_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let outcome = try SporlosProgram.run(
        ["audit", "--db", "traffic.sqlite", "--json"], in: folder.url)
      guard !outcome.output.isEmpty else { continue }
      let kinds = try AuditScene.kinds(outcome)
      #expect(
        Set(kinds).isSubset(of: ["half a day", "overdue key", "leftover"]), "\(outcome.output)")
    }
    // What nobody has written to for a while is removed by the next run.
    let aged = try SporlosProgram.shell(
      "mkdir -p run && find run -name '*.key.*' -exec touch -d '1 hour ago' {} +", in: folder.url)
    #expect(aged.exitCode == 0)
    let last = try SporlosProgram.run(
      ["collect", "access.log", "--db", "traffic.sqlite"], in: folder.url)
    #expect(last.exitCode == 0)
    try expectClean(folder)
  }
}
