import Foundation
import Testing
import TrafficPages
import TrafficReport

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
      "/?report=sources", "/?report=nothing", "/?report=landings&referrer=www.bing.com",
      "/?report=referrers&kind=search%20engine&lang=nb", "/?kind=direct&referrer=x",
    ])
  func pages(path: String) async throws {
    let answer = try await site.get(path)
    #expect(answer.status == 200 || answer.status == 404, "\(answer.status)")
    #expect(
      answer.contentType == Answer.html && answer.body.lowercased().hasPrefix("<!doctype html>"))
    #expect(answer.body.contains("href=\"style.css\""))
    let body = answer.body.replacing("<script src=\"script.js\" defer></script>", with: "")
    for word in ["://", "<script", "style=\"", "<iframe"] {
      #expect(!body.contains(word), "\(word)")
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

  @Test("Rows of a name are fewer, and of a report without such names a sentence says why not")
  func chosenRows() async throws {
    let all = try await site.get("/?report=referrers")
    let kinds = all.body.matches(of: /href="\.\/(\?[^"]*report=referrers[^"]*kind=[^"]*)"/)
    let address = try #require(kinds.first?.1).replacing("&amp;", with: "&")
    let some = try await site.get("/" + address)
    #expect(some.status == 200 && some.body.count < all.body.count)
    #expect(some.body.contains("Show all"))
    let none = try await site.get("/?report=devices&referrer=www.bing.com")
    #expect(none.status == 400 && none.body.contains("is not counted by referrer"))
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
      #expect(page.contains(text), "\(row)")
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

  @Test(
    "What is published meanwhile is on the next page, whether a file is put into the place of the other or not"
  )
  func replaced() async throws {
    let (path, next) = (
      "\(served.folder.path)/\(UUID()).sqlite", "\(served.folder.path)/\(UUID()).sqlite"
    )
    try FileManager.default.copyItem(atPath: served.published, toPath: path)
    let site = try served.site(of: path)
    let logs = ServedSite.root.appendingPathComponent("sample-logs").path
    #expect(try await site.get("/sites?").body.contains("shop.example.org"))
    let other = "\(served.folder.path)/\(UUID())"
    _ = try ServedSite.run([
      "collect", "--db", other + ".sqlite", "--today", "2026-10-31", "--publish-to", next, "--site",
      "later.example",
      logs + "/generated/access.log",
    ])
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: next, toPath: path)
    var page = try await site.get("/sites?").body
    #expect(page.contains("later.example") && !page.contains("shop.example.org"))
    // The same file, written to.
    _ = try ServedSite.run([
      "collect", "--db", other + ".sqlite", "--today", "2026-10-31", "--publish-to", path, "--site",
      "last.example",
      logs + "/apache-combined/access.log",
    ])
    page = try await site.get("/sites?").body
    #expect(page.contains("last.example"))
    #expect(page == (try await served.site(of: path).get("/sites?").body))
  }

  @Test(
    "A page's reports share what they read, and say the same as each alone",
    arguments: [nil, "www.example.org"], [nil, "previous"])
  func shared(of name: String?, compare: String?) throws {
    let database = try PublishedDatabase(path: try threeWeeks())
    func question(_ kind: ReportKind, limit: Int?) -> ReportQuestion {
      var question = ReportQuestion(kind: kind, site: name)
      (question.from, question.to) = ("2026-10-12", "2026-10-18")
      (question.compare, question.limit) = (compare, limit)
      return question
    }
    let questions = ReportKind.allCases.filter(\.isPublished).map { question($0, limit: 3) }
    let together = try database.read { state in questions.map { try? state.report($0).report } }
    #expect(together == questions.map { try? database.report($0).report })
    #expect(together.contains { $0?.tables.first?.rows.count == 3 })
    // What stands beside few rows is what stands beside them among all.
    for kind in [ReportKind.pages, .entries] {
      let few = try database.report(question(kind, limit: 3)).report.tables[0]
      let all = try database.report(question(kind, limit: nil)).report.tables[0]
      #expect(few.earlier?.totals == all.earlier?.totals && few.rows.count == 3)
      for (place, row) in few.rows.enumerated() {
        let same = try #require(all.rows.firstIndex(of: row))
        #expect(few.earlier?.rows[place] == all.earlier?.rows[same])
        if compare != nil { #expect(few.earlier?.rows[place].contains { $0 != .none } == true) }
      }
    }
  }

  /// A published file of a day of the generator's traffic, three weeks long.
  private func threeWeeks() throws -> String {
    let place = "\(served.folder.path)/\(UUID())"
    let logs = ServedSite.root.appendingPathComponent("sample-logs").path
    let day = try String(contentsOfFile: logs + "/generated/access.log", encoding: .utf8)
    let log = (1...21).map {
      day.replacing("01/Oct/2026", with: "\($0 < 10 ? "0" : "")\($0)/Oct/2026")
    }.joined()
    try log.write(toFile: place + ".log", atomically: true, encoding: .utf8)
    _ = try ServedSite.run([
      "collect", "--db", place + "-all.sqlite", "--today", "2026-10-31", "--publish-to",
      place + ".sqlite", "--site", "www.example.org", place + ".log",
    ])
    return place + ".sqlite"
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
    [
      ("style.css", "text/css; charset=utf-8"), ("icon.svg", "image/svg+xml"),
      ("script.js", "text/javascript; charset=utf-8"),
    ])
  func files(place: String, file: (name: String, type: String)) async throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let site = try served.site(
      rule: AccessRule(memberHosts: ["stats.example.org"]),
      accounts: try Accounts(path: path, creates: true))
    let answer = try await site.get(place + file.name, host: "stats.example.org")
    #expect(answer.status == 200 && answer.contentType == file.type && answer.tag != nil)
    #expect(try await site.get("/sites/" + file.name, host: "stats.example.org").status == 303)
  }

  @Test(
    "What went wrong is a page for whoever would rather have one, and JSON for all others",
    arguments: [
      (nil, false), ("", false), ("*/*", false), ("application/json", false), ("text/html", true),
      ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true),
      ("application/json, text/html;q=0.9", false), ("text/html;q=0", false),
      ("application/problem+json;q=0.5, TEXT/HTML;q=0.6", true), ("text/html;q=x", false),
    ])
  func problems(accept: String?, isPage: Bool) async throws {
    for (path, status) in [("/nothing", 404), ("/?from=x", 400), ("/api/v1/nothing", 404)] {
      let answer = try await site.get(path)
      #expect(answer.status == status && answer.contentType == "application/problem+json")
      let shown = answer.forPeople(accept: accept, language: .norwegian, base: "/stats")
      #expect(shown.status == status && (shown.contentType == Answer.html) == isPage)
      guard isPage else {
        #expect(shown == answer)
        continue
      }
      for piece in ["lang=\"nb\"", "href=\"/stats/style.css\"", "href=\"/stats/\""] {
        #expect(shown.body.contains(piece), "\(piece)")
      }
    }
    let page = try await site.get("/")
    #expect(page.forPeople(accept: accept, language: .norwegian, base: "") == page)
  }

  @Test("Each status has its own words in both languages, and nothing of the sentence acts")
  func problemPages() {
    for language in Language.allCases {
      var pages: Set<String> = []
      for status in [400, 401, 403, 404, 421, 429, 500] {
        let page = ProblemPage(
          status: status, detail: "<b>\"", language: language, base: "//evil.example")
        let html = page.html()
        #expect(
          html.contains("&lt;b&gt;&quot;") && !html.contains("<b>") && !html.contains("//evil"))
        pages.insert(html)
      }
      #expect(pages.count == 7)
    }
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
    for name in [
      "site", "from", "to", "report", "lang", "page", "compare", "by", "report=landings&kind",
      "report=landings&referrer",
    ] {
      let answer = try await site.get("/?\(name)=\(Target.encoded(text))")
      #expect(!answer.body.contains(text) || !text.contains("<"), "\(name)")
    }
  }
}
