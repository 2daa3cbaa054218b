import Foundation
import TestSupport
import Testing

@Suite("Taking back is all or nothing")
struct UndoScheduleTests {
  private let logs: UndoneLogs
  private var folder: ScratchFolder { logs.folder }

  init() throws { logs = try UndoneLogs() }

  @Test("Killed at random moments, a database is as before or as after")
  func killed() throws {
    var random = SeededGenerator.fresh()
    try folder.write(
      (1...20).map { UndoneLogs.lines(day: $0, count: 400, random: &random) }.joined(), to: "a.log")
    try folder.write(UndoneLogs.lines(day: 21, random: &random), to: "b.log")
    let options = UndoneLogs.common + ["--site", "exampel.org"]
    try logs.collect(["a.log", "b.log"], options)
    let before = try logs.dump()
    func copy(_ name: String) throws {
      for ending in ["", "-wal", "-shm", "-state"] {
        try? FileManager.default.removeItem(at: folder.file(name + ending))
      }
      for ending in ["", "-state"] {
        try FileManager.default.copyItem(
          at: folder.file("t.sqlite" + ending), to: folder.file(name + ending))
      }
    }
    try copy("clean.sqlite")
    let start = ContinuousClock.now
    let clean = try logs.undo(["a.log"], options, from: "clean.sqlite")
    let whole = (ContinuousClock.now - start) / .milliseconds(1)
    #expect(clean.exitCode == 0, "\(clean.errors)")
    let after = try logs.dump("clean.sqlite")
    var kills = 0
    var ends: Set<Bool> = []
    while kills < 30 {
      try copy("k.sqlite")
      let process = SporlosProgram.process(
        arguments: ["undo", "--db", "k.sqlite", "a.log", "-q"] + options, in: folder.url)
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 1000...UInt32(max(2000, whole * 1000)), using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      kills += 1
      func withoutFile(_ dump: [String]) -> [String] {
        dump.filter { !$0.hasPrefix("database_file ") }
      }
      let found = withoutFile(try logs.dump("k.sqlite"))
      let isBefore = found == withoutFile(before)
      ends.insert(isBefore)
      #expect(isBefore || found == withoutFile(after))
      // Again, to the end; or there is nothing left to do.
      let last = try logs.undo(["a.log"], options, from: "k.sqlite")
      #expect(last.exitCode == (isBefore ? 0 : 1), "\(last.errors)")
      #expect(withoutFile(try logs.dump("k.sqlite")) == withoutFile(after))
    }
    #expect(ends.contains(true))
  }

  @Test(
    "Random logs of random sites: what is left is as if those taken back had never been there",
    arguments: SeededGenerator.seeds(1, 2, 3))
  func schedules(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sites = ["a.example", "b.example", "c.example"]
    struct Log {
      var name: String
      var site: String
      var days: Set<Int>
      var options: [String]
    }
    try folder.write(
      ["/", "/about", "/jobs", "/style.css", "/film.mp4", "/missing"].joined(separator: "\n")
        + "\n",
      to: "pages.txt")
    let names = ["--sitemap", "pages.txt"] + sites.flatMap { ["--own-host", $0] }
    let all = try (0..<8).map { number in
      let first = Int.random(in: 1...8, using: &random)
      let days = Set(first...min(8, first + Int.random(in: 0...2, using: &random)))
      let name = "\(number).log"
      try folder.write(
        days.sorted().map {
          UndoneLogs.lines(day: $0, count: Int.random(in: 5...40, using: &random), random: &random)
        }.joined(), to: name)
      let site = sites.randomElement(using: &random)!
      return Log(
        name: name, site: site, days: days,
        options: ["--geo", "none", "--site", site]
          + ["--threads", "\(Int.random(in: 1...3, using: &random))"]
          + ["--batch", "\([40, 1000, 100_000].randomElement(using: &random)!)"])
    }
    for log in all { try logs.collect([log.name], log.options + names) }
    var left = all
    for _ in 0..<6 {
      let site = sites.randomElement(using: &random)!
      let taken = left.filter { $0.site == site && Bool.random(using: &random) }
      guard let first = taken.first else { continue }
      let rest = left.filter { log in !taken.contains { $0.name == log.name } }
      let isWhole = !rest.contains { log in
        log.site == site && taken.contains { !$0.days.isDisjoint(with: log.days) }
      }
      let before = try logs.dump()
      let outcome = try logs.undo(taken.map(\.name), first.options + names)
      #expect(outcome.exitCode == (isWhole ? 0 : 1), "\(outcome)")
      guard isWhole else {
        #expect(try logs.dump() == before)
        continue
      }
      left = rest
      let name = "\(left.map(\.name).joined()).sqlite"
      try logs.collect(["/dev/null"], into: name)
      for log in left { try logs.collect([log.name], log.options + names, into: name) }
      let (views, expected) = (try logs.views(), try logs.views(name))
      for (view, rows) in expected where view != "retention" {
        #expect(views[view] == rows, "\(view)")
      }
    }
  }
}
