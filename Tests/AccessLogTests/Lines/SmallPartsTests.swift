import LogFormats
import TestSupport
import Testing
import Traffic

@testable import AccessLog

@Suite struct LogNumberTests {
  @Test(
    "A status has three digits, or is none at all",
    arguments: [
      ("200", 200), ("100", 100), ("999", 999), ("404", 404), ("000", 0), ("-", 0), ("", nil),
      ("20", nil), ("2000", nil), ("099", nil), ("001", nil), ("+20", nil), ("2x0", nil),
      ("20 ", nil),
      ("--", nil), ("---", nil), ("\u{661}0", nil),
    ] as [(String, UInt16?)])
  func status(text: String, expected: UInt16?) {
    #expect(unsafe LogBytes(text).with { unsafe LogNumber.status($0) } == expected)
  }

  @Test(
    "A size has up to 15 digits, or is none at all",
    arguments: [
      ("0", 0), ("7", 7), ("007", 7), ("123456789", 123_456_789), ("-", 0), ("", nil), ("-1", nil),
      ("1-", nil), ("+1", nil), ("1.5", nil), ("1 ", nil), ("--", nil), ("1e3", nil), ("/", nil),
      (":", nil), ("999999999999999", 999_999_999_999_999), ("1000000000000000", nil),
      ("9223372036854775807", nil), ("18446744073709551616", nil),
    ] as [(String, Int64?)])
  func decimal(text: String, expected: Int64?) {
    #expect(unsafe LogBytes(text).with { unsafe LogNumber.decimal($0) } == expected)
  }

  @Test(
    "A size may have a plus sign before it",
    arguments: [
      ("+1234", 1234), ("+0", 0), ("1234", 1234), ("-", 0), ("+", nil), ("++1", nil), ("+-", nil),
      ("+1x", nil), ("-1", nil),
    ] as [(String, Int64?)])
  func plus(text: String, expected: Int64?) {
    #expect(unsafe LogBytes(text).with { unsafe LogNumber.size($0) } == expected)
  }

  @Test(
    "Milliseconds may be seconds with a point",
    arguments: [("33", 33_000_000), ("0.033", 33_000_000), ("-", nil), ("1.5", 1_500_000_000)]
      as [(String, Int64?)])
  func seconds(text: String, expected: Int64?) {
    let read = unsafe LogBytes(text).with { unsafe LoggedDuration($0, .secondsOrMilliseconds) }
    #expect(read != nil)
    #expect(read?.nanoseconds == expected)
  }

  @Test("A size of any length is what Swift reads, whatever stands behind it")
  func anySize() {
    var random = SeededGenerator.fresh()
    for length in 1...15 {
      for padding in ["0", "9", "\"", "\u{ff}"] {
        for _ in 0..<50 {
          var text = (0..<length).map { _ in UInt8.random(in: 0x30...0x39, using: &random) }
          if Int.random(in: 0..<3, using: &random) == 0 {
            text[Int.random(in: 0..<length, using: &random)] = UInt8.random(
              in: 0...255, using: &random)
          }
          if text == [0x2d] { continue }
          let isNumber = text.allSatisfy { (0x30...0x39).contains($0) }
          let expected = isNumber ? Int64(String(decoding: text, as: UTF8.self)) : nil
          let read = unsafe LogBytes(text, padding: padding).with { unsafe LogNumber.decimal($0) }
          #expect(read == expected, "seed \(random.seed): \(text)")
        }
      }
    }
  }
}

@Suite struct LogEscapeTests {
  @Test(
    "What a server escaped is undone, and nothing else",
    arguments: [
      ("", ""), ("plain", "plain"), (#"\""#, "\""), (#"\\"#, "\\"), (#"\\\""#, "\\\""),
      (#"\n"#, "\n"),
      (#"\t\r\b\f\v"#, "\t\r\u{8}\u{c}\u{b}"), (#"\x22"#, "\""), (#"\x5C"#, "\\"), (#"\x5c"#, "\\"),
      (#"\xc3\xa9"#, "\u{e9}"), (#"\\x22"#, #"\x22"#), (#"\q"#, #"\q"#), (#"\x"#, #"\x"#),
      (#"\x4"#, #"\x4"#), (#"\xg1"#, #"\xg1"#), (#"\x4g"#, #"\x4g"#), (#"end\"#, #"end\"#),
      (#"\X22"#, #"\X22"#), (#"\'"#, #"\'"#), (#"a\x2fb"#, "a/b"),
    ])
  func unescaped(text: String, expected: String) {
    // From the middle of an array, since slices have indices of their own.
    let bytes = Array(("xy" + text + "n").utf8)
    #expect(LogEscape.unescaped(bytes[2..<(bytes.count - 1)]) == Array(expected.utf8))
  }
}

@Suite struct PercentDecodingTests {
  @Test(
    "Triplets are decoded once, and all else stays",
    arguments: [
      ("", ""), ("a", "a"), ("%41", "A"), ("%4a%4A", "JJ"), ("%2541", "%41"), ("%", "%"),
      ("%4", "%4"),
      ("%zz", "%zz"), ("%%41", "%A"), ("%4%41", "%4A"), ("a+b", "a+b"), ("%00", "\0"),
    ])
  func decoded(text: String, expected: String) {
    let bytes = Array(("ab" + text + "41").utf8)
    let slice = bytes[2..<(bytes.count - 2)]
    #expect(PercentDecoding.decoded(slice) == Array(expected.utf8))
    #expect(PercentDecoding.isEncoded(Array(text.utf8)) == (text != expected))
  }
}

@Suite struct RequestLineTests {
  static let requests: [(String, String)] = [
    ("GET / HTTP/1.1", "/"), ("GET /a HTTP/1.1", "/a"), ("GET /a?b HTTP/1.1", "/a"),
    ("GET /a", "/a"), ("GET /a b HTTP/1.1", "/a b"), ("GET /a b", "/a b"),
    ("GET /a HTTP/1.1?x HTTP/1.1", "/a HTTP/1.1"), ("PROPFIND /a HTTP/1.1", "/a"),
    ("", "(no request)"), ("-", "(no request)"), ("-?", "(invalid request)"),
    ("?", "(invalid request)"), (" ", "(invalid request)"), ("GET", "(invalid request)"),
    ("GET ", "(invalid request)"), ("GET  / HTTP/1.1", "(invalid request)"),
    ("get / HTTP/1.1", "(invalid request)"), ("\u{16}\u{3}\u{1}", "(invalid request)"),
    (#"\x16\x03\x01\x02"#, "(invalid request)"), ("GET HTTP/1.1", "(invalid request)"),
    ("OPTIONS * HTTP/1.1", "*"), ("GET ** HTTP/1.1", "(invalid request)"),
    ("CONNECT example.org:443 HTTP/1.1", "(proxy request)"),
    ("GET http://example.org/a?b HTTP/1.1", "/a"), ("GET http://example.org HTTP/1.1", "/"),
    ("GET http://example.org?b HTTP/1.1", "/"), ("GET HTTPS://jane@example.org/a HTTP/1.1", "/a"),
    ("GET http:///a HTTP/1.1", "/a"), ("GET ://example.org/a HTTP/1.1", "(invalid request)"),
    ("GET ht-tp://example.org/a HTTP/1.1", "(invalid request)"),
    ("GET example.org:443 HTTP/1.1", "(invalid request)"), ("GET a HTTP/1.1", "(invalid request)"),
    (#"GET /\"a\" HTTP/1.1"#, "/\"a\""), (#"GET /a\x3fb HTTP/1.1"#, "/a"),
    (#"GET /\x6aane\x40example.org HTTP/1.1"#, "/:email"), ("GET #a HTTP/1.1", "(invalid request)"),
  ]

  @Test("A request line becomes a page", arguments: requests)
  func page(line: String, expected: String) {
    let bytes = Array(("x" + line).utf8).dropFirst()
    let page = RequestLine.page(of: bytes, isEscaped: line.contains("\\"), rules: [])
    #expect(page.page.text == expected)
  }
}

@Suite struct TagTableTests {
  @Test("A table knows what was put in, through growth and a new start", arguments: [1, 2])
  func growth(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var table = TagTable()
    var known: [UInt64: UInt64] = [:]
    var restarts = 0
    for _ in 0..<70_000 {
      // Tags that crowd in few places of the table, too.
      let tag = UInt64.random(in: 0...UInt64.max, using: &random) & 0x3_ffff_f000_00ff | 1
      if let value = known[tag] {
        #expect(table.value(of: tag) == value)
        continue
      }
      #expect(table.value(of: tag) == nil)
      let before = table.count
      table.insert(tag &* 3, for: tag)
      if table.count <= before {
        restarts += 1
        known = [:]
      }
      known[tag] = tag &* 3
      #expect(table.count == known.count)
      // Just behind each growth.
      if known.count > 500, known.count & (known.count - 1) == 0 {
        #expect(known.allSatisfy { table.value(of: $0) == $1 }, "at \(known.count)")
      }
    }
    #expect(restarts == 1, "65,536 tags are the most that a table holds")
    for (tag, value) in known where table.value(of: tag) != value {
      Issue.record("seed \(seed): \(tag) is lost")
      return
    }
    table.removeAll()
    #expect(table.count == 0 && table.value(of: known.keys.first!) == nil)
  }
}

@Suite struct LineTallyTests {
  @Test("Tallies of parts add up to that of the whole")
  func append() {
    var first = LineTally()
    (first.lines, first.hits, first.empty) = (5, 3, 2)
    first.add(.init(reason: .time, count: 2, firstLine: 3))
    var second = LineTally()
    (second.lines, second.hits) = (4, 1)
    second.add(.init(reason: .time, count: 1, firstLine: 1))
    second.add(.init(reason: .shape, count: 2, firstLine: 2))
    first.append(second)
    #expect(first.lines == 9 && first.hits == 4 && first.empty == 2 && first.allLines == 11)
    #expect(first.rejected.map { [$0.count, $0.firstLine] } == [[3, 3], [2, 9]])
  }

  @Test("Lines too long for a block stand before the block's own")
  func skipped() {
    var tally = LineTally()
    (tally.lines, tally.hits) = (2, 1)
    tally.add(.init(reason: .shape, count: 1, firstLine: 2))
    tally.add(skippedLines: 3)
    #expect(tally.lines == 5)
    #expect(tally.rejected.map(\.reason) == [.shape, .tooLong])
    #expect(tally.rejected.map { [$0.count, $0.firstLine] } == [[1, 5], [3, 1]])
  }
}

@Suite struct ReferrerTagTests {
  @Test("Referrers that differ in their host are two, whatever their scheme")
  func schemes() {
    let hosts = [
      "android-app://org.example.one/", "android-app://org.example.two/x",
      "android-app://org.example.one/x", "https://one.example/a", "https://two.example/a",
      "http://one.example/b", "//three.example/", "http://t/", "android-app:/", "android-app://",
    ]
    let log = hosts.map {
      "192.0.2.1 - - [01/Oct/2026:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1 \"\($0)\" "
        + "\"Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0\"\n"
    }
    let hits = CountedHit.all(
      in: Array(log.joined().utf8), format: "combined", settings: LogSettings())
    #expect(
      hits.map(\.referrer) == [
        "android-app://org.example.one", "android-app://org.example.two",
        "android-app://org.example.one", "one.example", "two.example", "one.example",
        "three.example", "(local)", "(invalid)", "(app)",
      ])
  }
}
