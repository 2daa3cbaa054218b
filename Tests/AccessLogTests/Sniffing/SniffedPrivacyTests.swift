import LogFormats
import TestSupport
import Testing

@testable import AccessLog

/// What stands at a place that people put names, numbers and addresses in, and is none of ours.
@Suite struct SniffedPrivacyTests {
  static let combined =
    #"{client} - {user} [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#

  private func guess(_ pattern: String, lines: Int = 200) throws -> FormatGuess {
    var log = VariedLog(pattern, seed: 11)
    return try #require(FormatSniffer.guess(log.lines(lines).map(\.bytes)))
  }

  private func has(_ meaning: FieldMeaning, _ guess: FormatGuess) -> Bool {
    guess.definition.fields.contains { $0.meaning == meaning }
  }

  static let tails: [String] = [
    #" "kari.nordmann""#, #" "{person}""#, " {person}", " kari", #" "kari@example.org""#,
    " {long}", #" "{long}""#, " {hex}", #" "{hex}""#, " 11223344556", " kari.no", " {user}",
    " web1", " {sec}", " {msec}", #" "{sec}""#, " 20/Nov/2026", " 10:15:03",
  ]

  @Test(
    "A value of unknown meaning at the end of a line is no host and no duration", arguments: tails)
  func tail(_ tail: String) throws {
    for count in [1, 7, 8, 200] {
      let guess = try guess(Self.combined + tail, lines: count)
      #expect(!has(.host, guess), "\(count) lines")
      #expect(!has(.duration, guess), "\(count) lines")
      #expect(guess.fit > 0.9)
    }
  }

  static let users: [String] = [
    #"{client} - {person} [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
    #"{client} {person} - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
    #"{client} kari.no - [{clf}] "{request}" {status} {bytes} "-" "{ua}""#,
    #"{client} - shop.example.com [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
    #"{person} {client} - - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
    #"Oct {client} - - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
    #"2026-10-01T12 {client} - - [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#,
  ]

  @Test("A user, a day or a time of day before the time is no host", arguments: users)
  func user(_ pattern: String) throws {
    for count in [1, 8, 200] { #expect(!has(.host, try guess(pattern, lines: count))) }
  }

  static let hosts: [(String, Int, Bool)] = [
    ("{client} {host} {user} [{clf}] ", 200, true), ("{client} {host} {user} [{clf}] ", 7, false),
    ("www.example.org:443 {client} - - [{clf}] ", 1, true),
    ("{client} {person} {user} [{clf}] ", 200, false),
  ]

  @Test("A host column needs lines enough, or to stand where Apache writes it", arguments: hosts)
  func host(_ head: String, count: Int, isHost: Bool) throws {
    let guess = try guess(head + #""{request}" {status} {bytes} "{referrer}" "{ua}""#, lines: count)
    #expect(has(.host, guess) == isHost)
    let isSaid = guess.notes.contains { if case .hostLeftOut = $0 { true } else { false } }
    #expect(isSaid == (!isHost && head.contains("{host}")))
  }

  @Test("Names that differ in most lines are no hosts")
  func manyNames() throws {
    let lines = (0..<64).map { index in
      Array(
        """
        203.0.113.\(index) user\(index).example.org - [20/Nov/2026:10:15:03 +0100] \
        "GET / HTTP/1.1" 200 \(index + 100) "-" "Mozilla/5.0"
        """.utf8)[...]
    }
    let guess = try #require(FormatSniffer.guess(lines))
    #expect(!has(.host, guess))
    #expect(guess.notes == [.hostLeftOut("field2")])
  }

  @Test("A number of unknown meaning is said", arguments: [" {sec}", " {msec}", " {long}"])
  func unknownNumber(_ tail: String) throws {
    let guess = try guess(Self.combined + tail)
    #expect(guess.notes == [.unknownNumber("field10")])
  }

  static let labels: [(String, FieldNotation)] = [
    (" rt={sec}", .duration(.seconds)), (#" rt="{sec}""#, .duration(.seconds)),
    (" request_time {sec}", .duration(.seconds)),
    (" request_time_ms={msec}", .duration(.milliseconds)),
    (" {msec}us", .durationWithUnit), (" took: {msec}ms", .durationWithUnit),
  ]

  @Test("A label or a unit makes a number a duration", arguments: labels)
  func label(_ tail: String, notation: FieldNotation) throws {
    let guess = try guess(Self.combined + tail)
    let field = try #require(guess.definition.fields.first { $0.meaning == .duration })
    #expect(field.notation == notation)
    #expect(guess.notes.isEmpty)
  }

  @Test(
    "A duration whose unit nothing tells is left out", arguments: [" rt={msec}", " took={msec}"])
  func unitless(_ tail: String) throws {
    let guess = try guess(Self.combined + tail)
    #expect(!has(.duration, guess))
    #expect(guess.notes.count == 1)
  }
}
