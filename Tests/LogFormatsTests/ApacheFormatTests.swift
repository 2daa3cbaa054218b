import LogFormats
import Testing

@Suite struct ApacheFormatTests {
  private static let common =
    "<client/backslash~list#1> <ignored/backslash> <ignored/backslash~text> [<time:commonLog>] "
    + #""<request/backslash~text>" <status/backslash> <bytes/backslash>"#

  @Test("A duration is read in the unit that stands behind it, and H2O's in seconds")
  func units() throws {
    for (string, expected) in [
      ("%t %r %Dms", "<time:commonLog> <request/backslash~text> <duration:ms/backslash>ms"),
      ("%t %r %D", "<time:commonLog> <request/backslash~text> <duration:us/backslash>"),
      ("%t %r %{duration}x", "<time:commonLog> <request/backslash~text> <duration:s#6>"),
    ] {
      let text = try described(ApacheFormat.definition(of: string))
      #expect(text.replacing("[", with: "").replacing("]", with: "") == expected)
    }
  }

  @Test("A duration that is logged twice counts once")
  func twice() throws {
    let nginx = try NginxFormat.definition(
      of: #"{"t":"$time_iso8601","r":"$request","request_time":$request_time,"d":$request_time}"#)
    #expect(nginx.fields.map(\.meaning) == [.time, .request, .duration, .ignored])
    let apache = try ApacheFormat.definition(of: "%t %r %D %D")
    #expect(apache.fields.map(\.meaning) == [.time, .request, .duration, .ignored])
  }

  @Test(
    "A format is the same however it was copied",
    arguments: [
      #"%h %l %u %t "%r" %>s %b"#, #"%h %l %u %t \"%r\" %>s %b"#,
      #""%h %l %u %t \"%r\" %>s %b""#, #"'%h %l %u %t "%r" %>s %b'"#,
      #"LogFormat "%h %l %u %t \"%r\" %>s %b" common"#,
      #"logformat '%h %l %u %t "%r" %>s %b' common"#, #"LogFormat %h %l %u %t "%r" %>s %b"#,
      #"CustomLog logs/access_log "%h %l %u %t \"%r\" %>s %b" env=!quiet"#,
      #"CustomLog "|/usr/bin/rotatelogs -n 5 /var/log/a 86400" "%h %l %u %t \"%r\" %>s %b""#,
      #"GlobalLog ${APACHE_LOG_DIR}/access.log "%h %l %u %t \"%r\" %>s %b""#,
      """
      # Logs
      <VirtualHost *:80>
        LogFormat "%h %l %u \\
      %t \\"%r\\" %>s %b" common
        CustomLog logs/access_log common
      """,
      "accesslog.format = \"%h %l %u %t \\\"%r\\\" %>s %b\"\n",
      #"accesslog.format "%h %l %u %t \"%r\" %>s %b";"#,
      #"<Valve className="org.apache.catalina.valves.AccessLogValve" pattern="%h %l %u %t &quot;%r&quot; %>s %b" />"#,
      "%h %l %u %t \"%r\" %>s %b\\n",
    ])
  func copies(string: String) throws {
    #expect(described(try ApacheFormat.definition(of: string)) == ApacheFormatTests.common)
  }

  @Test("A tab is a tab, whether Apache or the one who copied it read its escape")
  func tabs() throws {
    for string in ["%t\t%r\t%>s", #"%t\t%r\t%>s"#, #"LogFormat "%t\t%r\t%>s" tabs"#] {
      #expect(
        described(try ApacheFormat.definition(of: string))
          == "[<time:commonLog>]\t<request/backslash~text>\t<status/backslash>")
    }
  }

  @Test(
    "Each directive means what the server writes for it",
    arguments: [
      ("%a", "<client/backslash~list>"), ("%h", "<client/backslash~list#1>"),
      ("%h(%a)", "<client/backslash~list#1>(<client/backslash~list>)"),
      ("%{c}a", "<ignored/backslash>"), ("%A", "<ignored/backslash>"),
      ("%{X-Forwarded-For}i", "<client/backslash~list#2>"),
      ("%{x-real-ip}i", "<client/backslash#3>"),
      ("%{HTTP_X_FORWARDED_FOR}e", "<client/backslash~list#4>"),
      ("%h:%{remote}p", "<client:addressWithPort/backslash~list#1>"),
      ("%A:%{local}p", "<ignored/backslash>"), ("%v:%p", "<host/backslash#2>"),
      ("%v", "<host/backslash#2>"), ("%V", "<host/backslash>"),
      ("%{hOsT}i", "<host/backslash~text#1>"),
      ("%b", "<bytes/backslash>"), ("%B", "<bytes/backslash>"), ("%O", "<bytes/backslash#1>"),
      ("%I", "<ignored/backslash>"), ("%S", "<ignored/backslash>"),
      ("%{Referer}i", "<referrer/backslash~text>"),
      ("%{User-agent}i", "<userAgent/backslash~text>"),
      ("%!200,304,302{Referer}i", "<referrer/backslash~text#10>"),
      ("%400,501{User-agent}i", "<userAgent/backslash~text#10>"), ("%<s", "<status/backslash>"),
      ("%>s %s", "<status/backslash> <status/backslash#1>"),
      ("%s %>s", "<status/backslash#1> <status/backslash>"),
      ("%D", "<duration:us/backslash>"), ("%T", "<duration:s/backslash#5>"),
      ("%{ms}T", "<duration:ms/backslash#3>"), ("%{us}T", "<duration:us/backslash#2>"),
      ("%{s}T", "<duration:s/backslash#5>"),
      // One request's time in several units counts once.
      ("%D/%{us}T/%T", "<duration:us/backslash>/<ignored>/<ignored>"),
      ("%T/%D", "<ignored>/<duration:us/backslash>"),
      ("%f", "<ignored/backslash~text>"),
      (
        "%k %L %R %X %P",
        "<ignored/backslash> <ignored/backslash> <ignored/backslash> <ignored/backslash> <ignored/backslash>"
      ),
      ("%{hextid}P", "<ignored/backslash>"),
      (
        "%{X}o %{X}e %{X}C %{X}n",
        "<ignored/backslash~text> <ignored/backslash~text> <ignored/backslash~text> <ignored/backslash~text>"
      ),
      ("%{SSL_PROTOCOL}x", "<ignored/backslash>"),
      (
        "%{X}^ti %{X}^to %^FB",
        "<ignored/backslash~text> <ignored/backslash~text> <ignored/backslash>"
      ),
      ("100%%", "100%"),
    ])
  func directives(string: String, expected: String) throws {
    let definition = try ApacheFormat.definition(of: "%t|%r|" + string)
    #expect(described(definition) == "[<time:commonLog>]|<request/backslash~text>|" + expected)
  }

  @Test(
    "A target in several directives is one value, and a host before it another",
    arguments: [
      (#""%m %U%q %H""#, #""<method/backslash> <target/backslash~text> <version/backslash>""#),
      ("%U", "<target/backslash~text#1>"),
      ("%U %q", "<target/backslash~text#1> <query/backslash~text>"),
      ("%v:%p%U", "<host/backslash#2><target/backslash~text#1>"),
      ("http://%V%U%q", "http://<host/backslash><target/backslash~text>"),
      ("%U?%q", "<target/backslash~text>"),
    ])
  func targets(string: String, expected: String) throws {
    let definition = try ApacheFormat.definition(of: "%t " + string)
    #expect(described(definition) == "[<time:commonLog>] " + expected)
    #expect(throws: Never.self) { _ = try FormatPlan(definition) }
  }

  @Test(
    "A time is one value, however many directives it is made of",
    arguments: [
      ("%t", "[<time:commonLog>]"), ("%{begin}t", "[<time:commonLog>]"),
      ("[%{%d/%b/%Y:%H:%M:%S %z}t]", "[<time:commonLog>]"),
      ("%{%d/%b/%Y:%T}t", "<time:commonLogLocal>"),
      ("%{%Y-%m-%dT%H:%M:%S%z}t", "<time:iso8601>"),
      ("%{%FT%T}t.%{msec_frac}t%{%z}t", "<time:iso8601>"),
      ("%{%Y-%m-%d}t %{%H:%M:%S}t", "<time:strftime(%Y-%m-%d %H:%M:%S)>"),
      ("%{%H:%M:%S}t %{%Y-%m-%d}t", "<time:strftime(%H:%M:%S %Y-%m-%d)>"),
      ("%{%d/%b/%Y %T}t.%{msec_frac}t %{%z}t", "<time:strftime(%d/%b/%Y %T.%3f %z)>"),
      ("%{%F %T}t,%{usec_frac}t", "<time:strftime(%F %T,%6f)>"),
      ("%{%a %b %d %H:%M:%S %Y}t", "<time:strftime(%a %b %d %H:%M:%S %Y)>"),
      ("%{sec}t", "<time:epoch(s)>"), ("%{%s}t", "<time:epoch(s)>"),
      ("%{msec}t", "<time:epoch(ms)>"), ("%{begin:usec}t", "<time:epoch(us)>"),
      ("%{sec}t.%{msec_frac}t", "<time:epoch(s)>"), ("%{sec}t.%{usec_frac}t", "<time:epoch(s)>"),
      ("%{sec}t%{msec_frac}t", "<time:epoch(ms)>"), ("%{sec}t%{usec_frac}t", "<time:epoch(us)>"),
      // Two times: the one with a zone is worth more.
      (
        "%{%Y-%m-%dT%H:%M:%S}t %{sec}t.%{usec_frac}t",
        "<time:strftime(%Y-%m-%dT%H:%M:%S)#1> <time:epoch(s)>"
      ),
      ("%t %{msec_frac}t", "[<time:commonLog>] <ignored>"),
      ("%t %{%H}t", "[<time:commonLog>] <ignored>"),
      // When a response ended.
      ("%{begin:msec}t %{end:msec}t", "<time:epoch(ms)> <end:epoch(ms)>"),
      ("%t %{end:sec}t.%{end:msec_frac}t", "[<time:commonLog>] <end:epoch(s)>"),
      ("%{end:sec}t", "<time:epoch(s)>"),
    ])
  func times(string: String, expected: String) throws {
    let definition = try ApacheFormat.definition(of: string + #" "%r""#)
    #expect(described(definition) == expected + #" "<request/backslash~text>""#)
    #expect(throws: Never.self) { _ = try FormatPlan(definition) }
  }

  @Test(
    "Servers differ in what a directive means",
    arguments: [
      (.tomcat9, "%D %T %F", "<duration:ms/backslash> <ignored> <ignored/backslash~text>"),
      (.tomcat, "%D %T", "<duration:us/backslash> <ignored>"),
      (.tomcat, "%{fracsec}T", "<duration:s/backslash#4>"),
      (.tomcat, "%I", "<ignored/backslash~text>"),
      (.tomcat, "%v", "<host/backslash>"), (.tomcat, "%{peer}a", "<ignored/backslash>"),
      (
        .tomcat, "%{jira.request.id}r %{user}s %{JSESSIONID}c",
        "<ignored/backslash~text> <ignored/backslash~text> <ignored/backslash~text>"
      ),
      (.tomcat, "%{yyyy-MM-dd'T'HH:mm:ss.SSSXXX}t", "<end:iso8601>"),
      (
        .jetty, "%a %{client}a %{remote}a",
        "<host/backslash> <client/backslash~list> <client/backslash~list#4>"
      ),
      (.jetty, "%{client}a:%{client}p", "<client:addressWithPort/backslash~list>"),
      (.jetty, "%D %{ms}T", "<duration:us/backslash> <ignored>"),
      (.jetty, "%C", "<ignored/backslash~text>"),
      (
        .jetty, "%uri %{X}ti %{X}to %{x}attr",
        "<target/backslash~text> <ignored/backslash~text> <ignored/backslash~text> <ignored/backslash~text>"
      ),
      (.jetty, "%{CLF}S %{CLF}O", "<ignored/backslash> <bytes/backslash#1>"),
      (.lighttpd, "%V %v", "<host/backslash> <host/backslash#2>"),
      (.lighttpd, "%T", "<duration:s/backslash#5>"),
      (.lighttpd, "%{ns}T", "<duration:ns/backslash#1>"),
      (
        .varnish, "%{Varnish:time_firstbyte}x %{VCL_Log:k}x %{VSL:Begin[2]}x",
        "<ignored/backslash~text> <ignored/backslash~text> <ignored/backslash~text>"
      ),
      (.varnish, "%{VSL:Timestamp:Resp[2]}x", "<duration:s#6>"),
      (.fastly, "%{time.elapsed.usec}V", "<duration:us>"), (.fastly, "%V", "<host>"),
      (.fastly, "%{resp.http.Server}V", "<ignored~text>"),
      (
        .fastly, "%{if(req.http.Fastly-Orig-Host, req.http.Fastly-Orig-Host, req.http.Host)}V",
        "<host>"
      ),
      (.fastly, "%{json.escape(req.http.User-Agent)}V", "<userAgent/json~text>"),
      (.litespeed, "%D", "<duration:us/backslash>"), (.icecast, "%T", "<duration:s/backslash#5>"),
    ] as [(ApacheFormat.Dialect, String, String)])
  func dialects(dialect: ApacheFormat.Dialect, string: String, expected: String) throws {
    // Tomcat's other times are when a response ended.
    let start = dialect == .tomcat ? "%{begin:msec}t" : "%t"
    let definition = try ApacheFormat.definition(of: "\(start)|%r|\(string)", dialect: dialect)
    #expect(definition.name == dialect.rawValue)
    #expect(definition.targetNamesHost == (dialect == .varnish))
    let text = described(definition)
    #expect(text.hasSuffix("|" + expected), "\(text)")
  }

  @Test("A time with many words between its parts is one that is searched for")
  func longTime() throws {
    for words in [100, 240, 250, 4_000] {
      let string = "%{%Y-%m-%d \(String(repeating: "x", count: words)) %H:%M:%S}t %>s \"%r\""
      let plan = try FormatPlan(try ApacheFormat.definition(of: string))
      guard case .steps(let steps) = plan.shape else {
        Issue.record("\(words): no steps")
        continue
      }
      let time = try #require(steps.first { $0.meaning == .time })
      #expect((time.extent == .fixed) == (words < 240), "\(words)")
    }
  }

  @Test(
    "Java's patterns are read as strftime's",
    arguments: [
      (.tomcat, "%{yyyy-MM-dd HH:mm:ss}t", "<time:strftime(%Y-%m-%d %H:%M:%S)>"),
      (.tomcat, "%{dd/MMM/yyyy:HH:mm:ss Z}t", "<time:commonLog>"),
      (.tomcat9, "%{begin:msec}t", "<time:epoch(ms)>"),
      (.tomcat9, "%{yyyy'%'MM'at'dd'T'HH''mm}t", "<time:strftime(%Y%%%mat%dT%H'%M)>"),
      (.jetty, "%{yyyy-MM-dd'T'HH:mm:ss.SSSZ|GMT}t", "[<time:iso8601>]"),
      (.jetty, "%{dd/MMM/yyyy:HH:mm:ss ZZZ|GMT}t", "[<time:commonLog>]"),
      // A week of a year is none of a date's parts.
      (.jetty, "%{YYYY-ww-dd HH:mm}t", "[<time:anyTime>]"),
    ] as [(ApacheFormat.Dialect, String, String)])
  func javaTimes(dialect: ApacheFormat.Dialect, string: String, expected: String) throws {
    let definition = try ApacheFormat.definition(of: string + " %r", dialect: dialect)
    #expect(described(definition) == expected + " <request/backslash~text>")
  }

  @Test("Fastly's own template is read, with braces and quotes in its expressions")
  func fastlyTemplate() throws {
    let string = #"""
      {"timestamp":"%{strftime({"%Y-%m-%dT%H:%M:%S%z"}, time.start)}V","client_ip":"%{req.http.Fastly-Client-IP}V","url":"%{json.escape(req.url)}V","status":%{resp.status}V,"size":%{resp.body_bytes_written}V,"edge":%{if(fastly.ff.visits_this_service == 0, "true", "false")}V}
      """#
    #expect(
      described(try ApacheFormat.definition(of: string, dialect: .fastly))
        == #"{"timestamp":"<time:iso8601>","client_ip":"<client#3>","url":"<target/json~text>","#
        + #""status":<status>,"size":<bytes>,"edge":<ignored~text>}"#)
  }

  @Test(
    "A string that is wrong is shown where it is",
    arguments: [
      (.apache, "%t %Z %r", "unknownDirective at 3: %Z"),
      (.apache, "%t %r %", "unterminated at 6: %"),
      (.apache, #"LogFormat "%t \"%r\" %Q" x"#, "unknownDirective at 21: %Q"),
      (.apache, #"%t \"%r\" %>{X}Y"#, "unknownDirective at 10: %>{X}Y"),
      (.apache, "%t %r %{X", "unterminated at 6: %{"),
      (.apache, "%t %r %{X}", "unterminated at 6: %{X}"),
      (.apache, "%t %r %i", "unknownDirective at 6: %i"),
      (.apache, "%t %r%s", "nothingBetween at 5: %s"), (.apache, "%t %h", "noRequest at 0: "),
      (.apache, "%h %r", "noTime at 0: "), (.apache, "", "noFields at 0: "),
      (.apache, "combined", "noFields at 0: "),
      // A date or a time of day alone says no hour, and nobody says whether it is UTC.
      (.apache, "%{%F}t %h %{%T}t %r", "noTime at 0: "),
      (.varnish, "%t %r %v", "unknownDirective at 6: %v"),
      (.tomcat, "%t %r %V", "unknownDirective at 6: %V"),
      (.lighttpd, "%t %r %R", "unknownDirective at 6: %R"),
      (.apache, String(repeating: "%P ", count: 200) + "%t %r", "tooLarge at 0: "),
      (.apache, String(repeating: "-", count: 16_385), "tooLarge at 0: "),
    ] as [(ApacheFormat.Dialect, String, String)])
  func problems(dialect: ApacheFormat.Dialect, string: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in
        try ApacheFormat.definition(of: string, dialect: dialect)
      } == expected)
  }

  @Test(
    "Random strings are compiled or refused, and a refusal shows a place in them",
    arguments: [0x5eed_0001, 0x5eed_0002, 0x5eed_0003, 0x5eed_0004] as [UInt64])
  func random(seed: UInt64) {
    let words = [
      "%", "$", "{", "}", "\"", "'", "\\", "\n", " ", ":", ";", "#", "<", ">", "!", ",", "[", "]",
      "?",
      "%t", "%{", "}t", "}i", "}V", "%r", "%U", "%q", "%p", "%{sec}t", "%{msec_frac}t", "%{%T}t",
      "%{%F}t", "log_format ", "escape=json", "LogFormat ", "CustomLog ", "accesslog.format",
      "<Valve",
      "pattern=", "&quot;", "$time_iso8601", "$request", "$host", "$server_port", "$uri",
      "$is_args",
      "$args", "${", "{\"", "\":", "://", "if(", "json.escape(", "yyyy", "å", "\u{0}",
    ]
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let count = Int.random(in: 0..<24, using: &generator)
      let string = (0..<count).map { _ in words.randomElement(using: &generator) ?? "" }.joined()
      for dialect in [nil] + ApacheFormat.Dialect.allCases.map(Optional.some) {
        do throws(FormatProblem) {
          let definition =
            if let dialect {
              try ApacheFormat.definition(of: string, dialect: dialect)
            } else {
              try NginxFormat.definition(of: string)
            }
          #expect(!definition.fields.isEmpty, "seed \(seed): \(string)")
        } catch {
          #expect((0...string.utf8.count).contains(error.offset), "seed \(seed): \(string)")
        }
      }
    }
  }
}
