import Foundation
import GRDB
import TestSupport
import Testing

/// A follower that ends, and what was written before it begins again; and others beside it.
@Suite("A follower that ends loses nothing")
struct RestartTests {
  let folder: ScratchFolder
  let follower: Follower

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
  }

  private func append(_ lines: Range<Int>, to name: String = "access.log") throws {
    try folder.append(LogLineWriter.lines(lines), to: name)
  }

  private func write(_ lines: Range<Int>, to name: String = "access.log") throws {
    try folder.write(LogLineWriter.lines(lines), to: name)
  }

  @Test("R3: killed again and again while the log grows and rotates")
  func killed() throws {
    var random = SeededGenerator.fresh()
    try write(0..<100)
    var written = 100
    for round in 0..<8 {
      try follower.start("access.log")
      // What rotated before anybody has followed the log is nobody's.
      if round == 0 { try follower.expect(hits: written) }
      for _ in 0..<Int.random(in: 2...6, using: &random) {
        let next = written + Int.random(in: 1...300, using: &random)
        try append(written..<next)
        written = next
        if Int.random(in: 0..<3, using: &random) == 0 {
          let packs = Bool.random(using: &random)
          try follower.shell(
            """
            for n in {60..1}; do
              for e in "" .gz; do
                test -e access.log.$n$e && mv access.log.$n$e access.log.$((n+1))$e
              done
            done
            mv access.log access.log.1
            test -e access.log.2 && \(packs) && gzip access.log.2
            true
            """)
          try write(written..<(written + 1))
          written += 1
        }
        usleep(UInt32.random(in: 0..<150_000, using: &random))
      }
      follower.crash()
    }
    try follower.start("access.log")
    try follower.expect(hits: written)
    try follower.stop(hits: written)
    let rows = try TrafficRows(folder.file(Follower.database))
    #expect(try rows.number("SELECT sum(hits) FROM sources") == written)
  }

  @Test(
    "A log that was counted to its end is read on with what stands around its lines",
    arguments: [
      "", "Oct  1 00:00:00 web1 nginx: ", "<190>1 2026-10-01T00:00:00Z web1 nginx - - - ",
      "2026-10-01T00:00:00.123456789Z stdout F ", "2026-10-01T00:00:00.123456789Z ",
      "web-1  | ",
    ])
  func wrapped(wrapper: String) throws {
    func lines(_ range: Range<Int>) -> String {
      range.map { "\(wrapper)example.org \(LogLineWriter.line($0))\n" }.joined()
    }
    let own = "--own-host=example.org"
    try folder.write(lines(0..<70), to: "access.log")
    #expect(try follower.collect("access.log", own).exitCode == 0)
    try follower.start("access.log", own)
    try follower.expect(hits: 70)
    // Few lines, and then more.
    try folder.append(lines(70..<72), to: "access.log")
    try follower.expect(hits: 72)
    try folder.append(lines(72..<140), to: "access.log")
    try follower.expect(hits: 140)
    try follower.stop(hits: 140)
    let rows = try TrafficRows(folder.file(Follower.database))
    #expect(try rows.number("SELECT sum(rejected) FROM sources") == 0)
    #expect(try rows.rows("SELECT name FROM site") == ["example.org"])
  }

  @Test("S12: followed, rotated and packed, then collected with *.gz, beside the follower")
  func rotatedAndPacked() throws {
    try write(0..<40)
    try follower.start("access.log")
    try follower.expect(hits: 40)
    try append(40..<90)
    try follower.expect(hits: 90)
    try append(90..<100)
    try follower.shell("mv access.log access.log.1")
    try write(100..<130)
    try follower.expect(hits: 130)
    try follower.shell("gzip access.log.1")
    #expect(try follower.collect("access.log.1.gz").exitCode == 0)
    try append(130..<140)
    try follower.expect(hits: 140)
    try follower.stop(hits: 140)
    #expect(try follower.collect("access.log", "access.log.1.gz").exitCode == 0)
    #expect(try TrafficRows(folder.file(Follower.database)).hits() == 140)
  }

  @Test("Logs that rotated while nobody followed are caught up, packed ones included")
  func rotatedMeanwhile() throws {
    try write(0..<30)
    try follower.start("access.log")
    try follower.expect(hits: 30)
    follower.crash()
    try append(30..<50)
    try follower.shell("mv access.log access.log.3 && gzip access.log.3")
    try write(50..<80, to: "access.log.2")
    try follower.shell("gzip access.log.2")
    try write(80..<120, to: "access.log.1")
    try write(120..<125)
    try follower.start("access.log")
    try follower.expect(hits: 125)
    try follower.stop(hits: 125)
    #expect(follower.errors == "")
  }

  @Test(
    "R8: rotated under another name while nobody followed",
    arguments: [
      "access.log.1", "access.1.log", "access.log-20261001", "access-20261001.log", "before.txt",
    ])
  func rotatedElsewhere(name: String) throws {
    try write(0..<30)
    try follower.start("access.log")
    try follower.expect(hits: 30)
    follower.crash()
    try append(30..<50)
    try follower.shell("mv access.log \(name)")
    try write(50..<60)
    try follower.start("access.log")
    try follower.expect(hits: 60)
    try follower.stop(hits: 60)
    #expect(follower.errors == "")
  }

  @Test(
    "Killed between its first commit and saying so, then rotated",
    arguments: [
      "mv access.log before.txt",
      // The copy is newer than the log that it is the beginning of.
      """
      head -n 30 access.log > access.log.copy1
      mv access.log access.log-20261101
      gzip access.log-20261101
      sleep 0.1
      gzip -n access.log.copy1 && touch access.log.copy1.gz
      """,
    ])
  func killedAfterFirstCommit(rotation: String) throws {
    try write(0..<30)
    let holder = try TrafficRows.holding(folder.file(Follower.database))
    let status = "traffic.sqlite-state/follow.json"
    let other = try TrafficRows.writer(of: folder.file(Follower.database))
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      defer { try? db.execute(sql: "ROLLBACK") }
      try follower.start("access.log")
      try follower.wait { folder.hasFile(status) }
      try follower.shell("cp \(status) before.json")
    }
    try other.close()
    try holder.close()
    try follower.expect(hits: 30)
    follower.crash()
    try follower.shell("cp before.json \(status)")
    try append(30..<50)
    try follower.shell(rotation)
    try write(50..<60)
    try follower.start("access.log")
    try follower.expect(hits: 60)
    try follower.stop(hits: 60)
  }

  /// Makes it look as if the follower that was killed had last looked just now.
  private func lookedNow() throws {
    try follower.shell(
      #"""
      sed -i -E "s/\"looked\":[0-9]+/\"looked\":$(date +%s%N)/" traffic.sqlite-state/follow.json
      """#)
  }

  @Test("What waited in a follower when it was killed is read, though a counted copy is newer")
  func waitedBehindCopy() throws {
    try write(0..<30)
    try follower.start("access.log")
    try follower.expect(hits: 30)
    follower.crash()
    // What was written before the last look is read, and waits where it tells of single requests.
    try append(30..<33)
    try follower.shell(
      """
      head -n 30 access.log | gzip > access.log.copy1.gz
      mv access.log access.log-20261101
      touch -d '-20 minutes' access.log-20261101
      touch -d '-10 minutes' access.log.copy1.gz
      gzip access.log-20261101
      """)
    try lookedNow()
    try write(33..<40)
    try follower.start("access.log")
    try follower.expect(hits: 40)
    try follower.stop(hits: 40)
  }

  @Test(
    "All lines of a log waited when its follower was killed, and it was rotated",
    arguments: ["access.log.1", "access-20261101.log", "before.txt"])
  func waitedFromTheFirstLine(name: String) throws {
    try write(0..<5)
    // Of an hour that goes on, lines of a few visitors wait.
    try follower.shell(#"sed -i "s|\[[^]]*\]|[$(date -u +%d/%b/%Y:%T) +0000]|" access.log"#)
    try follower.start("access.log", isPrompt: false)
    try follower.wait {
      (try? String(contentsOf: folder.file("traffic.sqlite-state/follow.json"), encoding: .utf8))?
        .contains("inode") ?? false
    }
    follower.crash()
    try follower.shell("touch -d '-10 minutes' access.log && mv access.log \(name)")
    try lookedNow()
    try write(5..<10)
    try follower.start("access.log")
    try follower.expect(hits: 10)
    try follower.stop(hits: 10)
  }

  @Test("Logs of the time before anybody followed are not counted unasked")
  func olderLogs() throws {
    try write(0..<100, to: "access.log.3")
    try write(100..<200, to: "access.log.2")
    try write(200..<300, to: "access.log.1")
    try follower.shell(
      "gzip access.log.3; touch -d '3 days ago' access.log.3.gz; "
        + "touch -d '2 days ago' access.log.2; touch -d '1 day ago' access.log.1")
    try write(300..<310)
    try follower.start("access.log")
    try follower.expect(hits: 310 - 300)
    try follower.shell(
      "for n in 2 1; do mv access.log.$n access.log.$((n+1)); done; "
        + "mv access.log access.log.1")
    try write(310..<330)
    try follower.expect(hits: 30)
    follower.stop()
    try append(330..<340)
    try follower.start("access.log")
    try follower.expect(hits: 40)
    try follower.stop(hits: 40)
  }

  @Test("From the end: what is there is passed over once, and for every other reader too")
  func fromEnd() throws {
    try write(0..<100)
    try follower.start("access.log", "--from-end")
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try append(100..<110)
    try follower.expect(hits: 10)
    follower.stop()
    try append(110..<120)
    try follower.start("access.log", "--from-end")
    try follower.expect(hits: 20)
    // A file that comes later is not passed over.
    try follower.shell("mv access.log access.log.1")
    try write(120..<150)
    try follower.expect(hits: 50)
    try follower.stop(hits: 50)
    #expect(try follower.collect("access.log", "access.log.1").exitCode == 0)
    #expect(try TrafficRows(folder.file(Follower.database)).hits() == 50)
  }

  @Test("A second log with the same lines in it is not taken for what the first was rotated to")
  func secondLog() throws {
    for name in ["access.log", "all.log"] { try write(0..<10, to: name) }
    try follower.start("access.log")
    try follower.expect(hits: 10)
    follower.crash()
    try follower.shell("mv access.log access.log.1")
    try write(10..<20)
    try append(10..<20, to: "all.log")
    try follower.start("access.log")
    try follower.expect(hits: 20)
    try follower.stop(hits: 20)
  }

  @Test("From the end, where there is nothing yet")
  func fromEndOfNothing() throws {
    try folder.write("", to: "access.log")
    try follower.start("access.log", "--from-end")
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    try append(0..<10)
    try follower.expect(hits: 10)
    try follower.stop(hits: 10)
  }

  @Test("Catching up in many commits gives the same counts, visitors included, as one collect")
  func catchesUp() throws {
    try write(0..<20_000)
    try follower.start("access.log", "--batch", "200")
    try follower.expect(hits: 20_000)
    try follower.stop(hits: 20_000)
    let clean = try SporlosProgram.run(
      ["collect", "access.log", "--db", "clean.sqlite", "--geo", "none"], in: folder.url)
    #expect(clean.exitCode == 0, "\(clean.errors)")
    let rows = try TrafficRows(folder.file(Follower.database))
    let expected = try TrafficRows(folder.file("clean.sqlite"))
    #expect(try rows.everything() == expected.everything())
    for view in ["site_days", "page_days"] {
      let visitors = try rows.rows("SELECT * FROM \(view)").sorted()
      #expect(try visitors == expected.rows("SELECT * FROM \(view)").sorted() && !visitors.isEmpty)
    }
  }

  @Test("A second follower of the same database is refused in a sentence")
  func second() throws {
    try write(0..<10)
    try follower.start("access.log")
    try follower.expect(hits: 10)
    let outcome = try SporlosProgram.run(
      ["follow", "access.log", "--db", Follower.database], in: folder.url)
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors == "sporlos: another `sporlos follow` counts into the same "
        + "database: name all logs in one command, or stop the other one first\n")
    try follower.stop(hits: 10)
  }

  @Test("A collect of the followed log, and of others, beside the follower")
  func beside() throws {
    try write(0..<500)
    try folder.write(LogLineWriter.lines(0..<100, server: 1), to: "other.log")
    try follower.start("access.log")
    try follower.expect(hits: 500)
    var written = 500
    for _ in 0..<10 {
      try append(written..<(written + 50))
      written += 50
      let outcome = try follower.collect("access.log", "other.log")
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
    try follower.expect(hits: written + 100)
    try append(written..<(written + 50))
    try follower.expect(hits: written + 150)
    try follower.stop(hits: written + 150)
    #expect(follower.errors == "")
  }

  @Test("SIGHUP opens everything anew, SIGINT ends well")
  func signals() throws {
    try write(0..<10)
    try follower.start("access.log")
    try follower.expect(hits: 10)
    try append(10..<20)
    follower.send(SIGHUP)
    try append(20..<30)
    try follower.expect(hits: 30)
    try append(30..<40)
    #expect(follower.stop(SIGINT) == 0)
    #expect(try TrafficRows(folder.file(Follower.database)).hits() == 40)
  }

  @Test("R6: a database that another process keeps locked is waited for")
  func locked() throws {
    try write(0..<100)
    try follower.start("access.log", "--batch", "50")
    try follower.expect(hits: 100)
    let other = try TrafficRows.writer(of: folder.file(Follower.database))
    try other.inDatabase { db in
      try db.execute(sql: "BEGIN IMMEDIATE")
      try append(100..<5000)
      usleep(500_000)
      try follower.shell("mv access.log access.log.1")
      try write(5000..<5100)
      usleep(500_000)
      try db.execute(sql: "ROLLBACK")
    }
    try follower.expect(hits: 5100)
    try follower.stop(hits: 5100)
  }

  @Test("R6: a full disk is waited for", .enabled(if: InterruptionTests.hasOwnMounts))
  func fullDisk() throws {
    try write(0..<20_000)
    let outcome = try SporlosProgram.shell(
      """
      export -f sporlos
      unshare --user --map-root-user --mount bash -c '
        mkdir -p disk && mount -t tmpfs -o size=340k tmpfs disk
        "$0" follow access.log --db disk/traffic.sqlite --flush 200ms --geo none \
          2> errors.txt &
        for i in {1..1200}; do test -s errors.txt && break; sleep 0.1; done
        mount -o remount,size=50m disk
        for i in {1..1200}; do
          test "$(sqlite3 disk/traffic.sqlite "SELECT sum(hits) FROM page_hours" 2> /dev/null)" \
            = 20000 && break
          sleep 0.1
        done
        kill $!
        wait $!
        sqlite3 disk/traffic.sqlite "SELECT sum(hits) FROM page_hours"
        cat errors.txt
      ' '\(SporlosProgram.url.path)'
      """, in: folder.url)
    #expect(
      outcome.output == """
        20000
        sporlos: cannot commit, so counts and further lines wait: no space left on the disk of \
        "disk/traffic.sqlite": free some space, and they will be committed
        sporlos: the waiting counts are committed

        """)
  }
}
