import Testing
import Traffic

@Suite struct QuotedTextTests {
  @Test(
    "Characters that act instead of showing are written out",
    arguments: [
      ("/plain", "/plain"), ("/blåbær", "/blåbær"), ("a\u{1B}[2J", "a\\u{1B}[2J"),
      ("a\r\nb", "a\\u{D}\\u{A}b"), ("\u{202E}gpj", "\\u{202E}gpj"), ("\u{9B}1m", "\\u{9B}1m"),
      ("a\u{200B}b", "a\\u{200B}b"), ("\u{2028}", "\\u{2028}"), ("\u{0}", "\\u{0}"), ("", ""),
    ])
  func harmless(text: String, shown: String) {
    #expect(QuotedText.harmless(text) == shown)
    #expect(QuotedText.quoted(text) == "\"\(shown)\"")
  }
}
