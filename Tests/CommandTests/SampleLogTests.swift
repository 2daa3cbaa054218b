import Foundation
import TestSupport
import Testing

/// Logs that real servers wrote, counted by `sporlos` and by a plain counter in another language
/// (`Tests/Reference/count.py`, whose answers stand beside the logs).
@Suite("The sample logs count as an independent counter counts them")
struct SampleLogTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// What the independent counter says.
  struct Expected: Decodable {
    var lines: Int
    var hits: Int
    var rejected: Int
    var bytes: Int
    var hours: [String: Int]
    var statuses: [String: Int]
    var sites: [String: Int]?
    var pageHours: [PageHour]

    struct PageHour: Decodable {
      var path: String
      var hour: String
      var hits: Int
    }
  }

  static let logs = [
    "apache-common/access.log", "apache-combined/access.log",
    "apache-vhost-combined/access.log", "apache-combined-vhost/access.log",
    "nginx-combined/access.log", "generated/access.log", "compressed/one.log.gz",
    "compressed/one.log.zst", "compressed/two-members.log.gz",
  ]

  @Test("Hits by hour, by status, by site, by page and hour, and bytes", arguments: logs)
  func totals(log: String) throws {
    let source = Checkout.sample(log)
    let answer = source.deletingLastPathComponent().appendingPathComponent("expected.json")
    let expected = try JSONDecoder().decode(Expected.self, from: Data(contentsOf: answer))
    // The plain counter knows every page by name, so that all are listed here.
    let paths = Set(expected.pageHours.map(\.path).filter { $0.hasPrefix("/") })
    try folder.write(paths.sorted().joined(separator: "\n"), to: "sitemap.txt")
    // And every site; those that are addresses are no names.
    let hosts = (expected.sites ?? [:]).keys.filter {
      $0.contains(where: \.isLetter) && !$0.contains(":")
    }
    let outcome = try SporlosProgram.run(
      [
        "collect", source.path, "--db", "traffic.sqlite", "--max-rejected", "0",
        "--sitemap", "sitemap.txt",
      ] + hosts.flatMap { ["--own-host", $0] }, in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")

    let rows = try TrafficRows(folder.file("traffic.sqlite"))
    func counts(_ sql: String) throws -> [String: Int] {
      try Dictionary(
        uniqueKeysWithValues: rows.rows(sql).map { row in
          let parts = row.split(separator: "|", omittingEmptySubsequences: false)
          return (
            parts.dropLast().joined(separator: "|"), try #require(Int(parts[parts.count - 1]))
          )
        })
    }
    #expect(try rows.number("SELECT sum(lines) FROM sources") == expected.lines)
    #expect(try rows.number("SELECT sum(hits) FROM sources") == expected.hits)
    #expect(try rows.number("SELECT sum(rejected) FROM sources") == expected.rejected)
    #expect(try rows.number("SELECT sum(bytes) FROM page_hours") == expected.bytes)
    for view in ["page_hours", "client_hours", "status_hours", "kind_hours"] {
      #expect(
        try counts("SELECT hour, sum(hits) FROM \(view) GROUP BY hour") == expected.hours, "\(view)"
      )
    }
    #expect(
      try counts("SELECT status, sum(hits) FROM status_hours GROUP BY status") == expected.statuses)
    if let sites = expected.sites, log.contains("vhost") {
      // Hosts that are addresses count together, under no address.
      let addresses = sites.filter { $0.key.allSatisfy { "0123456789abcdef.:".contains($0) } }
      var named = sites.filter { addresses[$0.key] == nil }
      if !addresses.isEmpty { named["(address)"] = addresses.values.reduce(0, +) }
      #expect(try counts("SELECT site, sum(hits) FROM page_hours GROUP BY site") == named)
    }
    #expect(try rows.number("SELECT count(*) FROM page_hours WHERE page LIKE '/.env%'") == 0)
    let pages = try counts("SELECT page, hour, sum(hits) FROM page_hours GROUP BY page, hour")
    #expect(!expected.pageHours.isEmpty)
    // What scanners ask for has no name of its own, which the plain counter does not know.
    let probes: Set = [
      "/.env", "/wp-login.php", "/xmlrpc.php", "/boaform/admin/formLogin", "/server-status",
      "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
    ]
    for page in expected.pageHours where !probes.contains(page.path) {
      // The plain counter leaves out paths with parameters or escapes, which redaction folds into
      // these pages; so there may be a hit or two more, never one less.
      let hits = pages["\(page.path)|\(page.hour)"] ?? 0
      #expect(hits >= page.hits && hits <= page.hits + 2, "\(page.path) at \(page.hour)")
      if log.hasPrefix("generated") {
        #expect(hits == page.hits, "\(page.path) at \(page.hour)")
      }
    }
  }
}
