import LogFormats
import Testing

@Suite struct ConfigurationKindTests {
  static let cases: [(path: String, text: String, kind: ServerConfiguration.Kind?)] = [
    ("/x/nginx.conf", "", .nginx),
    ("/x/httpd.conf", "", .apache),
    ("/x/apache2.conf", "", .apache),
    ("/x/lighttpd.conf", "", .lighttpd),
    ("/x/haproxy.cfg", "", .haproxy),
    ("/x/squid.conf", "", .squid),
    ("/x/Caddyfile", "", .caddy),
    ("/x/site.Caddyfile", "", .caddy),
    ("/x/server.xml", "", .tomcat),
    ("/x/varnishncsa.service", "", .varnish),
    ("/etc/nginx/conf.d/empty", "", .nginx),
    ("/etc/apache2/sites-enabled/empty", "# Nothing.", .apache),
    ("/etc/haproxy/conf.d/a.cfg", "", .haproxy),
    ("/x/site", "# A site.\nserver {\n  listen 80;\n}\n", .nginx),
    ("/x/log", "log_format main '$remote_addr';\n", .nginx),
    ("/x/site", "<VirtualHost *:80>\n  ServerName a.example\n</VirtualHost>", .apache),
    ("/x/log", "LogFormat \"%h\" common\nCustomLog /l/a.log common", .apache),
    ("/x/log", "server.modules += ( \"mod_accesslog\" )\naccesslog.filename = \"/l/a\"", .lighttpd),
    (
      "/x/conf", "global\n  log /dev/log local0\ndefaults\n  mode http\nfrontend a\n  bind :80",
      .haproxy
    ),
    ("/x/conf", "logformat mine %>a\naccess_log stdio:/l/a.log mine", .squid),
    ("/x/conf", "example.org {\n  file_server\n  log {\n    output file /l/a\n  }\n}", .caddy),
    ("/x/conf", "{\"apps\": {\"http\": {}}}", .caddy),
    ("/x/conf", "<?xml version=\"1.0\"?>\n<Server port=\"8005\">", .tomcat),
    ("/x/conf", "[Service]\nExecStart=/usr/bin/varnishncsa -a", .varnish),
    ("/x/access.log", "192.0.2.1 - - [20/Nov/2026:10:15:03 +0100] \"GET / HTTP/1.1\" 200 5", nil),
    ("/x/empty", "", nil),
  ]

  @Test("Whose configuration it is, is told by its name, its text or its folder", arguments: cases)
  func kind(path: String, text: String, kind: ServerConfiguration.Kind?) {
    let read = ConfigurationDisk(files: [path: text]).read(path)
    #expect(read.kind == kind)
    #expect(read.problems.map(\.code) == (kind == nil ? [.unknownKind] : []))
  }

  @Test("A kind that is said counts, whatever the file is called")
  func said() {
    let disk = ConfigurationDisk(files: ["/x/nginx.conf": "access_log stdio:/l/a.log"])
    #expect(disk.read("/x/nginx.conf", kind: .squid).logs.map(\.path) == ["/l/a.log"])
  }

  @Test("A folder stands for the main file in it", arguments: ["", "/conf"])
  func folder(below: String) {
    let path = "/x\(below)/nginx.conf"
    let read = ConfigurationDisk(files: [path: "access_log /l/a.log;"]).read("/x")
    #expect(read.logs.map(\.file) == [path])
  }

  @Test("A file that is not there is said")
  func missing() {
    let read = ConfigurationDisk(files: ["/x/a": "server { }"]).read("/x/nginx.conf")
    #expect(read.problems == [ConfigurationProblem(.unreadable, file: "/x/nginx.conf")])
  }
}
