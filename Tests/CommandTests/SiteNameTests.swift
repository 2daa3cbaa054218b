import Foundation
import TestSupport
import Testing

@Suite("Names of sites are not kept for whoever makes them up")
struct SiteNameTests {
  @Test("A host that one client sends leaves no trace, one that many ask for has its name")
  func hosts() throws {
    let folder = try ScratchFolder()
    var log = (0..<60).map { Self.line(of: "www.example.org", person: $0 % 6) }
    log.insert("kanari-hansen.example.org:80 " + LogLineWriter.line(60) + "\n", at: 30)
    log.insert("own.example.org:80 " + LogLineWriter.line(61) + "\n", at: 30)
    try folder.write(log.joined(), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", "t.sqlite", "--own-host", "own.example.org"],
      in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    let rows = try TrafficRows(folder.file("t.sqlite"))
    #expect(
      try rows.rows("SELECT site, sum(hits) FROM kind_hours GROUP BY site")
        == ["(rare sites)|1", "own.example.org|1", "www.example.org|60"])
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where name != "access.log" {
      guard let data = FileManager.default.contents(atPath: folder.path(name)) else { continue }
      #expect(data.range(of: Data("kanari".utf8)) == nil, "\(name)")
    }
  }

  private static func line(of host: String, person: Int) -> String {
    "\(host):80 " + DifferentPeople.line("/a", person: person) + "\n"
  }

  /// A log in which six people ask for each of some hosts on one day.
  private static func log(of hosts: [String]) -> String {
    hosts.flatMap { host in (0..<6).map { line(of: host, person: $0) } }.joined()
  }

  private static let hosts = [
    "01019012345.example.org", "user12345.example.org", "4111111111111111.example.org",
    "tel-4791234567.example.org", "123e4567-e89b-12d3-a456-426614174000.preview.example.org",
    "a1b2c3d4e5f60718293a4b5c6d7e8f90.example.org", "2001-db8--9.ip.example.org",
    "www.example.org",
  ]

  @Test("Labels of a host that may be a person's are placeholders, for the audit and scrubbed too")
  func personal() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.log(of: Self.hosts), to: "access.log")
    let scrubbed = try SporlosProgram.run(
      ["scrub", "access.log", "-o", "scrubbed.log", "--format", "vhost-combined"], in: folder.url)
    #expect(scrubbed.exitCode == 0 && scrubbed.errors == "")
    let text = try String(contentsOf: folder.file("scrubbed.log"), encoding: .utf8)
    for host in Self.hosts where host != "www.example.org" { #expect(!text.contains(host)) }
    // Shorter addresses are fewer visitors, so that a scrubbed log is asked for its hits only.
    let site = ["collect", "--geo", "none", "--format", "vhost-combined", "--db"]
    for (log, database) in [("access.log", "t.sqlite"), ("scrubbed.log", "s.sqlite")] {
      let outcome = try SporlosProgram.run(site + [database, log], in: folder.url)
      #expect(outcome.exitCode == 0 && outcome.errors == "")
    }
    let sites = try TrafficRows(folder.file("t.sqlite"))
      .rows("SELECT site, sum(hits) FROM kind_hours GROUP BY site")
    #expect(
      sites == [
        "(address)|6", ":id.example.org|24", ":token.example.org|6",
        ":uuid.preview.example.org|6", "www.example.org|6",
      ])
    let audit = try SporlosProgram.run(
      ["audit", "--db", "t.sqlite", "--log", "access.log"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.output) \(audit.errors)")
  }

  @Test("A host that is given as one of the site's own keeps its name, scrubbed too")
  func given() throws {
    let folder = try ScratchFolder()
    try folder.write(Self.log(of: ["user12345.example.org"]), to: "access.log")
    let own = ["--own-host", "user12345.example.org", "--format", "vhost-combined"]
    let scrubbed = try SporlosProgram.run(["scrub", "access.log"] + own, in: folder.url)
    #expect(scrubbed.output.hasPrefix("user12345.example.org:80 "))
    _ = try SporlosProgram.run(["collect", "access.log", "--db", "t.sqlite"] + own, in: folder.url)
    #expect(
      try TrafficRows(folder.file("t.sqlite")).rows("SELECT DISTINCT site FROM kind_hours")
        == ["user12345.example.org"])
  }
}
