import LogFormats
import Testing

@Suite struct SquidFormatTests {
  @Test(
    "A logformat string becomes its values and what stands between them",
    arguments: [
      (
        "squid",
        "<time:epoch(s)> <duration:ms+> <client> <ignored>/<status> <bytes> <method> <target#1> "
          + "<ignored/percent> <ignored>/<ignored> <ignored>"
      ),
      (
        "combined",
        "<client> <ignored/percent> <ignored/percent> [<time:commonLog#2>] "
          + #""<method> <target/backslash#1> <version>" <status> <bytes> "#
          + #""<referrer/backslash>" "<userAgent/backslash~text>" <ignored>:<ignored>"#
      ),
      (
        "common",
        "<client> <ignored/percent> <ignored/percent> [<time:commonLog#2>] "
          + #""<method> <target/backslash#1> <version>" <status> <bytes> <ignored>:<ignored>"#
      ),
      (
        "%ts.%tu [%tl] %tr %>a %{X-Forwarded-For}>h %ui %rm %ru HTTP/%rv %mt %>Hs %<st",
        "<time:epoch(s)> [<time:commonLog#2>] <duration:ms> <client> <client/percent~list#2> "
          + "<ignored> <method> <target#1> HTTP/<version> <ignored> <status> <bytes>"
      ),
      // An argument behind its code, an encoding, a width on the left or the right.
      (
        #"%-10ts %9tr %"{User-Agent}>h %>h{Host} %>ru"#,
        "<time:epoch(s)> <duration:ms+> <userAgent/backslash~text> <host/percent> <target>"
      ),
      ("%-10>a %ts %ru", "<client> <time:epoch(s)+> <target#1>"),
      ("%03>Hs %ts %ru", "<status> <time:epoch(s)> <target#1>"),
      // An address with its port, milliseconds, and a URL in parts are one value.
      ("%>a:%>p %ts%03tu %ru", "<client:addressWithPort> <time:epoch(ms)> <target#1>"),
      ("%tS %>rs://%>rd:%>rP%>rp", "<time:epoch(s)#1> <target#2>"),
      // Namespaces.
      (
        "%ts %http::>Hs %ssl::>sni %icap::tt %ssl::<cert_subject %ru",
        "<time:epoch(s)> <status> <host#3> <ignored> <ignored> <target#1>"
      ),
      ("%{%Y-%m-%dT%H:%M:%S%z}tg %ru 5%%", "<time:iso8601#2> <target#1> 5%"),
      ("%{%a %d %b}tl %ru", "<time:strftime(%a %d %b)#2> <target#1>"),
      (
        #"{"t":%ts.%03tu,"u":"%ru","h":{"ua":"%{User-Agent}>h"}}"#,
        "json t=<time:epoch(s)> u=<target/json#1> h>ua=<userAgent/json~text>"
      ),
    ])
  func strings(string: String, expected: String) throws {
    let definition = try SquidFormat.definition(of: string)
    #expect(described(definition) == expected)
    #expect(definition.targetNamesHost)
  }

  @Test(
    "A string that is wrong is shown where it is",
    arguments: [
      ("%ts %zz %ru", "unknownDirective at 4: %zz"), ("%ts%ru", "nothingBetween at 3: %ru"),
      ("%ts %{Host", "unterminated at 4: %{"), ("%ts %>a", "noRequest at 0: "),
      ("%ru %>a", "noTime at 0: "), ("%ts %", "unknownDirective at 4: %"), ("", "noFields at 0: "),
    ])
  func problems(string: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in try SquidFormat.definition(of: string) } == expected)
  }
}
