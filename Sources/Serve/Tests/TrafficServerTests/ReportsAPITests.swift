import Foundation
import Testing
import Traffic
import TrafficReport

@testable import TrafficServer

@Suite("The API says what the command line says")
struct ReportsAPITests {
  static let kinds = ReportKind.allCases.filter(\.isPublished).map(\.rawValue)
  let served: ServedSite
  let site: TrafficSite

  init() throws {
    served = try ServedSite.shared.get()
    site = try served.site()
  }

  private func object(_ text: String) throws -> [String: any Sendable] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: any Sendable])
  }

  private func same(_ left: Any?, _ right: Any?) -> Bool {
    (left as? NSObject) == (right as? NSObject)
  }

  @Test(
    "Every report has the members that `report --format json` prints, of each file",
    arguments: kinds)
  func json(kind: String) async throws {
    for file in [served.published, served.database] {
      let site = try served.site(of: file)
      for (path, options) in [
        ("-", []), ("all", []), ("www.example.org", ["--site", "www.example.org"]),
        ("%28unnamed%29", ["--site", "(unnamed)"]),
      ] {
        let query = "?from=2026-10-01&to=2026-10-25&limit=7"
        let answer = try await site.get("/api/v1/sites/\(path)/reports/\(kind)\(query)")
        let printed = try ServedSite.run(
          ["report", kind, "--db", file, "--format", "json", "--limit", "7"]
            + ["--from", "2026-10-01", "--to", "2026-10-25"] + options)
        guard !printed.isEmpty else {
          #expect(answer.status == 404, "\(kind) of \(path)")
          continue
        }
        #expect(answer.status == 200 && answer.contentType == "application/json")
        var members = try object(answer.body)
        var expected = try object(printed)
        #expect(members.removeValue(forKey: "query") != nil)
        // The server's own warnings come after those of the report.
        let warnings = try #require(members.removeValue(forKey: "warnings") as? [[String: String]])
        let own = try #require(expected.removeValue(forKey: "warnings") as? [[String: String]])
        #expect(Array(warnings.prefix(own.count)) == own)
        #expect(same(members, expected), "\(kind) of \(path)")
      }
    }
  }

  @Test("CSV is that of `report --format csv`, by parameter and by header", arguments: kinds)
  func csv(kind: String) async throws {
    let printed = try ServedSite.run(["report", kind, "--db", served.published, "--format", "csv"])
    let byParameter = try await site.get("/api/v1/sites/-/reports/\(kind)?format=csv")
    let byHeader = try await site.get("/api/v1/sites/-/reports/\(kind)") {
      $0.accept = "application/json;q=0.5, text/csv"
    }
    #expect(byParameter.body == printed && byHeader.body == printed)
    #expect(byParameter.contentType == Answer.csv)
    let json = try await site.get("/api/v1/sites/-/reports/\(kind)?format=json") {
      $0.accept = "text/csv"
    }
    #expect(json.contentType == "application/json")
  }

  @Test("Pages of rows are all rows, and the offset has no totals of its own")
  func offset() async throws {
    func rows(_ query: String) async throws -> (rows: [NSObject], left: Int, totals: NSObject?) {
      let answer = try await site.get("/api/v1/sites/-/reports/pages" + query)
      let tables = try #require(try object(answer.body)["tables"] as? [[String: Any]])
      let table = try #require(tables.first)
      return (
        try #require(table["rows"] as? [NSObject]), try #require(table["rows_left_out"] as? Int),
        table["totals"] as? NSObject
      )
    }
    let all = try await rows("")
    #expect(all.rows.count > 5 && all.left == 0)
    var seen: [NSObject] = []
    while seen.count < all.rows.count {
      let part = try await rows("?limit=3&offset=\(seen.count)")
      #expect(part.totals == all.totals)
      #expect(part.left == all.rows.count - seen.count - part.rows.count)
      seen += part.rows
    }
    #expect(seen == all.rows)
    #expect(try await rows("?offset=100000").rows.isEmpty)
    let several = try await site.get("/api/v1/sites/-/reports/overview?offset=1")
    #expect(several.status == 400 && several.body.contains("\"unsupported_offset\""))
  }

  @Test(
    "Questions of the command line have its answers, and tags of their own",
    arguments: [
      ("pages", "from=2026-10-01&to=2026-10-25&compare=previous", ["--compare", "previous"]),
      ("pages", "from=2026-10-01&to=2026-10-25&sort=page", ["--sort", "page"]),
      ("pages", "from=2026-10-01&to=2026-10-25&page=%2F*", ["--page", "/*"]),
      ("days", "from=2026-10-01&to=2026-10-25&by=weekday", ["--by", "weekday"]),
      ("kinds", "from=2026-10-01&to=2026-10-25&kind=asset", ["--kind", "asset"]),
      ("devices", "from=2026-10-01&to=2026-10-25&device=desktop", ["--device", "desktop"]),
    ])
  func questions(kind: String, query: String, options: [String]) async throws {
    let path = "/api/v1/sites/-/reports/\(kind)"
    let answer = try await site.get(path + "?" + query)
    #expect(answer.status == 200, "\(answer.body)")
    var members = try object(answer.body)
    var expected = try object(
      try ServedSite.run(
        ["report", kind, "--db", served.published, "--format", "json"]
          + ["--from", "2026-10-01", "--to", "2026-10-25"] + options))
    for name in ["query", "warnings"] {
      members[name] = nil
      expected[name] = nil
    }
    #expect(same(members, expected))
    let plain = try await site.get(path + "?from=2026-10-01&to=2026-10-25")
    #expect(plain.body != answer.body)
    #expect(plain.tag == nil || plain.tag != answer.tag)
  }

  @Test("A page whole is a report of its own")
  func page() async throws {
    let pages = try object(try await site.get("/api/v1/sites/-/reports/pages").body)
    let tables = try #require(pages["tables"] as? [[String: Any]])
    let rows = try #require(tables[0]["rows"] as? [[String: Any]])
    let path = try #require(rows.first?["page"] as? String)
    // Of all sites, it is what each has under this path.
    let views = rows.filter { $0["page"] as? String == path }
      .reduce(0) { $0 + ($1["page_views"] as? Int ?? 0) }
    let answer = try await site.get("/api/v1/sites/-/reports/page?page=\(path)")
    #expect(answer.status == 200, "\(answer.body)")
    let facts = try #require(try object(answer.body)["tables"] as? [[String: Any]])[0]
    #expect(
      (facts["rows"] as? [[String: Any]])?.first?["page_views"] as? Int == views
    )
    let none = try await site.get("/api/v1/sites/-/reports/page?page=/not-there")
    #expect(none.status == 404 && none.body.contains("nothing_published"))
    let unnamed = try await site.get("/api/v1/sites/-/reports/page")
    #expect(unnamed.status == 400 && unnamed.body.contains("no_page"))
  }

  @Test("The question comes back as it was answered, and what was left out is said")
  func query() async throws {
    let answer = try await site.get(
      "/api/v1/sites/-/reports/days?from=2026-09-01T05&to=2026-12&limit=2")
    let members = try object(answer.body)
    let query = try #require(members["query"] as? [String: Any])
    #expect(query["report"] as? String == "days" && query["limit"] as? Int == 2)
    #expect((members["from"] as? String)?.hasPrefix(try #require(query["from"] as? String)) == true)
    #expect((members["to"] as? String)?.hasPrefix(try #require(query["to"] as? String)) == true)
    let warnings = try #require(members["warnings"] as? [[String: String]])
    #expect(
      Set(warnings.compactMap { $0["code"] }).isSuperset(of: ["days_left_out", "hours_as_days"]))
    // The same question with the days that were answered has nothing left out.
    let from = try #require(query["from"] as? String)
    let to = try #require(query["to"] as? String)
    let again = try await site.get("/api/v1/sites/-/reports/days?from=\(from)&to=\(to)&limit=2")
    #expect(same(try object(again.body)["tables"], members["tables"]))
    #expect(!again.body.contains("days_left_out") && !again.body.contains("hours_as_days"))
  }

  @Test("A number that is held back is null, and its column is listed")
  func heldBack() async throws {
    var held = 0
    for kind in Self.kinds {
      let answer = try await site.get("/api/v1/sites/-/reports/\(kind)")
      for table in try #require(try object(answer.body)["tables"] as? [[String: Any]]) {
        let rows = try #require(table["rows"] as? [[String: Any]])
        let columns = try #require(table["columns"] as? [[String: String]])
        let names = try #require(table["held_back"] as? [String])
        for column in columns where column["kind"] != "text" && column["kind"] != "time" {
          let name = try #require(column["name"])
          #expect(rows.allSatisfy { $0[name] != nil }, "\(kind) \(name) is a number or null")
          #expect(names.contains(name) == rows.contains { $0[name] is NSNull }, "\(kind) \(name)")
          held += names.contains(name) ? 1 : 0
        }
      }
    }
    #expect(held > 0)
  }

  @Test("Sites are those that something is published of, each with its reports")
  func sites() async throws {
    let answer = try await site.get("/api/v1/sites")
    let sites = try #require(try object(answer.body)["sites"] as? [[String: String]])
    #expect(sites.contains { $0["site"] == "www.example.org" })
    for site in sites {
      let place = try #require(site["reports"])
      #expect(try await self.site.get(place + "/days").status == 200)
    }
    #expect(try await self.site.get("/api/v1/sites?x=1").status == 400)
    let below = try served.site(base: "/stats/web")
    let places = try await below.get("/stats/web/api/v1/sites")
    #expect(places.body.contains("\"/stats/web/api/v1/sites/www.example.org/reports\""))
    #expect(try await below.get("/api/v1/sites").status == 404)
  }

  @Test(
    "What is wrong with a question is said in a sentence",
    arguments: [
      ("-/reports/nothing", 404, "unknown_report"), ("-/reports/sources", 403, "operators_only"),
      ("-/reports/statuses", 403, "operators_only"),
      ("nowhere.example/reports/days", 404, "unknown_site"),
      ("-/reports/days?from=soon", 400, "unknown_time"),
      ("-/reports/days?from=2026-10-02&to=2026-10-01", 400, "backwards"),
      ("-/reports/days?from=2019&to=2020", 404, "nothing_published"),
      ("-/reports/days?private=1", 400, "unknown_parameter"),
      ("-/reports/referrers?page=/", 400, "unsupported_dimension"),
      ("-/reports/pages?device=mobile", 400, "unsupported_dimension"),
      ("-/reports/devices?referrer=www.bing.com", 400, "unsupported_dimension"),
      ("-/reports/devices?device=phone", 400, "unknown_device"),
      ("-/reports/devices?browser=firefox", 400, "unsupported_dimension"),
      ("-/reports/days?limit=0", 400, "invalid_number"),
      ("-/reports/days?limit=1e3", 400, "invalid_number"),
      ("-/reports/days?limit=-1", 400, "invalid_number"),
      ("-/reports/days?limit=99999999999999999999", 400, "invalid_number"),
      ("-/reports/days?limit=1&limit=2", 400, "repeated_parameter"),
      ("-/reports/days?format=xml", 400, "unknown_format"), ("-/reports", 404, "no_such_resource"),
      ("-/reports/days/more", 404, "no_such_resource"),
    ])
  func problems(path: String, status: Int, code: String) async throws {
    let answer = try await site.get("/api/v1/sites/" + path)
    let problem = try object(answer.body)
    #expect(answer.status == status && answer.contentType == "application/problem+json")
    #expect(problem["code"] as? String == code && problem["status"] as? Int == status)
    #expect(problem["title"] as? String == Answer.title(of: status))
    let detail = try #require(problem["detail"] as? String)
    #expect(detail.count > 20)
    #expect(!answer.body.contains(served.folder.path), "the place of the file is nobody's business")
    #expect(answer.tag == nil)
  }

  @Test("A sentence is that of the command line, with the file's name instead of its path")
  func sentence() async throws {
    let answer = try await site.get("/api/v1/sites/-/reports/days?from=soon")
    #expect(
      try object(answer.body)["detail"] as? String
        == "\"soon\" is not a time for --from: use 2026, 2026-10, 2026-w41, 2026-10-01, 2026-10-01T13, today, yesterday, "
        + "this-week, last-week, this-month, last-month, 7d or 12w")
  }

  @Test(
    "Names from logs are escaped in every answer",
    arguments: ["<script>", "\u{202E}x", "a\"b", "\\"])
  func hostile(name: String) async throws {
    for path in ["-/reports/\(Target.encoded(name))", "\(Target.encoded(name))/reports/days"] {
      guard let answer = try? await site.get("/api/v1/sites/" + path) else { continue }
      #expect(!answer.body.contains("<") && !answer.body.contains("\u{202E}"))
      _ = try object(answer.body)
    }
  }

  @Test("Nothing is sent again that the client has, until the database is written to")
  func tags() async throws {
    let copy = served.folder.appendingPathComponent("\(UUID().uuidString).sqlite")
    try FileManager.default.copyItem(atPath: served.published, toPath: copy.path)
    func age(_ seconds: Double) throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -seconds)], ofItemAtPath: copy.path)
    }
    let site = try served.site(of: copy.path)
    let place = "/api/v1/sites/-/reports/pages"
    try age(0)
    #expect(try await site.get(place).tag == nil, "too new to be told from what comes next")
    try age(100)
    let tag = try #require(try await site.get(place).tag)
    for known in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
      let answer = try await site.get(place) { $0.ifNoneMatch = known }
      #expect(answer.status == 304 && answer.body.isEmpty && answer.tag == tag)
    }
    #expect(try await site.get(place) { $0.ifNoneMatch = "\"x\"" }.status == 200)
    for other in [place + "?limit=3", place + "?from=2026-10-01", place + "?format=csv"] {
      #expect(try await site.get(other).tag != tag)
    }
    try age(50)
    #expect(try await site.get(place) { $0.ifNoneMatch = tag }.status == 200)
  }

  @Test("The description names what there is")
  func description() async throws {
    let answer = try await site.get("/api/v1/openapi.json")
    let document = try object(answer.body)
    #expect(document["openapi"] as? String == "3.1.0")
    let paths = try #require(document["paths"] as? [String: [String: [String: Any]]])
    let parameters = try #require(
      paths["/sites/{site}/reports/{report}"]?["get"]?["parameters"] as? [[String: Any]])
    let names = parameters.filter { $0["in"] as? String == "query" }.compactMap {
      $0["name"] as? String
    }
    #expect(names.sorted() == ReportQuestion.allowed.sorted())
    let schema = parameters.first { $0["name"] as? String == "report" }?["schema"] as? [String: Any]
    #expect(schema?["enum"] as? [String] == Self.kinds + ["page"])
    let device = parameters.first { $0["name"] as? String == "device" }?["schema"] as? [String: Any]
    #expect(device?["enum"] as? [String] == DeviceClass.allCases.map(\.name))
    let below = try await served.site(base: "/stats").get("/stats/api/v1/openapi.json")
    #expect(below.body.contains("\"url\": \"/stats/api/v1\""))
  }
}
