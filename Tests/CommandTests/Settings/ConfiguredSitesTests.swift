import Foundation
import TestSupport
import Testing

/// Sites of one configuration file, each with rules of its own.
@Suite("The sites of a configuration file")
struct ConfiguredSitesTests {
  private let folder: ScratchFolder

  private static let file = """
    db = "all.sqlite"
    time-zone = "UTC"
    geo = "none"

    [[sites]]
    site = "shop.example"
    logs = ["logs/shop.log"]
    page-rule = ["/orders/*"]
    exclude-path = ["/intern/**"]

    [[sites]]
    site = "blog.example"
    logs = ["logs/blog*.log"]
    own-host = ["www.blog.example"]
    query = ["id"]
    kind = [".fit=download"]

    """

  /// The same by options: one run for each.
  private static let options = [
    "--site shop.example --page-rule '/orders/*' --exclude-path '/intern/**'",
    "--site blog.example --own-host www.blog.example --query id --kind .fit=download",
  ]

  init() throws {
    folder = try ScratchFolder()
    func lines(_ range: Range<Int>) -> String {
      range.map { number in
        let page = ["/", "/orders/\(number)", "/intern/a", "/?id=\(number % 3)", "/a.fit"][
          number % 5]
        let referrer = ["-", "https://www.blog.example/", "https://other.example/"][number % 3]
        return DifferentPeople.line(page, person: number, second: number % 60)
          .replacing("200 100 \"-\"", with: "200 100 \"\(referrer)\"") + "\n"
      }.joined()
    }
    try FileManager.default.createDirectory(
      at: folder.file("logs"), withIntermediateDirectories: true)
    try folder.write(Self.file, to: "s.toml")
    // What was rotated is an earlier part of the same log.
    try folder.write(lines(0..<100), to: "logs/shop.log.1")
    try folder.write(lines(100..<200), to: "logs/shop.log")
    try folder.write(lines(200..<300), to: "logs/blog-a.log")
    try folder.write(lines(300..<350), to: "logs/blog-a.log.1")
    try folder.write(lines(350..<400), to: "logs/blog-b.log")
    try folder.write(lines(400..<500), to: "logs/other.log")
  }

  private func everything(_ database: String) throws -> [String] {
    let rows = try TrafficRows(folder.file(database))
    return try rows.everything().filter { !$0.hasPrefix("sources") }
  }

  private func byHand() throws {
    let outcome = try SporlosProgram.shell(
      """
      C="--db hand.sqlite --time-zone UTC --geo none -q"
      sporlos collect logs/shop.log.1 logs/shop.log $C \(Self.options[0])
      sporlos collect logs/blog-* $C \(Self.options[1])
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
  }

  @Test("They are counted as if each had been collected by itself, and once only")
  func collected() throws {
    try byHand()
    for round in 0..<2 {
      let outcome = try SporlosProgram.shell(
        "sporlos collect --config s.toml -q", in: folder.url)
      #expect(outcome.exitCode == 0 && outcome.errors == "", "round \(round): \(outcome.errors)")
      #expect(try everything("all.sqlite") == everything("hand.sqlite"))
    }
    #expect(
      try TrafficRows(folder.file("all.sqlite")).rows(
        "SELECT site, sum(page_views) FROM page_hours GROUP BY site"
      ).count == 2)
  }

  @Test("A log that is named is read as the file says of it, and others as by options")
  func named() throws {
    let outcome = try SporlosProgram.shell(
      """
      export SPORLOS_CONFIG=s.toml
      sporlos collect logs/shop.log -q && sporlos collect "$PWD/logs/shop.log.1" -q \
        && sporlos collect logs/blog-a.log.1 logs/../logs/blog-a.log logs/blog-b.log -q
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    try byHand()
    #expect(try everything("all.sqlite") == everything("hand.sqlite"))
    let other = try SporlosProgram.shell(
      """
      sporlos collect logs/other.log --config s.toml --db o.sqlite -q
      sporlos collect logs/other.log --db p.sqlite --time-zone UTC --geo none -q
      """, in: folder.url)
    #expect(other.exitCode == 0)
    #expect(try everything("o.sqlite") == everything("p.sqlite"))
  }

  @Test("An option is for the logs of all sites, and outranks what the file says of each")
  func outranked() throws {
    let outcome = try SporlosProgram.shell(
      """
      sporlos collect --config s.toml --site all.example --page-rule '/a/*' -q
      sporlos collect logs/shop* --db hand.sqlite --time-zone UTC --geo none --site all.example \
        --page-rule '/a/*' --exclude-path '/intern/**' -q
      sporlos collect logs/blog* --db hand.sqlite --time-zone UTC --geo none --site all.example \
        --page-rule '/a/*' --own-host www.blog.example --query id --kind .fit=download -q
      """, in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(try everything("all.sqlite") == everything("hand.sqlite"))
  }

  // When a log is rotated, the follower may take up what it was rotated to before, or leave that to the collect.
  @Test("A follower reads each log by its own rules, through rotation")
  func followed() throws {
    try byHand()
    let outcome = try SporlosProgram.shell(
      """
      cp s.toml f.toml; printf '[follow]\\nflush = "200ms"\\n' >> f.toml
      mkdir kept; mv logs/blog-b.log kept/
      '\(SporlosProgram.url.path)' follow --config f.toml --today \(SporlosProgram.today) 2> errors & pid=$!
      hits() { sqlite3 -cmd '.timeout 60000' all.sqlite 'SELECT sum(hits) FROM page_hours' 2> none; }
      reach() { for i in {1..1200}; do [ "$(hits)" -ge $1 ] 2> none && return; sleep 0.1; done; echo "not $1: $(hits)"; }
      reach 180
      mv logs/shop.log.1 logs/shop.log.2; mv logs/shop.log logs/shop.log.1; touch logs/shop.log; cat kept/blog-b.log > logs/blog-b.log
      reach 230
      kill -KILL $pid; wait $pid 2> none
      """, in: folder.url)
    #expect(outcome.output.isEmpty, "\(outcome.output)\(outcome.errors)")
    let rest = try SporlosProgram.shell("sporlos collect --config s.toml -q", in: folder.url)
    #expect(rest.exitCode == 0 && rest.errors == "", "\(rest.errors)")
    #expect(try everything("all.sqlite") == everything("hand.sqlite"))
  }

  @Test("A site's logs may be those that the server's own configuration names")
  func server() throws {
    try folder.write(
      """
      log_format own '$remote_addr|$time_iso8601|$request|$status|$body_bytes_sent|$http_user_agent';
      server { server_name a.example; access_log \(folder.file("own.log").path) own; }

      """, to: "nginx.conf")
    try folder.write(
      "192.0.2.1|2026-10-20T12:00:00+00:00|GET /x HTTP/1.1|200|5|Mozilla/5.0 Firefox/140.0\n",
      to: "own.log")
    try folder.write(
      "db = \"t.sqlite\"\n[[sites]]\nformat-file = \"nginx.conf\"\npage-rule = [\"/*\"]\n",
      to: "n.toml")
    let outcome = try SporlosProgram.shell(
      "SPORLOS_GEO=none sporlos collect --config n.toml -q", in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "", "\(outcome.errors)")
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT site, page, hits FROM page_hours")
        == ["a.example|/*|1"])
  }

  @Test("What is not there is said, and exit code 1 where nothing can be counted or not all")
  func missing() throws {
    try FileManager.default.removeItem(at: folder.file("logs/blog-a.log"))
    try FileManager.default.removeItem(at: folder.file("logs/blog-b.log"))
    try FileManager.default.removeItem(at: folder.file("logs/blog-a.log.1"))
    let some = try SporlosProgram.shell("sporlos collect --config s.toml", in: folder.url)
    #expect(some.exitCode == 1)
    #expect(some.errors.contains("the log \"\(folder.url.path)/logs/blog*.log\" is not there\n"))
    let none = try SporlosProgram.shell(
      "rm logs/*; sporlos collect --config s.toml", in: folder.url)
    #expect(none.exitCode == 1)
    #expect(
      none.errors.hasSuffix(
        "sporlos: none of the logs in the configuration file exists\n"))
  }

  @Test("Retention of the file is the database's from the next run on")
  func kept() throws {
    let outcome = try SporlosProgram.shell(
      """
      export SPORLOS_CONFIG=s.toml
      sporlos collect -q; sporlos prune --json --dry-run; sed -i '1i keep = "5mo"' s.toml
      sporlos collect -q; SPORLOS_CONFIG=none sporlos prune --db all.sqlite --json --dry-run
      """, in: folder.url)
    #expect(outcome.errors == "")
    let summaries = outcome.output.split(separator: "\n")
    #expect(summaries.count == 2)
    #expect(summaries.first?.contains("\"keep\":\"25mo\"") == true, "\(outcome.output)")
    #expect(summaries.last?.contains("\"keep\":\"5mo\"") == true, "\(outcome.output)")
  }
}
