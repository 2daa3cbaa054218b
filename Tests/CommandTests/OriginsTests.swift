import Foundation
import TestSupport
import Testing

/// Where visitors come from, through the real program: a line's way to the views of days.
@Suite("Countries, referrers, campaigns and response times")
struct OriginsTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private static let browser =
    "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"

  /// Lines of a combined log with a response time, one for each address, target and referrer.
  private func write(_ requests: [(address: String, target: String, referrer: String)]) throws {
    let lines = requests.enumerated().map { index, request in
      "\(request.address) - - [01/Oct/2026:10:\(10 + index % 50):00 +0000] "
        + "\"GET \(request.target) HTTP/1.1\" 200 100 \"\(request.referrer)\" \"\(Self.browser)\" "
        + "0.0\(10 + index % 10)\n"
    }
    try folder.write(lines.joined(), to: "access.log")
  }

  private func collect(_ options: String...) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(
      ["collect", "access.log", "--db", "traffic.sqlite"] + options, in: folder.url)
  }

  private func rows(_ sql: String) throws -> [String] {
    try TrafficRows(folder.file("traffic.sqlite")).rows(sql)
  }

  @Test("A database of countries, made by MaxMind's own writer, and one that is none")
  func countries() throws {
    let script = Checkout.url.appendingPathComponent("Tests/AccessLogTests/Geography/make-mmdb.pl")
    let made = try SporlosProgram.shell("perl '\(script.path)' .", in: folder.url)
    try #require(made.exitCode == 0, "\(made.errors)")
    try write(
      Array(repeating: ("192.0.2.7", "/", "-"), count: 3)
        + Array(repeating: ("198.51.100.200", "/", "-"), count: 2)
        + [("2001:db8:1::1", "/", "-"), ("::ffff:192.0.2.9", "/", "-"), ("unknown.host", "/", "-")])
    #expect(try collect("--geo", "country-24.mmdb").exitCode == 0)
    #expect(
      try rows(
        "SELECT day, country, hits, page_views FROM country_days ORDER BY hits DESC, country")
        == ["2026-10-01|NO|4|4", "2026-10-01|DE|2|2", "2026-10-01|IS|1|1", "2026-10-01|ZZ|1|1"])

    let dropped = try SporlosProgram.run(
      ["collect", "access.log", "--db", "dropped.sqlite", "--ip", "drop"], in: folder.url)
    #expect(dropped.exitCode == 0)
    #expect(
      try TrafficRows(folder.file("dropped.sqlite")).number("SELECT count(*) FROM country_days")
        == 0)
    #expect(try collect("--ip", "drop", "--geo", "country-24.mmdb").exitCode == 2)

    let refused = try collect("--geo", "asn.mmdb")
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors == "sporlos: \"asn.mmdb\" has no countries (it is of type \"GeoLite2-ASN\"): "
        + "name a database of countries or cities with --geo\n")
  }

  @Test("Referrers become hosts and kinds; own hosts are internal; rare ones lose their names")
  func referrers() throws {
    try write(
      Array(repeating: ("192.0.2.1", "/", "https://www.google.com/search?q=kanari"), count: 6)
        + Array(repeating: ("192.0.2.1", "/", "https://blog.example.net/post/kanari"), count: 5)
        + Array(repeating: ("192.0.2.1", "/", "https://shop.example.org/cart"), count: 2)
        + [("192.0.2.1", "/", "https://kari.example.com/"), ("192.0.2.1", "/", "-")])
    #expect(try collect("--own-host", "shop.example.org").exitCode == 0)
    #expect(
      try rows(
        "SELECT referrer, kind, page_views FROM referrer_days ORDER BY page_views DESC, referrer")
        == [
          "google.com|search engine|6", "blog.example.net|other site|5", "(internal)|internal|2",
          "(direct)|direct|1", "(rare referrers)|other site|1",
        ])
  }

  @Test("Campaigns are kept only where a setting allows their parameters")
  func campaigns() throws {
    let target = "/?utm_source=News&utm_medium=email&utm_campaign=Autumn%20sale&mail=kanari"
    try write(Array(repeating: ("192.0.2.1", target, "-"), count: 6))
    #expect(try collect("--campaigns", "utm_source,utm_campaign").exitCode == 0)
    #expect(
      try rows("SELECT source, medium, campaign, page_views FROM campaign_days")
        == ["news||autumn sale|6"])
    #expect(try rows("SELECT count(*) FROM page_hours WHERE page LIKE '%utm%'") == ["0"])
    let refused = try collect("--campaigns", "utm_sauce")
    #expect(refused.exitCode == 2)
  }

  @Test("Response times become percentiles of a page")
  func times() throws {
    try write(Array(repeating: ("192.0.2.1", "/", "-"), count: 20))
    // A number at the end is a response time only where somebody says so.
    #expect(try collect("--format", "combined-time").exitCode == 0)
    #expect(try rows("SELECT format, hits FROM sources") == ["combined-time|20"])
    let report = try SporlosProgram.run(
      ["report", "times", "--db", "traffic.sqlite", "--format", "csv", "--private"],
      in: folder.url)
    // 10 to 19 milliseconds, each twice: half are up to 14, and a class ends at most 9 % above.
    let fields = try #require(report.output.split(separator: "\r\n").dropFirst().first)
      .split(separator: ",")
    let median = try #require(fields.compactMap { Double($0) }.dropFirst().first)
    #expect(median >= 14 && median <= 14 * 1.091, "\(report.output)")
  }
}
