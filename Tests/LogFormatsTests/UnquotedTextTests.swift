import LogFormats
import Testing

/// Values that may hold blanks, without quotes, and what stands behind them.
@Suite struct UnquotedTextTests {
  private static let start = "$remote_addr [$time_local] $status "
  private static let head =
    "<client/backslash#1> [<time:commonLog/backslash>] <status/backslash> "

  @Test(
    "What stands behind a text tells where it ends, or a user agent is left out",
    arguments: [
      (#"$http_user_agent "$request""#, #"<userAgent~text> "<request~text>""#),
      ("$http_user_agent $host $request_uri", "<userAgent~text> <host> <target>"),
      // A browser sends no blank in a referrer or a host.
      (
        #"$http_user_agent $http_referer $http_host "$request""#,
        #"<userAgent~text> <referrer> <host#1> "<request~text>""#
      ),
      (
        #"$http_referer $http_user_agent "$request""#,
        #"<referrer~text> <userAgent~text> "<request~text>""#
      ),
      // Nothing tells where a cookie ends and an agent begins.
      (
        #"$http_user_agent $http_cookie "$request""#,
        #"<ignored~text> <ignored~text> "<request~text>""#
      ),
      (
        #"$http_cookie $http_user_agent "$request""#,
        #"<ignored~text> <ignored~text> "<request~text>""#
      ),
      (
        #"$http_user_agent $scheme $http_cookie "$request""#,
        #"<ignored~text> <ignored> <ignored~text> "<request~text>""#
      ),
      // A number, quotes and other signs do.
      (
        #"$http_cookie $body_bytes_sent $http_user_agent | $geoip_city "$request""#,
        #"<ignored~text> <bytes> <userAgent~text> | <ignored~text> "<request~text>""#
      ),
      // What a user is called is a word, or nearly always none.
      (
        #"$remote_user $http_user_agent "$request""#,
        #"<ignored~text> <userAgent~text> "<request~text>""#
      ),
      // A request beside a text is three words.
      (
        "$request $http_user_agent $body_bytes_sent",
        "<method> <target> <version> <userAgent~text> <bytes>"
      ),
      (
        "$http_user_agent $request $body_bytes_sent",
        "<userAgent~text> <method> <target> <version> <bytes>"
      ),
      ("$request $body_bytes_sent", "<request~text> <bytes>"),
    ])
  func settled(string: String, expected: String) throws {
    // Needs a request that is read.
    let more =
      string.contains("$request ") || string.contains(#""$request""#) ? "" : #" "$request""#
    let definition = try NginxFormat.definition(of: Self.start + string + more)
    let found = Self.plain(described(definition))
    #expect(
      found == Self.plain(Self.head + expected)
        + Self.plain(more.isEmpty ? "" : #" "<request~text>""#))
  }

  private static func plain(_ text: String) -> String { text.replacing("/backslash", with: "") }

  @Test("Tomcat's headers without quotes are told apart, too")
  func tomcat() throws {
    let string = #"%h %t "%r" %s %b %{User-Agent}i %{Referer}i %D"#
    let definition = try ApacheFormat.definition(of: string, dialect: .tomcat9)
    #expect(
      Self.plain(described(definition))
        .hasSuffix(" <bytes> <userAgent~text> <referrer> <duration:ms>"))
  }
}
