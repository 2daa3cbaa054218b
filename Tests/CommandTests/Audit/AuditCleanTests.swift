import Foundation
import GRDB
import TestSupport
import Testing

/// Databases as they come about, of which an audit has to say that they are clean.
@Suite("Where nothing personal is, nothing is found")
struct AuditCleanTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @discardableResult
  private func run(_ command: String, _ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run([command, "--db", "traffic.sqlite"] + arguments, in: folder.url)
  }

  private func expectClean(_ source: SourceLocation = #_sourceLocation) throws {
    let outcome = try run("audit", "-q")
    #expect(
      outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)", sourceLocation: source)
  }

  private static let words = """
    snow winter harbour market school museum ferry bridge council budget forest river library concert \
    football opera weather island valley festival road tunnel hospital election theatre
    """.split(separator: " ")

  /// A log of so many pages, eight people each.
  private func pages(_ count: Int, _ random: inout SeededGenerator) -> String {
    var paths: Set<String> = []
    while paths.count < count {
      let length = Int.random(in: 2...5, using: &random)
      let slug = (0..<length).map { _ in Self.words.randomElement(using: &random)! }
      paths.insert("/news/2026/" + slug.joined(separator: "-"))
    }
    return paths.sorted().flatMap { path in
      (0..<8).map { visitor in
        "198.51.\(visitor).9 - - [\(20 + visitor / 4)/Oct/2026:10:11:12 +0000] \"GET \(path) HTTP/1.1\" "
          + "200 5 \"-\" \"\(DifferentPeople.userAgent(visitor))\"\n"
      }
    }.joined()
  }

  @Test(
    "Rows that SQLite has half overwritten are no rows",
    arguments: [60, 300, 700, 1000, 1400, 2000])
  func overwritten(count: Int) throws {
    var random = SeededGenerator(seed: UInt64(count))
    try folder.write(pages(count, &random), to: "access.log")
    #expect(try run("collect", "access.log").exitCode == 0)
    try expectClean()
  }

  @Test("A part that is hidden in one page may begin another's name")
  func hiddenPart() throws {
    let paths = ["/pakke/libxmlsec1/1.2", "/pakke/libxmlsec1-gcrypt/1.2"]
    let lines = paths.flatMap { path in
      (0..<16).map { visitor in
        "198.51.\(visitor % 8).9 - - [\(20 + visitor / 4)/Oct/2026:10:11:12 +0000] \"GET \(path) HTTP/1.1\" "
          + "200 5 \"-\" \"\(DifferentPeople.userAgent(visitor % 8))\"\n"
      }
    }
    try folder.write(lines.joined(), to: "access.log")
    #expect(try run("collect", "access.log").exitCode == 0)
    let outcome = try run("audit", "-q", "--log", "access.log")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test("Nor are they where a log grows", arguments: [1, 2, 3])
  func grown(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let lines = pages(800, &random).split(separator: "\n").shuffled(using: &random)
    for part in 1...4 {
      let log = lines[..<(lines.count * part / 4)].joined(separator: "\n") + "\n"
      try folder.write(log, to: "access.log")
      #expect(try run("collect", "access.log", "--batch", "300").exitCode == 0)
      try expectClean()
    }
  }

  @Test("A database that is followed, and one that was")
  func followed() throws {
    let follower = Follower(folder)
    try FileManager.default.createDirectory(
      at: folder.file("logs"), withIntermediateDirectories: true)
    let log = "logs/access.log-20261001"
    try folder.write(LogLineWriter.lines(0..<2000), to: log)
    try follower.start(
      log, "syslog:unix:socket", "--metrics", "traffic.sqlite-state/metrics.prom", "--geo", "none")
    try follower.expect(hits: 2000)
    for part in 0..<4 {
      try folder.append(LogLineWriter.lines((2000 + part * 100)..<(2100 + part * 100)), to: log)
      try expectClean()
    }
    try follower.stop(hits: 2400)
    #expect(folder.hasFile("traffic.sqlite-state/follow.json"))
    #expect(folder.hasFile("traffic.sqlite-state/metrics.prom"))
    try expectClean()
  }

  @Test("A database into which others count meanwhile")
  func busy() throws {
    let lines = LogLineWriter.lines(0..<12_000).split(
      separator: "\n", omittingEmptySubsequences: true)
    for part in 1...3 {
      let log = lines[..<(lines.count * part / 3)].joined(separator: "\n") + "\n"
      try folder.write(log, to: "access.log")
      let process = SporlosProgram.process(
        arguments: ["collect", "access.log", "--db", "traffic.sqlite", "--batch", "500", "-q"],
        in: folder.url)
      try process.run()
      while process.isRunning {
        guard folder.hasFile("traffic.sqlite") else { continue }
        let outcome = try run("audit", "-q")
        #expect(!outcome.output.hasPrefix("Found"), "\(outcome.output)")
      }
    }
    try expectClean()
  }

  @Test("A database that nothing was counted into, which has no key yet")
  func empty() throws {
    try folder.write("", to: "access.log")
    #expect(try run("collect", "access.log").exitCode == 0)
    let queue = try DatabaseQueue(path: folder.file("traffic.sqlite").path)
    try queue.write { try $0.execute(sql: "UPDATE meta SET key_check = NULL") }
    try queue.close()
    try FileManager.default.removeItem(at: folder.file("traffic.sqlite-state"))
    try expectClean()
  }

  @Test("Lines of days that are yet to come leave no key, and are told as what they are")
  func future() throws {
    let log = [VisitorTests.day(1), VisitorTests.day(40), "01/Jan/2099", "01/Jan/3882"].map { day in
      (0..<2).map { visitor in
        "198.51.\(visitor).9 - - [\(day):10:11:12 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" "
          + "\"Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0\"\n"
      }.joined()
    }.joined()
    try folder.write(log, to: "access.log")
    #expect(try run("collect", "access.log", "--geo", "none").exitCode == 0)
    let keys = try folder.everyByte().keys.filter {
      $0.hasSuffix(".key") && !$0.hasSuffix("source.key")
    }
    #expect(keys.count == 1, "that of the day whose zone may have it already")
    #expect(
      try TrafficRows(folder.file("traffic.sqlite")).rows("SELECT visitors FROM site_day")
        .sorted() == ["0", "0", "0", "2"])
    let outcome = try run("audit", "-q")
    #expect(outcome.exitCode == 1)
    #expect(outcome.output.contains("counts of a time that is more than a year ahead: "))
    #expect(!outcome.output.contains("by hand"))
  }
}

/// What an audit must not pass over in silence.
@Suite("An audit says what it could not read")
struct AuditUnreadableTests {
  private func kinds(_ scene: AuditScene, _ options: String...) throws -> [String] {
    let outcome = try SporlosProgram.run(
      ["audit", "--db", "traffic.sqlite", "--json"] + options, in: scene.folder.url)
    #expect(outcome.exitCode == 1, "\(outcome.errors)")
    return try AuditScene.kinds(outcome)
  }

  @Test("A state folder that is not where it was named")
  func named() throws {
    let scene = try AuditScene()
    #expect(try kinds(scene, "--state", "nowhere") == ["unreadable"])
    let outcome = try scene.audit("-q", "--state", "nowhere")
    #expect(
      outcome.output == """
        Found, of 1 kind in 1 place:
        - it could not be read, so its contents are unknown: "nowhere". To do: run the audit as the \
        user that runs sporlos collect, with the same --state, and check that its files exist.

        """)
  }

  @Test("A state folder that is gone, its key, or one that cannot be entered")
  func gone() throws {
    let scene = try AuditScene()
    let key = scene.state.appendingPathComponent("source.key")
    try FileManager.default.removeItem(at: key)
    #expect(try kinds(scene) == ["unreadable"])
    try FileManager.default.createSymbolicLink(at: key, withDestinationURL: key)
    #expect(try kinds(scene).contains("unreadable"))
    try FileManager.default.removeItem(at: scene.state)
    #expect(try kinds(scene) == ["unreadable"])
    try FileManager.default.createSymbolicLink(at: scene.state, withDestinationURL: scene.state)
    #expect(try Set(kinds(scene)) == ["unreadable"])
  }

  @Test("What this user may not read")
  func forbidden() throws {
    // Root may read anything, so somebody else has to try.
    guard geteuid() == 0 else { return }
    let scene = try AuditScene()
    try scene.setMode(0o711, of: scene.folder.url)
    let outcome = try SporlosProgram.shell(
      """
      chown 65534:65534 traffic.sqlite; chmod 711 .
      mkdir other && cp '\(SporlosProgram.url.path)' other/ && chmod 711 other || exit 9
      setpriv --reuid 65534 --regid 65534 --clear-groups true 2> /dev/null || exit 9
      setpriv --reuid 65534 --regid 65534 --clear-groups \
        other/sporlos audit --today \(SporlosProgram.today) --db traffic.sqlite -q
      """, in: scene.folder.url)
    if outcome.exitCode == 9 { return }
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.output.contains("it could not be read, so its contents are unknown"),
      "\(outcome.output)\(outcome.errors)")
  }

  @Test("The state of another database")
  func other() throws {
    let scene = try AuditScene()
    let other = try AuditScene()
    let made = try SporlosProgram.shell(
      "head -c 3000 '\(Checkout.sample("apache-combined/access.log").path)' > a.log; "
        + "sporlos collect a.log --db other.sqlite", in: other.folder.url)
    #expect(made.exitCode == 0)
    let state = other.folder.file("other.sqlite-state").path
    #expect(try kinds(scene, "--state", state).contains("other state"))
  }

  @Test(
    "Numbers that are out of range damage a database, and no command prints them",
    arguments: [
      "names_day = 3221226061", "late_day = 3221226061", "daily_before = 3221226061",
      "daily_before = 3221226061, monthly_before = 3221226061", "names_day = -9223372036854775808",
      "keep_days = 'kari'",
    ])
  func range(change: String) throws {
    let scene = try AuditScene()
    try scene.execute("UPDATE retention_setting SET \(change)")
    let log = Checkout.sample("apache-combined/access.log").path
    for arguments in [["audit"], ["collect", log], ["prune"], ["report", "--private"]] {
      let outcome = try SporlosProgram.run(
        arguments + ["--db", "traffic.sqlite"], in: scene.folder.url)
      #expect(outcome.exitCode == 1, "\(arguments): \(outcome.output)")
      #expect(
        outcome.errors.contains("the database \"traffic.sqlite\" is damaged"),
        "\(arguments): \(outcome.errors)")
      #expect(!(outcome.output + outcome.errors).contains("3221226061"))
    }
  }

  @Test("Keys of a database that is gone are destroyed by the next run of another")
  func forsaken() throws {
    let scene = try AuditScene()
    let folder = scene.folder
    let made = try SporlosProgram.shell(
      """
      dead=run/0123456789abcdef0123456789abcdef live=run/1123456789abcdef0123456789abcdef
      mkdir $dead $live run/notes
      for folder in $dead $live run/notes; do
        for day in 2026-01-01 2026-01-02; do
          echo k > $folder/$day.key; echo v > $folder/$day.visitors
        done
      done
      touch -d 2026-01-02 $dead/* run/notes/*; touch -d 2026-01-02 $live/2026-01-01.*
      : > empty.log; sporlos collect empty.log --db traffic.sqlite
      """, in: folder.url)
    #expect(made.exitCode == 0, "\(made.errors)")
    let left = try FileManager.default.subpathsOfDirectory(atPath: folder.file("run").path)
    #expect(left.count { $0.hasPrefix("0123") && $0.hasSuffix(".key") } == 0)
    #expect(left.count { $0.hasPrefix("0123") && $0.hasSuffix(".visitors") } == 0)
    #expect(left.count { $0.hasPrefix("1123") && $0.contains(".") } == 4)
    #expect(left.count { $0.hasPrefix("notes/") } == 4)
  }
}
