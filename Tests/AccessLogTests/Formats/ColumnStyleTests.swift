import Testing

@testable import AccessLog

@Suite("How the lines below a #Fields line are written")
struct ColumnStyleTests {
  static let heading = "#Fields: date time c-ip cs-uri-stem cs(User-Agent)"

  @Test(
    "The separator and the quotes are those that the lines have",
    arguments: [
      ("2026-11-20 09:15:03 203.0.113.7 /a Mozilla/5.0+(X11)", ColumnStyle(separator: 0x20)),
      ("2026-11-20\t09:15:03\t203.0.113.7\t/a\tMozilla/5.0 (X11)", ColumnStyle(separator: 9)),
      (
        #"2026-11-20 09:15:03 203.0.113.7 /a "Mozilla/5.0 (X11; ""x"")""#,
        ColumnStyle(separator: 0x20, isQuoted: true)
      ),
      (
        "2026-11-20\t09:15:03\t\"203.0.113.7\"\t/a\t\"Mozilla/5.0 (X11)\"\r",
        ColumnStyle(separator: 9, isQuoted: true)
      ),
      // Comments and empty lines show nothing, nor do lines with fewer values or more.
      (
        "#Date: 2026-11-20 09:15:03 a b\n\r\n2026-11-20 09:15:03 203.0.113.7 /a\n"
          + "2026-11-20 09:15:03 203.0.113.7 /a - -\n2026-11-20\t09:15:03\t203.0.113.7\t/a\t-",
        ColumnStyle(separator: 9)
      ),
      // One agent in quotes of its own, among many without, is a client's.
      (
        "2026-11-20 09:15:03 203.0.113.7 /a \"x\"\n2026-11-20 09:15:03 203.0.113.7 /a y\n"
          + "2026-11-20 09:15:03 203.0.113.7 /a z",
        ColumnStyle(separator: 0x20)
      ),
      (
        "2026-11-20 09:15:03 203.0.113.7 /a x\n2026-11-20\t09:15:03\t203.0.113.7\t/a\ty",
        ColumnStyle()
      ),
    ])
  func shown(lines: String, expected: ColumnStyle) {
    #expect(ColumnStyle.shown(by: Array(lines.utf8), heading: Array(Self.heading.utf8)) == expected)
  }

  @Test(
    "Lines that have not as many values as there are names show nothing",
    arguments: ["", "\n", "#Software: a b c d", "2026-11-20 09:15:03 203.0.113.7 /a", "\"", "a\tb"])
  func nothing(lines: String) {
    #expect(ColumnStyle.shown(by: Array(lines.utf8), heading: Array(Self.heading.utf8)) == nil)
  }
}
