import Foundation
import TestSupport
import Testing

/// Who comes is counted, and cannot be known again.
@Suite("Visitors are counted and forgotten")
struct VisitorTests {
  let folder: ScratchFolder

  init() throws {
    folder = try ScratchFolder()
    Midnight.letPass()
  }

  /// One request.
  struct Request {
    var person = 1
    var page = "/"
    /// Days before today.
    var ago = 0
    var hour = 12
    var status = 200
    var referrer = "https://elsewhere.example/"
    /// The user agent; one of the person's kind of client unless given.
    var agent: String?

    /// The line, in which a person is a network: the last byte of an address says nothing.
    var line: String {
      let time = VisitorTests.day(-ago) + ":\(hour < 10 ? "0" : "")\(hour):30:15 +0000"
      return "10.\(person >> 8 & 255).\(person & 255).\(hour * 7 % 250) - - [\(time)] "
        + "\"GET \(page) HTTP/1.1\" \(status) 1000 \"\(referrer)\" "
        + "\"\(agent ?? DifferentPeople.userAgent(person))\"\n"
    }
  }

  /// A day as logs write it, so many days after today.
  static func day(_ offset: Int) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "UTC")
    formatter.dateFormat = "dd/MMM/yyyy"
    return formatter.string(from: Date().addingTimeInterval(Double(offset) * 86_400))
  }

  /// The same as options take it.
  static func isoDay(_ offset: Int) -> String {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [.withFullDate]
    return formatter.string(from: Date().addingTimeInterval(Double(offset) * 86_400))
  }

  private func collect(_ requests: [Request], _ options: String...) throws {
    let name = "log-\(UUID().uuidString)"
    try folder.write(requests.map(\.line).joined(), to: name)
    defer { try? FileManager.default.removeItem(at: folder.file(name)) }
    let outcome = try SporlosProgram.run(
      ["collect", name, "--db", "traffic.sqlite", "--format", "combined"] + options,
      in: folder.url)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  private func rows(_ sql: String) throws -> [String] {
    try TrafficRows(folder.file("traffic.sqlite")).rows(sql)
  }

  /// The files of keys and counts that are left.
  private var openDays: [String] {
    get throws {
      try folder.everyByte().keys.filter { $0.hasSuffix(".key") || $0.hasSuffix(".visitors") }
        .filter { !$0.hasSuffix("source.key") }.sorted()
    }
  }

  @Test("People are told apart by network and user agent, over any number of runs")
  func people() throws {
    var requests = (1...40).map { Request(person: $0, page: "/news") }
    requests += (1...40).map { Request(person: $0, page: "/about", hour: 3) }
    requests.append(Request(person: 1, page: "/news", agent: "Mozilla/5.0 Firefox/140.0"))
    requests.append(Request(person: 2, page: "/news", agent: "curl/8.5.0"))
    requests.append(Request(person: 77, page: "/missing", status: 404))
    for part in [requests[..<30], requests[30..<60], requests[60...]] {
      try collect(Array(part), "--threads", "3")
    }
    #expect(
      try rows("SELECT visitors FROM site_days") == ["41"],
      "an error is no page view, and curl nobody")
    #expect(
      try rows("SELECT page, visitors FROM page_days ORDER BY page") == [
        "(rare pages)|1", "/about|40", "/news|41",
      ])
    try collect(requests)
    #expect(try rows("SELECT visitors FROM site_days") == ["41"], "the same people again")
  }

  @Test("A visit is a page view that comes from elsewhere")
  func visits() throws {
    try collect(
      (1...9).flatMap { person in
        [
          Request(person: person, page: "/landing"),
          Request(person: person, page: "/next", referrer: "https://shop.example/landing"),
          Request(person: person, page: "/next", referrer: "-"),
        ]
      }, "--site", "shop.example")
    #expect(
      try rows("SELECT page, visits FROM page_days ORDER BY page") == ["/landing|9", "/next|9"])
    #expect(try rows("SELECT visits FROM site_days") == ["18"])
  }

  @Test("A path that one person asks for day after day is never written")
  func onePerson() throws {
    for ago in 0..<2 {
      try collect((0..<9).map { Request(person: 5, page: "/guests/kari", ago: ago, hour: $0) })
    }
    try collect([Request(person: 6, page: "/guests/kari", ago: 1)])
    #expect(try rows("SELECT page, sum(hits) FROM page_hours GROUP BY 1") == ["(rare pages)|19"])
    for (name, bytes) in try folder.everyByte() {
      #expect(bytes.firstRange(of: Data("kari".utf8)) == nil, "\(name)")
    }
    try collect((7...11).map { Request(person: $0, page: "/guests/kari", ago: 1) })
    #expect(try rows("SELECT page, sum(hits) FROM page_hours GROUP BY 1") == ["/guests/kari|24"])
  }

  @Test("Sitemaps name pages from their first hit: XML, addresses and paths, also packed")
  func sitemaps() throws {
    try folder.write(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
        <url><loc>https://example.org/xml?a=1&amp;b=2</loc><lastmod>2026-01-01</lastmod></url>
        <url><loc> https://example.org/r%C3%B8d&amp;bl%C3%A5 </loc></url>
        <url><loc>https://example.org/users/kari@example.org</loc></url>
      </urlset>
      """, to: "sitemap.xml")
    try folder.write("https://example.org/list\n\n/path/\r\n", to: "list.txt")
    _ = try SporlosProgram.shell("gzip sitemap.xml", in: folder.url)
    let pages = ["/xml", "/r%C3%B8d&bl%c3%a5", "/users/ola@example.org", "/list?q=1", "/path/"]
    try collect(
      (pages + ["/secret"]).map { Request(page: $0) }, "--sitemap", "sitemap.xml.gz",
      "--sitemap", "list.txt")
    #expect(
      try rows("SELECT DISTINCT page FROM page_hours ORDER BY page") == [
        "(rare pages)", "/list", "/path", "/r\u{f8}d&bl\u{e5}", "/users/:email", "/xml",
      ])
  }

  @Test(
    "A sitemap that is none is refused in a sentence",
    arguments: [
      (
        "index",
        "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>",
        "\"index\" lists sitemaps, not pages: name the files it lists, each with --sitemap"
      ),
      ("empty", "\n", "\"empty\" lists no page: name a sitemap, or a file with an address a line"),
      (
        "words", "/one\nhello\n",
        "\"words\" has lines that are neither addresses nor paths: "
          + "each must begin with / or with a scheme such as https://"
      ),
    ])
  func refusals(name: String, text: String, sentence: String) throws {
    try folder.write(text, to: name)
    try folder.write(Request().line, to: "log")
    let outcome = try SporlosProgram.run(
      ["collect", "log", "--db", "traffic.sqlite", "--sitemap", name], in: folder.url)
    #expect(outcome.exitCode == 1 && outcome.errors == "sporlos: \(sentence)\n")
    #expect(!FileManager.default.fileExists(atPath: folder.file("traffic.sqlite").path))
  }

  @Test("A day that is over leaves a number: its key and its counts are destroyed")
  func sealed() throws {
    let requests = [0, 1, 2, 5].flatMap { ago in (1...7).map { Request(person: $0, ago: ago) } }
    try collect(requests)
    let days = try openDays
    // Today and yesterday, and the day before while it is within two days of its end.
    #expect(days.count == 6 && days.allSatisfy { $0.hasPrefix("run/") })
    for name in days {
      #expect(try folder.mode(name) == 0o600)
      #expect(try folder.mode(String(name[..<name.lastIndex(of: "/")!])) == 0o700)
    }
    #expect(try rows("SELECT visitors FROM site_days") == ["7", "7", "7", "7"])
    try collect([Request(person: 8, ago: 1)], "--seal-after", "0")
    #expect(try openDays.count == 2, "today's")
    #expect(try rows("SELECT visitors FROM site_days ORDER BY day") == ["7", "7", "8", "7"])
    // Lines of a day that is sealed count, but whether their senders were there before is not known.
    try collect((5...20).map { Request(person: $0, ago: 5) })
    #expect(try rows("SELECT visitors FROM site_days ORDER BY day") == ["16", "7", "8", "7"])
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["45"])
  }

  @Test("Without addresses nobody is counted, and nothing is kept to count by")
  func dropped() throws {
    try collect((1...9).map { Request(person: $0, page: "/x") }, "--ip", "drop")
    #expect(try rows("SELECT visitors, visits FROM site_days") == ["0|9"])
    #expect(try rows("SELECT DISTINCT page FROM page_hours") == ["(rare pages)"])
    #expect(try openDays == [])
    #expect(!FileManager.default.fileExists(atPath: folder.file("run").path))
  }

  @Test("Killed at any moment and run again, it counts everybody once")
  func killed() throws {
    var random = SeededGenerator.fresh()
    var lines = ""
    for number in 0..<60_000 {
      lines += Request(person: number % 700, page: "/p\(number % 90)", ago: number / 30_000).line
    }
    try folder.write(lines, to: "access.log")
    let arguments = ["collect", "access.log", "--db", "traffic.sqlite", "--batch", "300"]
    for _ in 0..<12 {
      let process = SporlosProgram.process(arguments: arguments, in: folder.url)
      try process.run()
      usleep(UInt32.random(in: 1000...150_000, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(try SporlosProgram.run(arguments, in: folder.url).exitCode == 0)
    #expect(try rows("SELECT sum(hits) FROM page_hours") == ["60000"], "seed \(random.seed)")
    let clean = try ScratchFolder()
    try folder.write("", to: "nothing")
    var environment = arguments
    environment[1] = folder.file("access.log").path
    #expect(try SporlosProgram.run(environment, in: clean.url).exitCode == 0)
    // The keys differ, and with them the estimates; 700 of a site are within 4 %.
    let counts = try rows("SELECT visitors FROM site_days").compactMap(Int.init)
    #expect(counts.count == 2 && counts.allSatisfy { abs($0 - 700) <= 28 }, "\(counts)")
    let pages = "SELECT count(*) FROM page_days"
    #expect(try rows(pages) == TrafficRows(clean.file("traffic.sqlite")).rows(pages))
  }

  @Test("Keys are in memory that is never swapped")
  func locked() throws {
    let outcome = try SporlosProgram.shell(
      """
      mkfifo pipe
      sporlos collect pipe --db traffic.sqlite --format combined & pid=$!
      exec 3> pipe
      printf '%s' '\(Request().line)' >&3
      for try in {1..1200}; do
        counting=$(pgrep -P $pid || echo $pid)
        locked=$(grep VmLck /proc/$counting/status)
        case "$locked" in *[1-9]*) break ;; esac
        sleep 0.1
      done
      echo "$locked"
      exec 3>&-
      wait
      """, in: folder.url)
    let words = outcome.output.split(separator: "\n").first?.split(separator: " ") ?? []
    let kilobytes = words.compactMap { Int($0) }.first ?? 0
    #expect(kilobytes > 0, "\(outcome.output) \(outcome.errors)")
  }
}
