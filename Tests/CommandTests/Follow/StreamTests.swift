import Foundation
import TestSupport
import Testing

/// Pipes and sockets: lines that come by themselves.
@Suite("Every line that comes to a follower counts")
struct StreamTests {
  let folder: ScratchFolder
  let follower: Follower

  init() throws {
    folder = try ScratchFolder()
    follower = Follower(folder)
  }

  /// Sends lines as datagrams, each behind a header.
  private func send(
    _ lines: Range<Int>, header: String, to address: String, family: String = "AF_UNIX"
  ) throws {
    try folder.write(LogLineWriter.lines(lines), to: "to-send")
    try folder.write(header, to: "header")
    try follower.shell(
      """
      python3 -c '
      import socket, time
      target = socket.socket(socket.\(family), socket.SOCK_DGRAM)
      header = open("header", "rb").read()
      for number, line in enumerate(open("to-send", "rb")):
          target.sendto(header + line.rstrip(), \(address))
          if number % 100 == 99: time.sleep(0.01)
      '
      """)
  }

  @Test("A piped log, as of Apache, is counted to its end")
  func standardInput() throws {
    try folder.write(LogLineWriter.lines(0..<5000), to: "lines")
    let outcome = try SporlosProgram.shell(
      """
      { head -n 100 lines; sleep 0.3; tail -n +101 lines; printf unfinished; } \
        | sporlos follow - --db traffic.sqlite --geo none --flush 200ms
      """, in: folder.url)
    #expect(outcome.exitCode == 0)
    #expect(outcome.errors == "")
    #expect(try TrafficRows(folder.file(Follower.database)).hits() == 5000)
  }

  @Test("A named pipe is opened again when its writer has closed it")
  func namedPipe() throws {
    try follower.shell("mkfifo pipe")
    try follower.start("pipe")
    for round in 0..<4 {
      try folder.write(LogLineWriter.lines((round * 50)..<(round * 50 + 50)), to: "lines")
      try follower.shell("timeout 120 cat lines > pipe")
      try follower.expect(hits: round * 50 + 50)
    }
    try follower.stop(hits: 200)
    #expect(follower.errors == "")
  }

  @Test("Of a pipe that is written to while a follower ends, no line is taken that is not counted")
  func endsWhileWritten() throws {
    try follower.shell("mkfifo pipe")
    try folder.write(LogLineWriter.lines(0..<20_000), to: "lines")
    try follower.start("pipe")
    // Room for a page only, so that few lines can be on their way when nobody reads any more.
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    writer.currentDirectoryURL = folder.url
    writer.arguments = [
      "python3", "-c",
      """
      import fcntl, signal, sys, time
      signal.signal(signal.SIGPIPE, signal.SIG_IGN)
      pipe = open("pipe", "wb", buffering=0)
      fcntl.fcntl(pipe, 1031, 4096)
      written = 0
      try:
          for line in open("lines", "rb"):
              pipe.write(line)
              written += 1
              if written % 20 == 0: time.sleep(0.001)
              if written == 1000: open("begun", "w")
      except BrokenPipeError:
          pass
      open("written", "w").write(str(written))
      """,
    ]
    try writer.run()
    try follower.wait { FileManager.default.fileExists(atPath: folder.path("begun")) }
    #expect(follower.stop() == 0)
    writer.waitUntilExit()
    let written = try #require(
      Int(String(contentsOf: folder.file("written"), encoding: .utf8)))
    let counted = try TrafficRows(folder.file(Follower.database)).hits()
    #expect(written < 20_000, "The writer was not told that nobody reads.")
    #expect(counted >= 1000)
    #expect(counted <= written)
    #expect(
      written - counted <= 4096 / 60, "\(written) lines were written, and \(counted) counted.")
  }

  @Test(
    "Datagrams of syslog at a path",
    arguments: [
      "<190>Oct  1 00:00:00 web1 nginx: ", "<190>Oct 11 00:00:00 nginx: ",
      "<134>2026-10-01T00:00:00.123+02:00 web1 nginx[12]: ",
      "<165>1 2026-10-01T00:00:00Z web1 nginx 12 - [a@1 b=\"]\\\"\"][c@2] \u{feff}",
      "<165>1 2026-10-01T00:00:00Z web1 nginx 12 - - ", "",
    ])
  func unixSocket(header: String) throws {
    try follower.start("syslog:unix:log.socket")
    try follower.wait { FileManager.default.fileExists(atPath: folder.path("log.socket")) }
    try send(0..<300, header: header, to: "\"log.socket\"")
    try follower.expect(hits: 300)
    try follower.stop(hits: 300)
    #expect(follower.errors == "")
    #expect(!FileManager.default.fileExists(atPath: folder.path("log.socket")))
  }

  @Test("Datagrams of syslog on the loopback interface, and a file beside them")
  func loopback() throws {
    let port = LoopbackPort.unused()
    try folder.write(LogLineWriter.lines(0..<100, server: 1), to: "access.log")
    try follower.start("syslog:udp:127.0.0.1:\(port)", "access.log")
    try follower.expect(hits: 100)
    try send(
      0..<300, header: "<190>Oct  1 00:00:00 web1 nginx: ", to: "(\"127.0.0.1\", \(port))",
      family: "AF_INET")
    try folder.append(LogLineWriter.lines(100..<150, server: 1), to: "access.log")
    try follower.expect(hits: 450)
    try follower.stop(hits: 450)
    #expect(follower.errors == "")
  }

  @Test("Datagrams that the system has no room for are counted")
  func lost() throws {
    let port = LoopbackPort.unused()
    try follower.start("syslog:udp:127.0.0.1:\(port)", "--metrics", "metrics.prom")
    try follower.wait { folder.hasFile("traffic.sqlite-state/follow.json") }
    follower.send(SIGSTOP)
    try folder.write(LogLineWriter.line(0), to: "line")
    try follower.shell(
      """
      python3 -c '
      import socket
      target = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
      line = open("line", "rb").read() + b" " * 30000
      for number in range(3000): target.sendto(line, ("127.0.0.1", \(port)))
      '
      """)
    follower.send(SIGCONT)
    try follower.wait { (try? TrafficRows(folder.file(Follower.database)).hits()) ?? 0 > 0 }
    // Nothing comes any more: neither the metrics nor the status wait for another datagram.
    var lost = 0
    try follower.wait {
      let metrics = (try? String(contentsOf: folder.file("metrics.prom"), encoding: .utf8)) ?? ""
      let line = metrics.split(separator: "\n").first {
        $0.hasPrefix("sporlos_lost_datagrams_total")
      }
      lost = line.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
      return lost > 0
    }
    let status = try SporlosProgram.run(
      ["status", "--db", Follower.database], in: folder.url)
    #expect(status.output.contains(" datagrams lost"), "\(status.output)")
    #expect(follower.stop() == 0)
    let hits = try TrafficRows(folder.file(Follower.database)).hits()
    #expect(hits + lost == 3000, "\(hits) hits, \(lost) lost")
  }

  @Test(
    "A socket that is none is refused in a sentence",
    arguments: [
      (
        "syslog:udp:192.0.2.1:514",
        "log lines are personal data, so they are accepted only from this machine: name 127.0.0.1 or "
          + "[::1], not \"192.0.2.1\""
      ),
      (
        "syslog:tcp:514",
        "name a socket as syslog:unix:/run/sporlos/log or syslog:udp:127.0.0.1:5140, "
          + "not \"syslog:tcp:514\""
      ),
    ])
  func refused(input: String, sentence: String) throws {
    let outcome = try SporlosProgram.run(
      ["follow", input, "--db", Follower.database], in: folder.url)
    #expect(outcome.errors == "sporlos: \(sentence)\n")
    #expect(outcome.exitCode == 2)
    #expect(!folder.hasFile(Follower.database))
  }

  @Test("A socket in use, and a file that is no socket, are left alone")
  func inUse() throws {
    try folder.write("a file", to: "file")
    try follower.start("syslog:unix:log.socket")
    try follower.wait { folder.hasFile("log.socket") }
    for (name, cause) in [
      ("log.socket", "Address already in use"), ("file", "Address already in use"),
    ] {
      let outcome = try SporlosProgram.run(
        ["follow", "syslog:unix:\(name)", "--db", "other.sqlite"], in: folder.url)
      #expect(outcome.exitCode == 1)
      #expect(outcome.errors == "sporlos: cannot open \"syslog:unix:\(name)\" (\(cause))\n")
    }
    let status = "traffic.sqlite-state/follow.json"
    try follower.wait { folder.hasFile(status) }
    follower.crash()
    try FileManager.default.removeItem(at: folder.file(status))
    // One that a dead process left is replaced.
    try follower.start("syslog:unix:log.socket")
    try follower.wait { folder.hasFile(status) }
    try send(0..<10, header: "", to: "\"log.socket\"")
    try follower.expect(hits: 10)
    try follower.stop(hits: 10)
  }
}
