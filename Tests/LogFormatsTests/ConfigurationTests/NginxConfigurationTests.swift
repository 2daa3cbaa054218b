import LogFormats
import Testing

@Suite struct NginxConfigurationTests {
  static let path = "/etc/nginx/nginx.conf"

  static let cases: [ConfigurationCase] = [
    .init(
      "A log of the http level that one server inherits is that server's", path,
      """
      http {
        access_log /var/log/nginx/access.log;
        server { listen 80; server_name Example.org www.example.org; }
      }
      """, ["/var/log/nginx/access.log combined [example.org www.example.org] nginx.conf:2"]),
    .init(
      "A log that servers of different sites share is nobody's", path,
      """
      http {
        access_log /var/log/nginx/access.log;
        server { server_name a.example; }
        server { server_name b.example; }
      }
      """, ["/var/log/nginx/access.log combined nginx.conf:2"]),
    .init(
      "Two servers of one site, one of which redirects, share its log", path,
      """
      http {
        server { listen 80; server_name www.example.org; access_log /l/a.log; return 301 https://$host; }
        server { listen 443 ssl; server_name example.org www.example.org; access_log /l/a.log; }
      }
      """, ["/l/a.log combined [example.org www.example.org] nginx.conf:2"]),
    .init(
      "A log shared with a server without a name is nobody's", path,
      """
      http {
        access_log /l/a.log;
        server { listen 80 default_server; server_name _; }
        server { server_name example.org; }
      }
      """, ["/l/a.log combined nginx.conf:2"]),
    .init(
      "A server's own logs replace what it inherits, a location's are written besides", path,
      """
      http {
        access_log /l/http.log;
        server {
          access_log /l/server.log main;
          access_log /l/second.log;
          location /api { access_log /l/api.log main; location /api/x { access_log off; } }
          location = /favicon.ico { access_log off; log_not_found off; }
          server_name example.org;
        }
        log_format main '$remote_addr [$time_local] ' "$request";
      }
      """,
      [
        "/l/server.log main [example.org] nginx.conf:4",
        "/l/second.log combined [example.org] nginx.conf:5",
        "/l/api.log main [example.org] nginx.conf:6",
      ]),
    .init(
      "A server that is switched off has no log", path,
      """
      http {
        access_log /l/http.log;
        server { server_name a.example; access_log off; }
        server { server_name b.example; access_log /dev/null; }
        server { server_name c.example; }
      }
      """,
      [
        "/l/http.log combined [c.example] nginx.conf:2", "off [a.example] nginx.conf:3",
        "off [b.example] nginx.conf:4",
      ]),
    .init(
      "Buffers, compression, flushing and a condition stand behind the format", path,
      """
      http {
        map $status $loggable { ~^[23] 0; default 1; }
        log_format m '$time_iso8601';
        access_log /l/a.log.gz m gzip=4 buffer=64k flush=5m if=$loggable;
        access_log /l/b.log combined buffer=32k;
        access_log /l/c.log.gz combined gzip;
      }
      """,
      [
        "/l/a.log.gz m {if=$loggable} gzip nginx.conf:4", "/l/b.log combined nginx.conf:5",
        "/l/c.log.gz combined gzip nginx.conf:6",
      ]),
    .init(
      "Syslog and the standard streams have no path of their own", path,
      """
      http { server { server_name a.example;
        access_log syslog:server=10.0.0.1:514,tag=nginx combined;
        access_log syslog:server=unix:/dev/log;
        access_log /dev/stdout;
      } }
      """,
      [
        "server=10.0.0.1:514,tag=nginx (syslog) combined [a.example] nginx.conf:2",
        "server=unix:/dev/log (syslog) combined [a.example] nginx.conf:3",
        "/dev/stdout (standardOutput) combined [a.example] nginx.conf:4",
      ]),
    .init(
      "Variables in a name become wildcards, but the server's name is known", path,
      """
      http { server { server_name a.example;
        access_log /l/$host.log;
        access_log /l/${host}-[x]-$server_port.log;
        access_log /l/$server_name/access.log;
      } }
      """,
      [
        "/l/*.log (filesByVariable) combined [a.example] nginx.conf:2",
        #"/l/*-\[x]-*.log (filesByVariable) combined [a.example] nginx.conf:3"#,
        "/l/a.example/access.log combined [a.example] nginx.conf:4",
      ]),
    .init(
      "The compiled-in log is written only when no level says one", path,
      "http { server { server_name a.example; } }",
      ["/var/log/nginx/access.log combined [a.example] nginx.conf:0"]),
    .init(
      "Relative paths are seen from above the folder conf", "/usr/local/nginx/conf/nginx.conf",
      "http { access_log logs/a.log; server { } server { access_log b.log; } }",
      [
        "/usr/local/nginx/logs/a.log combined nginx.conf:1",
        "/usr/local/nginx/b.log combined nginx.conf:1",
      ]),
    .init(
      "Patterns and wildcards are no site's name", path,
      #"""
      http {
        server { server_name ~^(?<sub>.+)\.example\.org$ *.example.net; access_log /l/a.log; }
        server { server_name "~^x{2}" .example.org; access_log /l/b.log; }
        server { server_name $hostname "" mail.*; access_log /l/c.log; }
      }
      """#,
      [
        "/l/a.log combined nginx.conf:2", "/l/b.log combined [example.org] nginx.conf:3",
        "/l/c.log combined nginx.conf:4",
      ]),
    .init(
      "What stream logs is no web traffic, and Lua is not read", path,
      """
      stream {
        log_format combined2 '$remote_addr $protocol';
        access_log /l/stream.log combined2;
        server { listen 53; }
      }
      http {
        content_by_lua_block { local a = "}" -- it's {
          ngx.say([[ } access_log /l/lua.log; ]]) if a then b = { 1 } end
        }
        access_log /l/a.log;
      }
      """, ["/l/a.log combined nginx.conf:10"]),
    .init(
      "A site's file alone is read as if it stood in http", "/etc/nginx/sites-enabled/a.example",
      """
      # The site.
      upstream app { server 127.0.0.1:3000; }
      server { listen 80; server_name a.example; access_log /l/a.log; }
      """, ["/l/a.log combined [a.example] a.example:3"]),
    .init(
      "Files are included by name and by glob, in order, wherever they stand", path,
      files: [
        path: """
        include modules-enabled/*.conf;
        http { include mime.types; include conf.d/*.conf;
          include /etc/nginx/sites-enabled/*; }
        """,
        "/etc/nginx/mime.types": "types { text/html html; }",
        "/etc/nginx/conf.d/log.conf": "log_format site '$host $remote_addr';",
        "/etc/nginx/sites-enabled/b": "server {\n server_name b.example;\n include snippets/log; }",
        "/etc/nginx/sites-enabled/a": "server { server_name a.example; include snippets/log; }",
        "/etc/nginx/snippets/log": "access_log\n  /l/$server_name.log site;",
      ],
      [
        "/l/a.example.log site [a.example] log:1", "/l/b.example.log site [b.example] log:1",
      ]),
    .init(
      "What is wrong is said with its file and line, and the rest is read", path,
      files: [
        path: """
        http {
          log_format;
          log_format m '$status';
          log_format m '$request';
          log_format n escape=xml '$request';
          access_log /l/a.log mian;
          access_log;
          include;
          include missing.conf;
          include conf.d/*.conf;
          access_log /l/b.log m;
          access_log /l/b.log n;
        """,
        "/etc/nginx/conf.d/a.conf": "\n}\ninclude a.conf;\n include nginx.conf;\ngzip 'on;\n",
      ],
      ["/l/b.log m nginx.conf:11", "/l/b.log n nginx.conf:12"],
      problems: [
        "missingArgument log_format nginx.conf:2", "repeatedFormat m nginx.conf:4",
        "unexpected escape=xml nginx.conf:5", "missingArgument access_log nginx.conf:7",
        "missingArgument include nginx.conf:8",
        "unreadable /etc/nginx/missing.conf nginx.conf:9", "unexpected } a.conf:2",
        "unreadable /etc/nginx/a.conf a.conf:3", "includeCycle /etc/nginx/nginx.conf a.conf:4",
        "unterminated gzip a.conf:5", "unterminated { nginx.conf:1",
        "unknownFormat mian nginx.conf:6", "severalFormats /l/b.log nginx.conf:12",
      ]),
  ]

  @Test("The logs of nginx are those its configuration says", arguments: cases)
  func logs(_ nginx: ConfigurationCase) {
    let read = nginx.read()
    #expect(read.logs == nginx.logs)
    #expect(read.problems == nginx.problems)
  }

  static let parts: [(written: String, text: String, escape: ConfiguredFormat.Escape)] = [
    (#"'$a ' "$b" $c"#, "$a $b$c", .default),
    ("'$a \"$b\"'\n  # Not a part: '\n '\"$c\"'", #"$a "$b""$c""#, .default),
    (#"escape=json '{"a":"$a",' '"b":"$b"}'"#, #"{"a":"$a","b":"$b"}"#, .json),
    (#"escape=none "$a\t\"$b\" \d""#, "$a\t\"$b\" \\d", .none),
    (#"escape=default '${a}_$b;{'"#, "${a}_$b;{", .default),
    (#"$a\ $b'$c"#, #"$a\ $b'$c"#, .default),
    (#"${a}x"#, "${a}x", .default),
    ("'æ 日本'", "æ 日本", .default),
  ]

  @Test("A format's parts are unquoted and joined as nginx does it", arguments: parts)
  func joined(written: String, text: String, escape: ConfiguredFormat.Escape) throws {
    let configuration = "log_format f \(written)\n;\naccess_log /l/a.log f;"
    let read = ConfigurationDisk(files: [Self.path: configuration]).read(Self.path)
    let log = try #require(read.logs.first)
    #expect(log.format == ConfiguredFormat(.nginx, text, escape: escape))
    #expect(read.problems.isEmpty)
  }
}
