import LogFormats
import Testing

@Suite struct W3CFieldsTests {
  @Test(
    "A #Fields line names the values of the lines below it",
    arguments: [
      // IIS: milliseconds, `+` for blanks.
      (
        "#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip "
          + "cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
        "by 32 <date:isoDate> <time:timeOfDay> <ignored/plusForSpace> <method> <target#1> <query> "
          + "<ignored/plusForSpace> <ignored/plusForSpace> <client> <userAgent/plusForSpace> "
          + "<referrer/plusForSpace> <status> <ignored/plusForSpace> <ignored/plusForSpace> "
          + "<duration:secondsOrMilliseconds>"
      ),
      // CloudFront: tabs in the lines, seconds, percent-encoded, the viewer's host before its own.
      (
        "#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem "
          + "cs(User-Agent) cs-uri-query x-host-header time-taken x-forwarded-for "
          + "cs-protocol-version",
        "by 9 <date:isoDate> <time:timeOfDay> <ignored/percent> <bytes> <client> <method> "
          + "<host/percent#2> <target#1> <userAgent/percent> <query> <host> <duration:s> "
          + "<client/percent#2> <version>"
      ),
      // The draft: seconds, quotes.
      (
        "#Fields: date time c-ip cs-method cs-uri sc-status time-taken cs(Referer)",
        "by 32 <date:isoDate> <time:timeOfDay> <client> <method> <target> <status> <duration:s> "
          + "<referrer/doubledQuote>"
      ),
      // ISA: tabs also between the names, its own names for agent and referrer.
      (
        "#Fields: c-ip\tcs-username\tc-agent\tdate\ttime\tcs-referred\ttime-taken\tcs-uri\tsc-status",
        "by 9 <client> <ignored/plusForSpace> <userAgent/plusForSpace#1> <date:isoDate> "
          + "<time:timeOfDay> <referrer/plusForSpace#1> <duration:secondsOrMilliseconds> <target> <status>"
      ),
      // Blue Coat: milliseconds, values in quotes.
      (
        "#Fields: date time time-taken c-ip cs-host cs-uri-path cs-uri-query cs(User-Agent) "
          + "sc-filter-result",
        "by 32 <date:isoDate> <time:timeOfDay> <duration:secondsOrMilliseconds> <client> <host#1> "
          + "<target#1> <query> "
          + "<userAgent/doubledQuote> <ignored/doubledQuote>"
      ),
      // Names of streaming panels and CDNs.
      (
        "#Fields: date\ttime\tcs-ip\tcs-uri\tcs-referrer\tcs-user-agent",
        "by 9 <date:isoDate> <time:timeOfDay> <client#3> <target> <referrer/doubledQuote#1> "
          + "<userAgent/doubledQuote#1>"
      ),
      // Streaming servers.
      (
        "#Fields: c-ip date time c-dns cs-uri-stem c-starttime x-duration c-status sc-bytes",
        "by 32 <client> <date:isoDate> <time:timeOfDay> <client#4> <target#1> "
          + "<ignored/doubledQuote> <duration:s#1> <status#1> <bytes>"
      ),
      // Without a date of its own a time of day tells nothing.
      (
        "#Fields: timestamp time c-ip cs-uri-stem",
        "by 32 <time:epoch(s)#1> <ignored> <client> <target#1>"
      ),
      // IIS Advanced Logging: text in quotes, and a time in the server's own zone.
      (
        "#Fields:  date-local time-local c-ip cs-method cs-uri-stem cs(User-Agent) cs(Host) "
          + "sc-status TimeTakenMS",
        "by 32 <date:isoDate#1> <time:localTimeOfDay#1> <client> <method> <target#1> "
          + "<userAgent/doubledQuote> <host/doubledQuote> <status> <duration:ms>"
      ),
      // The time in UTC goes first, and half a local one tells nothing.
      (
        "#Fields: date-local time-local date time cs-uri",
        "by 32 <date:isoDate#1> <time:localTimeOfDay#1> <date:isoDate> <time:timeOfDay> <target>"
      ),
      (
        "#Fields: date-local date time cs-uri",
        "by 32 <ignored> <date:isoDate> <time:timeOfDay> <target>"
      ),
      ("fields: DATE TIME C-IP CS-URI", "by 32 <date:isoDate> <time:timeOfDay> <client> <target>"),
    ])
  func lines(line: String, expected: String) throws {
    #expect(try described(W3CFields.definition(of: line)) == expected)
  }

  @Test("The separator can be said")
  func separator() throws {
    let line = "#Fields: date time c-ip cs-uri-stem"
    let expected = "<date:isoDate> <time:timeOfDay> <client> <target#1>"
    #expect(try described(W3CFields.definition(of: line)) == "by 32 " + expected)
    #expect(try described(W3CFields.definition(of: line, separator: 9)) == "by 9 " + expected)
  }

  @Test("Akamai writes a host before the path, and milliseconds")
  func host() throws {
    let line = "#Fields: date time cs-uri sc-status time-taken"
    let plain = try W3CFields.definition(of: line)
    #expect(!plain.targetNamesHost)
    let named = try W3CFields.definition(of: line, separator: 9, namesHost: true)
    #expect(named.targetNamesHost)
    #expect(
      described(named)
        == "by 9 <date:isoDate> <time:timeOfDay> <target:withoutScheme> <status> "
        + "<duration:secondsOrMilliseconds>")
  }

  @Test("Text in quotes has no + for blanks, whatever the names are")
  func quoted() throws {
    let line = "#Fields: date time s-ip cs-uri-stem cs(User-Agent) sc-win32-status"
    #expect(
      try described(W3CFields.definition(of: line)).contains("<userAgent/plusForSpace>"))
    #expect(
      try described(W3CFields.definition(of: line, isQuoted: true))
        == "by 32 <date:isoDate> <time:timeOfDay> <ignored/doubledQuote> <target#1> "
        + "<userAgent/doubledQuote> <ignored/doubledQuote>")
  }

  @Test("A local time of day has no zone")
  func zone() throws {
    for (names, needsZone) in [("date time", false), ("date-local time-local", true)] {
      let definition = try W3CFields.definition(of: "#Fields: \(names) cs-uri sc-status")
      #expect(try FormatPlan(definition).needsZone == needsZone, "\(names)")
    }
  }

  @Test(
    "Fields that tell too little are refused",
    arguments: [
      ("#Fields:", "noFields at 0: "), ("#Fields: date c-ip cs-uri", "noTime at 0: "),
      ("#Fields: time c-ip cs-uri", "noTime at 0: "),
      ("#Fields: date time-local c-ip cs-uri", "noTime at 0: "),
      ("#Fields: date time c-ip", "noRequest at 0: "),
      ("#Fields: " + String(repeating: "date time cs-uri ", count: 100), "tooLarge at 0: "),
    ])
  func problems(line: String, expected: String) {
    #expect(problem { () throws(FormatProblem) in try W3CFields.definition(of: line) } == expected)
  }
}
