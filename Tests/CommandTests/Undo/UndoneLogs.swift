import Foundation
import GRDB
import TestSupport
import Testing

/// A folder in which logs are collected with the wrong options, taken back and collected again.
struct UndoneLogs {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// Requests of a day of October 2026, in their order; with a referrer, a campaign, a missing page and a program among
  /// them. Each person comes from one of 40 networks, so that no page or site has more visitors than are counted exactly.
  static func lines(
    day: Int, count: Int = 60, host: String? = nil, referrers: [String]? = nil,
    random: inout SeededGenerator
  ) -> String {
    let agents =
      (0..<12).map(DifferentPeople.userAgent) + [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "curl/8.14.1",
      ]
    let referrers = referrers ?? ["-", "https://www.google.com/", "https://www.bing.com/"]
    let seconds = (0..<count).map { _ in Int.random(in: 0..<86_400, using: &random) }.sorted()
    return seconds.map { second in
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let time = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
      let person = Int.random(in: 0..<40, using: &random)
      let path = [
        "/", "/about", "/jobs", "/style.css", "/film.mp4", "/missing", "/?utm_source=mail",
      ]
      .randomElement(using: &random)!
      let status =
        path == "/missing"
        ? 404 : path == "/film.mp4" ? [200, 206].randomElement(using: &random)! : 200
      return
        "\(host.map { $0 + " " } ?? "")198.51.\(person).9 - - [\(two(day))/Oct/2026:\(time) +0000] "
        + "\"GET \(path) HTTP/1.1\" \(status) \(Int.random(in: 100...9999, using: &random)) "
        + "\"\(referrers.randomElement(using: &random)!)\" \"\(agents[person % agents.count])\"\n"
    }.joined()
  }

  /// What collecting and undoing have in common.
  static let common = ["--geo", "none", "--campaigns", "all", "--own-host", "own.example"]
  /// With a site's name that has a slip in it, and as it should have been.
  static let wrong = common + ["--site", "exampel.org"]
  static let right = common + ["--site", "example.org"]

  func run(_ arguments: [String]) throws -> SporlosProgram.Outcome {
    try SporlosProgram.run(arguments, in: folder.url)
  }

  /// Counts logs without publishing anything, unless a later day is named.
  func collect(
    _ logs: [String], _ options: [String] = common, into database: String = "t.sqlite",
    today: String = "2026-10-01"
  ) throws {
    let outcome = try run(
      ["collect", "--today", today, "--late", "-q", "--time-zone", "UTC", "--db", database]
        + options + logs)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
  }

  func undo(
    _ logs: [String], _ options: [String] = common, from database: String = "t.sqlite"
  ) throws -> SporlosProgram.Outcome {
    try run(["undo", "--db", database] + options + logs)
  }

  /// Every row of every table.
  func dump(_ database: String = "t.sqlite") throws -> [String] {
    let rows = try TrafficRows(folder.file(database))
    return try rows.rows("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .flatMap { table in try rows.rows("SELECT * FROM \(table)").map { "\(table) \($0)" } }
  }

  func views(_ database: String = "t.sqlite") throws -> [String: [String]] {
    var views = try TrafficRows(folder.file(database)).views()
    // Numbers of rows say nothing of what was counted.
    views["sources"] = try TrafficRows(folder.file(database)).rows(
      "SELECT format, lines, hits, rejected, bytes, name FROM sources ORDER BY 1, 2, 3, 4, 5, 6")
    return views
  }

  func change(_ sql: String, in database: String = "t.sqlite") throws {
    let queue = try TrafficRows.writer(of: folder.file(database))
    try queue.write { try $0.execute(sql: sql) }
    try queue.close()
  }
}
