import LogFormats
import Testing

@Suite struct FormatStringTests {
  @Test("Formats are accepted as people write them down", arguments: WrittenFormats.table)
  func written(format: String, name: String) throws {
    let definition = try FormatString.definition(of: format)
    #expect(definition.name == name)
    #expect(definition.fields.contains { $0.meaning == .request || $0.meaning == .target })
  }

  @Test(
    "A line of a server's configuration is taken as it stands there",
    arguments: [
      ("log_format main '$remote_addr [$time_local] ' '\"$request\" $status';", "nginx"),
      ("log_format  main  escape=json '{\"t\":\"$time_iso8601\",\"r\":\"$request\"}';", "nginx"),
      ("log_format x '$remote_addr [$time_local] '\n    '\"$request\"';\n", "nginx"),
      (#"LogFormat "%h %l %u %t \"%r\" %>s %b" common"#, "apache"),
      (#"logformat "%h %l %u %t \"%r\" %>s %b""#, "apache"),
      (#"CustomLog "|/usr/bin/rotatelogs /var/log/a 86400" "%h %t \"%r\"""#, "apache"),
      ("CustomLog ${APACHE_LOG_DIR}/access.log combined", "combined"),
      ("CustomLog logs/a vhost_combined", "vhost-combined"),
      (#"accesslog.format = "%h %V %u %t \"%r\" %>s %b""#, "lighttpd"),
      (#"log-format "%ci:%cp [%tr] %{+Q}r""#, "haproxy"),
      (#"log-format %ci:%cp\ [%tr]\ %{+Q}r"#, "haproxy"), ("option httplog clf", "haproxy"),
      ("logformat mine %ts.%03tu %>a %rm %ru", "squid"),
      ("#Fields: date time c-ip cs-uri-stem", "w3c"), ("#fields: date time c-ip cs-uri", "w3c"),
      (
        #"<Valve className="org.apache.catalina.valves.AccessLogValve" directory="logs" "#
          + #"pattern="%h %l %u %t &quot;%r&quot; %s %b" />"#, "tomcat"
      ),
      (#"<Valve className="a.AccessLogValve" pattern="common"/>"#, "common"),
      (#"access_log_format: "$remote_addr [$time_local] \"$request\"""#, "nginx"),
      (#"log-format-upstream: '$remote_addr [$time_local] "$request"'"#, "nginx"),
      (#"accessLogFormat: "[%START_TIME%] %REQ(:METHOD)% %REQ(:PATH)%""#, "envoy"),
    ])
  func configurationLines(line: String, name: String) throws {
    #expect(try FormatString.definition(of: line).name == name)
  }

  @Test(
    "A string without a name is known by its directives",
    arguments: [
      ("$remote_addr [$time_local] \"$request\"", "nginx"),
      (#"%h %l %u %t "%r" %>s %b"#, "apache"),
      (#"%{X-Forwarded-For}i %l %u %t "%r" %>s %b %D"#, "apache"),
      (#"%a %{%Y-%m-%dT%H:%M:%S%z}t "%r" %>s"#, "apache"),
      (#"%h %t "%r" %s %b %{Varnish:hitmiss}x"#, "varnish"),
      (#"%h %t "%r" %>s %{time.elapsed.usec}V"#, "fastly"),
      ("[%START_TIME%] %REQ(:METHOD)% %REQ(:PATH)%", "envoy"),
      ("%ci:%cp [%tr] %ft %b/%s %ST %B %r", "haproxy"), ("%{+Q}o %T %r", "haproxy"),
      ("%[src] %[date] %[method] %[url]", "haproxy"),
      ("%ts.%03tu %6tr %>a %Ss/%03>Hs %<st %rm %ru %[un", "squid"),
      (#"%>a [%tl] "%rm %ru HTTP/%rv" %>Hs %<st "%{User-Agent}>h""#, "squid"),
      (#"{"t":"%START_TIME%","p":"%REQ(:PATH)%"}"#, "envoy"),
      (#"{"t":%Ts,"r":"%r","c":"%ci"}"#, "haproxy"),
      (#"{"t":%ts.%03tu,"u":"%ru","c":"%>a"}"#, "squid"),
    ])
  func looks(string: String, name: String) throws {
    #expect(try FormatString.definition(of: string).name == name)
  }

  @Test(
    "A server's name, or a description, may stand for a string",
    arguments: [
      ("nginx $remote_addr [$time_local] $request", "nginx"),
      ("nginx log_format main '$remote_addr [$time_local] ' '$request';", "nginx"),
      (#"Apache %h %t "%r""#, "apache"), (#"Tomcat 10.1 pattern %h %t "%r" %s %D"#, "tomcat"),
      (#"Tomcat 8.5 pattern %h %t "%r" %s %D"#, "tomcat9"), ("HAProxy httplog", "haproxy"),
      (#"Gunicorn access_log_format %(h)s %(t)s "%(r)s" %(s)s %(M)s"#, "gunicorn"),
      (#"uWSGI logformat [%(ltime)] %(addr) %(method) %(uri) %(status)"#, "uwsgi"),
      // Names of their own before the string, as people copy it.
      ("access_json '[$time_local] ' '$request';", "nginx"),
      ("my_format = '[$time_local] $request'", "nginx"),
      // Attributes of a request are Tomcat's alone, as is a pattern.
      (#"%a %{jira.request.id}r %t "%m %U%q %H" %s %b %D"#, "tomcat"),
      (#"pattern="%h %t &quot;%r&quot; %s %D""#, "tomcat"),
      (#"LiteSpeed LogFormat %h %t "%r" %>s"#, "litespeed"),
      ("HAProxy, its default for HTTP", "haproxy"), ("Squid logformat combined", "squid-combined"),
      ("Squid access.log native", "squid"), ("Caddy JSON with ISO times", "caddy"),
      ("Traefik JSON", "traefik-json"), ("Traefik 1 common", "traefik-1"),
      ("Istio JSON", "istio-json"), ("AWS ELB: timestamp elb client:port backend:port", "aws-elb"),
      ("CloudFront (tabs): #Fields: date time x-edge-location c-ip cs-uri-stem", "w3c"),
      ("CloudFront JSON", "aws-cloudfront-json"), ("Azure Front Door JSON", "azure-front-door"),
      ("Azure Application Gateway access log", "azure-application-gateway"),
      ("Kong file-log JSON", "kong-json"), ("Vercel log drain", "vercel"),
      ("Google Cloud Storage usage log", "google-cloud-storage"),
      ("docker json-file, then combined", "combined"), ("journald JSON, then combined", "combined"),
      ("RFC 3164 with PRI, then vhost combined", "vhost-combined"),
      ("CSV: time,client_ip,method,url,status,size", "csv"),
    ])
  func descriptions(text: String, name: String) throws {
    #expect(try FormatString.definition(of: text).name == name)
  }

  @Test(
    "The dialect can be said before the string",
    arguments: [
      (#"tomcat9:%h %t "%r" %s %b %D"#, "tomcat9"), (#"TOMCAT: %h %t "%r" %s %b %D"#, "tomcat"),
      (#"jetty:%h %t "%r" %s"#, "jetty"), ("nginx:$remote_addr [$time_local] $request", "nginx"),
      ("haproxy:option httplog", "haproxy"), ("squid:combined", "squid"),
      ("envoy:%START_TIME% %REQ(:PATH)%", "envoy"), ("w3c:date time c-ip cs-uri-stem", "w3c"),
      ("apache:combined", "combined"), ("json:caddy", "caddy"),
      ("json:time=ts client=ip path=uri", "json"),
    ])
  func dialects(string: String, name: String) throws {
    #expect(try FormatString.definition(of: string).name == name)
  }

  @Test("Keys of objects are named one by one, or shown in one line of the log")
  func keys() throws {
    let named = try FormatString.definition(
      of: "json:time=ts client=request.ip path=uri status=code duration=took:ms agent=ua")
    #expect(
      described(named) == "json ts=<time:anyTime/json> request>ip=<client/json~list> "
        + "uri=<target/json> code=<status/json> took=<duration:ms/json> ua=<userAgent/json>")
    let shown = try FormatString.definition(
      of: #"{"ts":1.5,"request":{"client_ip":"192.0.2.1","uri":"/","method":"GET"},"#
        + #""status":200,"duration_ms":3,"secret":[1,{"a":2}]}"#)
    #expect(
      described(shown) == "json ts=<time:anyTime/json> request>client_ip=<client/json~list#1> "
        + "request>uri=<target/json> request>method=<method/json> status=<status/json> "
        + "duration_ms=<duration:ms/json>")
  }

  @Test("A line of a log that is an object says its keys, a known format's where it has those")
  func line() throws {
    let traefik =
      #"{"ClientHost":"192.0.2.7","DownstreamContentSize":5,"DownstreamStatus":200,"Duration":1234,"#
      + #""RequestHost":"example.org","RequestMethod":"GET","RequestPath":"/a%20b?c=$d&e=%ci","#
      + #""StartUTC":"2026-11-20T09:15:03Z"}"#
    #expect(try FormatString.definition(of: traefik).name == "traefik-json")
    #expect(try FormatString.definition(of: "json:" + traefik).name == "traefik-json")
    let own =
      #"{"time":1795166103.25,"ip":"192.0.2.7","uri":"/a%20b","status":200,"msg":"%h $status"}"#
    #expect(
      described(try FormatString.definition(of: own))
        == "json time=<time:anyTime/json> ip=<client/json~list> uri=<target/json> status=<status/json>"
    )
  }

  @Test(
    "Any other line of a log is refused, without a word of it",
    arguments: [
      #"{"when was it":"2026-11-20T09:15:03Z","kari.nordmann":1}"#, #"{"a":1}"#,
      #"192.0.2.7 - kari [20/Nov/2026:10:15:03 +0100] "GET /a HTTP/1.1" 200 5"#,
      "2026-11-20 09:15:03 192.0.2.7 GET /a - 200", "1795166103.250 12 192.0.2.7 TCP_MISS/200 5",
    ])
  func otherLine(text: String) {
    #expect(
      problem { () throws(FormatProblem) in try FormatString.definition(of: text) }
        == "logLine at 0: ")
  }

  @Test("An ellipsis at the end says that a line goes on", arguments: ["…", "...", " …", " ... "])
  func goesOn(ellipsis: String) throws {
    let string = "%ts.%03tu %>a %ru"
    #expect(try !FormatString.definition(of: string).allowsMore)
    #expect(try FormatString.definition(of: string + ellipsis).allowsMore)
  }

  @Test(
    "What is wrong is shown where it stands in the text",
    arguments: [
      ("", "noFields at 0: "), ("hello", "noFields at 0: hello"),
      ("logformat x %ts %zz %ru", "unknownDirective at 16: %zz"),
      (#"log-format "%T %xyz %r""#, "unknownDirective at 15: %xyz"),
      ("squid:%ts %zz %ru", "unknownDirective at 10: %zz"),
      ("HAProxy log-format %ci %[abc", "unterminated at 23: %["),
      ("haproxy:option tcplog", "noRequest at 0: "),
      ("json:time=ts foo=bar", "unknownDirective at 13: foo=bar"),
      (String(repeating: "x", count: 16_385), "tooLarge at 0: "),
    ])
  func problems(text: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in try FormatString.definition(of: text) } == expected)
  }

  @Test("Strings of any kind are compiled or refused", arguments: 0..<8)
  func random(run: Int) {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("seed of run \(run): \(seed)")
    var generator = SeededGenerator(seed: seed)
    let parts =
      WrittenFormats.table.flatMap { $0.format.split(separator: " ").map(String.init) } + [
        "%", "$", "{", "}", "[", "]", "(", ")", "\"", "'", "\\", "\n", "\t", " ", "…", "\u{0}", "é",
        "%{", "%[", "%[a(", "%{+Q}o", "%ts%03tu", "%HP%HQ", "{\"a\":", "log_format x '", "option ",
        "#Fields: ", "csv:", "json:", "LogFormat \"", "<Valve pattern=\"", "%START_TIME(%", ")%",
        "(capture ", "time=ts,",
      ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...12, using: &generator)).map { _ in
        let part = parts.randomElement(using: &generator) ?? ""
        return Bool.random(using: &generator) ? part : part + " "
      }.joined()
      let found = problem { () throws(FormatProblem) in
        let definition = try FormatString.definition(of: text)
        #expect(!definition.fields.isEmpty, "seed \(seed)")
        return definition
      }
      if let found { #expect(!found.isEmpty) }
    }
  }
}
