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
    let page = PagePath(redacted: path)
    #expect((rules.kind(of: page) ?? page.kind) == expected)
  }

  @Test(
    "A rule about a parameter is about requests that have it, whatever its value",
    arguments: [
      ("modal=1", PageKind.background), ("a=b&modal", .background), ("b=modal", nil),
      ("modals=1", nil), ("", nil), ("ping=1&modal=2", .health),
    ])
  func parameters(query: String, expected: PageKind?) throws {
    let rules = try ["?ping=health check", "?modal=background"].map { try #require(KindRule($0)) }
    #expect(rules.kind(ofQuery: Array(query.utf8)[...]) == expected)
    #expect(rules.kind(of: PagePath(redacted: "/modal")) == nil)
  }

  @Test(
    "What is no rule is refused",
    arguments: ["", "=", ".fit", ".fit=", ".fit=thing", "fit=page", "?=page", "/x=no request"])
  func refused(text: String) {
    #expect(KindRule(text) == nil)
  }
}
