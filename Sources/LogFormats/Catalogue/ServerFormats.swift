/// Logs of servers whose lines nobody can change, as their manuals and sources say.
enum ServerFormats {
  /// https://doc.traefik.io/traefik/observability/access-logs/#format
  ///
  /// Combined, then a count, the router, the server and the time in milliseconds.
  static let traefik = FixedLine.line(
    "traefik", combined + #" "<referrer>" "<user_agent>" <count> "<router>" "<server>" <duration>"#,
    allowsMore: false, combinedFields)

  /// The same as Traefik 1 wrote it: without quotes around `-` where there is no referrer or agent.
  static let traefik1 = FixedLine.line(
    "traefik-1", combined + #" <referrer> <user_agent> <count> "<router>" "<server>" <duration>"#,
    allowsMore: false,
    combinedFields.mapValues { field in
      var field = field
      if field.meaning == .referrer || field.meaning == .userAgent { field.extent = .perhapsQuoted }
      return field
    })

  private static let combined =
    #"<client> - <user> [<time>] "<request>" <status> <bytes>"#

  private static let combinedFields: [String: FormatField] = [
    "client": FormatField(.client, name: "client", mayBeClient: true),
    "user": FormatField(.ignored, extent: .text, name: "user"),
    "time": FormatField(.time, .commonLog, name: "time"),
    "request": FormatField(.request, encoding: .backslash, extent: .text, name: "request"),
    "status": FormatField(.status, name: "status"),
    "bytes": FormatField(.bytes, name: "bytes"),
    "referrer": FormatField(.referrer, encoding: .backslash, name: "referrer"),
    "user_agent": FormatField(
      .userAgent, encoding: .backslash, extent: .text, name: "user_agent"),
    "duration": FormatField(.duration, .durationWithUnit, name: "duration"),
  ]

  /// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#default-format-string
  static let envoy =
    envoyStart + " %BYTES_RECEIVED% %BYTES_SENT% " + envoyEnd
  /// https://istio.io/latest/docs/tasks/observability/logs/access-log/#default-access-log-format
  static let istio =
    envoyStart + #" %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "#
    + #""%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% "# + envoyEnd
    + istioEnd
  /// Istio 1.6 to 1.8.
  static let istio18 =
    envoyStart + #" "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_RECEIVED% %BYTES_SENT% "#
    + envoyEnd + istioEnd
  /// Istio 1.3 to 1.5.
  static let istio15 =
    envoyStart
    + #" "%DYNAMIC_METADATA(istio.mixer:status)%" "%UPSTREAM_TRANSPORT_FAILURE_REASON%""#
    + " %BYTES_RECEIVED% %BYTES_SENT% " + envoyEnd + istioEnd

  private static let envoyStart =
    #"[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" "#
    + "%RESPONSE_CODE% %RESPONSE_FLAGS%"
  private static let envoyEnd =
    #"%DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "#
    + #""%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%""#
  private static let istioEnd =
    " %UPSTREAM_CLUSTER_RAW% %UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS%"
    + " %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%"

  /// https://learn.microsoft.com/en-us/windows/win32/http/iis-logging
  ///
  /// Times are local ones, `7:55:20` without a zero in front; durations are in milliseconds. The service
  /// is the web server, so that its name tells where the time ends.
  static let iis = FixedLine.line(
    "iis-native",
    """
    <client-ip>, <user>, <date-time>, W3SVC<instance>, <server>, <server-ip>, <time-taken>, <cs-bytes>, \
    <sc-bytes>, <status>, <win32-status>, <method>, <target>, <parameters>,
    """, allowsMore: false,
    [
      "client-ip": FormatField(.client, name: "client-ip", mayBeClient: true),
      "user": FormatField(.ignored, extent: .text, name: "user"),
      "date-time": FormatField(
        .time, .strftime("%-m/%-d/%Y, %-H:%M:%S"), extent: .text, name: "date-time"),
      "time-taken": FormatField(.duration, .duration(.milliseconds), name: "time-taken"),
      "sc-bytes": FormatField(.bytes, name: "sc-bytes"),
      "status": FormatField(.status, name: "status"),
      "method": FormatField(.method, name: "method"),
      "target": FormatField(.target, extent: .text, name: "target", rank: 1),
      "parameters": FormatField(.query, extent: .text, name: "parameters"),
    ])

  /// https://learn.microsoft.com/en-us/windows/win32/http/w3c-logging
  static let iisFields =
    "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent)"
    + " cs(Referer) sc-status sc-substatus sc-win32-status time-taken"
  /// https://learn.microsoft.com/en-us/azure/app-service/troubleshoot-diagnostic-logs
  static let azureFields =
    "date time s-sitename cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip"
    + " cs(User-Agent) cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-win32-status"
    + " sc-bytes cs-bytes time-taken"
}
