import Testing

@testable import FleetStore

@Suite("Texts on their way to a store and back")
struct StoreTextTests {
  /// Names from logs may have any of these.
  static let hostile = [
    "", "plain", "it's", "\\", "\\'", "'; DROP TABLE fact; --", "tab\there", "new\nline", "\r",
    "\u{0}", "\u{8}\u{c}", "æøå", "🙂", "%27", "a&b=c", "\\N", "{x:String}", "\u{1b}[31m", "`\"",
  ]

  @Test(
    "A literal ends only where its text ends",
    arguments: [
      ("", "''"), ("a", "'a'"), ("it's", #"'it\'s'"#), ("\\", #"'\\'"#), ("\\'", #"'\\\''"#),
      ("'); DROP TABLE fact; --", #"'\'); DROP TABLE fact; --'"#), ("ø", "'ø'"),
    ])
  func literal(text: String, written: String) { #expect(StoreText.literal(text) == written) }

  @Test("Whatever a text has, its literal has one quote that is not escaped, at the end")
  func closed() {
    for text in StoreTextTests.hostile {
      var isEscaped = false
      var ends: [Int] = []
      let bytes = Array(StoreText.literal(text).utf8.dropFirst())
      for (place, byte) in bytes.enumerated() {
        if isEscaped {
          isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
          isEscaped = true
        } else if byte == UInt8(ascii: "'") {
          ends.append(place)
        }
      }
      #expect(ends == [bytes.count - 1], "\(text.debugDescription)")
    }
  }

  @Test(
    "Only letters, digits and -._ stay as they are in a URL",
    arguments: [
      ("aZ09-._", "aZ09-._"), ("a b", "a%20b"), ("&=?#/", "%26%3D%3F%23%2F"), ("%", "%25"),
      ("+", "%2B"), ("\r\n", "%0D%0A"), ("\u{0}", "%00"), ("ø", "%C3%B8"), ("~", "%7E"),
    ])
  func percentEncoded(text: String, written: String) {
    #expect(StoreText.percentEncoded(text) == written)
  }

  @Test(
    "A value of TabSeparated is read as it was",
    arguments: [
      ("", ""), ("plain", "plain"), (#"a\tb"#, "a\tb"), (#"a\nb"#, "a\nb"), (#"\\"#, "\\"),
      (#"\\n"#, "\\n"), (#"it\'s"#, "it's"), (#"\0"#, "\u{0}"), (#"\b\f\r"#, "\u{8}\u{c}\r"),
      (#"end\"#, "end"),
    ])
  func unescaped(value: String, meant: String) {
    #expect(StoreText.unescaped(value[...]) == meant)
  }

  @Test("What ClickHouse escapes comes back, whatever it is")
  func returned() {
    for text in StoreTextTests.hostile {
      var value = ""
      for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": value += #"\\"#
        case "'": value += #"\'"#
        case "\t": value += #"\t"#
        case "\n": value += #"\n"#
        case "\r": value += #"\r"#
        case "\u{0}": value += #"\0"#
        case "\u{8}": value += #"\b"#
        case "\u{c}": value += #"\f"#
        default: value.unicodeScalars.append(scalar)
        }
      }
      #expect(StoreText.unescaped(value[...]) == text, "\(text.debugDescription)")
    }
  }

  @Test(
    "Of an error, a terminal sees one line without what it would obey",
    arguments: [
      (
        "Code: 60, e.displayText() = no table\nStack trace:", "Code: 60, e.displayText() = no table"
      ),
      ("\u{1b}[2Jgone", "?[2Jgone"), ("bell\u{7}", "bell?"), ("tab\t", "tab?"), ("ø", "??"),
      ("", "it does not say why"), ("\nlater", "it does not say why"),
      (String(repeating: "x", count: 5000), String(repeating: "x", count: 300)),
    ])
  func reason(answer: String, shown: String) {
    #expect(StoreText.reason(Array(answer.utf8)) == shown)
  }

  @Test("Bytes that are no text are shown as question marks")
  func noText() { #expect(StoreText.reason([0xFF, 0x41, 0x9B, 0x80]) == "?A??") }
}
