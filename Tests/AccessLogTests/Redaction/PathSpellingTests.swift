import Testing
import Traffic

@testable import AccessLog

@Suite("Several spellings of a path are one page")
struct PathSpellingTests {
  private static func page(_ path: String, rules: [String] = []) throws -> String {
    let rules = try rules.map { try #require(PageRule($0)) }
    return PathRedaction(rules: rules).page(of: Array(path.utf8)[...]).text
  }

  @Test(
    "A slash at the end, repeated slashes and a folder's document make no other page",
    arguments: [
      ("/", "/"), ("//", "/"), ("/./", "/"), ("/index.html", "/"), ("/INDEX.HTM", "/"),
      ("/a", "/a"), ("/a/", "/a"), ("//a", "/a"), ("/a//b///", "/a/b"), ("/a/./b/.", "/a/b"),
      ("/a/index.html", "/a"), ("/a/index.php", "/a"), ("/a/Default.aspx", "/a"),
      ("/a/index.html/", "/a"), ("/a/%69ndex.html", "/a"), ("/a%2F", "/a"), ("/a/;x=1", "/a"),
      ("/index.html/a", "/index.html/a"), ("/index", "/index"), ("/index.txt", "/index.txt"),
      ("/a/index.xml", "/a/index.xml"), ("/myindex.html", "/myindex.html"), ("/a.html", "/a.html"),
      ("/A", "/A"),
    ])
  func spelled(path: String, page: String) throws {
    #expect(try Self.page(path) == page)
  }

  @Test("A page rule that names one spelling keeps it a page of its own")
  func rules() throws {
    #expect(try Self.page("/a/", rules: ["/a/"]) == "/a/")
    #expect(try Self.page("/a", rules: ["/a/"]) == "/a")
    #expect(try Self.page("/a/index.html", rules: ["/a/index.html"]) == "/a/index.html")
    #expect(try Self.page("/users/kari/", rules: ["/users/*"]) == "/users/*")
    #expect(try Self.page("//users//kari", rules: ["/users/*"]) == "/users/*")
  }

  @Test("Names that were stored under several spellings become one")
  func stored() {
    #expect(NameRedaction.page("/about/").text == "/about")
    #expect(NameRedaction.page("/about").text == "/about")
    #expect(NameRedaction.page("/users/*").text == "/users/*")
    #expect(NameRedaction.page("/index.php?id=5").text == "/?id=5")
    #expect(NameRedaction.page("(probe)") == .probe)
  }
}
