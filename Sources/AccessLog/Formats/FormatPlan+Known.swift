// The formats of Apache's mod_log_config manual ("Common Log Format", "Combined Log Format"),
// of nginx's ngx_http_log_module (`combined`), and Debian's Apache (`vhost_combined`).

extension FormatPlan {
  private static let client: [Step] = [
    Step(.address, ending: " "), Step(.ignored, .beforeUser, ending: " "),
    Step(.ignored, .beforeTime, ending: " ["), Step(.time, ending: "] \""),
    Step(.request, .quoted, ending: "\" "), Step(.status, ending: " "),
  ]
  private static let agents: [Step] = [
    Step(.bytes, ending: " \""), Step(.referrer, .quoted, ending: "\" \""),
  ]

  /// `%h %l %u %t "%r" %>s %b`
  static let common = FormatPlan(
    name: "common", steps: client + [Step(.bytes, ending: "")], allowsMore: false)

  /// `%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i"`, and whatever a site appended.
  static let combined = FormatPlan(
    name: "combined", steps: client + agents + [Step(.userAgent, .quoted, ending: "\"")],
    allowsMore: true)

  /// `%v:%p %h %l %u %t "%r" %>s %b`
  static let vhostCommon = FormatPlan(
    name: "vhost-common",
    steps: [Step(.site, ending: " ")] + client + [Step(.bytes, ending: "")], allowsMore: false)

  /// `%v:%p %h %l %u %t "%r" %>s %O "%{Referer}i" "%{User-Agent}i"`
  static let vhostCombined = FormatPlan(
    name: "vhost-combined",
    steps: [Step(.site, ending: " ")] + client + agents
      + [Step(.userAgent, .quoted, ending: "\"")],
    allowsMore: true)

  /// `%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-agent}i" %v`
  static let combinedVhost = FormatPlan(
    name: "combined-vhost",
    steps: client + agents + [Step(.userAgent, .quoted, ending: "\" "), Step(.site, ending: "")],
    allowsMore: false)

  /// The same with the host in quotes, as nginx formats often have it.
  static let combinedQuotedVhost = FormatPlan(
    name: "combined-quoted-vhost",
    steps: client + agents
      + [Step(.userAgent, .quoted, ending: "\" \""), Step(.site, .quoted, ending: "\"")],
    allowsMore: false)

  /// `combined` and how long the response took: Apache's `%D` or nginx's `$request_time`.
  static let combinedTime = FormatPlan(
    name: "combined-time",
    steps: client + agents
      + [Step(.userAgent, .quoted, ending: "\" "), Step(.timeTaken, ending: "")],
    allowsMore: false)

  /// Every known format, the more telling before the more general.
  static let known: [FormatPlan] = [
    vhostCombined, combinedTime, combinedVhost, combinedQuotedVhost, combined, vhostCommon, common,
  ]
}
