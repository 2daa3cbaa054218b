import Testing
import Traffic

@testable import AccessLog

@Suite("Parameters that tell pages apart")
struct PageQueryTests {
  private static func text(_ query: String, _ names: [String] = ["id", "page"]) -> String {
    String(decoding: PageQuery(names: names).text(of: Array(query.utf8)[...]), as: UTF8.self)
  }

  @Test(
    "Of a query those that were named are kept, in one order, with values as paths have them",
    arguments: [
      ("id=5", "?id=5"), ("id=5&id=6", "?id=5"), ("utm_source=x&id=5&fbclid=abc", "?id=5"),
      ("page=about&id=5", "?id=5&page=about"), ("id=", ""), ("id", ""), ("", ""), ("ids=5", ""),
      ("xid=5", ""), ("id=a%20b", "?id=a-b"), ("id=a+b", "?id=a-b"), ("id=%2535", "?id=5"),
      ("id=5%26x%3D1", "?id=5"), ("id=a%2Fb", "?id=a"), ("id=5%23top", "?id=5"),
      ("page=kari.nordmann%40example.org", "?:email"), ("id=12345678", "?id=:id"),
      ("page=192.0.2.17", "?page=:ip"),
      ("id=~kari", "?id=:user"), ("id=4111/1111/1111/1111", "?id=:id"),
      ("id=sigrid.vikdal%2Fexample.org", "?:email"), ("id=docs/intro", "?id=docs"),
      ("id=911/78/366", "?id=:id"), ("id=3f2504e0-4f89-11d3-9a0c-0305e82c3301", "?id=:uuid"),
    ])
  func kept(query: String, text: String) {
    #expect(Self.text(query) == text)
  }

  @Test("No parameter is kept that was not named")
  func none() {
    #expect(Self.text("id=5", []) == "")
  }

  @Test("What is kept is what the redaction would keep, and has an end")
  func checked() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let value = (0..<Int.random(in: 0...60, using: &random)).map { _ in
        Array("abcdeABC0123456789-_.%+@~:/æ&=?".utf8).randomElement(using: &random)!
      }
      let query = Array("id=".utf8) + value
      let text = PageQuery(names: ["id"]).text(of: query[...])
      #expect(text.count <= 100)
      #expect(
        RedactionCheck.isPage(Array("/a".utf8) + text),
        "\(String(decoding: query, as: UTF8.self)) \(String(decoding: text, as: UTF8.self))")
    }
  }
}
