import Testing
import Traffic

@testable import AccessLog

@Suite("A site's own kinds of requests")
struct KindRuleTests {
  @Test(
    "The first rule that is about a page decides, and names do where there is none",
    arguments: [
      ("/data/run.fit", PageKind.download), ("/data/RUN.FIT", .download), ("/internal/a/b", .api),
      ("/internal", .api), ("/internals", .page), ("/style.css", .page), ("/other.css", .asset),
      ("/fit", .page),
    ])
  func kinds(path: String, expected: PageKind) throws {
    let rules = try [".fit=download", "/internal/**=API", "/style.css=page"].map {
      try #require(KindRule($0))
    }
    #expect(rules.kind(of: PagePath(redacted: path)) == expected)
  }

  @Test(
    "What is no rule is refused", arguments: ["", "=", ".fit", ".fit=", ".fit=thing", "fit=page"])
  func refused(text: String) {
    #expect(KindRule(text) == nil)
  }
}
