import Foundation
import TestSupport
import Testing

@Suite("Names of sites are not kept for whoever makes them up")
struct SiteNameTests {
  @Test("A host that one client sends leaves no trace, one that many ask for has its name")
  func hosts() throws {
    let folder = try ScratchFolder()
    var log = (0..<60).map { "www.example.org:80 " + LogLineWriter.line($0, server: $0 % 6) + "\n" }
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
}
