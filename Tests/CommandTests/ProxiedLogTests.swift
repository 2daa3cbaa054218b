import Foundation
import TestSupport
import Testing

@Suite("Lines of one log that differ in who is named first")
struct ProxiedLogTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  private func visitors(_ arguments: [String]) throws -> Int {
    let database = "\(UUID().uuidString).sqlite"
    let outcome = try SporlosProgram.run(["collect", "--db", database] + arguments, in: folder.url)
    #expect(
      outcome.exitCode == 0 && !outcome.errors.contains("another format"), "\(outcome.errors)")
    return try TrafficRows(folder.file(database)).number("SELECT sum(visitors) FROM site_days")
  }

  @Test("Lines on which no proxy passed an address on stay in the format of their log")
  func unsaid() throws {
    let sample = try SampleLog(named: "nginx-proxied")
    let log = try #require(sample.logs.first).path
    let named = try visitors([log] + sample.options)
    #expect(named > 20)
    #expect(try visitors([log]) == named)
  }

  @Test(
    "A virtual host that is an address is no client where lines with hosts and without alternate")
  func addressAsHost() throws {
    let lines = (0..<100).map { number in
      let host = number % 2 == 0 ? (number % 6 == 4 ? "198.51.100.80 " : "www.example.org ") : ""
      return "\(host)2001:db8:\(number)::1 - - [01/Oct/2026:13:\(10 + number % 50):00 +0000] "
        + "\"GET /a HTTP/1.1\" 200 5 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 "
        + "Firefox/143.0\"\n"
    }
    try folder.write(lines.joined(), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", "t.sqlite"], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(try rows.number("SELECT sum(visitors) FROM site_days WHERE site = '(unnamed)'") == 50)
    #expect(try rows.number("SELECT sum(hits) FROM page_hours WHERE site <> '(unnamed)'") == 50)
  }
}
