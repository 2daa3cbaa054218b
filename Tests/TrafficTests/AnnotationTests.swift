import Testing
import Traffic

@Suite("What can be written on a day")
struct AnnotationTests {
  @Test(
    "One line with something in it",
    arguments: [
      "Newsletter sent", "x", "Ny forside æøå", "日本語", "<b>", "\"", " a ",
      String(repeating: "a", count: 200),
    ])
  func kept(text: String) { #expect(Annotation.isText(text)) }

  @Test(
    "Nothing empty or long, no line end, and no character that acts",
    arguments: [
      "", " ", "   ", String(repeating: "a", count: 201), "a\nb", "a\r", "a\tb", "a\u{1B}[31m",
      "a\u{0}", "\u{202E}a", "a\u{200B}b", "\u{2028}", "\u{9B}2J", "a\u{7F}",
      "e" + String(repeating: "\u{301}", count: 200),
    ])
  func refused(text: String) { #expect(!Annotation.isText(text)) }
}
