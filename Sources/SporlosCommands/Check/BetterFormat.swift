internal import AccessLog

/// What to set in a server's configuration so that its log tells all that is counted, and nothing of who
/// somebody is: host, response time, no user.
struct BetterFormat {
  var server: String
  var lines: [String]

  static let nginx = BetterFormat(
    server: "nginx",
    lines: [
      "log_format sporlos '$server_name $remote_addr - - [$time_local] '",
      "                   '\"$request\" $status $body_bytes_sent \"$http_referer\" '",
      "                   '\"$http_user_agent\" request_time=$request_time';",
      "access_log /var/log/nginx/access.log sporlos;",
    ])

  static let apache = BetterFormat(
    server: "Apache",
    lines: [
      #"LogFormat "%v %h - - %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" \"#,
      #"duration_us=%D" sporlos"#,
      "CustomLog ${APACHE_LOG_DIR}/access.log sporlos",
    ])

  static let caddy = BetterFormat(
    server: "Caddy",
    lines: [
      "log {", "  output file /var/log/caddy/access.log", "  format json", "}",
    ])

  static let lighttpd = BetterFormat(
    server: "lighttpd",
    lines: [
      #"accesslog.format = "%v %h - - %t \"%r\" %>s %b \"%{Referer}i\" " +"#,
      #"                   "\"%{User-Agent}i\" duration_us=%D""#,
    ])

  static let varnish = BetterFormat(
    server: "Varnish",
    lines: [
      // A shell would keep the end of a line between the quotes.
      #"varnishncsa -a -w /var/log/varnish/access.log \"#,
      #"  -F '%{Host}i %h - - %t "%r" %s %b "%{Referer}i" "%{User-agent}i" duration_us=%D'"#,
    ])

  static let haproxy = BetterFormat(
    server: "HAProxy",
    lines: [
      "# in the frontend that takes the requests:",
      "http-request capture req.hdr(Host) len 100",
      "http-request capture req.hdr(Referer) len 500",
      "http-request capture req.hdr(User-Agent) len 500",
      // HAProxy knows no continued lines.
      #"log-format "%[capture.req.hdr(0)] %ci - - [%trg] %{+Q}r %ST %B "#
        + #"%{+Q,+E}[capture.req.hdr(1)] %{+Q,+E}[capture.req.hdr(2)] duration_ms=%Ta""#,
    ])

  static let squid = BetterFormat(
    server: "Squid",
    lines: [
      #"logformat sporlos %{Host}>h %>a - - [%tl] "%rm %ru HTTP/%rv" %>Hs %<st \"#,
      #"  "%{Referer}>h" "%{User-Agent}>h" duration_ms=%tr"#,
      "access_log /var/log/squid/access.log sporlos",
    ])

  static let tomcat = BetterFormat(
    server: "Tomcat",
    lines: [
      #"<Valve className="org.apache.catalina.valves.AccessLogValve""#,
      #"  directory="logs" prefix="access" suffix=".log""#,
      // XML would make blanks of the end of a line between the quotes.
      #"  pattern='%v %h - - %t "%r" %s %b "%{Referer}i" "%{User-Agent}i" request_time=%T'/>"#,
    ])

  static let iis = BetterFormat(
    server: "IIS",
    lines: [
      "# IIS Manager, Logging, Select Fields, W3C:",
      "# Date, Time, Client IP Address, Method, URI Stem, URI Query,",
      "# Protocol Status, Bytes Sent, Time Taken, Host, User Agent, Referer",
    ])

  /// What could be set in the server that a log is probably of; nothing for servers whose lines nobody
  /// can change.
  static func suggestions(for name: String) -> [BetterFormat] {
    let server = name.hasPrefix("custom-") ? name.dropFirst(7) : name[...]
    if server == "apache" || server == "combinedio" { return [apache] }
    let own: [(prefix: String, BetterFormat)] = [
      ("caddy", caddy), ("nginx", nginx), ("haproxy", haproxy), ("squid", squid),
      ("lighttpd", lighttpd), ("varnish", varnish), ("tomcat", tomcat), ("w3c", iis),
    ]
    if let format = own.first(where: { server.hasPrefix($0.prefix) })?.1 { return [format] }
    let shared: Set<String> = [
      "combined", "common", "vhost-combined", "vhost-common", "combined-vhost",
      "combined-quoted-vhost", "combined-time", "recognised",
    ]
    return shared.contains(name) ? [nginx, apache] : []
  }
}
