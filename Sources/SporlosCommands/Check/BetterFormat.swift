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

  /// What could be set in the server that a log is probably of; nothing for servers whose lines nobody
  /// can change.
  static func suggestions(for name: String) -> [BetterFormat] {
    if name.hasPrefix("caddy") { return [caddy] }
    if name.hasPrefix("nginx") || name == "custom-nginx" { return [nginx] }
    if name == "custom-apache" || name == "combinedio" { return [apache] }
    let shared: Set<String> = [
      "combined", "common", "vhost-combined", "vhost-common", "combined-vhost",
      "combined-quoted-vhost", "combined-time", "recognised",
    ]
    return shared.contains(name) ? [nginx, apache] : []
  }
}
