import Testing
import TestSupport
import Traffic

@testable import AccessLog

@Suite struct DifferentialTests {
  static let formats = RandomLog.formats
  static let seeds: [UInt64] = [1, 2, 3, 4]

  @Test("Random logs are read as the reference reads them", arguments: formats, seeds)
  func fixedSeeds(format: String, seed: UInt64) throws {
    try compare(format: format, seed: seed, lines: 150)
  }

  @Test("A probe that is encoded more often than any page is read as the reference reads it")
  func encodedProbe() throws {
    try compare(format: "vhost-common", seed: 11_890_504_782_354_238_844, lines: 100)
  }

  @Test("A question mark that the server escaped belongs to the path")
  func escapedQuestionMark() throws {
    try compare(format: "combined-time", seed: 13_744_299_061_796_663_985, lines: 100)
  }

  @Test("A log nobody has tried is read as the reference reads it", arguments: formats)
  func freshSeed(format: String) throws {
    try compare(format: format, seed: SeededGenerator.fresh().seed, lines: 100)
  }

  @Test(
    "Comments, names of columns and odd lines are read as the reference reads them",
    arguments: formats)
  func otherLines(format: String) throws {
    let time = "[01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\""
    let others: [[UInt8]] = [
      Array("#".utf8), Array("#Software: x\r".utf8), [0x23, 0xff, 0xff, 0], [0, 0, 0x23],
      [0xef, 0xbb, 0xbf, 0x23], Array(" #".utf8), Array("time,client,method,path,status".utf8),
      Array("a\tb\tc\td\te_f - \"\r".utf8), Array("a,b,c,d".utf8), Array("a,b,c,d,1".utf8),
      Array("#\(String(repeating: "x", count: 70_000))".utf8),
      // A list whose last item is no address, and a request that was never answered.
      Array("192.0.2.1, - - \(time) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 : - - \(time) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 : - \(time) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 : : a - - \(time) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 - - \(time.replacing("+02", with: "+02:")) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 - - \(time.replacing("+02", with: "-02-")) 200 12 \"-\" \"x\" 1".utf8),
      Array("192.0.2.1 - - \(time) 0 0 \"-\" \"-\" NONE_NONE".utf8),
    ]
    try compare(format: format, seed: 5, lines: 100, with: others)
  }

  /// Reads the log twice with one worker, the second time knowing all of it.
  private func compare(
    format: String, seed: UInt64, lines: Int, with others: [[UInt8]] = []
  ) throws {
    var writer = RandomLog(seed: seed, format: format)
    let bytes = Array((others + [writer.bytes(lines: lines)]).joined(separator: [0x0a]))
    let expected = ReferenceParser(format: format).read(bytes)
    var worker = LogLines()
    worker.begin(try #require(LogFormat(named: format)), site: nil)
    let log = LogBytes(bytes)
    for attempt in 1...2 {
      let read = ReadLog(of: log, by: &worker)
      if read == expected { continue }
      #expect(read.rejected == expected.rejected, "seed \(seed), attempt \(attempt)")
      #expect(read.empty == expected.empty && read.lines == expected.lines, "seed \(seed)")
      for (hit, wanted) in zip(read.hits, expected.hits) where hit != wanted {
        Issue.record("seed \(seed), attempt \(attempt): \(hit) is not \(wanted)")
        return
      }
      #expect(read.hits.count == expected.hits.count, "seed \(seed)")
    }
    #expect(expected.hits.count > lines / 4, "most lines should be hits, or little is tested")
  }

  @Test(
    "Lines of exactly 64 KiB are read, and of one byte more rejected",
    arguments: [(0, true), (1, false)])
  func longLines(more: Int, isRead: Bool) {
    let start = "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET /"
    let end = " HTTP/1.1\" 200 1"
    let filler = String(repeating: "a", count: 65_536 + more - start.utf8.count - end.utf8.count)
    let log = start + filler + end
    #expect(log.utf8.count == 65_536 + more)
    let read = ReadLog(of: log + "\r\n\n" + start + end + "\n", format: "common")
    #expect(read.hits.count == (isRead ? 2 : 1))
    #expect(read.rejected == (isRead ? [:] : [.tooLong: [1, 1]]))
    #expect(read.empty == 1)
  }

  @Test("What one client asks for never changes the page of another's request")
  func poisoning() {
    func line(_ request: String) -> String {
      "192.0.2.1 - - [01/Oct/2026:13:55:36 +0000] \"\(request)\" 200 1\n"
    }
    let pairs = [
      ("GET /a HTTP/1.1?x HTTP/1.1", "GET /a HTTP/1.1", "/a"), ("?x", "", "(no request)"),
      ("-?x", "-", "(no request)"), ("GET /a?HTTP/1.1", "GET /a", "/a"),
      ("GET *?x HTTP/1.1", "GET *", "*"),
    ]
    for (first, second, page) in pairs {
      let alone = ReadLog(of: line(second), format: "common").hits
      let behind = ReadLog(of: line(first) + line(second), format: "common").hits
      #expect(alone.map(\.page) == [page])
      #expect(behind.last == alone.first, "\(second) behind \(first)")
    }
  }
}
