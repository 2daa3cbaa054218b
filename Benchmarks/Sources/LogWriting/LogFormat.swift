/// The formats the generator can write, as the servers' manuals and default configurations define them.
///
/// The requests are the same in all of them, as far as a format has room for what they say.
public enum LogFormat: String, CaseIterable, Sendable {
  /// Apache's `%h %l %u %t "%r" %>s %b`.
  case common
  /// The common format and `"%{Referer}i" "%{User-Agent}i"`.
  case combined
  /// The combined format after `%v:%p`.
  case vhost
  /// The combined format and nginx's `$request_time` in seconds.
  case timed
  /// The combined format without the quotes around the request.
  case unquoted
  /// Objects of nginx's `escape=json`, one level deep.
  case nginxJSON = "nginx-json"
  /// Caddy 2's own objects, with headers in arrays.
  case caddy
  /// `key=value` pairs.
  case logfmt
  /// IIS's W3C extended format, with `+` for spaces.
  case w3c
  /// HAProxy's `option httplog`: no referrer and no user agent.
  case haproxy
  /// Envoy's default: no referrer.
  case envoy

  /// What stands before the first line, its newline included.
  var header: StaticString {
    switch self {
    case .w3c:
      """
      #Software: Microsoft Internet Information Services 10.0
      #Version: 1.0
      #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version \
      cs(User-Agent) cs(Referer) cs-host sc-status sc-substatus sc-win32-status sc-bytes time-taken

      """
    default: ""
    }
  }
}
