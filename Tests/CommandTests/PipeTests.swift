import Foundation
import TestSupport
import Testing

/// Pipes, terminals and other devices among the logs.
@Suite("What is no file keeps nobody waiting")
struct PipeTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell("C='--db traffic.sqlite --geo none'\n" + script, in: folder.url)
  }

  private func hits() throws -> Int { try TrafficRows(folder.file("traffic.sqlite")).hits() }

  @Test("A named pipe that nobody writes to fails, others count, and so do others' runs meanwhile")
  func noWriter() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    try folder.write(LogLineWriter.lines(100..<150), to: "b.log")
    try folder.write(LogLineWriter.lines(150..<160), to: "c.log")
    let outcome = try shell(
      """
      mkfifo fifo
      '\(SporlosProgram.url.path)' collect --late --today \(SporlosProgram.today) a.log fifo b.log $C --wait 10 \
        2> first.txt & first=$!
      # Once it says that it waits, it stands still for as long as the other one takes.
      for try in {1..1200}; do grep -qs waiting first.txt && break; sleep 0.05; done
      kill -STOP $first
      sporlos collect c.log $C -q --wait 0 || echo locked
      kill -0 $first && echo still waiting
      kill -CONT $first
      wait $first; echo $?
      # The other one has closed the day meanwhile.
      grep -v 'had been closed before' first.txt >&2
      """)
    #expect(outcome.output == "still waiting\n1\n", "\(outcome.output)")
    #expect(
      outcome.errors
        == "sporlos: waiting for a program to write to the pipe \"fifo\"\n"
        + "sporlos: no program opened the pipe \"fifo\" for writing within 10 s, and nothing "
        + "was counted: start the program that writes to it, or wait longer with --wait\n")
    #expect(try hits() == 160)
  }

  @Test(
    "It is said what is being waited for, and a signal ends the wait", arguments: ["INT", "TERM"])
  func signalled(signal: String) throws {
    let outcome = try shell(
      """
      mkfifo fifo
      python3 -c '
      import signal, subprocess, sys, time
      # Whoever runs the tests may hold the signals back or, in the background of a shell, ignore them.
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      for number in (signal.SIGINT, signal.SIGTERM): signal.signal(number, signal.SIG_DFL)
      run = subprocess.Popen(sys.argv[1:], stderr=subprocess.PIPE, text=True, restore_signals=True)
      print(run.stderr.readline(), end="")
      run.send_signal(signal.SIG\(signal))
      print(run.wait(), run.stderr.read())
      ' '\(SporlosProgram.url.path)' collect fifo $C
      ls -d traffic* fifo
      """)
    #expect(
      outcome.output == "sporlos: waiting for a program to write to the pipe \"fifo\"\n"
        + "-\(signal == "INT" ? 2 : 15) \nfifo\n")
  }

  static let writers: [(name: String, script: String, hits: Int)] = [
    (
      "standard input, slow to begin", "{ sleep 3; cat a.log; } | sporlos collect - $C --wait 1",
      100
    ),
    ("standard input, silent", "{ sleep 1; } | sporlos collect - b.log $C --wait 0", 50),
    (
      "process substitution", "gzip -k a.log; sporlos collect <(zcat a.log.gz) b.log $C --wait 0",
      150
    ),
    (
      "process substitution, slow",
      "sporlos collect <(sleep 1; cat a.log) <(sleep 2; cat b.log) $C --wait 0", 150
    ),
    ("process substitution of nothing", "sporlos collect <(true) b.log $C --wait 0", 50),
    (
      "a writer who comes late", "mkfifo p; { sleep 2; cat a.log > p; } & sporlos collect p $C", 100
    ),
    (
      "a writer who is slow to begin",
      // It has the pipe open before anybody waits for that.
      """
      mkfifo p; exec 8<> p; { sleep 3; cat a.log; } >&8 8>&- & exec 8>&-
      sporlos collect p $C --wait 1
      """, 100
    ),
    ("a writer who writes nothing", "mkfifo p; : > p & sporlos collect p b.log $C --wait 120", 50),
    (
      "one writer for two pipes in turn, more than a pipe holds",
      "mkfifo p q; { cat a.log long.log > p; cat b.log > q; } & sporlos collect p q $C --wait 120",
      2150
    ),
    (
      "one writer with both pipes open",
      "mkfifo p q; { cat a.log long.log >&8; cat b.log >&9; } 8> p 9> q & sporlos collect p q $C",
      2150
    ),
    (
      "a packed log through a named pipe", "mkfifo p; gzip -c a.log > p & sporlos collect p $C", 100
    ),
    ("nothing", "sporlos collect /dev/null b.log $C", 50),
    ("nothing, as standard input", "sporlos collect - b.log $C < /dev/null", 50),
    (
      "a socket for standard input",
      #"""
      python3 -c '
      import socket, subprocess, sys
      a, b = socket.socketpair()
      p = subprocess.Popen(sys.argv[1:], stdin=b); b.close()
      a.sendall(open("a.log", "rb").read()); a.close(); sys.exit(p.wait())
      ' "$PROGRAM" collect --today 2026-10-31 - $C
      """#, 100
    ),
    (
      "a standard input that does not wait by itself",
      #"""
      python3 -c '
      import os, subprocess, sys, time
      r, w = os.pipe(); os.set_blocking(r, False)
      p = subprocess.Popen(sys.argv[1:], stdin=r)
      text = open("a.log", "rb").read()
      for part in (text[:500], text[500:]): time.sleep(1); os.write(w, part)
      os.close(w); sys.exit(p.wait())
      ' "$PROGRAM" collect --today 2026-10-31 - $C
      """#, 100
    ),
  ]

  @Test("Whoever writes is waited for", arguments: writers)
  func written(name: String, script: String, hits: Int) throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    try folder.write(LogLineWriter.lines(100..<150), to: "b.log")
    try folder.write(LogLineWriter.lines(150..<2150), to: "long.log")
    let outcome = try shell("PROGRAM='\(SporlosProgram.url.path)'\n" + script)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try self.hits() == hits)
  }

  static let refusals: [(script: String, said: String)] = [
    ("sporlos collect terminal a.log $C", "\"terminal\" is a terminal, not a log: "),
    ("sporlos check --pages terminal", "\"terminal\" is a terminal, not a log: "),
    ("sporlos scrub terminal", "\"terminal\" is a terminal, not a log: "),
    ("sporlos collect - a.log $C < terminal", "standard input is a terminal, not a log: "),
    ("sporlos scrub - < terminal", "standard input is a terminal, not a log: "),
    ("sporlos follow - $C < terminal", "standard input is a terminal, not a log: "),
    ("sporlos collect /dev/zero a.log $C", "\"/dev/zero\" is a device, not a log: "),
    ("sporlos collect - a.log $C < /dev/zero", "standard input is a device, not a log: "),
    ("sporlos scrub /dev/zero", "\"/dev/zero\" is a device, not a log: "),
    ("sporlos collect socket a.log $C", "\"socket\" is a socket, "),
    (
      "ln -s /dev/stdout access.log; sporlos collect access.log a.log $C | cat; exit ${PIPESTATUS[0]}",
      "\"access.log\" is where this command writes its own output, not a log: "
    ),
    (
      "ln -s /dev/stdout access.log; sporlos scrub access.log | cat; exit ${PIPESTATUS[0]}",
      "\"access.log\" is where this command writes its own output, not a log: "
    ),
    ("sporlos follow terminal $C", "\"terminal\" is a terminal, not a log: "),
    ("sporlos follow /dev/zero socket $C", "\"/dev/zero\" is a device, not a log: "),
  ]

  @Test("What is no log is refused in a sentence, and the others count", arguments: refusals)
  func refused(script: String, said: String) throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    let outcome = try shell(
      """
      exec 7<> /dev/ptmx
      number=$(python3 -c '
      import fcntl, struct
      fcntl.ioctl(7, 0x40045431, struct.pack("i", 0))
      print(struct.unpack("i", fcntl.ioctl(7, 0x80045430, bytes(4)))[0])')
      ln -s /dev/pts/$number terminal
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("socket")'
      \(script)
      """)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("sporlos: " + said), "\(outcome.errors)")
    if script.contains("a.log") { #expect(try hits() == 100) }
  }

  /// Ways to name what a process writes to.
  static let outputs = [
    "ln -s /dev/stdout access.log", "ln -s /dev/stderr access.log", "ln -s /dev/fd/1 access.log",
    "ln -s /proc/self/fd/1 access.log", "ln -s /dev/stdout one; ln -s one access.log",
    "mkdir logs; ln -s ../one logs/two; ln -s /dev/stdout one; ln -s logs/two access.log",
    "ln -s /proc/self/fd folder; ln -s folder/2 access.log", "ln -s //dev/../dev/stdout access.log",
  ]
  /// What its outputs are then, and how to read what the shell itself is told.
  static let places = [
    "2> errors | cat; exit ${PIPESTATUS[0]}", "> /dev/null 2> errors", "> out 2> errors",
    ">> out 2>> out; code=$?; cp out errors; exit $code",
    "2>&1 | cat > errors; exit ${PIPESTATUS[0]}",
    "> terminal 2> errors",
  ]

  @Test(
    "A link to its own output is refused at once, whatever that is",
    arguments: outputs.map { ($0, places[1]) } + places.map { (outputs[0], $0) })
  func ownOutput(link: String, place: String) throws {
    for command in [
      "collect access.log $C", "check --pages access.log", "scrub access.log",
      "follow access.log $C",
    ] {
      let outcome = try shell(
        """
        exec 7<> /dev/ptmx
        number=$(python3 -c '
        import fcntl, struct
        fcntl.ioctl(7, 0x40045431, struct.pack("i", 0))
        print(struct.unpack("i", fcntl.ioctl(7, 0x80045430, bytes(4)))[0])')
        rm -rf *; ln -s /dev/pts/$number terminal
        \(link)
        run() { timeout -s KILL 120 bash -c 'sporlos \(command)' < /dev/null; }
        export C; run \(place)
        """)
      let said = try String(contentsOf: folder.file("errors"), encoding: .utf8)
      // To a file, `scrub` says it as it does of any other file that it would read and write.
      let isScrubbed =
        command.hasPrefix("scrub") && said.contains("is both input and output")
      #expect(outcome.exitCode == (isScrubbed ? 2 : 1), "\(command)")
      let sentence =
        "sporlos: \"access.log\" is where this command writes its own output, not a log: "
        + "let the server write to a file instead of /dev/stdout, or pipe its output into this\n"
      #expect(isScrubbed || said.contains(sentence), "\(command): \(said)")
    }
  }

  @Test(
    "Another process's output is not taken away from its reader; its file is a log like any other")
  func othersOutput() throws {
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    let outcome = try shell(
      """
      # Until a process that was begun writes to where it is told to.
      writes() {
        for try in {1..1200}; do
          case "$(readlink /proc/$other/fd/1)" in $1) return ;; esac; sleep 0.1
        done
      }
      { cat a.log; exec sleep 600; } > >(exec sleep 600) & other=$!
      writes 'pipe:*'; ln -s /proc/$other/fd/1 access.log
      sporlos collect access.log $C; echo $?; pkill -KILL -P $other; kill -KILL $other
      sleep 600 >> a.log & other=$!
      writes '*/a.log'; ln -s /proc/$other/fd/1 file.log
      sporlos collect file.log $C; echo $?; kill -KILL $other
      """)
    #expect(outcome.output == "1\n0\n")
    #expect(
      outcome.errors.hasPrefix("sporlos: \"access.log\" is another process's output pipe"),
      "\(outcome.errors)")
    #expect(try hits() == 100)
  }

  @Test("A follower says once what it cannot follow, and follows the rest")
  func followed() throws {
    let follower = Follower(folder)
    try folder.write(LogLineWriter.lines(0..<100), to: "a.log")
    try follower.shell("ln -s /dev/zero zero; ln -s /dev/null null; mkdir folder")
    try follower.start("a.log", "zero", "null", "folder", "[nfz]*")
    try follower.expect(hits: 100)
    try folder.append(LogLineWriter.lines(100..<120), to: "a.log")
    try follower.expect(hits: 120)
    usleep(1_500_000)
    try follower.stop(hits: 120)
    let lines = follower.errors.split(separator: "\n")
    #expect(lines.filter { $0.contains("\"zero\" is a device, not a log") }.count == 1)
    #expect(lines.filter { $0.contains("\"folder\" is a folder") }.count == 1)
    #expect(!follower.errors.contains("null"), "\(follower.errors)")
  }

  @Test(
    "A pipe is no database, nor a share",
    arguments: ["report --db fifo", "fleet merge fifo --db d"])
  func pipeForDatabase(command: String) throws {
    let outcome = try shell("mkfifo fifo; sporlos \(command)")
    #expect(outcome.exitCode == 1)
    #expect(
      outcome.errors.hasPrefix(
        "sporlos: \"fifo\" is not a regular file, but a pipe, a socket or a device"),
      "\(outcome.errors)")
  }
}
