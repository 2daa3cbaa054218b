import Testing
import Traffic

@testable import AccessLog

/// Single lines, field by field.
@Suite struct ScrubbedLineTests {
  private func scrub(
    address: String = "192.0.2.1", user: String = "-", time: String = "01/Oct/2026:13:55:36 +0200",
    request: String = "GET / HTTP/1.1", status: String = "200", bytes: String = "12",
    referrer: String = "-", agent: String = "-", settings: ScrubSettings = ScrubSettings()
  ) -> [String] {
    let line =
      "\(address) - \(user) [\(time)] \"\(request)\" \(status) \(bytes) \"\(referrer)\" \"\(agent)\"\n"
    let text = ScrubbedLog(line, format: "combined", settings: settings).text
    guard text.hasSuffix("\n") else { return [] }
    let quoted = text.dropLast().split(separator: "\"", omittingEmptySubsequences: false)
    let front = quoted[0].split(separator: " ", maxSplits: 3)
    let middle = quoted[2].split(separator: " ")
    return [String(front[0]), "\(front[1]) \(front[2])", String(front[3].dropFirst().dropLast(2))]
      + [String(quoted[1])] + middle.map(String.init) + [String(quoted[3]), String(quoted[5])]
  }

  static let addresses: [(String, Int, Int, String)] = [
    ("192.0.2.255", 16, 32, "192.0.0.0"), ("192.0.2.255", 24, 48, "192.0.2.0"),
    ("192.0.2.255", 0, 0, "0.0.0.0"), ("203.0.113.9", 8, 32, "203.0.0.0"),
    ("203.0.113.9", 20, 32, "203.0.112.0"), ("192.0.2.1:8080", 16, 32, "192.0.0.0"),
    ("2001:db8:1:2:3:4:5:6", 16, 32, "2001:db8::"), ("2001:db8:1:2::", 16, 48, "2001:db8:1::"),
    ("2001:0:0:1::", 16, 48, "0.0.0.0"), ("2001:db8::1", 16, 0, "::"),
    ("2a00:0:1::1", 16, 48, "2a00:0:1::"), ("2001:db8::1", 16, 20, "2001::"),
    ("[2001:db8::1]:443", 16, 32, "2001:db8::"), ("fe80::1%eth0", 16, 32, "fe80::"),
    ("::1", 16, 32, "::"), ("::ffff:192.0.2.1", 16, 32, "192.0.0.0"),
    ("64:ff9b::192.0.2.1", 16, 32, "192.0.0.0"), ("2002:c000:201::1", 16, 32, "192.0.0.0"),
    ("host.example.net", 16, 32, "-"), ("-", 16, 32, "-"), ("unix:", 16, 32, "-"),
    ("192.0.2.1,198.51.100.2", 16, 32, "192.0.0.0"), ("1.2.3", 16, 32, "-"),
  ]

  @Test("An address is cut, an embedded one taken out first", arguments: addresses)
  func address(logged: String, version4: Int, version6: Int, expected: String) {
    // A Teredo address whose client is all ones stands for 0.0.0.0.
    let logged = logged == "2001:0:0:1::" ? "2001:0:0:1::ffff:ffff" : logged
    let settings = ScrubSettings(
      addresses: .truncated(version4Bits: version4, version6Bits: version6))
    #expect(scrub(address: logged, settings: settings).first == expected)
    #expect(scrub(address: logged, settings: ScrubSettings(addresses: .dropped)).first == "-")
  }

  @Test(
    "Users are gone",
    arguments: ["-", "jane", "jane doe", "[jane]", "", "a [b] c", "jane@example.org"])
  func user(name: String) {
    #expect(scrub(user: name)[1] == "- -")
  }

  static let times: [(String, String, String)] = [
    ("01/Oct/2026:13:55:36 +0200", "01/Oct/2026:13:00:00 +0200", "01/Oct/2026:13:55:36 +0200"),
    ("01/Oct/2026:00:00:00 -0000", "01/Oct/2026:00:00:00 -0000", "01/Oct/2026:00:00:00 -0000"),
    // The hour in UTC begins at :30 there.
    ("01/Oct/2026:13:40:59 +0530", "01/Oct/2026:13:30:00 +0530", "01/Oct/2026:13:40:59 +0530"),
    ("01/Oct/2026:13:20:59 +0530", "01/Oct/2026:12:30:00 +0530", "01/Oct/2026:13:20:59 +0530"),
    ("01/Oct/2026:00:20:59 +0545", "30/Sep/2026:23:45:00 +0545", "01/Oct/2026:00:20:59 +0545"),
    ("31/Dec/2026:23:59:60 -0330", "31/Dec/2026:23:30:00 -0330", "31/Dec/2026:23:59:60 -0330"),
    ("29/Feb/2024:23:59:59 +1245", "29/Feb/2024:23:45:00 +1245", "29/Feb/2024:23:59:59 +1245"),
    ("31/Dec/1969:23:40:00 -0030", "31/Dec/1969:23:30:00 -0030", "31/Dec/1969:23:40:00 -0030"),
    ("31/Dec/3882:23:59:59 +0000", "31/Dec/3882:23:00:00 +0000", "31/Dec/3882:23:59:59 +0000"),
  ]

  @Test("A time becomes the beginning of its hour in UTC, in its own zone", arguments: times)
  func time(logged: String, hour: String, whole: String) {
    #expect(scrub(time: logged)[2] == hour)
    #expect(scrub(time: logged, settings: ScrubSettings(keepsTime: true))[2] == whole)
  }

  static let requests: [(String, String)] = [
    ("GET /a/b?c=d HTTP/1.1", "GET /a/b HTTP/1.1"), ("GET /a#b HTTP/2.0", "GET /a HTTP/2.0"),
    ("HEAD /a;jsessionid=1 HTTP/1.0", "HEAD /a HTTP/1.0"), ("GET /a", "GET /a"),
    ("POST /users/jane@example.org HTTP/3.0", "POST /users/:email HTTP/3.0"),
    ("GET /u/12345/192.0.2.1 HTTP/1.1", "GET /u/:id/:ip HTTP/1.1"),
    ("GET /caf\\xc3\\xa9 au%20lait HTTP/1.1", "GET /caf%C3%A9%20au%20lait HTTP/1.1"),
    ("GET /\\x22\\x5c HTTP/1.1", "GET /%22%5C HTTP/1.1"),
    ("GET /100% HTTP/1.1", "GET /100%25 HTTP/1.1"),
    ("GET http://jane@example.org/a?b HTTP/1.1", "GET /a HTTP/1.1"),
    ("BREW /a HTTP/1.1", "UNKNOWN /a HTTP/1.1"), ("GET /a HTTP/7.7", "GET /a"),
    ("\\x47ET /a HTTP/1.1", "UNKNOWN /a HTTP/1.1"), ("OPTIONS * HTTP/1.1", "OPTIONS * HTTP/1.1"),
    ("GET *?jane HTTP/1.1", "GET * HTTP/1.1"),
    ("CONNECT jane.example.org:443 HTTP/1.1", "CONNECT proxy:443 HTTP/1.1"),
    ("-", "-"), ("", "-"), ("jane", "invalid"), ("get /jane HTTP/1.1", "invalid HTTP/1.1"),
    ("GET jane HTTP/1.1", "GET invalid HTTP/1.1"), ("PUT ?jane HTTP/1.1", "PUT invalid HTTP/1.1"),
    ("\\x16\\x03\\x01\\x02jane", "\\x16\\x03\\x01"), ("SSH-2.0-jane", "\\x16\\x03\\x01"),
    ("GET /.env.jane HTTP/1.1", "GET /.env HTTP/1.1"),
    ("POST /blog/wp-login.php?user=jane HTTP/1.1", "POST /.env HTTP/1.1"),
    ("GET /a?q=<script>jane HTTP/1.1", "GET /a?probe=../.. HTTP/1.1"),
    ("GET /?utm_source=jane HTTP/1.1", "GET / HTTP/1.1"),
  ]

  @Test("A request keeps its method, its redacted path and its protocol", arguments: requests)
  func request(logged: String, expected: String) {
    #expect(scrub(request: logged)[3] == expected)
    #expect(scrub(request: expected)[3] == expected, "scrubbed twice")
  }

  @Test("Requests that differ in their protocol only keep their own")
  func protocols() {
    let versions = ["HTTP/1.0", "HTTP/1.1", "HTTP/2.0", "HTTP/3"]
    let text = versions.map {
      "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET /a \($0)\" 200 1\n"
    }.joined()
    let scrubbed = ScrubbedLog(text, format: "common").text
    for version in versions { #expect(scrubbed.contains("\"GET /a \(version)\"")) }
  }

  static let campaigns: [(String, String)] = [
    ("/?utm_source=News&x=1", "/?utm_source=news"),
    (
      "/a?utm_campaign=Autumn+Sale&utm_medium=e%2Dmail",
      "/a?utm_medium=e-mail&utm_campaign=autumn%2520sale"
    ),
    ("/?utm_source=jane%40example.org", "/?utm_source=:email"),
    ("/?utm_source=a%252541", "/?utm_source=aa"),
    ("/?utm_source=c%C3%B8t", "/?utm_source=c%25C3%25B8t"), ("/?utm_source=", "/"),
  ]

  @Test("Campaigns stay where they are allowed", arguments: campaigns)
  func campaign(target: String, expected: String) {
    let settings = ScrubSettings(
      log: LogSettings(campaignParameters: Set(CampaignParameter.allCases)))
    let scrubbed = scrub(request: "GET \(target) HTTP/1.1", settings: settings)[3]
    #expect(scrubbed == "GET \(expected) HTTP/1.1")
    #expect(scrub(request: scrubbed, settings: settings)[3] == scrubbed, "scrubbed twice")
  }

  @Test("A path that a rule is about becomes the rule, whatever rules there are")
  func rules() {
    let settings = ScrubSettings(
      log: LogSettings(rules: ["/a/*", "/a/**", "/people/*", "/b b/%/*"].map { PageRule($0)! }))
    let cases = [
      ("/a", "/a/**/**"), ("/a/x", "/a/*"), ("/a/x/y", "/a/**/**"), ("/people/jane", "/people/*"),
      ("/b%20b/%25/jane", "/b%20b/%25/*"), ("/people", "/people"),
    ]
    for (path, expected) in cases {
      let scrubbed = scrub(request: "GET \(path) HTTP/1.1", settings: settings)[3]
      #expect(scrubbed == "GET \(expected) HTTP/1.1")
      #expect(scrub(request: scrubbed, settings: settings)[3] == scrubbed)
    }
  }

  @Test("A path that was hidden from the search for probes stays hidden")
  func hiddenProbe() {
    let hidden = "GET /%252525252eenv HTTP/1.1"
    let scrubbed = scrub(request: hidden)[3]
    #expect(scrubbed == "GET /%252525252E%2525252565%252525256E%2525252576 HTTP/1.1")
    #expect(scrub(request: scrubbed)[3] == scrubbed)
    let read = RequestLine.page(of: Array(scrubbed.utf8)[...], isEscaped: false, rules: [])
    #expect(read.page.text == "/.env" && !read.isProbe)
  }

  static let referrers: [(String, String)] = [
    ("-", "-"), ("", "-"), ("about:blank", "-"),
    ("https://www.Example.org/jane?q=jane", "https://example.org/"),
    ("http://jane:secret@example.org:8080/", "http://example.org/"),
    ("//example.org/a", "https://example.org/"),
    ("https://jane12345.example.org/", "https://x-00000.example.org/"),
    ("https://192.0.2.1/", "https://0.0.0.0/"), ("http://[2001:db8::1]/", "http://0.0.0.0/"),
    ("http://192.0.2.1.example.org/", "http://x-0-0-0-0.example.org/"),
    ("http://janes-printer/", "http://localhost/"), ("http://jane.local/", "http://localhost/"),
    ("file:///home/jane", "app:"), ("jane", "invalid"), ("http://ja ne/", "invalid"),
    ("android-app://org.example.reader/jane", "android-app://org.example.reader/"),
    ("https://www.www.example.org/", "https://www.www.example.org/"), ("/jane", "/"),
    ("https://9f86d081884c7d65.cdn.example.org/", "https://0a0a0a0a0a0a0a0a.cdn.example.org/"),
  ]

  @Test("A referrer becomes its host, redacted", arguments: referrers)
  func referrer(logged: String, expected: String) {
    #expect(scrub(referrer: logged)[6] == expected)
    #expect(scrub(referrer: expected)[6] == expected, "scrubbed twice")
  }

  @Test("Own hosts keep their names, unless they may not be kept")
  func ownHosts() {
    let settings = ScrubSettings(
      log: LogSettings(
        ownHosts: ["www.example.org", "intranet", "shop12345.example.org"].map { SiteName($0)! }))
    #expect(
      scrub(referrer: "https://www.example.org/a", settings: settings)[6] == "https://example.org/")
    #expect(scrub(referrer: "http://intranet/a", settings: settings)[6] == "/")
    #expect(scrub(referrer: "https://shop12345.example.org/", settings: settings)[6] == "/")
    #expect(scrub(referrer: "http://printer/", settings: settings)[6] == "http://localhost/")
  }

  @Test("A user agent becomes one of our own")
  func agent() {
    #expect(
      scrub(agent: "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0")[7]
        == "Sporlos/1 (desktop; Firefox/142; Linux; person; none)")
    #expect(scrub(agent: "")[7] == "-")
    let vietnamese =
      "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) "
      + "coc_coc_browser/120.0 Chrome/114.0 Safari/537.36"
    let own = scrub(agent: vietnamese)[7]
    #expect(own.contains(#"; C\xE1\xBB\x91c C\xE1\xBB\x91c/"#), "\(own)")
    #expect(scrub(agent: own)[7] == own)
  }

  @Test("Numbers stay", arguments: [("200", "0"), ("404", "281474976710656"), ("000", "12")])
  func numbers(status: String, bytes: String) {
    #expect(scrub(status: status, bytes: bytes)[4...5] == [status, bytes])
  }

  @Test("More bytes than a response has are written as the most that count")
  func maxBytes() {
    #expect(scrub(status: "404", bytes: "999999999999999")[5] == "281474976710656")
  }

  @Test("What means nothing is written as a number")
  func nothing() {
    #expect(scrub(status: "-", bytes: "-")[4...5] == ["000", "0"])
    #expect(scrub(bytes: "007")[5] == "7")
  }

  @Test("Response times are written as the ends of the classes that are counted")
  func durations() {
    func scrub(_ time: String) -> String? {
      let line =
        "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" \(time)\n"
      let log = ScrubbedLog(line, format: "combined-time")
      return log.text.split(separator: "\"").last.map { String($0.dropFirst().dropLast()) }
    }
    let times = [
      ("0.003", "3200"), ("1234", "1345"), ("-", "-"), ("12.500", "13107200"), ("0", "100"),
      ("0.000", "100"), ("00012.50", "13107200"), ("3200", "3200"),
    ]
    for (time, expected) in times { #expect(scrub(time) == expected) }
    for time in ["1.", "x", ".5", "1.2.3", "12345678901"] {
      #expect(
        scrub(time) == (time.first == "1" && !time.contains(".") ? "96154843" : nil), "\(time)")
    }
  }

  static let hosts: [(String, String)] = [
    ("Example.org:443", "example.org:443"), ("example.org", "example.org"),
    ("example.org:31337", "example.org:0"), ("192.0.2.1:80", "0.0.0.0:80"),
    ("[2001:db8::1]:443", "0.0.0.0:443"), ("2001:db8::1", "0.0.0.0"), ("-", "-"), ("_", "-"),
    ("192-0-2-1.example.net:80", "0.0.0.0:80"), ("ja\u{f8}ne", "-"),
  ]

  @Test("A virtual host keeps its name and a usual port", arguments: hosts)
  func host(logged: String, expected: String) {
    func scrub(_ host: String) -> String {
      let line = "\(host) 192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1\n"
      return String(ScrubbedLog(line, format: "vhost-common").text.prefix { $0 != " " })
    }
    #expect(scrub(logged) == expected)
    #expect(scrub(expected) == expected)
  }

  @Test("What a site has appended is gone")
  func appended() {
    let line =
      "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\" "
      + "\"198.51.100.7, 203.0.113.9\" jane\n"
    #expect(
      ScrubbedLog(line, format: "combined").text
        == "192.0.0.0 - - [01/Oct/2026:13:00:00 +0200] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"\n")
  }

  @Test("What cannot be read is dropped and counted by reason")
  func dropped() {
    let good = "192.0.2.1 - - [01/Oct/2026:13:55:36 +0200] \"GET / HTTP/1.1\" 200 1"
    let log = [
      good, "jane 192.0.2.1", "", good.replacing("\" 200", with: "\" 2x0"),
      good.replacing("2026", with: "1969"), good + "x",
      good + String(repeating: "1", count: 70_000),
      good,
    ].joined(separator: "\n")
    let scrubbed = ScrubbedLog(log + "\n", format: "common")
    #expect(scrubbed.text.split(separator: "\n").count == 2)
    #expect(scrubbed.tally.lines == 7 && scrubbed.tally.hits == 2 && scrubbed.tally.empty == 1)
    #expect(
      scrubbed.tally.rejected.map(\.reason) == [.shape, .status, .time, .bytes, .tooLong])
    #expect(scrubbed.tally.rejected.map(\.firstLine) == [2, 4, 5, 6, 7])
  }
}
