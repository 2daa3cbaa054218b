import TestSupport

/// Writes lines as Apache and nginx do, and lines as they come out of crashes, attacks and editors.
struct RandomLog {
  /// The formats that this writes and the reference reads; those of servers have logs of their own.
  static let formats = [
    "vhost-combined", "combined-time", "combined-vhost", "combined-quoted-vhost", "combined",
    "vhost-common", "common",
  ]

  var random: SeededGenerator
  let format: String

  init(seed: UInt64, format: String) {
    random = SeededGenerator(seed: seed)
    self.format = format
  }

  /// A log of so many lines; some of them may be broken in two.
  mutating func bytes(lines: Int) -> [UInt8] {
    var log: [UInt8] = chance(10) ? [0xef, 0xbb, 0xbf] : []
    for _ in 0..<lines {
      var line = Array(self.line().utf8)
      if chance(8) { mutate(&line) }
      if chance(30) { line = [] }
      if chance(30) {
        line = [UInt8](repeating: 0, count: Int.random(in: 1...70, using: &random)) + line
      }
      if chance(60) { line = [0xef, 0xbb, 0xbf] + line }
      log += line
      if chance(12) { log.append(0x0d) }
      log.append(0x0a)
    }
    return log
  }

  mutating func line() -> String {
    let client =
      "\(pick(Self.addresses)) \(pick(["-", "-", "ident"])) \(pick(Self.users)) [\(time())] "
      + "\"\(request())\" \(pick(Self.statuses, odd: Self.oddStatuses)) "
      + pick(Self.sizes, odd: Self.oddSizes)
    let agents = " \"\(pick(Self.referrers))\" \"\(pick(Self.agents))\""
    switch format {
    case "common": return client
    case "combined": return client + agents + pick(["", "", "", " 0.003", " \"-\" x"])
    case "vhost-common": return "\(pick(Self.hosts)) " + client
    case "vhost-combined": return "\(pick(Self.hosts)) " + client + agents
    case "combined-time":
      return client + agents
        + " \(pick(["0", "1234", "0.123", "12.5", "-", "1.", "x", ".5", "99999999999999999"]))"
    case "combined-vhost": return client + agents + " \(pick(Self.hosts))"
    default: return client + agents + " \"\(pick(Self.hosts))\""
    }
  }

  mutating func time() -> String {
    let month = pick([
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ])
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let day = two(Int.random(in: chance(40) ? 0...39 : 1...28, using: &random))
    let year = pick(["2026", "2024"], odd: ["1969", "1970", "2000", "0000", "9999"])
    let hour = two(Int.random(in: chance(40) ? 0...29 : 0...23, using: &random))
    let minute = two(Int.random(in: chance(30) ? 0...99 : 0...59, using: &random))
    let second = two(Int.random(in: chance(30) ? 0...70 : 0...60, using: &random))
    let zone = pick(
      ["+0000", "-0000", "+0200", "-0500", "+0530", "-0330", "+1245", "-1200", "+1400"],
      odd: ["+2359", "-2359", "+2400", "+0060", "0000 ", "+00:0"])
    return "\(day)/\(month)/\(year):\(hour):\(minute):\(second) \(zone)"
  }

  mutating func request() -> String {
    if chance(8) { return pick(Self.oddRequests) }
    let method = pick(["GET", "GET", "GET", "GET", "POST", "HEAD", "OPTIONS", "PROPFIND"])
    var target = ""
    for _ in 0..<Int.random(in: 1...4, using: &random) { target += "/" + pick(Self.segments) }
    target += pick(["", "", "", "?q=1", "?", "?a=b?c HTTP/1.1", "#part", ";jsessionid=1?x"])
    return "\(method) \(target)\(pick([" HTTP/1.1", " HTTP/1.1", " HTTP/2.0", ""]))"
  }

  private mutating func mutate(_ line: inout [UInt8]) {
    for _ in 0..<Int.random(in: 1...3, using: &random) where !line.isEmpty {
      let index = line.indices.randomElement(using: &random)!
      let odd = Array("\" \\[]-?\n\r:/+.x\0".utf8) + [0xff, 0x80, 0xc3, 0xef]
      switch Int.random(in: 0..<5, using: &random) {
      case 0: line[index] = UInt8.random(in: 0...255, using: &random)
      case 1: line[index] = odd.randomElement(using: &random)!
      case 2: line.insert(odd.randomElement(using: &random)!, at: index)
      case 3: line.remove(at: index)
      default: line.removeSubrange(index...)
      }
    }
  }

  private mutating func chance(_ oneIn: Int) -> Bool {
    Int.random(in: 0..<oneIn, using: &random) == 0
  }

  private mutating func pick(_ values: [String]) -> String { values.randomElement(using: &random)! }

  /// One of the values, and now and then one of the odd ones.
  private mutating func pick(_ values: [String], odd: [String]) -> String {
    pick(chance(20) ? odd : values)
  }

  static let addresses = [
    "192.0.2.1", "198.51.100.23", "203.0.113.255", "2001:db8::1", "2001:db8:0:1:2:3:4:5",
    "::ffff:192.0.2.1", "host.example.org", "-", "",
  ]
  static let users = [
    "-", "-", "-", "jane", "jane doe", "jane [doe", "[jane]", "a [b] c", "jane@example.org", "",
    #"\"\""#, #"\x22"#, " [", " [01/Oct/2026:13:55:36 +0200] ",
    #" [01/Oct/2026:13:55:36 +0200] \""#,
    "a [bcdefghijklmnopqrstuvwxyzab]",
  ]
  static let statuses = [
    "200", "200", "200", "304", "301", "404", "500", "499", "000", "-",
  ]
  static let oddStatuses = ["099", "20", "2000", "+20", "", "2x0"]
  static let sizes = [
    "0", "1", "512", "1000", "-", "999999999999999",
  ]
  static let oddSizes = [
    "1000000000000000", "9223372036854775807", "99999999999999999999", "-1", "1.5", "", "007",
  ]
  static let referrers = [
    "-", "https://example.org/a?b=\\\"c\\\"", "", #"\\"#, #"\x22\x5C"#,
    "https://example.org/\u{e9}",
  ]
  static let agents = [
    "-", "", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (compatible; Examplebot/2.1; +http://example.org/bot.html)", #"a \"b\" c"#,
    #"\x22\xe2\x80\x99"#, #"ends in \\"#, "curl/8.0", "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0)",
  ]
  static let hosts = [
    "example.org", "EXAMPLE.org:443", "www.example.org.", "192.0.2.7:80", "[2001:db8::7]:443",
    "2001:db8::7", "-", "", "_", "a b", "bad\u{e9}host", "0.003", "xn--bcher-kva.example.org",
    "192-0-2-7.example.net", "host\\x22",
  ]
  static let segments = [
    "", "a", "news", "index.html", "style.css", "a b", "%20", "%2F", "%3Fa", "%252e", "%zz",
    "jane%40example.org", "jane%2540example.org", "12345", "192.0.2.1", "caf\u{e9}",
    "caf%C3%A9", "%ff%fe", "%00", "~jane", #"\""#, #"\\"#, #"\x22"#, #"\x3f"#, #"\n"#, #"\q"#,
    #"\xz"#,
    ";a=1", "a;b", "HTTP", "*", " HTTP/1.1",
  ]
  static let oddRequests = [
    "-", "", " ", "?", "-?", "GET", "GET ", "GET /", "GET  / HTTP/1.1", "GET *",
    "OPTIONS * HTTP/1.1",
    "GET *?x HTTP/1.1", "GET /a HTTP/1.1?x HTTP/1.1", "GET /a HTTP/1.1", "GET /a HTTP/1.1?x",
    "CONNECT example.org:443 HTTP/1.1", "GET http://example.org/a?b HTTP/1.1",
    "GET http://example.org HTTP/1.1", "GET http://jane@example.org/ HTTP/1.1", "GET ://x/y",
    "GET example.org:443", #"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"#, "\u{16}\u{3}\u{1}",
    "get / HTTP/1.1", "M-SEARCH * HTTP/1.1", #"GET /\\"#, #"GET /\x"#, #"GET /\x4"#,
    "PRI * HTTP/2.0",
    "GET ?a=b HTTP/1.1", "CONNECT ?x", "GET http?://x/y", "GET #a",
  ]
}
