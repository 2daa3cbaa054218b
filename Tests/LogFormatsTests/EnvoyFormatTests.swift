import LogFormats
import Testing

@Suite struct EnvoyFormatTests {
  @Test(
    "A format string becomes its values and what stands between them",
    arguments: [
      (
        #"[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" "#
          + #"%RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_SENT% %DURATION% "%REQ(X-FORWARDED-FOR)%" "#
          + #""%REQ(USER-AGENT)%" "%REQ(REFERER)%" "%REQ(:AUTHORITY)%"\n"#,
        #"[<time:iso8601>] "<method> <target> <version>" <status> <ignored> <bytes> <duration:ms> "#
          + #""<client~list#2>" "<userAgent~text>" "<referrer>" "<host>""#
      ),
      (
        "%START_TIME(%s.%3f)% %REQ(:PATH):100% %DOWNSTREAM_REMOTE_ADDRESS%",
        "<time:epoch(s)> <target> <client>"
      ),
      ("%START_TIME(%s%3f)% %REQ(:PATH)%", "<time:epoch(ms)> <target>"),
      ("%START_TIME(%s%6f)% %REQ(:PATH)%", "<time:epoch(us)> <target>"),
      ("%START_TIME(%s%f)% %REQ(:PATH)%", "<time:epoch(ns)> <target>"),
      ("%START_TIME(%Y-%m-%dT%H:%M:%S.%3fZ)% %REQ(:PATH)%", "<time:iso8601> <target>"),
      ("%START_TIME(%FT%T%z)% %REQ(:PATH)%", "<time:iso8601> <target>"),
      ("%START_TIME(%d/%b/%Y:%H:%M:%S %z)% %REQ(:PATH)%", "<time:commonLog> <target>"),
      (
        "%START_TIME(%Y/%m/%dT%H:%M:%S%z %s)% %REQ(:PATH)%",
        "<time:strftime(%Y/%m/%dT%H:%M:%S%z %s)> <target>"
      ),
      // The address that Envoy infers before the peer's, and both before what a client can write.
      (
        "%START_TIME% %REQ(:PATH)% %DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT% "
          + "%DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT%:%DOWNSTREAM_REMOTE_PORT% %REQ(X-Real-IP)%",
        "<time:iso8601> <target> <client#1> <client:addressWithPort> <client#3>"
      ),
      // Unknown operators, literal percent signs, arguments with parentheses in them.
      (
        "%START_TIME% 100%% %REQ(:PATH)% %NEW_THING% %DYNAMIC_METADATA(a:b(c)):9%",
        "<time:iso8601> 100% <target> <ignored> <ignored~text>"
      ),
      (
        #"{"t":"%START_TIME%","r":"%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%","n":{"d":"%DURATION%"}}"#,
        "json t=<time:iso8601> r=<request/json~text> n>d=<duration:ms>"
      ),
      (
        #"{"config": {"json_format": {"t": "%START_TIME%", "p": "%REQ(:PATH)%"}}}"#,
        "json t=<time:iso8601> p=<target/json>"
      ),
    ])
  func strings(string: String, expected: String) throws {
    #expect(try described(EnvoyFormat.definition(of: string)) == expected)
  }

  @Test(
    "A string that is wrong is shown where it is",
    arguments: [
      ("%START_TIME% %REQ(:PATH)", "unterminated at 13: %REQ("),
      ("%START_TIME% %REQ", "unterminated at 13: %REQ"),
      ("%START_TIME% %h %REQ(:PATH)%", "unknownDirective at 13: %h"),
      ("%START_TIME%%REQ(:PATH)%", "nothingBetween at 12: %REQ(:PATH)%"),
      ("%REQ(:PATH)%", "noTime at 0: "), ("%START_TIME%", "noRequest at 0: "),
      (#"{"a":"%START_TIME%""#, "unterminated at 0: {"),
    ])
  func problems(string: String, expected: String) {
    #expect(
      problem { () throws(FormatProblem) in try EnvoyFormat.definition(of: string) } == expected)
  }
}
