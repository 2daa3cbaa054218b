import LogFormats
import Testing

@Suite struct CaddyConfigurationTests {
  static let path = "/etc/caddy/Caddyfile"

  static let cases: [ConfigurationCase] = [
    .init(
      "A site's log is that of its addresses", path,
      """
      https://Example.org, http://www.example.org:8080,
      *.example.org {
        root * /srv
        log {
          output file /l/a.log {
            roll_size 1gb
          }
        }
      }
      :80 {
        log {
          output file "/l/b c.log"
          format console
        }
      }
      quiet.example {
        respond 204
      }
      """,
      [
        "/l/a.log json [example.org www.example.org] Caddyfile:4",
        "/l/b c.log console Caddyfile:11",
      ]),
    .init(
      "One site may stand without braces", path,
      "a.example # mine\n\nfile_server\nlog {\n  output file /l/a.log\n}\n",
      ["/l/a.log json [a.example] Caddyfile:4"]),
    .init(
      "A log without a block goes where the default log goes", path,
      """
      {
        email admin@example.org
        log {
          output file /l/all.log
          format json {
            time_format iso8601
          }
        }
        log default { }
      }
      a.example {
        log
      }
      b.example {
        log
      }
      c.example {
        log {
          format json
        }
      }
      """,
      [
        "/l/all.log json Caddyfile:3", "stderr (standardOutput) json [c.example] Caddyfile:18",
      ]),
    .init(
      "A log that includes the access logs has all sites' lines", path,
      """
      {
        log runtime {
          output file /l/runtime.log
          include http.handlers
        }
        log access {
          output file /l/access.log
          include http.log.access
        }
        log one {
          output file /l/one.log
          include http.log.access.mine
        }
      }
      a.example {
        log mine {
          output discard
        }
      }
      b.example {
        log {
          output net 10.0.0.1:9000
        }
      }
      """,
      [
        "/l/access.log json Caddyfile:6", "/l/one.log json [a.example] Caddyfile:10",
        "10.0.0.1:9000 (network) json [b.example] Caddyfile:21", "off [a.example] Caddyfile:16",
      ]),
    .init(
      "What another global log includes is left out of the default log", path,
      """
      {
        log {
          output file /l/default.log
        }
        log access {
          output file /l/access.log
          include http.log
        }
      }
      a.example {
        log
      }
      b.example {
        log
      }
      """, ["/l/access.log json Caddyfile:5"]),
    .init(
      "A default log that leaves the access logs out has none", path,
      "{\n log {\n  output file /l/a.log\n  exclude http.log.access\n }\n}\na.example {\n log\n}",
      []),
    .init(
      "Snippets and files are imported, with their arguments", path,
      files: [
        path: """
        (logging) {
          log {
            output file /l/{args[0]}.log
            hostnames {args[:]}
          }
        }
        (outer) {
          import logging {args.0} www.{args[0]}
        }
        import sites/*.caddy
        a.example {
          import outer a.example
          import common
        }
        """,
        "/etc/caddy/common": "log second {\n output file {$LOGS:/logs}/second.log\n}",
        "/etc/caddy/sites/b.caddy": "b.example {\n import outer b.example\n}",
      ],
      [
        "/l/b.example.log json [b.example www.b.example] Caddyfile:2",
        "/l/a.example.log json [a.example www.a.example] Caddyfile:2",
        "/logs/second.log json [a.example] common:1",
      ]),
    .init(
      "Encoders that wrap another are told by what they wrap", path,
      """
      a.example {
        log {
          output file /l/a.log
          format filter {
            wrap console { time_format wall }
            fields { request>remote_ip delete }
          }
        }
        log {
          output file /l/b.log
          format transform `{common_log} "{x}"` {
            time_format "02/Jan/2006:15:04:05 -0700"
          }
        }
        log {
          output file /l/{http.request.host}.log
          format filter
        }
      }
      """,
      [
        "/l/a.log console [a.example] Caddyfile:2", "/l/b.log transform [a.example] Caddyfile:9",
        "/l/*.log (filesByVariable) json [a.example] Caddyfile:15",
      ]),
    .init(
      "What is wrong is said with its file and line, and the rest is read", path,
      """
      }
      a.example {
        import
        import gone
        log {
          output file
        }
        log {
          output graylog x
        }
        log {
          output file /l/a.log
      """,
      [
        "stderr (standardOutput) json [a.example] Caddyfile:5",
        "/l/a.log json [a.example] Caddyfile:11",
      ],
      problems: [
        "unexpected } Caddyfile:1", "unterminated { Caddyfile:11", "unterminated { Caddyfile:2",
        "missingArgument import Caddyfile:3", "unreadable /etc/caddy/gone Caddyfile:4",
        "missingArgument output file Caddyfile:5", "notRead output graylog Caddyfile:8",
      ]),
    .init(
      "A snippet that imports itself ends", path,
      "(a) {\n import b\n}\n(b) {\n import a\n import a\n}\nx.example {\n import a\n log\n}",
      ["stderr (standardOutput) json [x.example] Caddyfile:10"],
      problems: ["includeCycle a Caddyfile:5", "includeCycle a Caddyfile:6"]),
    .init(
      "The same configuration as JSON", "/etc/caddy/caddy.json",
      """
      {"logging": {"logs": {
          "default": {"exclude": ["http.log.access.log0", "http.log.access.log1"]},
          "log0": {"writer": {"output": "file", "filename": "/l/a.log"},
            "encoder": {"format": "filter", "wrap": {"format": "console"}},
            "include": ["http.log.access.log0"]},
          "log1": {"writer": {"output": "file", "filename": "/l/\\u0062.log"},
            "include": ["http.log.access.log1"]},
          "other": {"include": ["admin.api"]}}},
        "apps": {"http": {"servers": {"srv0": {"listen": [":443"], "logs": {
          "logger_names": {"a.example": ["log0"], "www.a.example": "log0", "b.example": ["log1"]}
        }}}}}}
      """,
      [
        "/l/a.log console [a.example www.a.example] caddy.json:0",
        "/l/b.log json [b.example] caddy.json:0",
      ]),
    .init(
      "JSON whose logs hold several sites", "/etc/caddy/caddy.json",
      """
      {"logging": {"logs": {
          "access": {"writer": {"output": "file", "filename": "/l/access.log"},
            "include": ["http.log.access"]},
          "default": {"writer": {"output": "file", "filename": "/l/all.log"},
            "exclude": ["http.log.access.log0"]},
          "log0": {"writer": {"output": "discard"}, "include": ["http.log.access.log0"]}}},
        "apps": {"http": {"servers": {"srv0": {"logs": {
          "logger_names": {"a.example": "", "b.example": "", "c.example": "log0"}}}}}}}
      """,
      [
        "/l/access.log json caddy.json:0", "/l/all.log json caddy.json:0",
        "off [c.example] caddy.json:0",
      ]),
    .init(
      "JSON whose servers log to the default log", "/etc/caddy/caddy.json",
      #"{"logging":{"logs":{"default":{"writer":{"output":"file","filename":"/l/a.log"}}}},"apps":{"http":{"servers":{"x":{"logs":{}}}}}}"#,
      ["/l/a.log json caddy.json:0"]),
  ]

  @Test("The logs of Caddy are those its configuration says", arguments: cases)
  func logs(_ caddy: ConfigurationCase) {
    let read = caddy.read()
    #expect(read.logs == caddy.logs)
    #expect(read.problems == caddy.problems)
  }

  static let formats: [(written: String, text: String)] = [
    ("console", "console"),
    (
      "json {\n time_format iso8601\n duration_format ms\n}",
      "json { time_format iso8601 duration_format ms }"
    ),
    ("append {\n wrap json\n x y\n}", "json"),
    (#"transform "{common_log} \"{x}\"""#, #"transform `{common_log} "{x}"`"#),
    (
      "json {\n message_key \"a b\"\n time_key <<END\n  t\n  END\n}",
      "json { message_key \"a b\" time_key \"  t\" }"
    ),
  ]

  @Test("The encoder is kept as it is written, on one line", arguments: formats)
  func format(written: String, text: String) {
    let configuration = "a.example {\n log {\n output file /l/a.log\n format \(written)\n }\n}"
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    #expect(read.logs.map(\.format) == [ConfiguredFormat(.caddy, text)])
    #expect(read.problems.isEmpty)
  }
}
