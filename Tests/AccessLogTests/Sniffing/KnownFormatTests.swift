import LogFormats
import TestSupport
import Testing

@testable import AccessLog

@Suite struct KnownFormatTests {
  private static func quoted(_ meaning: FieldMeaning) -> [FormatPiece] {
    [
      .literal("\""), .field(FormatField(meaning, encoding: .backslash, name: "\(meaning)")),
      .literal("\""),
    ]
  }

  private static func word(_ meaning: FieldMeaning, _ notation: FieldNotation = .plain)
    -> FormatPiece
  {
    .field(FormatField(meaning, notation, name: "\(meaning)"))
  }

  private static let blank = FormatPiece.literal(" ")

  private static let rest: [FormatPiece] =
    [.literal(" ["), word(.time, .commonLog), .literal("] ")] + quoted(.request)
    + [blank, word(.status), blank, word(.bytes), blank] + quoted(.referrer) + [blank]
    + quoted(.userAgent)

  static let combined = FormatDefinition(
    name: "combined",
    shape: .line([word(.client), blank, word(.ignored), blank, word(.ignored)] + rest))
  static let lighttpd = FormatDefinition(
    name: "lighttpd",
    shape: .line([word(.client), blank, word(.host), blank, word(.ignored)] + rest))
  static let vhost = FormatDefinition(
    name: "vhost",
    shape: .line(
      [word(.host), blank, word(.client), blank, word(.ignored), blank, word(.ignored)] + rest))

  static let tail = #" [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#

  static let logs: [(String, Int, String)] = [
    ("{client} - -" + tail, 50, "combined"), ("{client} - kari" + tail, 50, "combined"),
    ("{client} {host} -" + tail, 50, "lighttpd"), ("{client} {host} -" + tail, 5, "combined"),
    ("{client} {person} -" + tail, 50, "combined"), ("{host} {client} - -" + tail, 50, "vhost"),
    ("{client} - -" + tail + " {sec}", 50, LogFormat.recognisedName),
  ]

  @Test("A format with a name is taken where its fields hold what it says", arguments: logs)
  func named(pattern: String, count: Int, name: String) throws {
    var log = VariedLog(pattern, seed: 23)
    let lines = log.lines(count).map(\.bytes)
    let known = [Self.lighttpd, Self.combined, Self.vhost]
    for known in [known, known.reversed()] {
      let guess = try #require(FormatSniffer.guess(lines, known: known))
      #expect(guess.definition.name == name)
      #expect(guess.fit > 0.9)
    }
  }

  @Test("A named format reads the client that a proxy tells of where its own addresses are private")
  func proxied() throws {
    guard case .line(var pieces) = Self.combined.shape else { return }
    let field = FormatField(.ignored, encoding: .backslash, name: "$xff", mayBeClient: true)
    pieces += [.literal(" \""), .field(field), .literal("\"")]
    let known = FormatDefinition(name: "main", shape: .line(pieces), allowsMore: true)
    for (head, clients) in [("10.0.0.5", ["$xff"]), ("{client}", ["client"])] {
      var log = VariedLog(head + " - -" + Self.tail + #" "{clients}""#, seed: 29)
      let guess = try #require(FormatSniffer.guess(log.lines(50).map(\.bytes), known: [known]))
      #expect(guess.definition.name == "main")
      #expect(guess.definition.fields.filter { $0.meaning == .client }.map(\.name) == clients)
      #expect(guess.notes.isEmpty == (clients == ["client"]))
    }
  }

  @Test("What stands behind a named format that may go on is said, unless it varies")
  func goingOn() throws {
    var known = Self.combined
    known.allowsMore = true
    var log = VariedLog("{client} - -" + Self.tail + " {sec}", seed: 31)
    let lines = log.lines(50).map(\.bytes)
    let guess = try #require(FormatSniffer.guess(lines, known: [known]))
    #expect(guess.notes == [.unknownNumber("field10")])
    var others = VariedLog("{client} - -" + Self.tail + " a b {cache}", seed: 37)
    let mixed = lines + others.lines(50).map(\.bytes)
    let second = try #require(FormatSniffer.guess(mixed, known: [known]))
    #expect(second.definition.name == "combined")
    #expect(second.fit == 1)
  }

  @Test("Keys that no line has do not speak for a named format")
  func missingKeys() throws {
    let known = FormatDefinition(
      name: "router",
      shape: .logfmt([
        FormatKey(["method"], FormatField(.method, name: "method")),
        FormatKey(["path"], FormatField(.target, name: "path")),
        FormatKey(["status"], FormatField(.status, name: "status")),
        FormatKey(["fwd"], FormatField(.client, name: "fwd")),
        FormatKey(["host"], FormatField(.host, name: "host")),
        FormatKey(["bytes"], FormatField(.bytes, name: "bytes")),
      ]))
    for (line, name) in [
      ("method=GET path=/a status=200 ip=203.0.113.7 view=40", LogFormat.recognisedName),
      ("method=GET path=/a status=200 fwd=203.0.113.7 bytes=40 host=a.example.org", "router"),
    ] {
      let guess = try #require(FormatSniffer.guess([Array(line.utf8)[...]], known: [known]))
      #expect(guess.definition.name == name)
      #expect(guess.definition.fields.contains { $0.meaning == .client })
    }
  }

  static let matches: [(String, [FormatPiece], [String]?)] = [
    ("a b", [word(.host), blank, word(.status)], ["a", "b"]),
    ("a b c", [word(.host), blank, word(.status)], nil),
    (#""a \" b" c"#, quoted(.referrer) + [blank, word(.status)], [#"a \" b"#, "c"]),
    (
      "1.1.1.1, 2.2.2.2 c",
      [.field(FormatField(.client, extent: .list, name: "")), blank, word(.status)],
      ["1.1.1.1, 2.2.2.2", "c"]
    ),
    (
      "1 : 2, 3 c", [.field(FormatField(.ignored, extent: .list, name: "")), blank, word(.status)],
      ["1 : 2, 3", "c"]
    ),
    (
      "jane doe x [t]",
      [
        .field(FormatField(.ignored, extent: .text, name: "")), .literal(" ["), word(.time),
        .literal("]"),
      ], ["jane doe x", "t"]
    ),
    (
      "a [b] [t]",
      [
        .field(FormatField(.ignored, extent: .text, name: "")), .literal(" ["), word(.time),
        .literal("]"),
      ], ["a [b]", "t"]
    ),
    (
      "   12 x", [.field(FormatField(.duration, name: "", isPadded: true)), blank, word(.status)],
      ["12", "x"]
    ),
    (
      "a:80/b c",
      [
        word(.host), .field(FormatField(.target, name: "", optionalPrefix: 0x2f)), blank,
        word(.status),
      ],
      ["a:80", "/b", "c"]
    ),
    (
      "x {a} b",
      [
        word(.host), blank, .field(FormatField(.referrer, name: "", optionalPrefix: 0x7b)), blank,
        word(.status),
      ], ["x", "a}", "b"]
    ),
    (
      "x b",
      [
        word(.host), blank, .field(FormatField(.referrer, name: "", optionalPrefix: 0x7b)), blank,
        word(.status),
      ], ["x", "", "b"]
    ),
  ]

  @Test("Pieces match a line from left to right", arguments: matches)
  func match(line: String, pieces: [FormatPiece], values: [String]?) {
    let found = LineMatcher(pieces).match(Array(line.utf8)[...])
    #expect(found?.map { String(decoding: $0, as: UTF8.self) } == values)
  }
}
