import Foundation
import TestSupport
import Testing

@testable import AccessLog

@Suite struct WrapperRecognitionTests {
  static let line = UnwrapperTests.line
  static let time = UnwrapperTests.time
  static let escapedLine = line.replacing("\"", with: "\\\"")

  @Test(
    "Wrappers are recognised, those in each other, too",
    arguments: [
      (
        "Nov 20 10:15:03 lb1 haproxy[14389]: 203.0.113.7:51000 [20/Nov/2026:10:15:03.123] fe~ bk/s1",
        [.syslog3164]
      ),
      ("2026-11-20T10:15:03.326492+01:00 lb1 haproxy[22009]: \(line)", [.syslogISO]),
      ("<190>1 2026-11-20T10:15:03.123456+01:00 web1 nginx 811 - - \(line)", [.syslog5424]),
      ("\u{1b}[33mnginx_1  | \u{1b}[0m\(line)", [.compose]),
      ("web-1  | \(time) \(line)", [.compose, .dockerTimestamps]),
      ("\(time) stdout F \(line)", [.cri]),
      ("\(time) stdout F Nov 20 10:15:03 lb1 nginx: \(line)", [.cri, .syslog3164]),
      ("[pod/web-1/nginx] \(time) \(line)", [.kubectl, .dockerTimestamps]),
      ("[pod/web-1/nginx] \(line)", [.kubectl]), ("\(time) \(line)", [.dockerTimestamps]),
      ("2026-11-20T09:15:03.902066+00:00 app[web.1]: \(line)", [.herokuDrain]),
      (#"{"log":"Nov 20 10:15:03 w n: x\n","stream":"stdout"}"#, [.dockerJSON, .syslog3164]),
      (#"{"__CURSOR":"s=0","MESSAGE":"x"}"#, [.journaldJSON]),
      (#"{"message":"\#(escapedLine)","host":{"name":"web1"}}"#, [.messageJSON]),
      (#"{"log":"\#(escapedLine)","kubernetes":{}}"#, [.messageJSON]),
      (#"{"message":"{\"status\":200,\"uri\":\"/a\"}"}"#, [.messageJSON]),
      (#"{"message":"\#(time) stdout F \#(escapedLine)"}"#, [.messageJSON, .cri]),
      (
        "\(time) 1790827509.123      4 203.0.113.7 TCP_MISS/200 12 GET http://a/ - -",
        [.dockerTimestamps]
      ),
      (#"\#(time) {"ts":1790827509.123,"status":200}"#, [.dockerTimestamps]),
      (#"\#(time) time=1790827509 status=200"#, [.dockerTimestamps]),
      ("\(time) Fri Nov 20 10:15:03 2026 203.0.113.7", [.dockerTimestamps]),
      ("\(time) [2026-11-20T10:15:03.123Z] \"GET /a\"", [.dockerTimestamps]),
    ] as [(String, [Wrapper])])
  func recognised(text: String, wrappers: [Wrapper]) {
    let log = [String](repeating: text, count: 8).joined(separator: "\n")
    #expect(Unwrapping.recognised(log) == wrappers)
    #expect(
      Unwrapping.recognised(log + "\nother\n\n \n") == wrappers, "one line in nine is another")
    #expect(Unwrapping.recognised(log + "\na\nb\nc") == [], "three of eleven are others")
  }

  static let heroku =
    #"at=info method=GET path="/a" host=www.example.org fwd="203.0.113.7" service=249ms status=200"#

  @Test(
    "The time of a syslog header stays in front of lines that have none, and the rest comes off",
    arguments: [
      (
        "<158>1 2026-11-20T09:15:03.902066+00:00 host heroku router - - \(heroku)",
        "2026-11-20T09:15:03.902066+00:00 \(heroku)"
      ),
      (
        "290 <158>1 2026-11-20T09:15:03Z lb.example.org x 1 - [a b=\"c\"] \(heroku)",
        "2026-11-20T09:15:03Z \(heroku)"
      ),
      (
        "2026-11-20T10:15:03+01:00 lb.example.org nginx[811]: 203.0.113.7 \"GET /a\" 200",
        "2026-11-20T10:15:03+01:00 203.0.113.7 \"GET /a\" 200"
      ),
      (
        #"<190>2026-11-20T10:15:03+01:00 web1 nginx: {"ip":"203.0.113.7","uri":"/a"}"#,
        "2026-11-20T10:15:03+01:00\t" + #"{"ip":"203.0.113.7","uri":"/a"}"#
      ),
      (
        #"{"log":"<190>1 2026-11-20T10:15:03Z web1 nginx 8 - - 203.0.113.7 \"GET /a\" 200\n","stream":"stdout"}"#,
        #"2026-11-20T10:15:03Z 203.0.113.7 "GET /a" 200"#
      ),
    ])
  func onlyTime(text: String, rest: String) {
    let log = [String](repeating: text, count: 8).joined(separator: "\n") + "\nother\n"
    let chain = WrapperChain.recognised(in: Array(log.utf8).split(separator: 0x0a))
    #expect(chain.keepsTime)
    let lines = String(decoding: Unwrapping.lines(Array(log.utf8), chain), as: UTF8.self)
    #expect(lines == [String](repeating: rest, count: 8).joined(separator: "\n") + "\nother\n")
  }

  @Test(
    "A syslog header's time comes off where a line has its own, or it has no year",
    arguments: [
      "<158>1 2026-11-20T09:15:03Z host app 1 - - \(heroku) time=\(time)",
      "<158>Nov 20 10:15:03 host app: \(heroku)", "<158>1 2026-11-20T09:15:03Z h a 1 - - \(line)",
    ])
  func ownTime(text: String) {
    let lines = [String](repeating: text, count: 8).map { Array($0.utf8)[...] }
    #expect(!WrapperChain.recognised(in: lines).keepsTime)
  }

  @Test(
    "What a server writes in front of its lines is no wrapper",
    arguments: [
      line, "www.example.org \(line)", "www.example.org:443 \(line)",
      #"2026-11-20T10:15:03+01:00 203.0.113.7 "GET /a HTTP/1.1" 200 12 "-" "curl/8.0""#,
      #"2026-11-20T10:15:03+01:00 203.0.113.7 [20/Nov/2026:10:15:03 +0100] "GET /a" 200"#,
      #"2026-11-20T10:15:03.123+01:00 203.0.113.7 "GET /a?t=2026-11-20T10:15:03Z&_=1790827509" 200"#,
      #"[2026-11-20T09:15:03.123Z] "GET /a HTTP/1.1" 200 - 0 12 3 2 "-" "curl/8.0" "x" "h" "1.2.3.4:80""#,
      #"h2 2026-11-20T09:15:03.123456Z app/lb/5 203.0.113.7:51000 10.0.0.1:80 0.0 0.1 0.0 200 200 1 2 "GET https://a:443/ HTTP/2.0""#,
      #"2026-11-20T09:15:03.123456Z my-lb 203.0.113.7:51000 10.0.0.1:80 0.0 0.1 0.0 200 200 0 12 "GET http://a:80/ HTTP/1.1""#,
      "2026-11-20 09:15:03 W3SVC1 10.0.0.1 GET /a - 443 - 203.0.113.7 curl/8.0 - 200 0 0 12",
      "2026-11-20\t09:15:03\tARN1\t12\t203.0.113.7\tGET\td.cloudfront.net\t/a\t200",
      #"2026-11-20T09:15:03.902066+00:00 heroku[router]: at=info method=GET path="/a?t=1790827509" host=www.example.org status=200"#,
      #"{"time":"2026-11-20T09:15:03Z","log":"access","status":200,"uri":"/a"}"#,
      #"{"log":"203.0.113.7 - - [x]","stream":"stdout"}"#,
      #"{"message":"GET /a 200 12 ms","method":"GET","url":"/a","status":200}"#,
      #"{"message":"said \"hello\"","status":200,"uri":"/a"}"#,
      #"{"message":"\#(escapedLine)","request":{"uri":"/a"},"status":200}"#,
      "www.example.org | 203.0.113.7 | [20/Nov/2026:10:15:03 +0100] | GET /a HTTP/1.1 | 200",
      "203.0.113.7     | - | [20/Nov/2026:10:15:03 +0100] | GET /a HTTP/1.1 | 200",
      "1790827509.123      4 203.0.113.7 TCP_MISS/200 12 GET http://a/ - HIER_NONE/- text/html",
      #"203.0.113.7 - - [Fri Nov 20 10:15:03 2026] "GET /a: b""#,
      "Fri Nov 20 10:15:03 2026 203.0.113.7 GET /a:",
    ])
  func lookAlikes(text: String) {
    #expect(
      Unwrapping.recognised([String](repeating: text, count: 8).joined(separator: "\n")) == [])
  }

  @Test("Of the sample logs, those in wrappers are recognised, and no others")
  func sampleLogs() throws {
    let wrappers: [String: [Wrapper]] = [
      "docker-compose": [.compose], "docker-compose-colours": [.compose],
      "caddy-common-log": [.messageJSON], "docker-json": [.dockerJSON],
      "docker-timestamps": [.dockerTimestamps],
      "haproxy-http-syslog": [.syslog3164], "journald": [.journaldJSON],
      "kubectl": [.kubectl, .dockerTimestamps], "kubernetes-cri": [.cri],
      "nginx-combined-syslog": [.syslog3164], "nginx-combined-syslog-5424": [.syslog5424],
      "nginx-combined-syslog-iso": [.syslogISO],
    ]
    var seen: Set<String> = []
    // The container's log is the same in each of its wrappers.
    var inner: [String: [[UInt8]]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: Checkout.sample("").path) {
      guard let data = try? Data(contentsOf: Checkout.sample("\(name)/access.log")) else {
        continue
      }
      let bytes = [UInt8](data)
      let chain = WrapperChain.recognised(in: bytes.split(separator: 0x0a))
      #expect(chain.wrappers == wrappers[name] ?? [], "\(name)")
      let unwrapped = Unwrapping.lines(bytes, chain)
      #expect(
        unwrapped.split(separator: 0x0a, omittingEmptySubsequences: false).count
          == bytes.split(separator: 0x0a, omittingEmptySubsequences: false).count)
      seen.insert(name)
      inner[name] = unwrapped.split(separator: 0x0a).map(Array.init)
    }
    #expect(seen.isSuperset(of: wrappers.keys) && seen.count > wrappers.count)
    let lines = try #require(inner["docker-timestamps"])
    #expect(lines.count > 100)
    for name in ["kubernetes-cri", "kubectl"] { #expect(inner[name] == lines, "\(name)") }
    for name in ["docker-compose", "docker-compose-colours"] {
      #expect(inner[name]?.filter { !$0.starts(with: "2026-10-01 04".utf8) } == lines, "\(name)")
    }
    // In an object, bytes that are no UTF-8 became U+FFFD.
    let texts = lines.map { String(decoding: $0, as: UTF8.self) }
    #expect(inner["docker-json"]?.map { String(decoding: $0, as: UTF8.self) } == texts)
    // journald writes null for a long one.
    #expect(inner["journald"] == lines.filter { $0.count <= 4096 })
  }
}
