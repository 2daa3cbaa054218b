import Foundation
import TestSupport
import Testing

/// Logs in tar archives, as hosting firms hand them out.
@Suite("A log in an archive is known like the same log outside it")
struct ArchivedLogTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    try folder.write(LogLineWriter.lines(0..<1000), to: "one.log")
    try folder.write(LogLineWriter.lines(1000..<1020), to: "two.log")
    try folder.write(LogLineWriter.lines(1020..<1021), to: "three.log")
  }

  private func shell(_ script: String) throws -> SporlosProgram.Outcome {
    try SporlosProgram.shell("C='--db traffic.sqlite --geo none'\n" + script, in: folder.url)
  }

  private func hits() throws -> Int { try TrafficRows(folder.file("traffic.sqlite")).hits() }

  static let compressions = ["cat", "gzip -c", "zstd -qc", "bzip2 -c", "xz -c"]
  static let doors = [
    "sporlos collect logs $C", "cat logs | sporlos collect - $C",
    "mkfifo p; cat logs > p & sporlos collect p $C",
    "{ head -c 77 logs; sleep 0.3; tail -c +78 logs; } | sporlos collect - $C",
  ]

  @Test(
    "R9: it counts once, whether the archive comes first or last, or twice",
    arguments: compressions,
    doors)
  func once(compression: String, door: String) throws {
    let whole = "tar -cf - one.log two.log three.log | \(compression) > logs"
    let outcome = try shell("\(whole); \(door)")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try hits() == 1021)
    #expect(try shell("rm -f p; \(door); sporlos collect two.log one.log logs $C").exitCode == 0)
    #expect(try hits() == 1021)
    #expect(
      try shell("rm -f p traffic.sqlite*; sporlos collect two.log one.log $C; \(door)").exitCode
        == 0)
    #expect(try hits() == 1021)
  }

  @Test("A log that has grown since it was archived counts from there, and the other way round")
  func grown() throws {
    let outcome = try shell(
      """
      tar -czf old.tgz one.log; cat two.log >> one.log; tar -czf new.tgz one.log
      sporlos collect old.tgz $C && sporlos collect one.log $C && sporlos collect new.tgz old.tgz $C
      cat three.log >> one.log; tar -cf newest.tar one.log
      sporlos collect newest.tar $C && sporlos collect one.log $C
      """)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try hits() == 1021)
  }

  @Test(
    "Two logs that begin alike for long are told apart in an archive, too", arguments: compressions)
  func alike(compression: String) throws {
    try folder.write(
      LogLineWriter.lines(0..<4000) + LogLineWriter.lines(5000..<9000), to: "first.log")
    try folder.write(
      LogLineWriter.lines(0..<4000) + LogLineWriter.lines(9000..<13_000), to: "second.log")
    let outcome = try shell(
      "tar -cf - first.log second.log three.log | \(compression) > logs; sporlos collect logs $C"
        + " && sporlos collect logs first.log second.log $C")
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try hits() == 16_001)
  }

  @Test(
    "Every form of tar, with long names and with what is no file in between",
    arguments: [
      "v7", "oldgnu", "gnu", "ustar", "posix",
    ])
  func forms(form: String) throws {
    // The old form has room for 99 bytes of a name, ustar for 255.
    let name = String(repeating: "n", count: ["v7": 60, "ustar": 90][form] ?? 240)
    let folder = String(repeating: "f", count: ["v7": 10, "ustar": 60][form] ?? 240)
    let folders = "\(folder)/\(folder)"
    let outcome = try shell(
      """
      set -e
      mkdir -p a/\(folders)/empty; cp one.log a/\(folders)/\(name); ln -s \(name) a/\(folders)/link
      ln -s /\(name)\(["v7", "ustar"].contains(form) ? "" : name) a/far
      [ \(form) = ustar ] || ln a/\(folders)/\(name) a/\(folders)/same
      [ \(form) = v7 ] || mkfifo a/fifo; : > a/nothing.log; cp two.log "a/$(printf 'bes\\370k.log')"; cp three.log a/\u{E6}.log
      tar --format=\(form) -cf logs.tar a
      sporlos collect logs.tar $C --json
      """)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try hits() == 1021)
    let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    let sources = try #require((document as? [String: Any])?["sources"] as? [[String: Any]])
    let counted = sources.filter { $0["outcome"] as? String == "counted" }
    #expect(
      Set(counted.compactMap { $0["path"] as? String }).isSuperset(of: ["logs.tar:a/\u{E6}.log"]))
    #expect(
      counted.contains {
        let path = $0["path"] as? String ?? ""
        return path == "logs.tar:a/\(folders)/\(name)" || path == "logs.tar:a/\(folders)/same"
      })
    #expect(counted.count == 3 && sources.count == 4, "\(outcome.output)")
  }

  static let madeElsewhere: [(name: String, script: String, hits: Int)] = [
    (
      "a name and a size in an extended header",
      "i = tarfile.TarInfo('x'); i.size = len(one); i.pax_headers = {'path': 'p' * 3000, 'size': str(len(one))}\n"
        + "t = tarfile.open('logs', 'w', format=tarfile.PAX_FORMAT); t.addfile(i, io.BytesIO(one)); t.close()",
      1000
    ),
    (
      "an extended header for all members",
      "t = tarfile.open('logs', 'w', format=tarfile.PAX_FORMAT, pax_headers={'comment': 'c' * 2000})\n"
        + "t.add('one.log'); t.add('two.log'); t.close()", 1020
    ),
    (
      "sizes in base 256",
      "b = bytearray(open('plain.tar', 'rb').read())\n"
        + "b[124:136] = b'\\x80' + len(one).to_bytes(11, 'big'); b[148:156] = b' ' * 8\n"
        + "b[148:156] = b'%06o\\0 ' % sum(b[:512]); open('logs', 'wb').write(b)", 1021
    ),
    (
      "a sum of signed bytes",
      "b = bytearray(open('plain.tar', 'rb').read()); b[0] = 0xe5; b[148:156] = b' ' * 8\n"
        + "b[148:156] = b'%06o\\0 ' % (sum(b[:512]) - 256); open('logs', 'wb').write(b)", 1021
    ),
    (
      "two archives, one behind another",
      "open('logs', 'wb').write(open('plain.tar', 'rb').read() + open('other.tar', 'rb').read())",
      1022
    ),
    ("a volume's label", "os.system('tar -V label -cf logs one.log')", 1000),
    ("an archive without a log", "os.system('mkdir d; tar -cf logs d')", 0),
    (
      "members that are compressed themselves",
      "os.system('gzip one.log; xz two.log; tar -cf - one.log.gz two.log.xz three.log | bzip2 > logs')",
      1021
    ),
  ]

  @Test("What other programs make of tar is read, too", arguments: madeElsewhere)
  func made(name: String, script: String, hits: Int) throws {
    try folder.write(LogLineWriter.lines(1021..<1022), to: "four.log")
    try folder.write(
      "import io, os, tarfile\none = open('one.log', 'rb').read()\n\(script)\n", to: "make.py")
    let outcome = try shell(
      """
      tar -cf plain.tar one.log two.log three.log; tar -cf other.tar four.log
      python3 make.py && sporlos collect logs $C
      """)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    #expect(try self.hits() == hits)
  }

  static let refusals: [(make: String, said: String)] = [
    (
      "tar -cf in.tar one.log; tar -cf logs in.tar two.log",
      "\"logs:in.tar\" is a tar archive, which cannot be read here, and none of it was counted: "
    ),
    (
      "tar -czf in.tgz one.log; tar -cf logs in.tgz two.log",
      "\"logs:in.tgz\" is a tar archive, which cannot be read here, "
    ),
    (
      "python3 -m zipfile -c in.zip one.log; tar -cf logs in.zip two.log",
      "\"logs:in.zip\" is compressed by zip, which is not supported, and none of it was counted: "
    ),
    (
      "truncate -s 1M holes; cat one.log >> holes; tar --sparse --format=gnu -cf logs holes two.log",
      "\"logs:holes\" is stored as a sparse file in its archive, and none of it was counted: "
    ),
    (
      "truncate -s 1M holes; cat one.log >> holes; tar --sparse --format=posix -cf logs holes two.log",
      "\"logs:holes\" is stored as a sparse file in its archive, and none of it was counted: "
    ),
    (
      "echo 'This is no log' > README; tar -cf logs README two.log",
      "the format of \"logs:README\" was not recognised, and none of it was counted: "
    ),
    (
      "gzip -c one.log | head -c 900 > cut.gz; tar -cf logs cut.gz two.log",
      "\"logs:cut.gz\" is a compressed file whose end is missing, and none of it was counted. "
    ),
  ]

  @Test("What cannot be read in an archive is said, and the other logs count", arguments: refusals)
  func refused(make: String, said: String) throws {
    let outcome = try shell("\(make); sporlos collect logs $C")
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors.hasPrefix("sporlos: " + said), "\(outcome.errors)")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(try hits() == 20)
  }

  @Test("Two logs of an archive that are equal count once, and that is said")
  func twins() throws {
    let outcome = try shell(
      "mkdir web1 web2; cp one.log web1; cp one.log web2; tar -cf logs web1 web2; sporlos collect logs $C"
    )
    #expect(outcome.exitCode == 0)
    #expect(
      outcome.errors.contains("was taken for a copy of \"logs:web1/one.log\""),
      "\(outcome.errors)")
    #expect(try hits() == 1000)
  }

  @Test(
    "S17: an archive that is cut short waits, then counts what there is of it, and nothing twice",
    arguments: compressions)
  func cut(compression: String) throws {
    try #require(
      try shell("tar -cf - one.log two.log three.log | \(compression) > whole").exitCode == 0)
    let size = try Data(contentsOf: folder.file("whole")).count
    let places = [513, 700, size / 3, size / 2, size * 9 / 10, size - 11_000, size - 600, size - 9]
    // Behind its end mark a plain archive is filled up with zeros that nobody misses.
    let end = compression == "cat" ? size - 10_240 : size
    for place in places where place > 512 && place < end {
      let outcome = try shell(
        """
        rm -rf traffic.sqlite*; head -c \(place) whole > cut
        sporlos collect cut $C; echo $?; sqlite3 traffic.sqlite 'select count(*) from status_hours'
        sporlos collect cut $C; echo $?; sporlos collect one.log cut $C; echo $?
        """)
      let lines = outcome.output.split(separator: "\n")
      #expect(lines == ["1", "0", "1", "1"], "cut at \(place) of \(size): \(outcome.errors)")
      #expect(try (1000...1021).contains(hits()))
      #expect(try shell("sporlos collect whole $C").exitCode == 0)
      #expect(try hits() == 1021, "cut at \(place) of \(size)")
    }
  }

  @Test("A damaged archive is reported, and its logs count once with those outside it")
  func damaged() throws {
    try #require(try shell("tar -cf whole one.log two.log three.log").exitCode == 0)
    let bytes = [UInt8](try Data(contentsOf: folder.file("whole")))
    var random = SeededGenerator.fresh()
    let seed = random.seed
    // The headers of the second and the third member, where GNU's begin.
    let headers = (1..<(bytes.count / 512)).map { $0 * 512 }.filter {
      bytes[$0..<($0 + 512)].dropFirst(257).starts(with: "ustar".utf8)
    }
    try #require(headers.count == 2)
    for header in headers {
      for _ in 0..<4 {
        var damaged = bytes
        damaged[header + Int.random(in: 0..<500, using: &random)] ^= 0x40
        try Data(damaged).write(to: folder.file("damaged"))
        let outcome = try shell(
          "rm -rf traffic.sqlite*; sporlos collect damaged $C; echo $?; sporlos collect *.log $C; echo $?"
        )
        #expect(outcome.output == "1\n0\n", "seed \(seed)")
        #expect(
          outcome.errors.hasPrefix("sporlos: \"damaged\" is a damaged archive, after "),
          "seed \(seed): \(outcome.errors)")
        #expect(try hits() == 1021, "seed \(seed)")
      }
    }
  }

  @Test("`scrub`, `check` and `audit` read archives, too", arguments: compressions)
  func others(compression: String) throws {
    let outcome = try shell(
      """
      set -e
      tar -cf - one.log two.log three.log | \(compression) > logs
      sporlos scrub one.log two.log three.log > plain.clean; sporlos scrub logs > archived.clean
      cat logs | sporlos scrub - > piped.clean
      cmp plain.clean archived.clean; cmp plain.clean piped.clean
      sporlos check --pages one.log two.log three.log > plain; sporlos check --pages logs > archived
      cmp plain archived
      sporlos collect one.log $C
      sporlos audit --db traffic.sqlite --log logs --json
      """)
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("1021"), "\(outcome.output)")
  }

  @Test("A follower reads an archive once it is whole")
  func followed() throws {
    let follower = Follower(folder)
    try follower.shell("tar -czf whole.tgz two.log one.log; head -c 3000 whole.tgz > logs.tgz")
    try follower.start("one.log", "logs*")
    try follower.expect(hits: 1000)
    try follower.shell("tail -c +3001 whole.tgz >> logs.tgz")
    try follower.expect(hits: 1020)
    try folder.append(LogLineWriter.lines(1020..<1030), to: "one.log")
    try follower.shell("tar -cf logs2.tar three.log")
    try follower.expect(hits: 1031)
    try follower.stop(hits: 1031)
    #expect(!follower.errors.contains("logs"), "\(follower.errors)")
  }

  static let plainLogs: [(name: String, text: String)] = [
    ("an empty line first", "\n" + LogLineWriter.lines(0..<3)),
    (
      "a line of 400 bytes first",
      String(repeating: "a", count: 400) + "\n" + LogLineWriter.lines(0..<3)
    ),
    ("zeros in the first line", "a\0\0\0\n" + LogLineWriter.lines(0..<3)),
    ("zeros before it", String(repeating: "\0", count: 600) + LogLineWriter.lines(0..<3)),
  ]

  @Test("A log is no archive, whatever its first lines are", arguments: plainLogs)
  func plain(name: String, text: String) throws {
    try folder.write(text, to: "log")
    #expect(try shell("sporlos collect log $C; gzip log; sporlos collect log.gz $C").exitCode == 0)
    #expect(try hits() == 3)
  }
}
