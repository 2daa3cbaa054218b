import Testing

@testable import TrafficServer

@Suite("What a request asks for is read strictly")
struct TargetTests {
  @Test(
    "A path and parameters are decoded once",
    arguments: [
      ("/", [""], []), ("/api/v1/sites", ["api", "v1", "sites"], []),
      ("/a%20b/c", ["a b", "c"], []), ("/a?x=1&y=a+b%26c", ["a"], ["x=1", "y=a b&c"]),
      ("/a?x", ["a"], ["x="]), ("/a?", ["a"], []), ("/a?x=%253C", ["a"], ["x=%3C"]),
      ("/a%2520", ["a%20"], []), ("/bl%C3%A5b%C3%A6r", ["blåbær"], []), ("/a+b", ["a+b"], []),
      ("/a?x=1?y", ["a"], ["x=1?y"]),
    ])
  func reads(text: String, parts: [String], parameters: [String]) throws {
    let target = try Target(text)
    #expect(target.parts == parts)
    #expect(target.parameters.map { "\($0.name)=\($0.value)" } == parameters)
  }

  @Test(
    "What could be read in another way is refused",
    arguments: [
      "", "a", "*", "http://example.org/", "/a#b", "/..", "/../etc/passwd", "/a/../b", "/a/./b",
      "/%2e%2e/etc", "/a%2Fb", "/a%5Cb", "/a\\b", "/a//b", "//a", "/%", "/%4", "/%zz", "/%C3",
      "/%C0%AF",
      "/%ED%A0%80", "/%00", "/a%0Ab", "/a?x=%0D%0A", "/a?x=%", "/a?%FF=1", "/a\u{7F}",
    ])
  func refuses(text: String) {
    #expect(throws: Target.Problem.malformed) { try Target(text) }
  }

  @Test("The longest is read, and one byte more refused")
  func length() throws {
    let path = "/" + String(repeating: "a", count: Target.maxLength - 1)
    #expect(try Target(path).parts[0].utf8.count == Target.maxLength - 1)
    #expect(throws: Target.Problem.tooLong) { try Target(path + "a") }
  }

  @Test(
    "Every name of a site is found again by its encoding",
    arguments: ["www.example.org", "(unnamed)", "a/b", "..", "å&<\"'>%2F", "a b+c"])
  func encoding(name: String) throws {
    #expect(try Target("/?x=" + Target.encoded(name)).parameters[0].value == name)
  }

  @Test(
    "Hosts are names with or without a port",
    arguments: [
      ("localhost", "localhost"), ("LOCALHOST:8686", "localhost"), ("127.0.0.1:1", "127.0.0.1"),
      ("[::1]", "[::1]"), ("[::1]:8686", "[::1]"), ("a.example", "a.example"),
    ])
  func hosts(authority: String, name: String) {
    #expect(Host(authority)?.name == name)
  }

  @Test(
    "What is no host is none",
    arguments: [
      "", ":80", "a:b", "a:99999", "a b", "a/b", "a@b", "[::1", "[::1]x", "[]", "a:80:80", "é",
      "a\0",
      String(repeating: "a", count: 256),
    ])
  func noHosts(authority: String) {
    #expect(Host(authority) == nil)
  }
}
