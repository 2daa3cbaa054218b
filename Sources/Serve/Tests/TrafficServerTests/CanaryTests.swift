import Foundation
import GRDB
import Testing
import TrafficReport

@testable import TrafficServer

@Suite("Nobody of a log is in anything that the server sends")
struct CanaryTests {
  let folder: URL
  let canaries = Canaries()
  var published: String { folder.appendingPathComponent("published.sqlite").path }

  init() throws {
    folder = try ServedSite.shared.get().folder.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let log = folder.appendingPathComponent("access.log").path
    try canaries.log.write(toFile: log, atomically: true, encoding: .utf8)
    _ = try ServedSite.run(
      [
        "collect", "--db", folder.appendingPathComponent("traffic.sqlite").path, "--today",
        "2026-10-31", "--geo", "none", "--site", "www.example.org", "--publish-to", published, log,
      ])
  }

  private static let hostile = [
    "%00", "%27%20OR%201=1--", "*", "**", "%25", "_", "%2a%3f", "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3E",
    "%F0%9F%98%80", "999999999", "-1", "%22%5C", "/reset/*", "/profile/*", "*%40*", "*.*.*.*",
    "%E2%80%AE", "union%20select%20path%20from%20page",
  ]

  /// Addresses of everything there is, and of much that there is not.
  private static var paths: [String] {
    let kinds = ReportKind.allCases.map(\.rawValue) + ["page"]
    let questions = [
      "", "?format=csv", "?compare=previous", "?by=week", "?by=month&compare=previous",
      "?from=2026-10-01&to=2026-10-20", "?page=*", "?page=/courses/winter", "?kind=page",
      "?referrer=www.bing.com", "?device=desktop", "?sort=-page_views", "?limit=1&offset=1",
      "?limit=999999999",
    ]
    let reports = ["-", "www.example.org", "nowhere.example"].flatMap { site in
      kinds.map { "/api/v1/sites/\(site)/reports/\($0)" }
    }
    let parameters = [
      "site", "from", "to", "page", "compare", "by", "report", "kind", "referrer", "lang", "x",
    ]
    let pages =
      [
        "", "?lang=nb", "?page=/courses/winter", "?compare=none", "?by=week",
        "?site=www.example.org",
      ]
      + kinds.flatMap { ["?report=\($0)", "?report=\($0)&lang=nb&compare=previous"] }
      + parameters.flatMap { name in hostile.map { "?\(name)=\($0)" } }
    let odd = ReportQuestion.allowed.flatMap { name in hostile.map { "?\(name)=\($0)" } }
    return reports.flatMap { report in questions.map { report + $0 } }
      + ["pages", "days", "referrers", "page"].flatMap { kind in
        odd.map { "/api/v1/sites/-/reports/" + kind + $0 }
      }
      + ["/", "/sites", "/limits"].flatMap { page in pages.map { page + $0 } }
      + [
        "/style.css", "/icon.svg", "/script.js", "/api/v1/openapi.json", "/api/v1/sites", "/api/v1",
        "/sign-in", "/sign-out", "/shared/x/", "/shared/x/api/v1/sites", "/favicon.ico",
        "/robots.txt", "/published.sqlite", "/access.log", "/../access.log", "/%2e%2e/access.log",
        "//",
        "/index.html", "/%zz", "*", "http://localhost/",
      ] + hostile.map { "/" + $0 }
  }

  /// What was found in answers, and how many of how many bytes were read.
  private struct Search {
    let canaries: Canaries
    /// What only those who sign in know, and no answer may say but the one to the form.
    var secrets: [String] = []
    var found: Set<String> = []
    var statuses: [String: Int] = [:]
    var bytes = 0
    /// An answer is searched once; those of errors are mostly the same.
    private var seen: Set<String> = []

    init(_ canaries: Canaries) { self.canaries = canaries }

    mutating func read(_ answer: String) {
      statuses[String(answer.dropFirst(9).prefix(3)), default: 0] += 1
      bytes += answer.utf8.count
      if seen.insert(answer).inserted { found.formUnion(canaries.found(in: answer)) }
    }

    mutating func ask(_ paths: [String], of server: RunningServer, headers: String = "") throws {
      for (index, path) in paths.enumerated() {
        let accept = ["*/*", "text/html", "text/csv", "application/json"][index % 4]
        let method = index % 50 == 49 ? "POST" : index % 50 == 48 ? "HEAD" : "GET"
        let answer = try server.exchange(
          "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\n\(headers)"
            + "Connection: close\r\n\r\n")
        read(answer)
        found.formUnion(secrets.filter { answer.contains($0) })
      }
    }

    /// Sends a form as a page of the server does, and returns the answer.
    mutating func send(
      _ form: String, to path: String, of server: RunningServer, headers: String = ""
    ) throws -> String {
      let answer = try server.exchange(
        "POST \(path) HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nAccept: text/html\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: \(form.utf8.count)\r\n"
          + "\(headers)Connection: close\r\n\r\n\(form)")
      read(answer)
      return answer
    }
  }

  /// Asks for everything.
  private func ask(_ paths: [String]) throws -> Search {
    let server = try RunningServer(["--db", published, "--listen", "127.0.0.1:0"])
    var search = Search(canaries)
    try search.ask(paths, of: server)
    for request in ["nonsense\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"] {
      search.read(try server.exchange(request))
    }
    search.found.formUnion(canaries.found(in: server.end().said))
    return search
  }

  @Test("All pages, all reports in all forms, all problems, to whoever asks whatever")
  func all() throws {
    let paths = Self.paths
    #expect(paths.count > 2000)
    #expect(canaries.words.count > 10_000)
    let search = try ask(paths)
    let (found, statuses, bytes) = (search.found, search.statuses, search.bytes)
    #expect(found.isEmpty, "\(found.count): \(found.sorted().prefix(5))")
    // There was something to be found in: names of pages, and of sites that links are on.
    let pages = try ServedSite.run(["report", "pages", "--db", published])
    for page in ["/courses/winter", "/articles/snow", "/share/"] {
      #expect(pages.contains(page), "\(pages)")
    }
    #expect(statuses["200", default: 0] > 700, "\(statuses)")
    #expect(bytes > 2_000_000, "\(bytes)")
    for status in ["400", "403", "404", "405"] {
      #expect(statuses[status, default: 0] > 0, "\(status)")
    }
    #expect(statuses["500"] == nil, "\(statuses)")
    print("asked \(paths.count) addresses, read \(bytes) bytes: \(statuses)")
  }

  @Test("Signed in, with a token, through a link, and while signing in as somebody of the log")
  func members() throws {
    let state = folder.appendingPathComponent("state.sqlite").path
    let accounts = try Accounts(path: state, creates: true)
    let passwords = ["correct horse battery", "staple of paper clips"]
    try accounts.add("ola", password: passwords[0], role: .admin, sites: [])
    try accounts.add("kari", password: passwords[1], role: .viewer, sites: ["www.example.org"])
    let token = try accounts.addToken(of: "kari", label: "sheet-of-kari")
    let link = try accounts.addLink(to: "www.example.org", label: "screen-in-the-hall")
    let server = try RunningServer(
      ["--db", published, "--listen", "127.0.0.1:0", "--members", "localhost", "--state", state])
    var search = Search(canaries)
    search.secrets = passwords + [token, "sheet-of-kari", "screen-in-the-hall", "argon2"]

    // People type into forms what is in logs, too, and what is wrong.
    let typed = ["%40mail.example", "qv", "%3Cscript%3E", "%00", "%27--", ""]
    let person = try #require(canaries.words.sorted().first { $0.hasSuffix("@mail.example") })
    for (index, name) in (typed + [person.replacing("@", with: "%40"), person]).enumerated() {
      let path = index % 2 == 0 ? "/sign-in" : "/sign-in?lang=nb"
      let answer = try search.send(
        "name=\(name)&password=\(person)\(index)", to: path, of: server)
      #expect(!answer.contains("Set-Cookie") && !answer.contains("303"), "\(name)")
    }
    // Each answer is searched for what was typed, as for all canaries.
    #expect(search.statuses["403", default: 0] >= 6, "\(search.statuses)")

    let places = Self.paths.indices.filter { $0 % 7 == 0 }.map { Self.paths[$0] }
    var read: [String: Int] = [:]
    for (name, password) in zip(["ola", "kari"], passwords) {
      let answer = try search.send(
        "name=\(name)&password=\(password.replacing(" ", with: "+"))", to: "/sign-in", of: server)
      let cookie = try #require(
        answer.components(separatedBy: "sporlos=").dropFirst().first?.prefix { $0 != ";" })
      search.secrets.append(String(cookie))
      let before = search.bytes
      try search.ask(places, of: server, headers: "Cookie: sporlos=\(cookie)\r\n")
      try search.ask(["/sign-out"], of: server, headers: "Cookie: sporlos=\(cookie)\r\n")
      read[name] = search.bytes - before
    }
    try search.ask(places, of: server, headers: "Authorization: Bearer \(token)\r\n")
    try search.ask(places.map { link.dropLast() + $0 }, of: server)
    try search.ask(places.map { "/shared" + $0 }, of: server)

    #expect(search.found.isEmpty, "\(search.found.count): \(search.found.sorted().prefix(5))")
    #expect(search.statuses["200", default: 0] > 300, "\(search.statuses)")
    #expect(search.statuses["500"] == nil, "\(search.statuses)")
    #expect(read.count == 2 && read.values.allSatisfy { $0 > 100_000 }, "\(read)")
    let said = server.end().said
    #expect(canaries.found(in: said).isEmpty && !said.contains("kari"))
    // Nobody's password or token is in a page, nor anything that was typed in the file.
    let file = try String(decoding: Data(contentsOf: URL(fileURLWithPath: state)), as: UTF8.self)
    #expect(canaries.found(in: file).isEmpty)
    for secret in search.secrets where secret.utf8.count == 64 || passwords.contains(secret) {
      #expect(!file.contains(secret))
    }
  }

  @Test(
    "A canary that was planted is found, however it is written",
    arguments: ["/people/%", "/q?w=%", "%"])
  func planted(form: String) throws {
    for word in ["@mail.example", "::77:9", "qv"] {
      let canary = try #require(canaries.words.first { $0.contains(word) })
      let queue = try DatabaseQueue(path: published)
      try queue.write {
        try $0.execute(
          sql: "UPDATE page SET path = ? WHERE path LIKE '/courses/%'",
          arguments: ["/courses/" + form.replacing("%", with: canary)])
      }
      try queue.close()
      for path in [
        "/", "/?report=pages", "/api/v1/sites/-/reports/pages",
        "/api/v1/sites/-/reports/pages?format=csv",
      ] {
        #expect(try ask([path]).found.contains(canary.lowercased()), "\(path) \(canary)")
      }
    }
    let canary = try #require(canaries.words.first)
    for text in [
      canary.utf8.map { "%" + String($0, radix: 16, uppercase: true) }.joined(),
      Data(canary.utf8).base64EncodedString(), "x" + canary.uppercased() + "y",
    ] { #expect(!canaries.found(in: "<p>\(text)</p>").isEmpty, "\(text)") }
    #expect(canaries.found(in: "<p>/courses/winter of www.example.org: 60</p>").isEmpty)
  }
}
