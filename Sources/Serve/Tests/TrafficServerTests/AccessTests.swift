import Foundation
import Testing

@testable import TrafficServer

@Suite("Who is answered")
struct AccessTests {
  let served: ServedSite

  init() throws { served = try ServedSite.shared.get() }

  @Test(
    "By default only this machine is, under its own names",
    arguments: [
      ("localhost", false, 200), ("127.0.0.1:8686", false, 200), ("[::1]:1", false, 200),
      ("stats.example.org", false, 421), ("127.0.0.1.example.org", false, 421),
      ("127.0.0.2", false, 421),
      ("localhost", true, 403), ("stats.example.org", true, 421),
    ])
  func loopback(host: String, isForwarded: Bool, status: Int) async throws {
    let answer = try await served.site().get("/api/v1/sites", host: host) {
      $0.isForwarded = isForwarded
    }
    #expect(answer.status == status)
    #expect(status == 200 || !answer.body.contains("example.org/reports"))
  }

  @Test(
    "A public name is answered however it comes, and no other",
    arguments: [
      ("stats.example.org", true, 200), ("STATS.example.org:443", true, 200),
      ("stats.example.org", false, 200),
      ("other.example.org", true, 421), ("localhost", true, 403), ("localhost", false, 200),
    ])
  func publicHost(host: String, isForwarded: Bool, status: Int) async throws {
    let site = try served.site(rule: AccessRule(publicHosts: ["stats.example.org"]))
    let answer = try await site.get("/api/v1/sites", host: host) { $0.isForwarded = isForwarded }
    #expect(answer.status == status)
  }

  private func accounts() throws -> Accounts {
    try Accounts(
      path: served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path, creates: true)
  }

  private func members(_ accounts: Accounts) throws -> TrafficSite {
    try served.site(rule: AccessRule(memberHosts: ["stats.example.org"]), accounts: accounts)
  }

  @Test("A name for members asks for sign-in, whatever is asked for")
  func signedOut() async throws {
    let site = try members(accounts())
    for path in [
      "/api/v1/sites", "/api/v1/sites/-/reports/days", "/api/v1/openapi.json", "/api/v1/x",
    ] {
      let answer = try await site.get(path, host: "stats.example.org")
      #expect(answer.status == 401)
      #expect(answer.headers == [Answer.Header(name: "WWW-Authenticate", value: "Bearer")])
    }
    let page = try await site.get("/sites/www.example.org", host: "stats.example.org")
    #expect(
      page.status == 303 && page.headers == [Answer.Header(name: "Location", value: "/sign-in")])
  }

  @Test(
    "The page for signing in speaks the reader's language",
    arguments: [
      ("nb,en;q=0.5", "/sign-in", "nb", "Logg inn"), ("en", "/sign-in", "en", "Sign in"),
      ("en", "/sign-in?lang=nb", "nb", "Logg inn"),
    ])
  func language(accepted: String, path: String, code: String, title: String) async throws {
    let site = try members(accounts())
    let page = try await site.get(path, host: "stats.example.org") { $0.acceptLanguage = accepted }
    #expect(page.status == 200 && page.body.contains("<html lang=\"\(code)\">"))
    #expect(page.body.contains("<h1>\(title)</h1>") && page.body.contains("<button>\(title)<"))
  }

  @Test("A language that was chosen stays while signing in, and there is a link to the other one")
  func chosenLanguage() async throws {
    let accounts = try accounts()
    try accounts.add("ola", password: "battery staple", role: .admin, sites: [])
    let site = try members(accounts)
    let asked = try await site.get("/sites?lang=nb", host: "stats.example.org")
    #expect(asked.headers == [Answer.Header(name: "Location", value: "/sign-in?lang=nb")])
    let page = try await site.get("/sign-in?lang=nb", host: "stats.example.org") {
      $0.acceptLanguage = "en"
    }
    #expect(page.body.contains("action=\"/sign-in?lang=nb\""))
    #expect(page.body.contains("href=\"/sign-in?lang=en\"") && page.body.contains("In English"))
    for (password, status) in [("wrong one entirely", 403), ("battery staple", 303)] {
      let answer = try await site.get("/sign-in?lang=nb", host: "stats.example.org") {
        ($0.method, $0.origin) = (.post, "https://stats.example.org")
        $0.form = [
          Target.Parameter(name: "name", value: "ola"),
          Target.Parameter(name: "password", value: password),
        ]
      }
      #expect(answer.status == status)
      #expect(status == 303 || answer.body.contains("Navnet eller passordet er feil."))
      #expect(
        status == 403
          || answer.headers.contains(Answer.Header(name: "Location", value: "/?lang=nb")))
    }
  }

  @Test("A site's new name is given to users and links, and nothing else changes")
  func renamedSite() async throws {
    let accounts = try accounts()
    try accounts.add(
      "kari", password: "correct horse", role: .viewer,
      sites: ["exampel.org", "shop.example.org"])
    try accounts.add("ola", password: "battery staple", role: .viewer, sites: ["other.example.org"])
    let token = try accounts.addToken(of: "kari", label: "grafana")
    let link = try accounts.addLink(to: "exampel.org", label: "board")
    let site = try members(accounts)
    func status(_ path: String) async throws -> Int {
      try await site.get(path, host: "stats.example.org") {
        $0.authorization = "Bearer " + token
      }.status
    }
    let page = link + "api/v1/sites/www.example.org/reports/days"
    #expect(try await status("/api/v1/sites/www.example.org/reports/days") == 403)
    #expect(try await status(page) == 403)
    #expect(site.sitesOfNobody().contains("exampel.org"))

    let renamed = try accounts.renameSite("Exampel.org", to: "www.example.org")
    #expect(renamed == Accounts.Renamed(users: 1, links: 1))
    #expect(try await status("/api/v1/sites/www.example.org/reports/days") == 200)
    #expect(try await status(page) == 200)
    #expect(
      try accounts.users() == [
        "kari viewer shop.example.org www.example.org", "ola viewer other.example.org",
      ])
    #expect(site.sitesOfNobody() == ["other.example.org"])
    // Somebody who sees both sees one of them from then on.
    #expect(
      try accounts.renameSite("shop.example.org", to: "www.example.org")
        == Accounts.Renamed(users: 1, links: 0))
    #expect(
      try accounts.renameSite("exampel.org", to: "x.example")
        == Accounts.Renamed(users: 0, links: 0))
    #expect(try await status("/api/v1/sites/www.example.org/reports/days") == 200)
  }

  @Test("With a name for members, this machine's own names are for members, too")
  func everyName() async throws {
    let site = try members(accounts())
    for host in ["localhost", "127.0.0.1:8686", "[::1]"] {
      #expect(try await site.get("/api/v1/sites", host: host).status == 401)
      #expect(
        try await site.get("/api/v1/sites", host: host) { $0.isForwarded = true }.status == 403)
    }
    #expect(try await site.get("/api/v1/sites", host: "evil.example").status == 421)
  }

  @Test("A token sees what its user sees, until it is removed")
  func tokens() async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .viewer, sites: ["www.example.org"])
    try accounts.add("ola", password: "battery staple", role: .admin, sites: [])
    let site = try members(accounts)
    let (viewers, admins) = (
      try accounts.addToken(of: "kari", label: "grafana"),
      try accounts.addToken(of: "ola", label: "sheet")
    )
    func status(_ path: String, _ token: String) async throws -> Int {
      try await site.get("/api/v1/sites" + path, host: "stats.example.org") {
        $0.authorization = "Bearer " + token
      }
      .status
    }
    #expect(try await status("/www.example.org/reports/days", viewers) == 200)
    #expect(try await status("/-/reports/days", viewers) == 403)
    #expect(try await status("/all/reports/sites", viewers) == 403)
    // Whether there is such a site is not told.
    #expect(try await status("/shop.example.org/reports/days", viewers) == 403)
    #expect(try await status("/nowhere.example/reports/days", viewers) == 403)
    #expect(try await status("/-/reports/days", admins) == 200)
    let list = try await site.get("/api/v1/sites", host: "stats.example.org") {
      $0.authorization = "bearer " + viewers
    }
    #expect(list.body.contains("www.example.org") && !list.body.contains("shop.example.org"))
    for wrong in ["", "x", String(repeating: "0", count: 64), viewers + "0", viewers.uppercased()] {
      #expect(try await status("", wrong) == 401)
    }
    #expect(try accounts.removeTokens(of: "kari", label: "grafana"))
    #expect(try await status("/www.example.org/reports/days", viewers) == 401)
    #expect(try accounts.remove("ola"))
    #expect(try await status("/-/reports/days", admins) == 401)
  }

  @Test("A link shows one site to whoever has it, names no place outside, and can be taken back")
  func links() async throws {
    let accounts = try accounts()
    let path = try accounts.addLink(to: "www.example.org", label: "board")
    let site = try members(accounts)
    func get(_ path: String, host: String = "stats.example.org") async throws -> Answer {
      try await site.get(path, host: host)
    }
    #expect(try await get(path + "api/v1/sites/www.example.org/reports/days").status == 200)
    #expect(try await get(path + "api/v1/sites/-/reports/days").status == 403)
    #expect(try await get(path + "api/v1/sites/shop.example.org/reports/days").status == 403)
    let sites = try await get(path + "api/v1/sites")
    #expect(sites.body.contains("\"\(path)api/v1/sites/www.example.org/reports\""))
    #expect(!sites.body.contains("shop.example.org"))
    #expect(try await get("/api/v1/sites").status == 401)
    for wrong in [
      "/shared/x/api/v1/sites", "/shared//api/v1/sites",
      "/shared/\(path.dropFirst(9))x/api/v1/sites",
    ] {
      #expect((try? await get(wrong).status) != 200)
    }
    #expect(try accounts.links() == ["board www.example.org"])
    #expect(try accounts.removeLinks(label: "board"))
    #expect(try await get(path + "api/v1/sites").status == 404)
  }

  @Test("A link is in frames of the origins that were named for it, and nothing else is in any")
  func frames() async throws {
    let accounts = try accounts()
    let plain = try accounts.addLink(to: "www.example.org", label: "plain")
    let embedded = try accounts.addLink(
      to: "www.example.org", label: "page",
      inFramesOf: ["https://Intranet.example", "http://localhost:8080"])
    let site = try members(accounts)
    let frames = ["https://intranet.example", "http://localhost:8080"]
    for path in ["", "sites", "limits", "?report=pages", "nothing"] {
      #expect(try await site.get(embedded + path, host: "stats.example.org").frames == frames)
      #expect(try await site.get(plain + path, host: "stats.example.org").frames.isEmpty)
    }
    for path in ["/", "/sign-in", "/shared/x/"] {
      #expect(try await site.get(path, host: "stats.example.org").frames.isEmpty)
    }
    let policy = StrictHeaders.all(inFramesOf: frames)
    #expect(
      policy.contains { $0.value.hasSuffix("frame-ancestors \(frames.joined(separator: " "))") })
    #expect(policy.map(\.name) == StrictHeaders.all().map(\.name))
    #expect(
      try accounts.links() == [
        "page www.example.org https://intranet.example http://localhost:8080",
        "plain www.example.org",
      ])
  }

  @Test(
    "An origin is a scheme and a host",
    arguments: [
      "", "www.example.org", "https://", "https://*", "https://a.example/",
      "https://a.example 'self'",
      "data:", "ftp://a.example", "https://a.example; x", "https://a.example:99999", "*",
    ])
  func origins(text: String) throws {
    let accounts = try accounts()
    #expect(throws: Accounts.Problem.self) {
      try accounts.addLink(to: "www.example.org", label: "x", inFramesOf: [text])
    }
    #expect(try accounts.links().isEmpty)
  }

  @Test("A file of users from before links could be in frames still has its links")
  func earlierFile() async throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let link = try Accounts(path: path, creates: true).addLink(to: "www.example.org", label: "x")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/sqlite3")
    process.arguments = [path, "ALTER TABLE link DROP COLUMN origins"]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let accounts = try Accounts(path: path, creates: false)
    #expect(try await members(accounts).get(link, host: "stats.example.org").status == 200)
    #expect(try accounts.links() == ["x www.example.org"])
  }

  @Test(
    "Who has signed in can sign out on every page; a page that another session has is not theirs")
  func signOutForms() async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .admin, sites: [])
    let site = try members(accounts)
    var tags: Set<String?> = []
    for _ in 0..<2 {
      let session = try accounts.beginSession(of: "kari", now: Int64(time(nil)), seconds: 100)
      for path in ["/", "/sites", "/limits", "/?report=pages"] {
        let answer = try await site.get(path, host: "stats.example.org") {
          $0.cookie = "__Host-sporlos=\(session)"
        }
        let form =
          "<form method=\"post\" action=\"./sign-out?\"><input type=\"hidden\" name=\"form\" value=\""
        #expect(answer.body.contains(form + SignIn.formToken(of: session)), "\(path)")
        if path == "/" { tags.insert(answer.tag) }
      }
    }
    #expect(tags.count == 2 || tags == [nil])
    let token = try accounts.addToken(of: "kari", label: "x")
    let page = try await site.get("/", host: "stats.example.org") {
      $0.authorization = "Bearer \(token)"
    }
    #expect(page.status == 200 && !page.body.contains("sign-out"))
  }

  private func post(
    _ site: TrafficSite, _ path: String, _ form: [String: String],
    host: String = "stats.example.org",
    origin: String? = "https://stats.example.org", cookie: String? = nil
  ) async throws -> Answer {
    var asking = Asking(
      method: .post, target: try Target(path), host: try #require(Host(host)))
    asking.form = form.map { Target.Parameter(name: $0.key, value: $0.value) }
    asking.origin = origin
    asking.cookie = cookie
    return await site.answer(asking)
  }

  private func cookie(_ answer: Answer) throws -> String {
    try #require(answer.headers.first { $0.name == "Set-Cookie" }).value
  }

  @Test(
    "Signing in gives a new session each time, in a cookie that nothing else sees, and out ends it")
  func session() async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .admin, sites: [])
    let site = try members(accounts)
    let form = ["name": "kari", "password": "correct horse"]
    let planted = "__Host-sporlos=" + String(repeating: "a", count: 64)
    let answer = try await post(site, "/sign-in", form, cookie: planted)
    #expect(answer.status == 303 && answer.tag == nil)
    let set = try cookie(answer)
    #expect(set.hasPrefix("__Host-sporlos=") && !set.contains(planted))
    #expect(set.hasSuffix("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"))
    let sent = String(set.prefix { $0 != ";" })
    func status(_ cookie: String) async throws -> Int {
      try await site.get("/api/v1/sites", host: "stats.example.org") { $0.cookie = cookie }.status
    }
    #expect(try await status("a=b; " + sent) == 200)
    #expect(try await status(planted) == 401)
    // The file has no token in it that somebody could send.
    let token = String(sent.dropFirst("__Host-sporlos=".count))
    #expect(token.utf8.count == 64)
    let second = try cookie(try await post(site, "/sign-in", form, cookie: sent))
    #expect(!second.hasPrefix(sent))
    #expect(try await status(sent) == 401, "the session before is over")
    let current = String(second.prefix { $0 != ";" })
    let currentToken = String(current.dropFirst("__Host-sporlos=".count))
    #expect(try await post(site, "/sign-out", [:], cookie: current).status == 403)
    #expect(try await status(current) == 200)
    let out = try await post(
      site, "/sign-out", ["form": SignIn.formToken(of: currentToken)], cookie: current)
    #expect(out.status == 303)
    #expect(try cookie(out).contains("Max-Age=0"))
    #expect(try await status(current) == 401)
  }

  @Test(
    "A form of another page is refused before anything is looked at",
    arguments: [
      nil, "null", "http://stats.example.org", "https://evil.example",
      "https://stats.example.org.evil.example",
      "https://stats.example.org:8443",
    ])
  func foreignForms(origin: String?) async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .admin, sites: [])
    let answer = try await post(
      members(accounts), "/sign-in", ["name": "kari", "password": "correct horse"], origin: origin)
    #expect(answer.status == 403 && answer.headers.isEmpty)
  }

  @Test(
    "After ten wrong passwords the right one is refused, too, and nothing says which names there are"
  )
  func tries() async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .admin, sites: [])
    let site = try members(accounts)
    var bodies: Set<String> = []
    for name in ["kari", "nobody"] {
      for _ in 0..<TryLimit.perName {
        let answer = try await post(site, "/sign-in", ["name": name, "password": "wrong password"])
        #expect(answer.status == 403)
        bodies.insert(answer.body)
      }
      let answer = try await post(site, "/sign-in", ["name": name, "password": "correct horse"])
      #expect(answer.status == 429 && answer.headers.contains { $0.name == "Retry-After" })
    }
    #expect(bodies.count == 1)
  }

  @Test("No more than two passwords are tried at a time")
  func atOnce() async throws {
    let accounts = try accounts()
    try accounts.add("kari", password: "correct horse", role: .admin, sites: [])
    let site = try members(accounts)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<20 {
        group.addTask {
          try await post(site, "/sign-in", ["name": "n\(number)", "password": "wrong password"])
            .status
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses.contains(503) && Set(statuses).isSubset(of: [403, 503]))
  }

  @Test("The file of users is its owner's alone, and has neither passwords nor tokens")
  func file() throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    let accounts = try Accounts(path: path, creates: true)
    try accounts.add("kari", password: "correct horse", role: .viewer, sites: ["A.example"])
    let token = try accounts.addToken(of: "kari", label: "x")
    let session = try accounts.beginSession(of: "kari", now: 1000, seconds: 10)
    #expect(try accounts.reader(ofSession: session, now: 1009)?.name == "kari")
    #expect(try accounts.reader(ofSession: session, now: 3599)?.name == "kari", "to the hour")
    #expect(try accounts.reader(ofSession: session, now: 3600) == nil)
    #expect(try accounts.users() == ["kari viewer a.example"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let bytes = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    #expect(bytes.contains("$argon2id$"))
    for secret in ["correct horse", token, session] { #expect(!bytes.contains(secret)) }
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: path)
    #expect(throws: Accounts.Problem.self) { try Accounts(path: path, creates: false) }
    #expect(throws: Accounts.Problem.self) { try Accounts(path: path + "x", creates: false) }
  }

  @Test("A database is no file of users")
  func foreignFile() throws {
    let path = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite").path
    try FileManager.default.copyItem(atPath: served.published, toPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    #expect(
      throws: Accounts.Problem(
        sentence: "\"\(path)\" is a file of another program: name another one")
    ) {
      try Accounts(path: path, creates: true)
    }
  }

  @Test(
    "Users have a name, a password of some length, and sites as their role has them",
    arguments: [
      ("", "correct horse", Accounts.Role.admin, []),
      ("Kari Nordmann", "correct horse", .admin, []),
      ("kari", "short", .admin, []), ("kari", String(repeating: "a", count: 1025), .admin, []),
      ("kari", "correct horse", .admin, ["a.example"]), ("kari", "correct horse", .viewer, []),
    ])
  func users(name: String, password: String, role: Accounts.Role, sites: [String]) throws {
    let accounts = try accounts()
    #expect(throws: Accounts.Problem.self) {
      try accounts.add(name, password: password, role: role, sites: sites)
    }
    #expect(try accounts.users().isEmpty)
  }
}
