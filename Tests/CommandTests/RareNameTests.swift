import Foundation
import TestSupport
import Testing

/// Referrers and campaigns that few page views of each batch have, through the real program.
@Suite("Names that are rare in each batch, but not in all")
struct RareNameTests {
  let folder: ScratchFolder

  init() throws { folder = try ScratchFolder() }

  /// A line of a combined log, the number in its time.
  private func line(_ number: Int, referrer: String, campaign: String = "") -> String {
    "192.0.2.1 - - [01/Oct/2026:10:\(10 + number / 60):\(10 + number % 50) +0000] "
      + "\"GET /\(campaign.isEmpty ? "" : "?utm_source=" + campaign) HTTP/1.1\" 200 \(100 + number) "
      + "\"\(referrer)\" \"Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0\"\n"
  }

  private func referrers() throws -> [String] {
    try TrafficRows(folder.file(Follower.database)).rows(
      "SELECT referrer, sum(page_views) FROM referrer_days GROUP BY 1 ORDER BY 1")
  }

  @Test("A follower names those that came five times, however few at a time, and no others")
  func following() throws {
    let follower = Follower(folder)
    try folder.write("", to: "access.log")
    try follower.start("access.log", "--campaigns", "all")
    for number in 0..<8 {
      let lines =
        line(number, referrer: "https://blog.example/\(number)", campaign: "letter")
        + (number < 4 ? line(number, referrer: "https://kanari.example/", campaign: "kanari") : "")
      try folder.append(lines, to: "access.log")
      try follower.expect(hits: number + 1 + min(number + 1, 4))
    }
    try follower.stop(hits: 12)
    #expect(follower.errors == "")
    #expect(try referrers() == ["(rare referrers)|4", "blog.example|8"])
    #expect(
      try TrafficRows(folder.file(Follower.database)).rows(
        "SELECT source, sum(page_views) FROM campaign_days GROUP BY 1 ORDER BY 1")
        == ["(rare campaigns)|4", "letter|8"])
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    where name != "access.log" {
      guard let data = FileManager.default.contents(atPath: folder.path(name)) else { continue }
      #expect(data.range(of: Data("kanari".utf8)) == nil, "\(name)")
    }

    // A name that the database has is kept, by whichever process and however few come from it.
    try follower.start("access.log", "--campaigns", "all")
    try folder.append(
      line(20, referrer: "https://blog.example/") + line(21, referrer: "https://other.example/"),
      to: "access.log")
    try follower.stop(hits: 14)
    #expect(try referrers() == ["(rare referrers)|5", "blog.example|9"])
  }

  @Test("A run of several batches names those that its batches have five times together")
  func batches() throws {
    let lines = (0..<600).map {
      line($0, referrer: $0 % 100 == 0 ? "https://blog.example/" : "https://h\($0).example/")
    }
    try folder.write(lines.joined(), to: "access.log")
    let outcome = try SporlosProgram.run(
      ["collect", "access.log", "--db", Follower.database, "--geo", "none", "--batch", "1"],
      in: folder.url)
    #expect(outcome.exitCode == 0 && outcome.errors == "")
    #expect(try referrers().contains { $0.hasPrefix("blog.example|") })
  }
}
