import LogFormats
import TestSupport
import Testing

@testable import AccessLog

@Suite struct SniffedMixtureTests {
  static let combined = #"{client} - - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#

  private func lines(_ pattern: String, _ count: Int) -> [ArraySlice<UInt8>] {
    var log = VariedLog(pattern, seed: 3)
    return log.lines(count).map(\.bytes)
  }

  @Test("A log that changed its format has two, and neither loses a client or a host")
  func changed() throws {
    let first = lines(Self.combined, 60)
    let second = lines("example.org:443 " + Self.combined, 40)
    let guesses = FormatSniffer.guesses(first + second)
    try #require(guesses.count == 2)
    #expect(abs(guesses[0].fit - 0.6) < 0.05)
    #expect(abs(guesses[1].fit - 0.4) < 0.05)
    #expect(guesses[0].definition.fields.map(\.meaning).contains(.host) == false)
    #expect(guesses[1].definition.fields.map(\.meaning).prefix(2) == [.host, .client])
    for line in first { #expect(!FormatFit(guesses[1]).fits(line)) }
    for line in second { #expect(!FormatFit(guesses[0]).fits(line)) }
  }

  @Test("Lines of something else do not change what is recognised")
  func noise() throws {
    let noise = [
      "2026/11/20 10:15:03 [error] 811#811: *1 open() \"/srv/x\" failed (2: No such file), client: 203.0.113.7",
      "# comment", "AH00558: could not determine the server's name", "{\"status\": 200}", "\"\"\"",
    ].map { Array($0.utf8)[...] }
    let log = lines(Self.combined, 20)
    let plain = try #require(FormatSniffer.guess(log))
    let mixed = try #require(FormatSniffer.guess(noise + log + noise))
    #expect(mixed.definition == plain.definition)
    #expect(mixed.fit < 0.7)
  }

  static let otherLogs: [String] = [
    "", "-",
    "Nov 20 10:15:03 web1 sshd[811]: Accepted publickey for kari from 203.0.113.7 port 51000",
    "2026/11/20 10:15:03 [error] 811#811: *1 open() failed, client: 203.0.113.7, request: \"GET / HTTP/1.1\"",
    "{\"level\":\"info\",\"msg\":\"started\",\"ts\":1795166103.27}", "{\"a\":", "[[[[[[",
    "a b c d e f g h",
    "1 2 3 4 5 6 7 8 9", "[20/Nov/2026:10:15:03 +0100] [notice] caught SIGTERM, shutting down 200",
    "level=info msg=started ts=2026-11-20T10:15:03Z port=8080 pid=811", "\u{0}\u{0}\u{0}",
  ]

  @Test("A log without requests is of no format", arguments: otherLogs)
  func others(_ line: String) {
    #expect(FormatSniffer.guess([Array(line.utf8)[...]]) == nil)
    #expect(
      FormatSniffer.guess([ArraySlice<UInt8>](repeating: Array(line.utf8)[...], count: 20)) == nil)
    #expect(FormatSniffer.guess([]) == nil)
  }

  static let times: [(String, FieldNotation?, [GuessNote])] = [
    ("20/Nov/2026:10:15:03 +0100", .commonLog, []),
    ("20/Nov/2026:10:15:03", .commonLogLocal, [.timeWithoutZone]),
    ("2026-11-20T10:15:03Z", .iso8601, []), ("2026-11-20 10:15:03.123 +0100", .iso8601, []),
    ("2026-11-20 10:15:03", .iso8601, [.timeWithoutZone]),
    ("Fri Nov 20 10:15:03 2026", .strftime("%a %b %e %H:%M:%S %Y"), [.timeWithoutZone]),
    ("20/11/2026 10:15:03", .strftime("%d/%m/%Y %H:%M:%S"), [.timeWithoutZone]),
    ("11/20/2026 10:15:03", .strftime("%m/%d/%Y %H:%M:%S"), [.timeWithoutZone]),
    ("11/10/2026 10:15:03", nil, [.dayOrMonthFirst, .noTime]),
    ("20/Nov/2026 10:15:03 +0100", .strftime("%d/%b/%Y %H:%M:%S %z"), []),
    ("1795166103.123", .epoch(.seconds), []), ("1795166103123", .epoch(.milliseconds), []),
    ("Fri, 20 Nov 2026 10:15:03 GMT", .strftime("%a, %d %b %Y %H:%M:%S %-z"), []),
    ("2026-11-20 10:15:03 UTC", .iso8601, []),
    ("Fri 20 Nov 2026 10:15:03 +0100", .strftime("%a %d %b %Y %H:%M:%S %z"), []),
    ("20/Nov/2026 10:15:03+01:00", .strftime("%d/%b/%Y %H:%M:%S%-z"), []),
    (
      "2026/11/20 - 10:15:03.123 +01:00", .strftime("%Y/%m/%d - %H:%M:%S.%3f %-z"), []
    ),
    ("Nov 20 10:15:03", nil, [.noTime]),
    ("20261120T101503Z", .strftime("%Y%m%dT%H%M%S%-z"), []),
    ("20261120T101503.123+0100", .strftime("%Y%m%dT%H%M%S.%3f%z"), []),
    ("20261120101503", .strftime("%Y%m%d%H%M%S"), [.timeWithoutZone]),
    ("20261320101503", nil, [.noTime]), ("20261120251503", nil, [.noTime]),
    ("20 Nov 2026 10:15:03 +0100", .strftime("%d %b %Y %H:%M:%S %z"), []),
    ("Nov 20, 2026 10:15:03", .strftime("%b %e, %Y %H:%M:%S"), [.timeWithoutZone]),
    ("Nov  2, 2026 10:15:03 PM", .strftime("%b %e, %Y %I:%M:%S %p"), [.timeWithoutZone]),
    ("Nov 20 2026 10:15:03 UTC", .strftime("%b %e %Y %H:%M:%S %-z"), []),
    ("Nov 20 10:15:03 2026", .strftime("%b %e %H:%M:%S %Y"), [.timeWithoutZone]),
    ("11/20/2026 10:15:03 PM", .strftime("%m/%d/%Y %I:%M:%S %p"), [.timeWithoutZone]),
    ("20/11/2026 10:15:03.123 AM +01:00", .strftime("%d/%m/%Y %I:%M:%S.%3f %p %-z"), []),
    ("20/Nov/2026:10:15:03.123 +0100", .strftime("%d/%b/%Y:%H:%M:%S.%3f %z"), []),
  ]

  @Test("Times are read in the notation they have, or not at all", arguments: times)
  func time(_ time: String, notation: FieldNotation?, notes: [GuessNote]) throws {
    let line = "203.0.113.7 - - [\(time)] \"GET / HTTP/1.1\" 200 100 \"-\" \"Mozilla/5.0 (X11)\""
    let guess = try #require(FormatSniffer.guess([Array(line.utf8)[...]]))
    #expect(guess.definition.fields.first { $0.meaning == .time }?.notation == notation)
    #expect(guess.notes.filter { $0 != .unknownNumber("field4") } == notes)
  }

  @Test("Bytes are those of the answer, also where other sizes stand beside them")
  func sizes() throws {
    for (pattern, name) in [
      (
        #"{client} - - [{clf}] "{request}" {status} {bytes} {length} "{referrer}" "{ua}""#, "field7"
      ),
      (
        #"{client} - - [{clf}] "{request}" {status} {length} {bytes} "{referrer}" "{ua}""#, "field8"
      ),
      // A load balancer's order, which nobody else has.
      (#"[{clf}] {client} {status} {length} {bytes} "{request}" "{ua}""#, nil),
    ] {
      let guess = try #require(FormatSniffer.guess(lines(pattern, 200)))
      #expect(guess.definition.fields.first { $0.meaning == .bytes }?.name == name)
    }
  }

  @Test("A request without quotes is three values, so that each has an end")
  func unquoted() throws {
    let guess = try #require(
      FormatSniffer.guess(lines(#"{client} [{clf}] {words} {status} {bytes} "{ua}""#, 50)))
    let expected: [FieldMeaning] = [
      .client, .time, .method, .target, .version, .status, .bytes, .userAgent,
    ]
    #expect(guess.definition.fields.map(\.meaning) == expected)
    #expect(guess.definition.fields.allSatisfy { $0.extent != .text })
  }

  @Test("Random bytes, and lines that are cut, joined and changed, do no harm")
  func hostile() {
    var random = SeededGenerator.fresh()
    let patterns = SniffedFormatsTests.patterns
    for _ in 0..<60 {
      var log = VariedLog(patterns.randomElement(using: &random) ?? "", seed: random.next())
      var lines = log.lines(Int.random(in: 1...12, using: &random)).map { Array($0.bytes) }
      for index in lines.indices {
        for _ in 0..<Int.random(in: 0...4, using: &random) where !lines[index].isEmpty {
          let at = Int.random(in: 0..<lines[index].count, using: &random)
          switch Int.random(in: 0...4, using: &random) {
          case 0: lines[index][at] = UInt8.random(in: 0...255, using: &random)
          case 1: lines[index].removeSubrange(at...)
          case 2:
            lines[index].insert(
              Array("\"[({|;, =\\".utf8).randomElement(using: &random) ?? 0, at: at)
          case 3: lines[index] += lines[index]
          default: lines[index] = (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) }
          }
        }
      }
      for guess in FormatSniffer.guesses(lines.map { $0[...] }) {
        #expect((0...1).contains(guess.fit))
        // What is said to fit can be read, and each field lies in its line.
        let fitting = lines.count { FormatFit(guess).fits($0[...]) }
        #expect(fitting > 0 || guess.fit == 0)
      }
    }
  }

  static let floods: [[UInt8]] = [
    [UInt8](repeating: 0x22, count: 16_000), Array(String(repeating: "\" ", count: 8000).utf8),
    Array(String(repeating: "[", count: 16_000).utf8),
    Array(String(repeating: "a=", count: 8000).utf8),
    Array(String(repeating: "1, ", count: 5000).utf8),
    Array(String(repeating: "GET / ", count: 2600).utf8),
    Array(String(repeating: "{\"a\":", count: 3000).utf8), [UInt8](repeating: 0x20, count: 16_000),
    Array(("{" + String(repeating: "\"a\":[1],", count: 1900) + "\"b\":1}").utf8),
    Array(String(repeating: "\\", count: 16_000).utf8),
  ]

  @Test("Long lines of signs are of no format", arguments: floods)
  func flood(_ line: [UInt8]) {
    #expect(FormatSniffer.guess([ArraySlice<UInt8>](repeating: line[...], count: 40)) == nil)
  }
}

/// Logs whose first line, or whose keys, say what the values are.
@Suite struct SniffedTableTests {
  static let tables: [(String, String, [FieldMeaning], [GuessNote])] = [
    (
      "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
        + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
      "2026-11-20 09:15:03 192.0.2.80 GET /a id=7 443 - 203.0.113.7 Mozilla/5.0+(X11) - 200 0 0 250",
      [
        .date, .time, .method, .target, .query, .client, .userAgent, .referrer, .status, .duration,
      ], []
    ),
    (
      "time,client_ip,method,path,status,bytes,duration_ms,user_agent",
      #"2026-11-20T10:15:03Z,203.0.113.7,GET,/a,200,1234,250,"Mozilla/5.0 (X11, like ""x"")""#,
      [.time, .client, .method, .target, .status, .bytes, .duration, .userAgent], []
    ),
    (
      "time,client_ip,method,path,status,bytes,duration",
      "2026-11-20T10:15:03Z,203.0.113.7,GET,/a,200,1234,250",
      [.time, .client, .method, .target, .status, .bytes], [.durationLeftOut("duration")]
    ),
  ]

  @Test("A first line with names says what the values are", arguments: tables)
  func table(header: String, line: String, meanings: [FieldMeaning], notes: [GuessNote]) throws {
    let lines = [header] + [String](repeating: line, count: 10)
    let guess = try #require(FormatSniffer.guess(lines.map { Array($0.utf8)[...] }))
    #expect(guess.definition.fields.map(\.meaning).filter { $0 != .ignored } == meanings)
    #expect(guess.notes == notes)
    #expect(FormatFit(guess).fits(Array(line.utf8)[...]))
  }

  static let objects: [(String, [String: FieldMeaning], [GuessNote])] = [
    (
      #"{"host":"web1.example.org","http_host":"www.example.org","time":"2026-11-20T10:15:03Z","#
        + #""request":"GET / HTTP/1.1","status":200,"remote_addr":"203.0.113.7"}"#,
      ["http_host": .host, "remote_addr": .client], []
    ),
    (
      #"{"time":"2026-11-20T10:15:03Z","request":"GET / HTTP/1.1","status":200,"remote_addr":"#
        + #""10.0.0.5","http_x_forwarded_for":"203.0.113.7, 198.51.100.1"}"#,
      ["http_x_forwarded_for": .client, "remote_addr": .ignored],
      [.privateAddressesWithPublicColumn("http_x_forwarded_for")]
    ),
    (
      #"{"requestTime":"20/Nov/2026:10:15:03 +0100","path":"/a","httpMethod":"GET","status":"200","#
        + #""ip":"203.0.113.7","duration":250}"#,
      ["requestTime": .time, "path": .target, "ip": .client], [.durationLeftOut("duration")]
    ),
    (
      #"{"ts":1795166103123,"uri":"/a","method":"GET","status":200,"user":"kari.nordmann","session":"#
        + #""11223344556","upstream":{"status":502,"host":"a.example.org"}}"#,
      ["ts": .time, "uri": .target, "status": .status], [.noAddress]
    ),
    (
      #"method=GET path="/a" status=200 fwd="203.0.113.7" connect=1ms service=249ms"#,
      ["path": .target, "fwd": .client, "connect": .duration, "service": .duration2], [.noTime]
    ),
  ]

  @Test("Keys say what their values are where the values look like it", arguments: objects)
  func object(line: String, meanings: [String: FieldMeaning], notes: [GuessNote]) throws {
    let guess = try #require(FormatSniffer.guess([Array(line.utf8)[...]]))
    for (name, meaning) in meanings {
      #expect(guess.definition.fields.first { $0.name == name }?.meaning == meaning, "\(name)")
    }
    #expect(guess.notes == notes)
    #expect(guess.definition.fields.count { $0.meaning == .client } <= 1)
  }
}
