import LogFormats
import Testing

@Suite struct NginxFormatTests {
  private static let combined =
    #"<client/backslash#1> - <ignored/backslash~text> [<time:commonLog/backslash>] "#
    + #""<request/backslash~text>" <status/backslash> <bytes/backslash>"#

  @Test(
    "A format is the same however it was copied",
    arguments: [
      #"$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent"#,
      #"${remote_addr} - ${remote_user} [${time_local}] "${request}" ${status} ${body_bytes_sent}"#,
      // The string of a directive, its quotes still escaped, or all of it in quotes.
      #"$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"#,
      #""$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent""#,
      #"'$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'"#,
      // Its parts, with and without the directive.
      """
      '$remote_addr - $remote_user [$time_local] '
        '"$request" $status $body_bytes_sent';
      """,
      """
      "$remote_addr - $remote_user [$time_local] "
      "\\"$request\\" $status $body_bytes_sent"
      """,
      """
      log_format main '$remote_addr - $remote_user [$time_local] "$request" '
                      '$status $body_bytes_sent';
      access_log logs/access.log main;
      """,
      """
      # The log of all sites: $host is not in it.
      http {
          log_format  main  escape=default
              '$remote_addr - $remote_user ' # who; and
              "[$time_local] \\"$request\\" "
              '$status' ' ' '$body_bytes_sent'
          ;
      """,
      #"log_format main $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent;"#,
      #"log_format $remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent"#,
      #"escape=default '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'"#,
      // A long line that was broken.
      """
      $remote_addr - $remote_user [$time_local]
          "$request" $status $body_bytes_sent

      """,
    ])
  func copies(string: String) throws {
    #expect(described(try NginxFormat.definition(of: string)) == NginxFormatTests.combined)
  }

  @Test(
    "Values in double quotes are no parts of a directive",
    arguments: [
      (
        #""$time_iso8601" "$remote_addr" "$request" "$status""#,
        #""<time:iso8601/backslash>" "<client/backslash#1>" "<request/backslash~text>" "#
          + #""<status/backslash>""#
      ),
      (#""$request" $msec"#, #""<request/backslash~text>" <time:epoch(s)/backslash#1>"#),
      (
        #"log_format x "$request" $msec;"#,
        #""<request/backslash~text>" <time:epoch(s)/backslash#1>"#
      ),
    ])
  func quotes(string: String, expected: String) throws {
    #expect(described(try NginxFormat.definition(of: string)) == expected)
  }

  @Test(
    "Each variable means what nginx writes for it",
    arguments: [
      ("$host", "<host/backslash>"), ("$http_host", "<host/backslash#1>"),
      ("$best_http_host", "<host/backslash#1>"), ("$server_name", "<host/backslash#3>"),
      ("$upstream_host", "<ignored/backslash~list>"),
      ("$the_real_ip", "<client/backslash>"), ("$remote_addr", "<client/backslash#1>"),
      ("$http_x_forwarded_for", "<client/backslash~list#2>"),
      ("$proxy_protocol_addr", "<client/backslash#2>"),
      ("$proxy_add_x_forwarded_for", "<client/backslash~list#3>"),
      ("$http_x_real_ip", "<client/backslash#3>"),
      ("$http_cf_connecting_ip", "<client/backslash#3>"),
      ("$http_true_client_ip", "<client/backslash#3>"),
      ("$clientRealIp", "<client/backslash#5>"), ("$realip_remote_addr", "<ignored/backslash>"),
      ("$remote_addr:$remote_port", "<client:addressWithPort/backslash#1>"),
      ("$server_addr:$server_port", "<ignored/backslash>"),
      ("$body_bytes_sent", "<bytes/backslash>"), ("$bytes_sent", "<bytes/backslash#1>"),
      ("$upstream_response_length", "<ignored/backslash~list>"),
      ("$request_time", "<duration:s/backslash>"),
      ("$upstream_response_time", "<ignored/backslash~list>"),
      ("$http_referer", "<referrer/backslash~text>"),
      ("$http_user_agent", "<userAgent/backslash~text>"),
      ("$HTTP_USER_AGENT", "<userAgent/backslash~text>"),
      // What means nothing to us, and may hold spaces or not.
      ("$request_id", "<ignored/backslash>"), ("$ssl_cipher", "<ignored/backslash>"),
      ("$ssl_client_s_dn", "<ignored/backslash~text>"),
      ("$request_body", "<ignored/backslash~text>"),
      ("$cookie_session", "<ignored/backslash~text>"), ("$arg_q", "<ignored/backslash~text>"),
      ("$http_accept_language", "<ignored/backslash~text>"),
      ("$sent_http_content_type", "<ignored/backslash~text>"),
      ("$upstream_http_server", "<ignored/backslash~text>"),
      ("$geoip2_city_name", "<ignored/backslash~text>"), ("$1", "<ignored/backslash>"),
      (
        "$upstream_scheme://$upstream_host$upstream_uri",
        "<ignored/backslash~list>://<ignored/backslash~list>"
      ),
    ])
  func variables(string: String, expected: String) throws {
    let definition = try NginxFormat.definition(of: "$time_local|$request|" + string)
    #expect(
      described(definition)
        == "<time:commonLog/backslash>|<request/backslash~text>|" + expected)
  }

  @Test(
    "What can be a client's address can be named",
    arguments: [
      "$remote_addr", "$realip_remote_addr", "$http_x_forwarded_for", "$proxy_protocol_addr",
      "$http_x_real_ip", "$proxy_add_x_forwarded_for", "$real_ip",
    ])
  func clients(name: String) throws {
    let fields = try NginxFormat.definition(of: "$msec $request \(name)").fields
    #expect(fields.filter(\.mayBeClient).map(\.name) == [name])
  }

  @Test(
    "A target in several variables is one value, and a host before it another",
    arguments: [
      ("$uri$is_args$args", "<target~text>"), ("$uri?$args", "<target~text>"),
      ("$request_uri", "<target~text>"), ("$uri", "<target~text#1>"),
      ("$document_uri$is_args$query_string", "<target~text>"),
      ("$uri $args", "<target~text#1> <query~text>"),
      ("$scheme://$host$request_uri", "<ignored>://<host><target~text>"),
      ("$host:$server_port$uri$is_args$args", "<host><target~text>"),
    ])
  func targets(string: String, expected: String) throws {
    let definition = try NginxFormat.definition(of: "escape=none $msec [\(string)]")
    #expect(described(definition) == "<time:epoch(s)#1> [\(expected)]")
    #expect(throws: Never.self) { _ = try FormatPlan(definition) }
  }

  @Test(
    "A template that is an object is read by its keys",
    arguments: [
      (
        #"escape=json {"t":"$time_iso8601","r":"$request","s":$status,"up":"$upstream_addr","level":"info"}"#,
        "json t=<time:iso8601/json> r=<request/json~text> s=<status/json> up=<ignored/json~list>"
      ),
      (
        """
        log_format j escape=json
          '{'
            '"at": "$msec", '
            '"http": { "m": "$request_method", "u": "$request_uri" }, "tags": ["a", "$pid"]'
          '}';
        """,
        "json at=<time:epoch(s)/json#1> http>m=<method/json> http>u=<target/json~text>"
      ),
      // Values of several variables.
      (
        #"{"t":"[$time_local]","r":"$request_method $request_uri $server_protocol","d":"${request_time}s"}"#,
        "json t=<time:strftime([%d/%b/%Y:%H:%M:%S %z])/json> r=<request/json~text> "
          + "d=<duration:durationWithUnit/json>"
      ),
      (
        #"{"t":"$time_iso8601","u":"$uri$is_args$args","h":"$host:$server_port","x":"$pid/$connection"}"#,
        "json t=<time:iso8601/json> u=<target/json~text> h=<host/json> x=<ignored~text>"
      ),
      // What escape= says.
      (
        #"escape=none {"t":"$time_iso8601","r":"$request"}"#,
        "json t=<time:iso8601> r=<request~text>"
      ),
      (
        #"escape=default {"t":"$time_iso8601","r":"$request"}"#,
        "json t=<time:iso8601/backslash> r=<request/backslash~text>"
      ),
    ])
  func objects(string: String, expected: String) throws {
    #expect(described(try NginxFormat.definition(of: string)) == expected)
  }

  @Test(
    "A template that is no object in each line is read as a line",
    arguments: [
      // `-`, nothing, or `0.1, 0.2`.
      (
        #"escape=json {"t":"$time_iso8601","r":"$request","u":$upstream_response_time}"#,
        #"{"t":"<time:iso8601/json>","r":"<request/json~text>","u":<ignored/json~list>}"#
      ),
      (
        #"escape=json {"t":"$time_iso8601","r":"$request"} $status"#,
        #"{"t":"<time:iso8601/json>","r":"<request/json~text>"} <status/json>"#
      ),
      (
        #"escape=none {$msec, "$request"}"#, #"{<time:epoch(s)#1>, "<request~text>"}"#
      ),
    ])
  func almostObjects(string: String, expected: String) throws {
    #expect(described(try NginxFormat.definition(of: string)) == expected)
  }

  @Test(
    "A whole URL names the host only where it is one of this server's",
    arguments: [
      ("$scheme://$host$request_uri", true), ("https://$http_host$uri", true),
      ("https://www.example.org$request_uri", true),
      ("$request_method $scheme://$host$request_uri $server_protocol", true),
      ("http://$proxy_host$request_uri", false), ("$request_uri", false),
    ])
  func urls(value: String, namesHost: Bool) throws {
    let definition = try NginxFormat.definition(of: #"{"t":"$time_iso8601","u":"\#(value)"}"#)
    #expect(definition.targetNamesHost == namesHost)
    #expect(definition.fields.contains { $0.meaning == .target || $0.meaning == .request })
  }

  @Test(
    "A string that is wrong is shown where it is",
    arguments: [
      ("$msec $request $", "unknownDirective at 15: $"),
      ("$msec $ $request", "unknownDirective at 6: $"),
      ("log_format a '$msec '\n '$request $-';", "unknownDirective at 33: $"),
      (#"$msec \"$request\" ${status"#, "unterminated at 19: ${"),
      ("$msec$request", "nothingBetween at 5: $request"), ("$msec $status", "noRequest at 0: "),
      ("$request", "noTime at 0: "), ("", "noFields at 0: "),
      ("log_format main", "noFields at 0: "),
      ("plain", "noFields at 0: "), (#"{"a":"b"}"#, "noFields at 0: "),
      (String(repeating: "$pid ", count: 201) + "$msec $request", "tooLarge at 0: "),
      (String(repeating: "-", count: 16_385), "tooLarge at 0: "),
    ])
  func problems(string: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in try NginxFormat.definition(of: string) } == expected)
  }
}
