// The command operators of Envoy's access log format: "Command Operators" in
// https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage.

enum EnvoyVariables {
  /// What an operator's value means, as `REQ` with `X-FORWARDED-FOR`.
  ///
  /// Envoy has many operators and grows more, so one that is not known here is ignored, as are those
  /// of the server behind it.
  static func field(
    _ command: String, arguments: String?, encoding: FieldEncoding, written name: String
  ) -> FormatField {
    switch command {
    case "START_TIME":
      FormatField(.time, notation(arguments), name: name)
    case "START_TIME_LOCAL", "EMIT_TIME", "EMIT_TIME_LOCAL":
      FormatField(.time, notation(arguments), name: name, rank: 1)
    case "DURATION":
      FormatField(.duration, .duration(.milliseconds), name: name)
    case "RESPONSE_CODE":
      FormatField(.status, name: name)
    case "PROTOCOL":
      FormatField(.version, name: name)
    case "BYTES_SENT":
      FormatField(.bytes, name: name)
    case "DOWNSTREAM_WIRE_BYTES_SENT":
      FormatField(.bytes, name: name, rank: 1)
    // Inferred from X-Forwarded-For where Envoy is told to trust what stands before it.
    case "DOWNSTREAM_REMOTE_ADDRESS", "DOWNSTREAM_REMOTE_ADDRESS_WITHOUT_PORT":
      FormatField(.client, name: name, mayBeClient: true)
    case "DOWNSTREAM_DIRECT_REMOTE_ADDRESS", "DOWNSTREAM_DIRECT_REMOTE_ADDRESS_WITHOUT_PORT":
      FormatField(.client, name: name, rank: 1, mayBeClient: true)
    case "REQ", "REQ_WITHOUT_QUERY":
      header(arguments ?? "", encoding, name)
    case "PATH":
      FormatField(.target, encoding: encoding, name: name, rank: 1)
    case "QUERY_PARAMS":
      FormatField(.query, encoding: encoding, name: name, rank: 1)
    case "REQUESTED_SERVER_NAME":
      FormatField(.host, encoding: encoding, name: name, rank: 3)
    case "RESP", "TRAILER", "DYNAMIC_METADATA", "METADATA", "CLUSTER_METADATA", "UPSTREAM_METADATA",
      "FILTER_STATE", "UPSTREAM_FILTER_STATE", "UPSTREAM_TRANSPORT_FAILURE_REASON",
      "DOWNSTREAM_TRANSPORT_FAILURE_REASON", "LOCAL_REPLY_BODY", "DOWNSTREAM_PEER_SUBJECT",
      "DOWNSTREAM_PEER_ISSUER", "DOWNSTREAM_LOCAL_SUBJECT", "STREAM_ID", "ENVIRONMENT", "COALESCE":
      FormatField(.ignored, encoding: encoding, extent: .text, name: name)
    default:
      FormatField(.ignored, encoding: encoding, name: name)
    }
  }

  /// `X?Y`: the header X, or Y where there is no X.
  private static func header(
    _ names: String, _ encoding: FieldEncoding, _ name: String
  ) -> FormatField {
    let fields = names.split(separator: "?").map {
      HeaderVariables.field(header: String($0), written: name, encoding: encoding)
    }
    // `X-ENVOY-ORIGINAL-PATH?:PATH` is as good as `:PATH`.
    return fields.filter { $0.meaning != .ignored }.min { $0.rank < $1.rank }
      ?? FormatField(.ignored, encoding: encoding, extent: .text, name: name)
  }

  /// The notation of a time with this pattern, where `%3f` and `%f` are digits of a fraction.
  private static func notation(_ pattern: String?) -> FieldNotation {
    guard let pattern, !pattern.isEmpty else { return .iso8601 }
    switch pattern {
    case "%s", "%s.%f", "%s.%3f", "%s.%6f", "%s.%9f": return .epoch(.seconds)
    case "%s%3f": return .epoch(.milliseconds)
    case "%s%6f": return .epoch(.microseconds)
    case "%s%f", "%s%9f": return .epoch(.nanoseconds)
    default: break
    }
    // A fraction behind the seconds is part of ISO 8601.
    var plain = pattern
    for digits in "123456789" {
      for mark in [".", ","] {
        for seconds in ["%S", "%T"] {
          let fraction = seconds + mark + "%\(digits)f"
          if let range = plain.firstRange(of: fraction) {
            plain.replaceSubrange(range, with: seconds)
          }
        }
      }
    }
    for seconds in ["%S", "%T"] {
      if let range = plain.firstRange(of: seconds + ".%f") {
        plain.replaceSubrange(range, with: seconds)
      }
      if let range = plain.firstRange(of: "%E3S") { plain.replaceSubrange(range, with: "%S") }
    }
    let notation = StrftimePattern.notation(of: plain)
    return notation == .iso8601 || notation == .commonLogLocal || plain == pattern
      ? notation : .strftime(pattern)
  }
}
