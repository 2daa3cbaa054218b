import Foundation
import Testing

@testable import TrafficServer

@Suite("Pages for people")
struct PagesTests {
  let served: ServedSite
  let site: TrafficSite

  init() throws {
    served = try ServedSite.shared.get()
    site = try served.site()
  }

  @Test(
    "Each page is HTML with its style beside it, and names no other place",
    arguments: [
      "/", "/?", "/sites", "/limits", "/?site=www.example.org", "/?report=pages",
      "/?from=2026-10-01&to=2026-10-25",
      "/?lang=nb", "/?site=&from=&to=", "/?utm_source=x", "/?site=nowhere.example",
      "/?from=2019-01-01&to=2019-01-02",
      "/?report=sources", "/?report=nothing",
    ])
  func pages(path: String) async throws {
    let answer = try await site.get(path)
    #expect(answer.status == 200 || answer.status == 404, "\(answer.status)")
    #expect(
      answer.contentType == Answer.html && answer.body.lowercased().hasPrefix("<!doctype html>"))
    #expect(answer.body.contains("href=\"style.css\""))
    for word in ["://", "<script", "style=\"", "<iframe"] {
      #expect(!answer.body.contains(word), "\(word)")
    }
    #expect(!answer.body.contains(served.folder.path))
  }

  @Test("All of a page's links lead to pages")
  func links() async throws {
    var waiting = ["/", "/sites", "/limits"]
    var seen: Set<String> = Set(waiting)
    var count = 0
    while let path = waiting.popLast(), count < 60 {
      count += 1
      let answer = try await site.get(path)
      #expect(answer.status == 200 || answer.status == 404, "\(path) \(answer.status)")
      for match in answer.body.matches(of: /href="(\.\/[^"]*)"/) {
        let link = "/" + match.1.dropFirst(2).replacing("&amp;", with: "&")
        if seen.insert(link).inserted { waiting.append(link) }
      }
    }
    #expect(
      count > 20 && seen.contains { $0.contains("report=") }
        && seen.contains { $0.contains("lang=nb") })
  }

  @Test("Numbers on a page are those of the reports")
  func numbers() async throws {
    let page = try await site.get("/?site=www.example.org").body
    let csv = try ServedSite.run(
      [
        "report", "pages", "--db", served.published, "--site", "www.example.org", "--format", "csv",
        "--limit", "10",
      ])
    let rows = csv.split(separator: "\r\n").dropFirst().map { $0.split(separator: ",") }
    #expect(rows.count > 3)
    for row in rows {
      let number = try #require(Int(row[1]))
      let text = number.formatted(.number.locale(Locale(identifier: "en")))
      #expect(page.contains(text) || page.contains(text.replacing(",", with: "\u{202F}")), "\(row)")
    }
  }

  @Test(
    "The first page is in the reader's language, and links keep what was chosen",
    arguments: [
      ("/", "nb,en;q=0.5", "nb"), ("/", "no", "nb"), ("/", "nn-NO, nb;q=0.9", "nb"),
      ("/", "de, en", "en"),
      ("/", "en-GB;q=0.8, nb;q=0.9", "nb"), ("/", "nb;q=0", "en"), ("/?", "nb", "en"),
      ("/?lang=nb", "en", "nb"),
      ("/?site=www.example.org", "nb", "en"), ("/", "x;q=y;;,,", "en"),
    ])
  func language(path: String, accepted: String, language: String) async throws {
    let answer = try await site.get(path) { $0.acceptLanguage = accepted }
    #expect(answer.body.contains("<html lang=\"\(language)\""))
  }

  @Test("A page that the client has is not sent again; each language and reader has its own")
  func tags() async throws {
    let copy = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite")
    try FileManager.default.copyItem(atPath: served.published, toPath: copy.path)
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -100)], ofItemAtPath: copy.path)
    let site = try served.site(of: copy.path)
    let tag = try #require(try await site.get("/").tag)
    #expect(try await site.get("/") { $0.ifNoneMatch = tag }.status == 304)
    #expect(
      try await site.get("/") { ($0.ifNoneMatch, $0.acceptLanguage) = (tag, "nb") }.status == 200)
    let style = try await site.get("/style.css")
    #expect(style.contentType == "text/css; charset=utf-8" && style.body.contains("{"))
    #expect(try await site.get("/style.css") { $0.ifNoneMatch = style.tag }.status == 304)
  }

  @Test("A viewer's pages have nothing of other sites")
  func viewer() async throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let accounts = try Accounts(path: path, creates: true)
    let link = try accounts.addLink(to: "www.example.org", label: "x")
    let site = try served.site(
      rule: AccessRule(memberHosts: ["stats.example.org"]), accounts: accounts)
    func get(_ path: String) async throws -> Answer {
      try await site.get(link + path, host: "stats.example.org")
    }
    for path in ["", "?", "sites", "?report=pages", "?report=sites"] {
      let answer = try await get(path)
      #expect(answer.status == 200 && answer.body.contains("www.example.org"), "\(path)")
      #expect(
        !answer.body.contains("shop.example.org") && !answer.body.contains("(unnamed)"), "\(path)")
    }
    #expect(try await get("?site=shop.example.org").status == 403)
    let all = try ServedSite.run(["report", "sites", "--db", served.published, "--format", "csv"])
    #expect(all.contains("shop.example.org"))
  }

  @Test(
    "What pages need is beside them, for everybody, and beside those of any link",
    arguments: ["/", "/shared/x/"],
    [("style.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml")])
  func files(place: String, file: (name: String, type: String)) async throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let site = try served.site(
      rule: AccessRule(memberHosts: ["stats.example.org"]),
      accounts: try Accounts(path: path, creates: true))
    let answer = try await site.get(place + file.name, host: "stats.example.org")
    #expect(answer.status == 200 && answer.contentType == file.type && answer.tag != nil)
    #expect(try await site.get("/sites/" + file.name, host: "stats.example.org").status == 303)
  }

  @Test("Below a path, pages are there, and the path without a slash leads there")
  func base() async throws {
    let site = try served.site(base: "/stats")
    #expect(try await site.get("/stats/").status == 200)
    #expect(
      try await site.get("/stats").headers == [Answer.Header(name: "Location", value: "/stats/")])
    #expect(try await site.get("/").status == 404)
  }

  @Test(
    "What somebody puts into an address is text on the page, or not there",
    arguments: ["<b>x", "\"><x", "' y"])
  func hostile(text: String) async throws {
    for name in ["site", "from", "to", "report", "lang", "page", "compare", "by"] {
      let answer = try await site.get("/?\(name)=\(Target.encoded(text))")
      #expect(!answer.body.contains(text) || !text.contains("<"), "\(name)")
    }
  }
}
