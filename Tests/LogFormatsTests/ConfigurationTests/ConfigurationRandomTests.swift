import LogFormats
import Testing

/// Random configurations: nothing crashes, ends late or says a line that is not there.
@Suite struct ConfigurationRandomTests {
  private static let words = [
    "\n", "\n", " ", "\t", ";", "{", "}", "\"", "'", "\\", "\\\n", "#", "<", ">", "/", "=", "+=",
    "==",
    "$", "${", "%", "%{", "(", ")", "[", "]", ",", "|", "&", "&#", "*", "?", "\0", "\u{FF}", "æ",
    "http", "server", "location", "include", "log_format", "access_log", "server_name", "off",
    "escape=json", "combined", "gzip", "if=", "syslog:", "content_by_lua_block", "[[", "]]", "--",
    "CustomLog", "LogFormat", "TransferLog", "<VirtualHost ", "</VirtualHost>", "<IfModule !",
    "<Macro ", "</Macro>", "Use ", "Define ", "Include ", "${A}", "|rotatelogs ", "ServerName",
    "accesslog.filename", "accesslog.format", "$HTTP[\"host\"]", "=~", "else", "include_shell",
    "global", "defaults", "frontend", "log", "log-format", "option httplog",
    "capture request header",
    "mode http", ".if", ".else", ".endif", "declare capture request len", "setenv A", "id 0",
    "logformat", "stdio:", "daemon:", "none", "import", "{args[0]}", "(a)", "output file", "format",
    "<<A", "`", "{$A:", "{\"logging\":", "{\"apps\":", "\"logs\":", "\\u00", "<Valve className=\"",
    "AccessLogValve\"", "<Host name=", "<!--", "-->", "<![CDATA[", "pattern=",
    "ExecStart=varnishncsa",
    "DAEMON_OPTS=", "-F", "-w", "-f", "%%", "export ", "if ", "fi", "a.example", "/l/a.log", "~^",
    "_",
  ]

  private static func text(_ random: inout some RandomNumberGenerator) -> [UInt8] {
    let count = Int.random(in: 0...120, using: &random)
    if Bool.random(using: &random), Bool.random(using: &random) {
      return (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }
    return (0..<count).flatMap { _ -> [UInt8] in
      let word = words.randomElement(using: &random) ?? ""
      return Array(word.utf8) + (Bool.random(using: &random) ? [UInt8(ascii: " ")] : [])
    }
  }

  @Test("Random bytes and words never crash a reader", arguments: ServerConfiguration.Kind.allCases)
  func random(_ kind: ServerConfiguration.Kind) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("ConfigurationRandomTests.random \(kind): seed \(seed)")
    var random = SplitMix(state: seed)
    for _ in 0..<500 {
      let files = ["/x/a", "/x/b", "/x/envvars"].reduce(into: [:]) { $0[$1] = Self.text(&random) }
      check(kind, files)
    }
  }

  @Test("Real configurations with a few bytes changed never crash a reader")
  func changed() {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("ConfigurationRandomTests.changed: seed \(seed)")
    var random = SplitMix(state: seed)
    let cases: [(ServerConfiguration.Kind, [ConfigurationCase])] = [
      (.nginx, NginxConfigurationTests.cases), (.apache, ApacheConfigurationTests.cases),
      (.lighttpd, LighttpdConfigurationTests.cases), (.haproxy, HAProxyConfigurationTests.cases),
      (.squid, SquidConfigurationTests.cases), (.caddy, CaddyConfigurationTests.cases),
      (.tomcat, TomcatConfigurationTests.cases), (.varnish, VarnishConfigurationTests.cases),
    ]
    for (kind, cases) in cases {
      for one in cases {
        for _ in 0..<20 {
          var bytes = Array((one.files[one.main] ?? "").utf8)
          for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let at = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[at] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: at)
            case 2: bytes.removeSubrange(at...)
            default:
              let word = Self.words.randomElement(using: &random) ?? ""
              bytes.insert(contentsOf: word.utf8, at: at)
            }
          }
          check(kind, ["/x/a": bytes])
        }
      }
    }
  }

  private func check(_ kind: ServerConfiguration.Kind, _ files: [String: [UInt8]]) {
    let read = ServerConfiguration.read(
      "/x/a", kind: kind, files: { files[$0] }, matches: { _ in Array(files.keys) })
    let places =
      read.logs.map { ($0.file, $0.line) } + read.problems.map { ($0.file, $0.line) }
      + read.unlogged.map { ($0.file, $0.line) }
    for (file, line) in places {
      let lines = (files[file] ?? []).count { $0 == UInt8(ascii: "\n") } + 1
      #expect(0...lines ~= line, "\(kind): \(file):\(line) of \(lines)")
    }
    #expect(read.problems.allSatisfy { $0.excerpt.count <= ($0.code == .unreadable ? 4096 : 80) })
    // What a log's format becomes is as safe as the reading.
    for log in read.logs { _ = try? log.format.definition() }
  }
}

/// Random numbers that can be had again from their seed (Steele, Lea and Flood, 2014).
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
