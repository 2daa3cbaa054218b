import LogFormats
import Testing

/// API Gateway's, Gunicorn's and uWSGI's strings.
@Suite struct SmallDialectTests {
  @Test("API Gateway's $context variables are read, in lines and in objects")
  func apiGateway() throws {
    let line = try FormatString.definition(
      of: #"$context.identity.sourceIp [$context.requestTime] "$context.httpMethod $context.path "#
        + #"$context.protocol" $context.status $context.responseLatency."#)
    #expect(
      described(line) == #"<client> [<time:commonLog>] "<method> <target> <version>" <status> "#
        + "<duration:ms>.")
    let object = try FormatString.definition(
      of: #"{"id":"$context.requestId","ip":"$context.identity.sourceIp","#
        + #""t":"$context.requestTimeEpoch","r":"$context.httpMethod $context.path","#
        + #""ua":"$context.identity.userAgent","host":"$context.domainName"}"#)
    #expect(
      described(object) == "json id=<ignored/json~text> ip=<client/json> "
        + "t=<time:epoch(ms)/json#1> r=<request/json~text> ua=<userAgent/json~text> "
        + "host=<host/json>")
    #expect(
      problem { () throws(FormatProblem) in
        try APIGatewayFormat.definition(of: "$context.requestTime$context.path")
      } == "nothingBetween at 20: $context.path")
  }

  @Test("Gunicorn's letters in parentheses are read")
  func gunicorn() throws {
    let string = #"%(h)s %(l)s %(u)s %(t)s "%(r)s" %(s)s %(b)s "%(f)s" "%(a)s" %(L)s %({host}i)s"#
    let definition = try FormatString.definition(of: string)
    #expect(definition.name == "gunicorn")
    #expect(
      described(definition) == "<client> <ignored~text> <ignored~text> [<time:commonLog>] "
        + #""<request/backslash~text>" <status> <bytes> "<referrer/backslash>" "#
        + #""<userAgent/backslash~text>" <duration:s#1> <host/backslash>"#)
    #expect(
      problem { () throws(FormatProblem) in try GunicornFormat.definition(of: "%(t)s %(x)s") }
        == "unknownDirective at 6: %(x)s")
    #expect(
      problem { () throws(FormatProblem) in try GunicornFormat.definition(of: "%(t)s %(r") }
        == "unterminated at 6: %(")
  }

  @Test("Hypercorn's letters are read, too")
  func hypercorn() throws {
    let definition = try FormatString.definition(
      of: #"%(h)s %(S)s %(t)s "%(R)s" %(st)s %(s)s %(D)s %(p)s"#)
    #expect(
      described(definition)
        == #"<client> <ignored~text> [<time:commonLog>] "<request/backslash~text>" "#
        + "<ignored~text> <status> <duration:us> <ignored~text>")
  }

  @Test("uWSGI's names in parentheses are read, in lines and in objects")
  func uwsgi() throws {
    let string =
      #"%(addr) - %(user) [%(ltime)] "%(method) %(uri) %(proto)" %(status) %(size) "#
      + #""%(referer)" "%(uagent)" %(msecs)"#
    let expected =
      #"<client> - <ignored~text> [<time:commonLog>] "<method> <target~text> <version>" <status> "#
      + #"<bytes#1> "<referrer~text>" "<userAgent~text>" <duration:ms#1>"#
    for text in [string, "log-format = " + string, "logformat=" + string, "uwsgi:" + string] {
      let definition = try FormatString.definition(of: text)
      #expect(definition.name == "uwsgi", "\(text)")
      #expect(described(definition) == expected, "\(text)")
    }
    let object = try FormatString.definition(
      of: #"{"t":%(epoch),"ip":"%(addr)","m":"%(method)","u":"%(uri)","s":%(status)}"#)
    #expect(object.fields.map(\.meaning) == [.time, .client, .method, .target, .status])
    #expect(
      problem { () throws(FormatProblem) in try UWSGIFormat.definition(of: "%(ltime) %(uri") }
        == "unterminated at 9: %(")
  }

  @Test(
    "morgan's tokens are read, in lines and in objects",
    arguments: [
      (
        #":remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status "#
          + #":res[content-length] ":referrer" ":user-agent" :response-time ms"#,
        #"<client> - <ignored~text> [<time:commonLog>] "<method> <target> HTTP/<version>" <status> "#
          + #"<bytes> "<referrer>" "<userAgent~text>" <duration:ms#1> ms"#
      ),
      // The total time has the other one in it.
      (
        "morgan::date[iso] :method :url :status :response-time[0] :total-time[3] :req[X-Real-IP] :id",
        "<time:iso8601> <method> <target> <status> <ignored> <duration:ms> <client#3> <ignored~text>"
      ),
      (
        "[:date[web]] :method :url :status :req[host]",
        "[<time:strftime(%a, %d %b %Y %H:%M:%S %-z)~text>] <method> <target> <status> <host>"
      ),
      (
        #"{"t":":date[iso]","m":":method","u":":url","s":":status","ms":":response-time"}"#,
        "json t=<time:iso8601> m=<method> u=<target> s=<status> ms=<duration:ms#1>"
      ),
    ])
  func morgan(string: String, expected: String) throws {
    let definition = try FormatString.definition(of: string)
    #expect(definition.name == "morgan")
    #expect(described(definition) == expected)
  }

  @Test("morgan's own short formats have no time")
  func morganWithoutTime() {
    let tiny = ":method :url :status :res[content-length] - :response-time ms"
    #expect(
      problem { () throws(FormatProblem) in try FormatString.definition(of: tiny) }
        == "noTime at 0: ")
  }

  @Test("Cherokee's names in braces are read")
  func cherokee() throws {
    let definition = try FormatString.definition(
      of: #"${ip_remote} ${http_host} ${user_remote} [${now}] "${request_first_line}" ${status} "#
        + #"${response_size} "${http_referrer}" "${http_user_agent}""#)
    #expect(definition.name == "cherokee")
    #expect(
      described(definition)
        == #"<client> <host~text> <ignored~text> [<time:commonLog>] "<request/backslash~text>" "#
        + #"<status> <bytes> "<referrer~text>" "<userAgent~text>""#)
    #expect(
      described(try FormatString.definition(of: "[${now}] ${ip_remote}: ${request} (${status})"))
        == "[<time:commonLog>] <client>: <target~text#2> (<status>)")
    #expect(
      problem { () throws(FormatProblem) in try CherokeeFormat.definition(of: "${now} ${request") }
        == "unterminated at 7: ${")
  }

  @Test("Templates of Caddy's transform encoder are read, and what {common_log} stands for")
  func caddyTransform() throws {
    let common =
      #"<client~list> - <ignored~text> [<time:commonLog>] "<method> <target~text> <version>" "#
      + "<status> <bytes>"
    #expect(
      described(try FormatString.definition(of: "{common_log}")).replacing("~list", with: "")
        == common.replacing("~list", with: ""))
    let combined = try FormatString.definition(
      of:
        #"{common_log} "{request>headers>Referer>[0]}" "{request>headers>User-Agent>[0]}" {duration}"#
    )
    #expect(
      combined.fields.suffix(3).map(\.meaning) == [.referrer, .userAgent, .duration])
    let own = try FormatString.definition(
      of: #"{request>remote_ip} [{ts}] "{request>method} {request>uri}" {status} {resp_headers>X}"#)
    #expect(own.fields.map(\.meaning) == [.client, .time, .method, .target, .status, .ignored])
    #expect(own.fields[1].notation == .anyTime)
  }

  @Test("Undertow has a header's letter in the braces, and milliseconds")
  func undertow() throws {
    let definition = try FormatString.definition(
      of: #"%h %l %u %t "%r" %s %b "%{i,Referer}" "%{i,User-Agent}" "%{o,X-A}" "%{c,sid}" %D"#)
    #expect(
      definition.fields.suffix(5).map(\.meaning)
        == [.referrer, .userAgent, .ignored, .ignored, .duration])
    #expect(definition.fields.last?.notation == .duration(.milliseconds))
  }
}
