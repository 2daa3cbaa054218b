import LogFormats
import Testing

@Suite struct HAProxyConfigurationTests {
  static let path = "/etc/haproxy/haproxy.cfg"

  static let cases: [ConfigurationCase] = [
    .init(
      "A frontend has what its defaults say; notices are no requests", path,
      """
      global
        log /dev/log local0
        log /dev/log local1 notice
      defaults
        log global
        mode http
        option httplog
      frontend web
        bind :80
        log stdout len 4096 format raw daemon
      backend app
        server a 127.0.0.1:3000
        log 10.0.0.1:514 local2
      """,
      [
        "/dev/log local0 (syslog) httplog haproxy.cfg:7",
        "stdout daemon (standardOutput) httplog haproxy.cfg:7",
      ]),
    .init(
      "The last format that is said counts, and defaults can be named", path,
      """
      global
        log 127.0.0.1:514 local0 info
      defaults one
        log global
        mode http
        option httplog clf
      defaults two
        log global
        mode http
        option httpslog
      frontend a from one
      frontend b
        option httplog
        log-format "%ci %r" # mine
      listen c from one
        log-format '%ci'
        option httplog
        no log
        log 127.0.0.1:515 len 9 local3 debug
      frontend d from two
      """,
      [
        "127.0.0.1:514 local0 (syslog) httplog clf haproxy.cfg:6",
        "127.0.0.1:514 local0 (syslog) '%ci %r' haproxy.cfg:14",
        "127.0.0.1:515 local3 (syslog) httplog haproxy.cfg:17",
        "127.0.0.1:514 local0 (syslog) httpslog haproxy.cfg:10",
      ],
      problems: [
        "severalFormats 127.0.0.1:514 local0 haproxy.cfg:14",
        "severalFormats 127.0.0.1:514 local0 haproxy.cfg:10",
      ]),
    .init(
      "Connections are no requests, and what is not HTTP is no web traffic", path,
      """
      defaults
        log stdout local0
      frontend tcp
        option tcplog
      frontend http
        mode http
        option tcplog
      frontend plain
        mode http
        option httplog
        no option httplog
      frontend none
        mode http
        no log
        option httplog
      """, [],
      problems: ["noRequests  haproxy.cfg:5", "noRequests  haproxy.cfg:8"]),
    .init(
      "Of a condition its first branch counts", path,
      """
      frontend a
        mode http
        log stderr local0
      .if defined(X)
        log-format "%ci"
        .if 0
        .else
        log-format "no"
        .endif
      .elif 1
        log-format "no"
      .else
        log-format "no"
      .endif
      """, ["stderr local0 (standardOutput) '%ci' haproxy.cfg:5"]),
    .init(
      "Variables have the values that setenv gives, or their defaults", path,
      """
      global
        setenv HOST 10.0.0.1
        presetenv HOST 10.0.0.2
        log "${HOST}:514" local0
      frontend a
        mode http
        log-format "${FORMAT-%ci} $REST %[var(txn.x)] \\$1"
        log global
        log
        log-format
        bind "x
      """, ["10.0.0.1:514 local0 (syslog) '%ci $REST %[var(txn.x)] $1' haproxy.cfg:7"],
      problems: [
        "undefinedVariable REST haproxy.cfg:7", "missingArgument log haproxy.cfg:9",
        "missingArgument log-format haproxy.cfg:10", "unterminated bind haproxy.cfg:11",
      ]),
  ]

  @Test("The logs of HAProxy are those its configuration says", arguments: cases)
  func logs(_ haproxy: ConfigurationCase) {
    let read = haproxy.read()
    #expect(read.logs == haproxy.logs)
    #expect(read.problems == haproxy.problems)
  }

  static let written: [(written: String, text: String)] = [
    (#"%{+Q}o\ %t\ %s\ %{-Q}r"#, "%{+Q}o %t %s %{-Q}r"),
    (#""%{+Q}o %t"' %s'\ %{-Q}r"#, "%{+Q}o %t %s %{-Q}r"),
    (#""{\"a\":\"%ci\",'b'}" # said"#, #"{"a":"%ci",'b'}"#),
    (#"'{"a":"%ci","x":"\n#$Y"}'"#, #"{"a":"%ci","x":"\n#$Y"}"#),
    (##"\x41\t\q\#"##, "A\t\\q#"),
    ("\"%ci \\\n     %r\"", "%ci %r"),
  ]

  @Test("A format is unquoted as HAProxy does it", arguments: written)
  func unquoted(written: String, text: String) throws {
    let configuration = "frontend a\n mode http\n log stdout local0\n log-format \(written)\n"
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    #expect(read.logs.map(\.format) == [ConfiguredFormat(.haproxy, text)])
    #expect(read.problems.isEmpty)
  }

  @Test("Captures say in their order what the header places of a line hold")
  func captures() throws {
    let configuration = """
      defaults
        mode http
        log stdout local0
        option httplog
      frontend a
        capture request header Host len 64
        declare capture request len 20
        http-request capture req.hdr(User-Agent) len 128
        http-request capture req.cook(id) len 9 if TRUE
        http-request capture req.fhdr(Referer) id 1
        http-response capture res.hdr(Server) id 0
        http-response capture res.hdr(Server) id 9
        capture response header Content-Type len 20
        http-response capture res.hdr(Server) id 0
      frontend b
      """
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    try #require(read.logs.count == 2)
    #expect(
      read.logs[0].format.requestCaptures == ["Host", "Referer", "User-Agent", "req.cook(id)"])
    #expect(read.logs[0].format.responseCaptures == ["Server"])
    #expect(read.logs[1].format.requestCaptures == [])
    #expect(read.logs[1].format.text.hasSuffix(" %hr %hs %{+Q}r"))
  }
}
