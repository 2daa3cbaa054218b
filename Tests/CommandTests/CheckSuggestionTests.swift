import Foundation
import TestSupport
import Testing

/// What `sporlos check` says should be set in a server's configuration.
@Suite struct CheckSuggestionTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  @Test(
    "Each server whose format may be set is told how, in strings that are read and lack nothing",
    arguments: [
      ("haproxy:%ci:%cp [%tr] %ST %B %{+Q}r", "haproxy"),
      ("squid", "squid"), ("lighttpd:%h %t \"%r\" %>s", "lighttpd"),
      ("varnish:%h %t \"%r\" %s", "varnish"), ("tomcat9:%h %t \"%r\" %s", "tomcat9"),
      ("w3c:date time c-ip cs-method cs-uri-stem sc-status", "w3c"),
    ])
  func serversOwn(format: String, server: String) throws {
    let lines = [
      "haproxy": "100.0.0.7:99 [01/Oct/2026:10:00:00.000] 200 9 \"GET / HTTP/1.1\"",
      "squid": "1790848800.000 9 100.0.0.7 TCP_MISS/200 99 GET http://example.org/ - HIER_NONE/- -",
      "w3c": "2026-10-01 10:00:00 100.0.0.7 GET / 200",
    ]
    let line = lines[server] ?? "100.0.0.7 [01/Oct/2026:10:00:00 +0200] \"GET / HTTP/1.1\" 200"
    try folder.write(line + "\n", to: "access.log")
    let outcome = try SporlosProgram.run(
      ["check", "access.log", "--json", "--format", format], in: folder.url)
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    let suggestion = try #require(answer.logs.first?.suggestions?.first, "\(outcome.output)")
    #expect(answer.logs[0].suggestions?.count == 1)
    guard server != "w3c" else {
      #expect(suggestion.server == "IIS")
      return
    }
    #expect(suggestion.server.lowercased().hasPrefix(server.prefix { $0.isLetter }))
    // The string, as --format takes it.
    // Lines that go on, as the servers join them.
    var text = suggestion.configuration.replacing("\\\n", with: "")
      .replacing(/" \+\n *"/, with: "")
    let quotes = [
      "haproxy": ("log-format \"", "\""), "squid": ("logformat sporlos ", "\n"),
      "lighttpd": ("accesslog.format = \"", ""), "varnish": ("-F '", "'"),
      "tomcat9": ("pattern='", "'"),
    ]
    let (start, end) = try #require(quotes[server])
    text = String(text[try #require(text.firstRange(of: start)).upperBound...])
    if server == "lighttpd" {
      text = text.replacing("\\\"", with: "\"")
      text = String(text.dropLast())
    } else if let last = text.ranges(of: end).last, server != "squid" {
      text = String(text[..<last.lowerBound])
    } else if let first = text.firstRange(of: end) {
      text = String(text[..<first.lowerBound])
    }
    text = text.split(separator: " ").joined(separator: " ")
    let names = server == "haproxy" ? " (capture Host, Referer, User-Agent)" : ""
    let unit = [
      "haproxy": "duration_ms=9", "squid": "duration_ms=9", "tomcat9": "request_time=0.2",
    ]
    try folder.write(
      "example.org 100.0.0.7 - - [01/Oct/2026:10:00:00 +0200] \"GET / HTTP/1.1\" 200 9 "
        + "\"-\" \"\(CheckFormatTests.agent)\" \(unit[server] ?? "duration_us=99")\n", to: "new.log"
    )
    let new = try SporlosProgram.run(
      ["check", "new.log", "--json", "--format", server + ":" + text + names], in: folder.url)
    #expect(new.exitCode == 0, "\(text) \(new.errors)")
    let read = try JSONDecoder().decode(Answer.self, from: Data(new.output.utf8)).logs.first
    #expect(read?.hits == 1, "\(text): \(new.output)")
    #expect(read?.formats?.first?.missing.isEmpty == true, "\(text): \(new.output)")
  }

  private struct Answer: Decodable {
    var logs: [Log]

    struct Log: Decodable {
      var hits: Int?
      var formats: [Format]?
      var suggestions: [Suggestion]?
    }
    struct Format: Decodable { var missing: [Missing] }
    struct Missing: Decodable { var value: String }
    struct Suggestion: Decodable {
      var server: String
      var configuration: String
    }
  }
}
