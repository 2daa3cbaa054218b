import Foundation
import TestSupport
import Testing

/// What a follower tells of itself, and to whom.
@Suite("A follower says how it is doing")
struct FollowStatusTests {
  let folder: ScratchFolder
  let follower: Follower

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
  }

  private func status(_ arguments: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["status", "--db", Follower.database] + arguments, in: folder.url)
  }

  @Test(
    "It shows each log's position while it is followed, and exits with 1 when nobody does")
  func text() throws {
    let before = try status()
    #expect(before.exitCode == 1)
    #expect(
      before.errors == "sporlos: no logs have been followed into \"traffic.sqlite\" yet: "
        + "start with `sporlos follow`\n")
    let lines = LogLineWriter.lines(0..<100)
    try folder.write(lines, to: "access.log")
    try folder.write("no log\n", to: "other.log")
    try follower.start("access.log", "other.log")
    try follower.expect(hits: 100)
    var shown: [String] = []
    try follower.wait {
      shown = try status().output.split(separator: "\n").map(String.init)
      return shown.count == 5 && shown[1].contains("100 hits") && shown[4].contains("waiting")
    }
    try #require(shown.count == 5, "\(shown)")
    #expect(shown[0].hasPrefix("running   process "))
    #expect(shown[1] == "counted   100 hits of 100 lines")
    #expect(
      shown[3].split(separator: " ").map(String.init).prefix(5)
        == ["access.log", "following", "combined", grouped(lines.utf8.count), "0"])
    #expect(shown[4].split(separator: " ").prefix(4) == ["other.log", "waiting", "-", "0"])
    // Lines that wait are seen at once, by looking at the file.
    follower.send(SIGSTOP)
    try folder.append(LogLineWriter.lines(100..<101), to: "access.log")
    let waiting = try status().output.split(separator: "\n")
    #expect(waiting[2] == "waiting   for the next commit")
    let behind = waiting[4].split(separator: " ")
    #expect(behind[4] == "\(LogLineWriter.line(100).utf8.count + 1)")
    follower.send(SIGCONT)
    try follower.stop(hits: 101)
    let after = try status()
    #expect(after.exitCode == 1)
    #expect(after.output.hasPrefix("stopped   no process follows these logs; "))
    #expect(try folder.mode("traffic.sqlite-state/follow.json") == 0o600)
  }

  @Test("A file of numbers that cannot be is none, and stops nobody who reckons with them")
  func impossible() throws {
    try folder.write(LogLineWriter.lines(0..<10), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 10)
    try follower.stop(hits: 10)
    let name = "traffic.sqlite-state/follow.json"
    let whole = try String(contentsOf: folder.file(name), encoding: .utf8)
    for (key, number) in [
      ("committed", "-9223372036854775808"), ("size", "-9223372036854775808"),
      ("position", "9223372036854775807"), ("linesPerSecond", "1e300"), ("looked", "-1"),
      ("started", "9300000000"),
    ] {
      let former = try Regex("\"\(key)\":[0-9.e+-]+")
      let changed = whole.replacing(former, with: "\"\(key)\":\(number)")
      try #require(changed != whole, "\(key)")
      try folder.write(changed, to: name)
      let outcome = try status()
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors.hasPrefix("sporlos: no logs have been followed"), "\(key)")
    }
  }

  @Test("An audit finds nothing in what a follower leaves, and a number that was put there")
  func audited() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 100)
    try follower.stop(hits: 100)
    func audit() throws -> SporlosProgram.Outcome {
      try SporlosProgram.run(["audit", "--db", Follower.database, "-q"], in: folder.url)
    }
    let clean = try audit()
    #expect(clean.exitCode == 0 && clean.output == "", "\(clean.output)")
    let status = folder.file(Follower.database + "-state/follow.json")
    let text = try String(contentsOf: status, encoding: .utf8)
    try text.replacing("{\"commitSeconds\"", with: "{\"by\":4712345678,\"commitSeconds\"")
      .write(to: status, atomically: false, encoding: .utf8)
    #expect(try audit().exitCode == 1)
  }

  private func grouped(_ number: Int) -> String {
    number < 1000
      ? "\(number)" : "\(number / 1000)," + String("\(number % 1000 + 1000)".dropFirst())
  }

  @Test("--status --json has the same for programs")
  func json() throws {
    try folder.write(LogLineWriter.lines(0..<100) + "what is this\n", to: "access.log")
    try follower.start("access.log")
    try follower.expect(hits: 100)
    follower.stop()
    let outcome = try status("--json")
    let document = try #require(
      try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect(document["running"] as? Bool == false)
    #expect(document["hits"] as? Int == 100)
    #expect(document["lines"] as? Int == 101)
    #expect((document["rejected"] as? [String: Int])?.values.reduce(0, +) == 1)
    let source = try #require((document["sources"] as? [[String: Any]])?.first)
    #expect(source["path"] as? String == "access.log")
    #expect(source["state"] as? String == "following")
    #expect(source["behind"] as? Int == 0)
  }

  @Test("Metrics are in Prometheus' text form, readable by its collector, and tell no lines")
  func metrics() throws {
    try folder.write(LogLineWriter.lines(0..<100) + "kanari\n", to: "a \"b\".log")
    try follower.start("a \"b\".log", "--metrics", "sporlos.prom", "--health", "1s")
    try follower.expect(hits: 100)
    try follower.wait { follower.errors.contains("all is well") }
    follower.stop()
    let metrics = try String(contentsOf: folder.file("sporlos.prom"), encoding: .utf8)
    var samples: [String: Double] = [:]
    for line in metrics.split(separator: "\n") {
      if line.hasPrefix("# HELP sporlos_") || line.hasPrefix("# TYPE sporlos_") { continue }
      let space = try #require(line.lastIndex(of: " "))
      samples[String(line[..<space])] = Double(line[line.index(after: space)...])
    }
    #expect(samples["sporlos_lines_total"] == 101)
    #expect(samples["sporlos_hits_total"] == 100)
    #expect(
      samples.filter { $0.key.hasPrefix("sporlos_rejected_lines_total{reason=") }.values.reduce(
        0, +) == 1)
    let inode = try FileManager.default.attributesOfItem(atPath: folder.path("a \"b\".log"))[
      .systemFileNumber]
    let log = "{log=\"a \\\"b\\\".log\",inode=\"\((inode as? Int) ?? 0)\"}"
    #expect(samples["sporlos_log_lines_total\(log)"] == 101)
    #expect(samples["sporlos_log_behind_bytes\(log)"] == 0)
    #expect(try folder.mode("sporlos.prom") == 0o640)
    // A second or more, by how busy the machine is.
    #expect(
      follower.errors.contains(
        /sporlos: 101 lines of 1 logs in [1-9][0-9]* s, 1 rejected; all is well\n/),
      "\(follower.errors)")
    let state = try String(
      contentsOf: folder.file("traffic.sqlite-state/follow.json"), encoding: .utf8)
    for text in [metrics, follower.errors, state] {
      #expect(!text.contains("kanari") && !text.contains("192.0.2."))
    }
  }

  @Test("A service manager hears when it is ready, alive, reloading and stopping")
  func notifications() throws {
    try folder.write(LogLineWriter.lines(0..<10), to: "access.log")
    try folder.write(
      """
      import os, signal, socket, subprocess, sys, time
      heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      heard.bind("notify")
      heard.settimeout(120)
      process = subprocess.Popen(sys.argv[1:], env=dict(
          os.environ, NOTIFY_SOCKET=os.path.abspath("notify"), WATCHDOG_USEC="300000"))
      def wait(word):
          while True:
              for line in heard.recv(4096).decode().split("\\n"):
                  if line.startswith(word):
                      print(line.split("=")[0])
                      return
      wait("READY=1"); wait("WATCHDOG=1"); wait("WATCHDOG=1")
      process.send_signal(signal.SIGHUP)
      wait("RELOADING=1"); wait("READY=1")
      process.send_signal(signal.SIGTERM)
      wait("STOPPING=1")
      print(process.wait())
      """, to: "manager.py")
    let outcome = try SporlosProgram.shell(
      "python3 manager.py '\(SporlosProgram.url.path)' follow access.log "
        + "--db traffic.sqlite --geo none", in: folder.url)
    #expect(outcome.output == "READY\nWATCHDOG\nWATCHDOG\nRELOADING\nREADY\nSTOPPING\n0\n")
    #expect(outcome.errors == "")
  }

  @Test(
    "What only a follower heeds is refused without one",
    arguments: [
      ["--flush", "1s"], ["--health", "1h"], ["--from-end"], ["--metrics", "m.prom"],
    ])
  func withoutFollowing(option: [String]) throws {
    try folder.write(LogLineWriter.lines(0..<1), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", Follower.database] + option, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(
      outcome.errors.contains(
        "\(option[0]) is for following logs: use `sporlos follow`, or leave it out"),
      "\(outcome.errors)")
    #expect(!folder.hasFile(Follower.database))
  }

  @Test(
    "A time that is none, and a group that is not there, is refused in a sentence",
    arguments: [
      (
        ["--flush", "10"],
        "--flush takes a time from 100ms to 1h, such as 500ms, 10s or 1m, not \"10\""
      ),
      (
        ["--metrics-group", "no such group"],
        "--metrics-group: there is no group \"no such group\""
      ),
      (
        ["--flush", "1ms"],
        "--flush takes a time from 100ms to 1h, such as 500ms, 10s or 1m, not \"1ms\""
      ),
      (["--health", "soon"], "--health takes a time such as 10m or 1h, not \"soon\""),
    ])
  func times(arguments: [String], sentence: String) throws {
    let outcome = try SporlosProgram.run(
      ["follow", "access.log", "--db", Follower.database] + arguments, in: folder.url)
    #expect(outcome.exitCode == 2)
    #expect(outcome.errors.hasPrefix("sporlos: \(sentence)\n"), "\(outcome.errors)")
  }
}
