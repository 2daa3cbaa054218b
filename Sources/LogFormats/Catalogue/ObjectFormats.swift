/// Logs of JSON objects whose keys their vendor's manual names.
enum ObjectFormats {
  private static func client(_ name: String, rank: Int = 0) -> FormatField {
    FormatField(.client, extent: .list, name: name, rank: rank, mayBeClient: true)
  }

  private static func field(
    _ meaning: FieldMeaning, _ name: String, _ notation: FieldNotation = .plain, rank: Int = 0
  ) -> FormatField {
    FormatField(meaning, notation, name: name, rank: rank)
  }

  /// https://caddyserver.com/docs/caddyfile/directives/log
  ///
  /// `time_format` may be anything; durations are seconds unless `duration_format` says otherwise.
  static let caddy = FixedLine.json("caddy", [field(.time, "ts", .anyTime)] + caddyFields)

  /// https://caddyserver.com/docs/caddyfile/directives/log#console
  ///
  /// Time, level, logger and message with tabs between them, and an object of all else. The time is in UTC.
  static let caddyConsole: FormatDefinition = {
    var console = FixedLine.json("caddy-console", caddyFields)
    if case .json(let keys) = console.shape {
      console.shape = .json([FormatKey([""], field(.time, "time", .anyTime))] + keys)
    }
    return console
  }()

  private static let caddyFields = [
    client("request>client_ip"),
    client("request>remote_ip", rank: 1),
    // With a port, before Caddy 2.5.
    client("request>remote_addr", rank: 2), client("request>headers>X-Forwarded-For", rank: 3),
    field(.host, "request>host"), field(.method, "request>method"),
    field(.target, "request>uri"), field(.version, "request>proto"), field(.status, "status"),
    field(.bytes, "size"), field(.referrer, "request>headers>Referer"),
    field(.userAgent, "request>headers>User-Agent"),
    field(.duration, "duration", .duration(.seconds)),
  ]

  /// https://doc.traefik.io/traefik/observability/access-logs/ ("Available Fields")
  ///
  /// Durations are in nanoseconds; headers are kept only where the configuration says so.
  static let traefik = FixedLine.json(
    "traefik-json",
    [
      field(.time, "StartUTC", .iso8601), field(.time, "StartLocal", .iso8601, rank: 1),
      field(.time, "time", .iso8601, rank: 2), client("ClientHost"),
      client("ClientAddr", rank: 1), client("request_X-Forwarded-For", rank: 2),
      client("request_X-Real-Ip", rank: 3), field(.host, "RequestHost"),
      field(.host, "RequestAddr", rank: 1), field(.method, "RequestMethod"),
      field(.target, "RequestPath"), field(.version, "RequestProtocol"),
      field(.status, "DownstreamStatus"), field(.status, "OriginStatus", rank: 1),
      field(.bytes, "DownstreamContentSize"),
      field(.duration, "Duration", .duration(.nanoseconds)),
      field(.referrer, "request_Referer"), field(.userAgent, "request_User-Agent"),
    ])

  /// https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#HttpRequest
  ///
  /// Load balancers, Cloud Run and App Engine. The URL is a whole one; the latency is as `0.250s`.
  static let googleHTTP = FixedLine.json(
    "google-http", targetNamesHost: true,
    [
      field(.time, "timestamp", .iso8601), field(.time, "receiveTimestamp", .iso8601, rank: 1),
      client("httpRequest>remoteIp"), field(.method, "httpRequest>requestMethod"),
      field(.target, "httpRequest>requestUrl"), field(.version, "httpRequest>protocol"),
      field(.status, "httpRequest>status"), field(.bytes, "httpRequest>responseSize"),
      field(.referrer, "httpRequest>referer"), field(.userAgent, "httpRequest>userAgent"),
      field(.duration, "httpRequest>latency", .durationWithUnit),
    ])

  /// https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/
  ///
  /// Times are RFC 3339, seconds or nanoseconds, as the job's `timestamp_format` says.
  static let cloudflare = FixedLine.json(
    "cloudflare",
    [
      field(.time, "EdgeStartTimestamp", .anyTime), field(.end, "EdgeEndTimestamp", .anyTime),
      client("ClientIP"), field(.host, "ClientRequestHost"),
      field(.method, "ClientRequestMethod"), field(.target, "ClientRequestURI"),
      field(.target, "ClientRequestPath", rank: 1), field(.version, "ClientRequestProtocol"),
      field(.status, "EdgeResponseStatus"), field(.bytes, "EdgeResponseBytes"),
      field(.referrer, "ClientRequestReferer"), field(.userAgent, "ClientRequestUserAgent"),
    ])

  /// https://techdocs.akamai.com/datastream2/docs/data-set-parameters
  ///
  /// Values are percent-encoded; the time from the request's last byte to the response's first and
  /// the time of the transfer add up.
  static let akamai = FixedLine.json(
    "akamai-datastream2", encoding: .percent,
    [
      field(.time, "reqTimeSec", .epoch(.seconds)), client("cliIP"),
      client("xForwardedFor", rank: 2),
      field(.host, "reqHost"), field(.method, "reqMethod"), field(.target, "reqPath"),
      field(.query, "queryStr"), field(.status, "statusCode"), field(.bytes, "totalBytes"),
      field(.bytes, "bytes", rank: 1), field(.referrer, "referer"), field(.userAgent, "UA"),
      field(.duration, "turnAroundTimeMSec", .duration(.milliseconds)),
      field(.duration, "transferTimeMSec", .duration(.milliseconds)),
    ])

  /// https://developer.konghq.com/plugins/file-log/ ("Log format")
  static let kong = FixedLine.json(
    "kong-json",
    [
      field(.time, "started_at", .epoch(.milliseconds)), client("client_ip"),
      client("request>headers>x-forwarded-for", rank: 2), field(.host, "request>headers>host"),
      field(.method, "request>method"), field(.target, "request>uri"),
      field(.status, "response>status"), field(.bytes, "response>size"),
      field(.referrer, "request>headers>referer"),
      field(.userAgent, "request>headers>user-agent"),
      field(.duration, "latencies>request", .duration(.milliseconds)),
    ])

  /// https://learn.microsoft.com/en-us/azure/frontdoor/monitor-front-door ("Access log")
  ///
  /// The URI is a whole one, the time in seconds.
  static let azureFrontDoor = FixedLine.json(
    "azure-front-door", targetNamesHost: true,
    [
      field(.time, "time", .iso8601), client("properties>clientIp"),
      client("properties>clientIP"), client("properties>socketIp", rank: 1),
      client("properties>socketIP", rank: 1), field(.host, "properties>hostName"),
      field(.method, "properties>httpMethod"), field(.target, "properties>requestUri"),
      field(.version, "properties>httpVersion"), field(.status, "properties>httpStatusCode"),
      field(.bytes, "properties>responseBytes"), field(.referrer, "properties>referer"),
      field(.userAgent, "properties>userAgent"),
      field(.duration, "properties>timeTaken", .duration(.seconds)),
    ])

  /// https://learn.microsoft.com/en-us/azure/application-gateway/application-gateway-diagnostics
  ///
  /// As version 2 writes it: the time in seconds. (In version 1 it is in milliseconds.)
  static let azureApplicationGateway = FixedLine.json(
    "azure-application-gateway",
    [
      field(.time, "timeStamp", .iso8601), field(.time, "time", .iso8601, rank: 1),
      client("properties>clientIP"), field(.host, "properties>originalHost"),
      field(.host, "properties>host", rank: 1), field(.method, "properties>httpMethod"),
      field(.target, "properties>originalRequestUriWithArgs"),
      field(.target, "properties>requestUri", rank: 1),
      field(.version, "properties>httpVersion"), field(.status, "properties>httpStatus"),
      field(.bytes, "properties>sentBytes"), field(.userAgent, "properties>userAgent"),
      field(.duration, "properties>timeTaken", .duration(.seconds)),
    ])

  /// https://www.fastly.com/documentation/guides/integrations/streaming-logs/ (the format that a new
  /// endpoint has)
  static let fastly = FixedLine.json(
    "fastly-json",
    [
      field(.time, "timestamp", .iso8601), client("client_ip"), field(.host, "host"),
      field(.method, "request_method"), field(.target, "url"),
      field(.version, "request_protocol"), field(.status, "response_status"),
      field(.bytes, "response_body_size"), field(.referrer, "request_referer"),
      field(.userAgent, "request_user_agent"),
    ])

  /// https://vercel.com/docs/drains/reference/logs (`proxy`)
  static let vercel = FixedLine.json(
    "vercel",
    [
      field(.time, "proxy>timestamp", .epoch(.milliseconds)),
      field(.time, "timestamp", .epoch(.milliseconds), rank: 1), client("proxy>clientIp"),
      field(.host, "proxy>host"), field(.host, "host", rank: 1),
      field(.method, "proxy>method"), field(.target, "proxy>path"),
      field(.status, "proxy>statusCode"), field(.bytes, "proxy>responseByteSize"),
      field(.referrer, "proxy>referer"), field(.userAgent, "proxy>userAgent"),
    ])

  /// https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-access-logging.html (JSON)
  ///
  /// The resource's path is the route, as `/{proxy+}`; whoever logs the path itself means that.
  static let apiGateway = FixedLine.json(
    "aws-apigateway-json",
    [
      field(.time, "requestTime", .commonLog), client("ip"), field(.method, "httpMethod"),
      field(.target, "path"), field(.target, "resourcePath", rank: 1), field(.version, "protocol"),
      field(.status, "status"),
      field(.bytes, "responseLength"),
    ])

  /// https://istio.io/latest/docs/tasks/observability/logs/access-log/ (`accessLogEncoding: JSON`)
  static let istio = FixedLine.json(
    "istio-json",
    [
      field(.time, "start_time", .iso8601), client("downstream_remote_address"),
      client("x_forwarded_for", rank: 2), field(.host, "authority"), field(.method, "method"),
      field(.target, "path"), field(.version, "protocol"), field(.status, "response_code"),
      field(.bytes, "bytes_sent"), field(.userAgent, "user_agent"),
      field(.duration, "duration", .duration(.milliseconds)),
    ])
}
