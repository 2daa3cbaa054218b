import Foundation
import Testing

@testable import TrafficServer

@Suite("Pages that are kept")
struct KeptAnswersTests {
  let served: ServedSite

  init() throws { served = try ServedSite.shared.get() }

  private func answer(_ tag: String, bytes: Int = 2000) -> Answer {
    Answer(Answer.html, String(repeating: "a", count: bytes), tag: tag)
  }

  @Test("Of too many bytes, those go first that nobody has asked for the longest")
  func bounded() {
    let kept = KeptAnswers(bytes: 20_000)
    for tag in ["1", "2", "3", "4", "5", "6"] { kept.keep(answer(tag)) }
    #expect(kept.answer(tagged: "1") == answer("1"))
    kept.keep(answer("7"))
    #expect(kept.answer(tagged: "2") == nil)
    for tag in ["1", "3", "4", "5", "6", "7"] { #expect(kept.answer(tagged: tag) == answer(tag)) }
    // One that nearly all others would have to go for is made again instead.
    kept.keep(answer("large", bytes: 10_000))
    #expect(kept.answer(tagged: "large") == nil && kept.answer(tagged: "3") != nil)
    kept.keep(Answer(Answer.html, "without a tag"))
    for number in 0..<1000 { kept.keep(answer("many \(number)", bytes: number)) }
    let left = (0..<1000).filter { kept.answer(tagged: "many \($0)") != nil }
    #expect(!left.isEmpty && left.reduce(0) { $0 + $1 } <= 20_000)
  }

  /// A file of its own, last written to some time ago.
  private func copy() throws -> String {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    try FileManager.default.copyItem(atPath: served.published, toPath: path)
    try age(path, 100)
    return path
  }

  /// At the same moment throughout: a page of the next hour is another one.
  private func site(
    of path: String, rule: AccessRule = AccessRule(), accounts: Accounts? = nil
  ) throws -> TrafficSite {
    var site = try served.site(of: path, rule: rule, accounts: accounts)
    site.database.now = { 1_793_500_000 }
    return site
  }

  private func age(_ path: String, _ seconds: Double) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: path)
  }

  @Test("A kept page is the same as the first one, and no longer there once the file has changed")
  func unchanged() async throws {
    let path = try copy()
    let site = try site(of: path)
    for place in ["/", "/?site=www.example.org", "/sites", "/limits", "/?report=pages&lang=nb"] {
      let first = try await site.get(place)
      let tag = try #require(first.tag)
      #expect(site.database.kept.answer(tagged: tag) == first)
      #expect(try await site.get(place) == first)
      #expect(try await self.site(of: path).get(place).body == first.body)
    }
    let tag = try #require(try await site.get("/").tag)
    try age(path, 50)
    let next = try await site.get("/")
    #expect(next.tag != tag && next.status == 200)
    // A page of a file that has just been written to is not kept: the next change could look the same.
    try age(path, 0)
    #expect(try await site.get("/").tag == nil)
    #expect(try await site.get("/?site=nowhere.example").tag == nil)
  }

  @Test("Names and values are not taken for each other")
  func parameters() async throws {
    let site = try site(of: try copy())
    let odd = try await site.get("/?site%3Dwww.example.org=x")
    let right = try await site.get("/?site=www.example.org%3Dx")
    #expect(odd.status == 200 && right.status == 404)
  }

  @Test(
    "Nobody gets what was kept for somebody who may see more",
    arguments: [["all"], ["www.example.org shop.example.org"], ["www.example.org"]])
  func readers(sites: [String]) async throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let accounts = try Accounts(path: path, creates: true)
    try accounts.add("ola", password: "battery staple", role: .admin, sites: [])
    try accounts.add(
      "both", password: "battery staple", role: .viewer,
      sites: ["www.example.org", "shop.example.org"])
    try accounts.add("kari", password: "correct horse", role: .viewer, sites: sites)
    let tokens = try ["ola", "both", "kari"].map { try accounts.addToken(of: $0, label: "x") }
    let site = try site(
      of: try copy(), rule: AccessRule(memberHosts: ["stats.example.org"]), accounts: accounts)
    for place in ["/", "/sites", "/?site=shop.example.org"] {
      var answers: [Answer] = []
      for token in tokens + tokens {
        answers.append(
          try await site.get(place, host: "stats.example.org") {
            $0.authorization = "Bearer \(token)"
          })
      }
      #expect(answers[0].status == 200 && answers[0] == answers[3])
      #expect(answers[2] != answers[0] && answers[2] != answers[1], "\(place)")
      #expect(answers[2].tag == nil || answers[2].tag != answers[0].tag)
      #expect(!answers[2].body.contains("nginx") && answers[5] == answers[2])
    }
  }
}
