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
    "A host before the path is told by nearly all lines",
    arguments: [
      (["/www.example.org/a"], true), (["/example.org/"], true), (["/example.org:80/a?b=/c"], true),
      ([#""/www.example.org/a""#], true), (["-", "/www.example.org/a"], true),
      (["/index.php", "/a/b"], false), (["/www.example.org"], false),
      (["/a/www.example.org/b"], false),
      (["http://www.example.org/a"], false), (["www.example.org/a"], false), (["-"], false),
      // The end of a program's name may be a country's code.
      (["/shop.pl/a"], false), (Array(repeating: "/example.no/a", count: 8), true),
      (["/www.example.org/a", "/favicon.ico"], false),
      (["/favicon.ico"] + Array(repeating: "/www.example.org/a", count: 9), true),
    ])
  func hosts(paths: [String], areNamed: Bool) throws {
    let lines = paths.map { "2026-11-20\t09:15:03\t\($0)\t200\n" }.joined()
    for (name, isWhole) in [("cs-uri", true), ("CS-URI", true), ("cs-uri-stem", false)] {
      let heading = "#Fields: date time \(name) sc-status"
      let style = try #require(
        ColumnStyle.shown(by: Array(lines.utf8), heading: Array(heading.utf8)))
      #expect(style.namesHost == (areNamed && isWhole), "\(name)")
    }
  }

  @Test(
    "Lines that have not as many values as there are names show nothing",
    arguments: ["", "\n", "#Software: a b c d", "2026-11-20 09:15:03 203.0.113.7 /a", "\"", "a\tb"])
  func nothing(lines: String) {
    #expect(ColumnStyle.shown(by: Array(lines.utf8), heading: Array(Self.heading.utf8)) == nil)
  }
}
