import FleetStore
import Testing

@Suite("The address of a store")
struct StoreAddressTests {
  @Test(
    "It has a scheme, a host, perhaps a port and a user, and its path is the database",
    arguments: [
      ("http://127.0.0.1:8123/sporlos", "http://127.0.0.1:8123", nil, "sporlos"),
      ("https://ch.example.org/web_2", "https://ch.example.org", nil, "web_2"),
      (
        "https://writer@ch.example.org:8443/sporlos", "https://ch.example.org:8443", "writer",
        "sporlos"
      ),
      ("http://[::1]:8123/_x", "http://[::1]:8123", nil, "_x"),
      ("http://ch.example.org", "http://ch.example.org", nil, "default"),
      ("http://ch.example.org/", "http://ch.example.org", nil, "default"),
      ("http://a@b@ch.example.org/x", "http://ch.example.org", "a@b", "x"),
    ] as [(String, String, String?, String)])
  func read(text: String, origin: String, user: String?, database: String) throws {
    let address = try StoreAddress(text)
    #expect(address.origin == origin)
    #expect(address.user == user)
    #expect(address.database == database)
  }

  @Test(
    "What is no address is refused, with an example of one",
    arguments: [
      ("", "must begin with https:// or http://"),
      ("ch.example.org:8123/sporlos", "must begin with https:// or http://"),
      ("file:///etc/passwd", "must begin with https:// or http://"),
      ("HTTP://ch.example.org/x", "must begin with https:// or http://"),
      ("http://", "has no host, or a query"),
      ("http:///sporlos", "has no host, or a query"),
      ("http://writer@/sporlos", "has no host, or a query"),
      ("http://@ch.example.org/sporlos", "has no user before its @"),
      ("http://ch.example.org?x=1", "has no host, or a query"),
      ("http://ch.example.org#x", "has no host, or a query"),
      ("http://ch.example.org/sporlos?x=1", "must be letters, digits and _"),
      ("http://ch.example.org/a/b", "must be letters, digits and _"),
      ("http://ch.example.org/a;DROP", "must be letters, digits and _"),
      ("http://ch.example.org/1a", "must be letters, digits and _"),
      ("http://ch.example.org/a-b", "must be letters, digits and _"),
      (
        "http://ch.example.org/\(String(repeating: "a", count: 65))",
        "must be letters, digits and _"
      ),
      ("http://ch.example.org /x", "has characters that no address has"),
      ("http://ch.example.org\r\nX-Evil: 1/x", "has characters that no address has"),
      ("http://ch\u{0}.example.org/x", "has characters that no address has"),
      ("http://chø.example.org/x", "has characters that no address has"),
      ("http://wri\"ter@ch.example.org/x", "has characters that no address has"),
      ("http://wri\\ter@ch.example.org/x", "has characters that no address has"),
    ])
  func refused(text: String, reason: String) throws {
    let problem = try #require(throws: StoreAddress.Problem.self) { try StoreAddress(text) }
    #expect(problem.sentence.contains(reason), "\(problem.sentence)")
    #expect(problem.sentence.contains("http://127.0.0.1:8123/sporlos"))
  }

  @Test(
    "A password is refused and not repeated, and the sentence says where it belongs",
    arguments: ["http://writer:s3cret@ch.example.org/x", "https://:s3cret@ch.example.org/x"])
  func password(text: String) throws {
    let problem = try #require(throws: StoreAddress.Problem.self) { try StoreAddress(text) }
    #expect(problem.sentence.contains("~/.netrc"))
    #expect(!problem.sentence.contains("s3cret"))
  }

  @Test(
    "A name needs no quotes in ClickHouse",
    arguments: [
      ("a", true), ("_", true), ("A9_z", true), (String(repeating: "a", count: 64), true),
      ("", false), ("9", false), ("a b", false), ("a.b", false), ("a'", false), ("ø", false),
      ("a`", false), ("a\n", false), (String(repeating: "a", count: 65), false),
    ])
  func names(text: String, isName: Bool) { #expect(StoreAddress.isName(text) == isName) }
}
