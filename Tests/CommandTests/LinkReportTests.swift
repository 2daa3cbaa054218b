import CountCatalogue
import Foundation
import TestSupport
import Testing

@testable import SporlosCommands

@Suite("Landing pages and what is not found, with who links there")
struct LinkReportTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A line of a person's request.
  private func line(
    _ number: Int, _ path: String, _ status: Int, from referrer: String, agent: String? = nil
  ) -> String {
    "2001:db8:\(number)::1 - - [01/Oct/2026:13:\(10 + number % 50):00 +0000] \"GET \(path) HTTP/1.1\" "
      + "\(status) 5 \"\(referrer)\" \"\(agent ?? DifferentPeople.userAgent(number))\"\n"
  }

  private func report(_ kind: String, _ more: String...) throws -> String {
    let outcome = try SporlosProgram.run(
      ["report", kind, "--db", "t.sqlite", "--from", "2026-10-01", "--to", "2026-10-01"] + more,
      in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    return outcome.output
  }

  private func collect() throws {
    var log = ""
    for number in 0..<60 {
      log += line(number, "/kurs", 200, from: "https://news.example.net/a")
      log += line(number, "/", 200, from: "-")
      log += line(number, "/kurs", 200, from: "https://www.example.org/")
      if number < 20 {
        log += line(number, "/gone", 404, from: "https://www.example.org/kurs")
        log += line(number, "/old", 410, from: "https://blog.example.net/post")
        // A robot's, and a probe for a weakness, are nobody's broken links.
        log += line(
          number, "/gone", 404, from: "https://bot.example/",
          agent: "Googlebot/2.1 (+http://www.google.com/bot.html)")
        log += line(number, "/.env", 404, from: "https://probe.example/")
      }
      // Too few to be told from whom.
      if number < 3 { log += line(number, "/gone", 404, from: "https://kari.example.net/") }
    }
    try folder.write(log, to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", "t.sqlite", "--site", "www.example.org"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
  }

  @Test("Views and reports tell pages, hosts and days")
  func counted() throws {
    try collect()
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows("SELECT page, day, referrer, kind, page_views FROM landing_days ORDER BY page")
        == ["/|2026-10-01|(direct)|direct|60", "/kurs|2026-10-01|news.example.net|other site|60"])
    #expect(
      try rows.rows(
        "SELECT page, day, referrer, hits FROM not_found_days ORDER BY page, referrer")
        == [
          "/gone|2026-10-01|(internal)|20", "/gone|2026-10-01|(rare referrers)|3",
          "/old|2026-10-01|blog.example.net|20",
        ])
    #expect(
      try report("landings", "--format", "csv")
        == "page,referrer,kind,page_views,share\r\n/,(direct),direct,60,0.5000\r\n"
        + "/kurs,news.example.net,other site,60,0.5000\r\n")
    // Three requests may be one person's. How many the page has in all is in other reports, so they are held
    // back with the next smallest of that page.
    let notFound = try report("not-found", "--format", "csv")
    #expect(
      notFound
        == "page,referrer,kind,hits,share\r\n/old,blog.example.net,other site,20,0.4651\r\n"
        + "(other),,,23,0.5349\r\n")
  }

  @Test("The words of a notice are there for each table of counts")
  func words() throws {
    #expect(KeptCategory.all.map(\.table) == CountTable.all.map(\.name))
    try collect()
    let notice = try SporlosProgram.run(
      ["audit", "--db", "t.sqlite", "--notice", "nb"], in: folder.url)
    #expect(notice.output.contains("| Landingssider | dag, side, henvisende vertsnavn |"))
    let audit = try SporlosProgram.run(["audit", "--db", "t.sqlite", "--json"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.output)")
    for table in CountTable.all { #expect(audit.output.contains("\"\(table.name)\"")) }
  }

  @Test("A host that is held back is not what the landing pages report leaves of its page")
  func subtracted() throws {
    var log = ""
    for number in 0..<60 {
      log += line(number, "/kurs", 200, from: "https://news.example.net/a")
      log += line(number, "/other", 200, from: "https://blog.example.net/a")
      if number < 30 { log += line(number, "/kurs", 200, from: "https://blog.example.net/b") }
      if number < 3 { log += line(number, "/kurs", 200, from: "-") }
    }
    try folder.write(log, to: "access.log")
    _ = try SporlosProgram.run(
      ["collect", "access.log", "--db", "t.sqlite", "--site", "www.example.org"], in: folder.url)
    #expect(try report("entries", "--format", "csv").contains("/kurs,93,"))
    let landings = try report("landings", "--format", "csv").split(separator: "\r\n")
    let shown = landings.filter { $0.hasPrefix("/kurs,") }
      .reduce(0) { $0 + (Int($1.split(separator: ",")[3]) ?? 0) }
    #expect(shown == 60, "the next smallest, 30, is held back with the 3: \(landings)")
  }
}
