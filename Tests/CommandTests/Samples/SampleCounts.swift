import Foundation
import TestSupport
import Testing

/// What a database says of a sample log, to be compared with what the plain counter says.
struct SampleCounts {
  private let rows: TrafficRows
  private let sample: SampleLog

  init(_ database: URL, of sample: SampleLog) throws {
    rows = try TrafficRows(database)
    self.sample = sample
  }

  private func counts(_ sql: String) throws -> [String: Int] {
    try Dictionary(
      uniqueKeysWithValues: rows.rows(sql).map { row in
        let parts = row.split(separator: "|", omittingEmptySubsequences: false)
        return (
          parts.dropLast().joined(separator: "|"), try #require(Int(parts[parts.count - 1]))
        )
      })
  }

  /// Lines, hits and bytes, by hour and by status.
  ///
  /// - Parameter lines: How many lines there are, where they are others than the sample's.
  func expectTotals(lines: Int? = nil) throws {
    let expected = sample.expected
    #expect(try rows.number("SELECT sum(lines) FROM sources") == lines ?? expected.lines)
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
  }

  /// Hits by site.
  ///
  /// - Parameter mayBeMissing: Whether lines alone may not tell which value is the host: then all hits
  ///   are of no site.
  func expectSites(mayBeMissing: Bool) throws {
    var counted = try counts("SELECT site, sum(hits) FROM page_hours GROUP BY site")
    guard let sites = sample.expected.sites else {
      #expect(Array(counted.keys) == ["(unnamed)"])
      return
    }
    if mayBeMissing, Array(counted.keys) == ["(unnamed)"] { return }
    // Hosts that are addresses count together, under no address.
    let addresses = sites.filter { $0.key.allSatisfy { "0123456789abcdef.:".contains($0) } }
    var named = sites.filter { addresses[$0.key] == nil }
    if !addresses.isEmpty { named["(address)"] = addresses.values.reduce(0, +) }
    // What is no host, and a line without any, are one to the plain counter.
    let nothing = ["(invalid host)", "(unnamed)"].compactMap { counted.removeValue(forKey: $0) }
    if !nothing.isEmpty { counted["(no host)"] = nothing.reduce(0, +) }
    #expect(counted == named)
  }

  /// How many hits say how long they took, and how long all of them took, as far as classes tell.
  ///
  /// - Parameter mayBeMissing: Whether lines alone may not tell which value it is, or in which unit.
  func expectTimes(mayBeMissing: Bool) throws {
    let timed = try rows.number("SELECT ifnull(sum(hits), 0) FROM response_time_days")
    guard let hits = sample.expected.timedHits, let seconds = sample.expected.seconds else {
      #expect(timed == 0)
      return
    }
    if mayBeMissing, timed == 0 { return }
    #expect(timed == hits)
    let row = try rows.rows("SELECT sum(up_to_ms * hits) / 1000.0 FROM response_time_days")
    let most = try #require(Double(row[0]))
    // A class ends at most an eighth of a power of two above what is in it, the first at 0.1 ms.
    let least = most / pow(2, 0.125) - 0.0001 * Double(hits)
    #expect(least <= seconds + 1e-6 && seconds <= most + 1e-6, "\(least) to \(most) s")
  }

  // What scanners ask for has no name of its own, which the plain counter does not know.
  private static let probes: Set = [
    "/.env", "/wp-login.php", "/xmlrpc.php", "/boaform/admin/formLogin", "/server-status",
    "/vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
  ]

  /// Hits by page and hour.
  func expectPages() throws {
    #expect(try rows.number("SELECT count(*) FROM page_hours WHERE page LIKE '/.env%'") == 0)
    let pages = try counts("SELECT page, hour, sum(hits) FROM page_hours GROUP BY page, hour")
    #expect(!sample.expected.pageHours.isEmpty)
    // The plain counter leaves out paths with parameters or escapes, which redaction folds into these
    // pages; so there may be a hit or two more, never one less. A log that was written within an hour
    // has all of them in it.
    let isShort = sample.expected.hours.count < 3
    let more = sample.name == "generated" ? 0 : isShort ? 6 : 2
    let wrong = sample.expected.pageHours.filter { page in
      let hits = pages["\(page.path)|\(page.hour)"] ?? 0
      return !Self.probes.contains(page.path) && !(page.hits...(page.hits + more)).contains(hits)
    }
    #expect(wrong.map { "\($0.path) at \($0.hour)" } == [])
  }
}
