import LogFormats
import Testing

@Suite struct HAProxyFormatTests {
  @Test(
    "A log-format string becomes its values and what stands between them",
    arguments: [
      (
        #""%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %hr %hs %{+Q}r""#,
        "<client:addressWithPort> [<time:commonLogLocal#3>] <ignored> <ignored>/<ignored> "
          + "<ignored>/<ignored>/<ignored>/<ignored>/<duration:ms> <status> <bytes> "
          + #"<ignored~text?{>} <ignored~text?{>} |"<request/numberSign~text>""#
      ),
      // As it stands in haproxy.cfg without quotes, blanks escaped.
      (
        #"%ci\ [%trl]\ %HM\ %HU\ %HV\ \"%ST\""#,
        "<client> [<time:commonLog>] <method/numberSign> <target/numberSign> "
          + #"<version/numberSign> "<status>""#
      ),
      // Blanks are merged, also over lines.
      (
        "%ci   %trg \\\n    %r %ST", "<client> <time:commonLog> <request/numberSign~text> <status>"
      ),
      // Flags for one variable, for all, and taken back.
      (
        #"%{+Q}o %{-Q}ci %T %r %ST %b %cp"#,
        #"<client> <time:commonLog#1> "<request/numberSign~text>" <status> "<ignored>" <ignored>"#
      ),
      (#"%{+X}ci %T %r"#, "<ignored> <time:commonLog#1> <request/numberSign~text>"),
      (#"%{+X}Ts %T %{+E}r"#, "<ignored> <time:commonLog#1> <request/backslash~text>"),
      // An address and its port, a path and its query, seconds and their fraction are one value.
      (
        "%ci:%cp %Ts.%ms %HM %HP%HQ",
        "<client:addressWithPort> <time:epoch(s)#2> <method/numberSign> <target/numberSign#1>"
      ),
      ("%Ts%ms %r", "<time:epoch(ms)#2> <request/numberSign~text>"),
      // Sample expressions, with brackets and commas in them.
      (
        "%[src] %[date(0,ms)] %[method] %[url] %[status] %[req.hdr(User-Agent),lower]",
        "<client> <time:epoch(ms)#2> <method> <target> <status> <userAgent~text>"
      ),
      (
        #"%T %r %[req.hdr(host),field(1,:)] %[req.hdr(X-Forwarded-For)] %[var(txn.a[0]),map(/x)]"#,
        "<time:commonLog#1> <request/numberSign~text> <host> <client~list#2> <ignored~text>"
      ),
      // What a converter makes of a value is no longer what it was.
      (
        "%T %r %[src,sha2(256),hex]",
        "<time:commonLog#1> <method/numberSign> <target/numberSign> <version/numberSign> "
          + "<ignored~text>"
      ),
      (
        #"%[accept_date,ltime("%d/%b/%Y:%H:%M:%S %z")] %r"#,
        "<time:commonLog#1> <request/numberSign~text>"
      ),
      // Without the total the times of its parts add up.
      (
        "%T %r %Tw/%Tc/%Tr %%",
        "<time:commonLog#1> <request/numberSign~text> <duration:ms#2>/<duration2:ms#2>/<duration3:ms#2> %"
      ),
      ("%T %r %Tq/%Tt", "<time:commonLog#1> <request/numberSign~text> <ignored>/<duration:ms#1>"),
    ])
  func strings(string: String, expected: String) throws {
    #expect(try described(HAProxyFormat.definition(of: string)) == expected)
  }

  @Test("What the frontend captures can be said behind the string")
  func captures() throws {
    let line = try HAProxyFormat.definition(
      of: "%si:%sp %ci [%tr] %r %ST %B %hr (capture referer, user-agent)")
    #expect(
      described(line) == "<ignored>:<ignored> <client> [<time:commonLogLocal#3>] "
        + "<request/numberSign~text> <status> <bytes> "
        + "<referrer/numberSign?{>|<userAgent/numberSign~text>}…")
    let single = try HAProxyFormat.definition(
      of: "%T %r %[capture.req.hdr(1)] %[capture.req.hdr(2)] (capture host, x-forwarded-for)")
    #expect(
      described(single)
        == "<time:commonLog#1> <request/numberSign~text> <client~list#2> <ignored~text>")
    let common = try HAProxyFormat.definition(of: "%{+Q}o %T %r %hrl (capture Host, Referer)")
    #expect(
      described(common) == #"<time:commonLog#1> "<request/numberSign~text>" "#
        + #""<host/numberSign>" "<referrer/numberSign>"…"#)
  }

  @Test("Captured headers at the end may be there, or not, or a blank in their place")
  func capturesAtEnd() throws {
    let end = "<time:commonLog#1> <request/numberSign~text> <status>…"
    for format in ["%T %r %ST %hr %hs", "%T %r %ST %hs", "%T %r %ST %hrl %hsl "] {
      #expect(try described(HAProxyFormat.definition(of: format)) == end)
    }
    // In the middle of a line they take the blank behind them with them.
    #expect(
      try described(HAProxyFormat.definition(of: "%T %hr %hs %ST %r"))
        == "<time:commonLog#1> <ignored~text?{>} <ignored~text?{>} <status> <request/numberSign~text>"
    )
    #expect(
      try described(HAProxyFormat.definition(of: "%{+Q}o %T %hrl %r"))
        == #"<time:commonLog#1> <ignored~text?">" |"<request/numberSign~text>""#)
    #expect(
      try described(HAProxyFormat.definition(of: "option httplog clf"))
        .hasSuffix(#"<ignored> "<ignored>" "<ignored>"…"#))
  }

  @Test("An object of JSON is read by its keys, also as HAProxy 3 makes one itself")
  func objects() throws {
    let template = try HAProxyFormat.definition(
      of: #"'{"t":%Ts.%ms,"c":"%ci:%cp","ua":"%[req.hdr(user-agent),json(utf8s)]","s":%ST,"#
        + #""q":{"line":"%HM %HU %HV","b":"%b/%s"},"list":["%r",1]}'"#)
    #expect(
      described(template) == "json t=<time:epoch(s)/json#2> c=<client:addressWithPort/json> "
        + "ua=<userAgent/json~text> s=<status/json> q>line=<request/numberSign~text> "
        + "q>b=<ignored/json~text>")
    let own = try HAProxyFormat.definition(
      of: "%{+json}o %(client)ci %(when)trg %(req)r %(status:sint)ST %ft")
    #expect(
      described(own) == "json client=<client/json> when=<time:commonLog/json> "
        + "req=<request/json~text> status=<status/json>")
  }

  @Test(
    "The options of haproxy.cfg are taken by name",
    arguments: [
      ("option httplog", true), ("httplog", true), ("option httplog clf", true),
      ("option httpslog", true), ("option tcplog", false), ("tcplog", false),
    ])
  func options(option: String, hasRequests: Bool) {
    let found = problem { () throws(FormatProblem) in try HAProxyFormat.definition(of: option) }
    #expect(found == (hasRequests ? nil : "noRequest at 0: "))
  }

  @Test(
    "A string that is wrong is shown where it is",
    arguments: [
      ("%ci %xyz %T %r", "unknownDirective at 4: %xyz"), ("%T %ci%r", "nothingBetween at 6: %r"),
      (#""%T \"%{+Q""#, "unterminated at 6: %{"), ("%T %[req.hdr(a", "unterminated at 3: %["),
      ("%ci %r", "noTime at 0: "), ("%ci %T", "noRequest at 0: "),
      ("no directives", "noFields at 0: "),
      ("%T %r %", "unknownDirective at 6: %"), (#"{"t":"%T","#, "unterminated at 0: {"),
      (String(repeating: "%r ", count: 6_000), "tooLarge at 0: "),
      (String(repeating: "%r ", count: 201), "tooLarge at 0: "),
    ])
  func problems(string: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in try HAProxyFormat.definition(of: string) } == expected)
  }
}
