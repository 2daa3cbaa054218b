/// Logs of clouds and delivery networks whose lines nobody can change, as their manuals say.
enum CloudFormats {
  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
  ///
  /// New values come behind the last, and are ignored. The three times are in seconds, -1 for none.
  static let alb = FixedLine.line(
    "aws-alb",
    """
    <type> <time> <elb> <client:port> <target:port> <request_processing_time> \
    <target_processing_time> <response_processing_time> <elb_status_code> <target_status_code> \
    <received_bytes> <sent_bytes> "<request>" "<user_agent>"
    """, targetNamesHost: true, balancer("time", "target_processing_time"))

  /// https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/access-log-collection.html
  static let elb = FixedLine.line(
    "aws-elb",
    """
    <timestamp> <elb> <client:port> <backend:port> <request_processing_time> \
    <backend_processing_time> <response_processing_time> <elb_status_code> <backend_status_code> \
    <received_bytes> <sent_bytes> "<request>" "<user_agent>"
    """, targetNamesHost: true, balancer("timestamp", "backend_processing_time"))

  private static func balancer(_ time: String, _ backendTime: String) -> [String: FormatField] {
    [
      time: FormatField(.time, .iso8601, name: time),
      "client:port": FormatField(
        .client, .addressWithPort, name: "client:port", mayBeClient: true),
      "request_processing_time": FormatField(
        .duration, .duration(.seconds), name: "request_processing_time"),
      backendTime: FormatField(.duration, .duration(.seconds), name: backendTime),
      "response_processing_time": FormatField(
        .duration, .duration(.seconds), name: "response_processing_time"),
      "elb_status_code": FormatField(.status, name: "elb_status_code"),
      "sent_bytes": FormatField(.bytes, name: "sent_bytes"),
      "request": FormatField(.request, encoding: .backslash, extent: .text, name: "request"),
      "user_agent": FormatField(
        .userAgent, encoding: .backslash, extent: .text, name: "user_agent"),
    ]
  }

  /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html
  ///
  /// Times are in milliseconds. The requester is a person or a role, and is never read.
  static let s3 = FixedLine.line(
    "aws-s3",
    """
    <bucket_owner> <bucket> [<time>] <remote_ip> <requester> <request_id> <operation> <key> \
    "<request_uri>" <http_status> <error_code> <bytes_sent> <object_size> <total_time> \
    <turn_around_time> "<referer>" "<user_agent>"
    """,
    [
      "time": FormatField(.time, .commonLog, name: "time"),
      "remote_ip": FormatField(.client, name: "remote_ip", mayBeClient: true),
      "request_uri": FormatField(
        .request, encoding: .backslash, extent: .text, name: "request_uri"),
      "http_status": FormatField(.status, name: "http_status"),
      "bytes_sent": FormatField(.bytes, name: "bytes_sent"),
      "total_time": FormatField(.duration, .duration(.milliseconds), name: "total_time"),
      "referer": FormatField(.referrer, encoding: .backslash, name: "referer"),
      "user_agent": FormatField(
        .userAgent, encoding: .backslash, extent: .text, name: "user_agent"),
    ])

  /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
  static let cloudFrontFields =
    "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer)"
    + " cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header"
    + " cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher"
    + " x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields c-port"
    + " time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len"
    + " sc-range-start sc-range-end"

  /// https://docs.cloud.google.com/storage/docs/access-logs
  static let cloudStorage = FixedLine.separated(
    "google-cloud-storage", by: UInt8(ascii: ","),
    """
    time_micros c_ip c_ip_type c_ip_region cs_method cs_uri sc_status cs_bytes sc_bytes \
    time_taken_micros cs_host cs_referer cs_user_agent s_request_id cs_operation cs_bucket cs_object
    """,
    [
      "time_micros": FormatField(.time, .epoch(.microseconds), name: "time_micros"),
      "c_ip": FormatField(.client, name: "c_ip", mayBeClient: true),
      "cs_method": FormatField(.method, name: "cs_method"),
      "cs_uri": FormatField(.target, encoding: .doubledQuote, name: "cs_uri"),
      "sc_status": FormatField(.status, name: "sc_status"),
      "sc_bytes": FormatField(.bytes, name: "sc_bytes"),
      "time_taken_micros": FormatField(
        .duration, .duration(.microseconds), name: "time_taken_micros"),
      "cs_host": FormatField(.host, encoding: .doubledQuote, name: "cs_host"),
      "cs_referer": FormatField(.referrer, encoding: .doubledQuote, name: "cs_referer"),
      "cs_user_agent": FormatField(.userAgent, encoding: .doubledQuote, name: "cs_user_agent"),
    ])

  /// https://docs.bunny.net/cdn/logging
  static let bunny = FixedLine.separated(
    "bunny", by: UInt8(ascii: "|"),
    """
    cache_status status_code timestamp bytes_sent pull_zone_id remote_ip referer_url file_url \
    edge_location user_agent request_id country_code
    """, targetNamesHost: true,
    [
      "status_code": FormatField(.status, name: "status_code"),
      "timestamp": FormatField(.time, .epoch(.milliseconds), name: "timestamp"),
      "bytes_sent": FormatField(.bytes, name: "bytes_sent"),
      "remote_ip": FormatField(.client, name: "remote_ip", mayBeClient: true),
      "referer_url": FormatField(.referrer, name: "referer_url"),
      "file_url": FormatField(.target, name: "file_url"),
      "user_agent": FormatField(.userAgent, name: "user_agent"),
    ])

  /// https://www.alibabacloud.com/help/en/cdn/user-guide/download-logs
  ///
  /// The size of the request stands before that of the response; the time it took is in milliseconds.
  static let alibaba = FixedLine.line(
    "alibaba-cdn",
    """
    [<time>] <client_ip> <proxy_ip> <response_time> "<referer>" "<request>" <status> <request_size> \
    <response_size> <hit> "<user_agent>" "<content_type>"
    """, targetNamesHost: true,
    [
      // The day has no zero in front.
      "time": FormatField(.time, .strftime("%-d/%b/%Y:%H:%M:%S %z"), name: "time"),
      "client_ip": FormatField(.client, name: "client_ip", mayBeClient: true),
      "proxy_ip": FormatField(.ignored, name: "proxy_ip", mayBeClient: true),
      "response_time": FormatField(.duration, .duration(.milliseconds), name: "response_time"),
      "referer": FormatField(.referrer, encoding: .backslash, name: "referer"),
      "request": FormatField(.request, encoding: .backslash, extent: .text, name: "request"),
      "status": FormatField(.status, name: "status"),
      "response_size": FormatField(.bytes, name: "response_size"),
      "user_agent": FormatField(
        .userAgent, encoding: .backslash, extent: .text, name: "user_agent"),
      "content_type": FormatField(
        .ignored, encoding: .backslash, extent: .text, name: "content_type"),
    ])

  /// https://github.com/cloudfoundry/gorouter#access-logs
  ///
  /// Bytes received stand before those sent; times are in seconds.
  static let gorouter = FixedLine.line(
    "gorouter",
    """
    <host> - [<time>] "<request>" <status> <bytes_received> <bytes_sent> "<referer>" "<user_agent>" \
    "<remote_address>" "<backend_address>" x_forwarded_for:"<x_forwarded_for>" \
    x_forwarded_proto:"<x_forwarded_proto>" vcap_request_id:"<vcap_request_id>" \
    response_time:<response_time>
    """,
    [
      "host": FormatField(.host, name: "host"),
      "time": FormatField(.time, .iso8601, name: "time"),
      "request": FormatField(.request, encoding: .backslash, extent: .text, name: "request"),
      "status": FormatField(.status, name: "status"),
      "bytes_sent": FormatField(.bytes, name: "bytes_sent"),
      "referer": FormatField(.referrer, encoding: .backslash, name: "referer"),
      "user_agent": FormatField(
        .userAgent, encoding: .backslash, extent: .text, name: "user_agent"),
      "remote_address": FormatField(
        .client, encoding: .backslash, name: "remote_address", rank: 1, mayBeClient: true),
      "x_forwarded_for": FormatField(
        .client, encoding: .backslash, extent: .list, name: "x_forwarded_for", mayBeClient: true),
      "response_time": FormatField(.duration, .duration(.seconds), name: "response_time"),
    ])

  /// https://devcenter.heroku.com/articles/http-routing#heroku-router-log-format
  ///
  /// The time is the first word, which is no pair and so has no key. `fwd` is what X-Forwarded-For holds.
  static let heroku = FormatDefinition(
    name: "heroku",
    shape: .logfmt([
      FormatKey([""], FormatField(.time, .iso8601, name: "time")),
      FormatKey(["method"], FormatField(.method, name: "method")),
      FormatKey(["path"], FormatField(.target, encoding: .backslash, name: "path")),
      FormatKey(["host"], FormatField(.host, name: "host")),
      FormatKey(["fwd"], FormatField(.client, extent: .list, name: "fwd", mayBeClient: true)),
      FormatKey(["connect"], FormatField(.duration, .durationWithUnit, name: "connect")),
      FormatKey(["service"], FormatField(.duration, .durationWithUnit, name: "service")),
      FormatKey(["status"], FormatField(.status, name: "status")),
      FormatKey(["bytes"], FormatField(.bytes, name: "bytes")),
    ])
  ).withDurationsSettled()

  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html (CLF)
  static let apiGateway =
    "$context.identity.sourceIp $context.identity.caller $context.identity.user"
    + " [$context.requestTime]\"$context.httpMethod $context.resourcePath $context.protocol\""
    + " $context.status $context.responseLength $context.requestId"

  /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
  ///
  /// The same fields as keys of an object (version 2 of the logs).
  static let cloudFrontJSON = FormatDefinition(
    name: "aws-cloudfront-json",
    shape: .json(
      (cloudFrontFields + " timestamp timestamp(ms)").split(separator: " ").map { name in
        let field = W3CVariables.field(
          name.lowercased(), kind: .cloudFront, written: String(name))
        return FormatKey([String(name)], field)
      }.filter { $0.field.meaning != .ignored }))
}
