/// What something between a server and its log file puts around each line.
enum Wrapper: UInt8, Hashable, Sendable, CaseIterable {
  /// `Oct  1 10:15:03 web1 nginx[811]: …` (RFC 3164), with or without `<190>` in front and a host name.
  case syslog3164
  /// The same with a time of RFC 3339, as rsyslog writes it.
  case syslogISO
  /// `<190>1 2026-10-01T10:15:03Z web1 nginx 811 - - …` (RFC 5424).
  case syslog5424
  /// `{"log":"…\n","stream":"stdout","time":"…"}`.
  case dockerJSON
  /// `web-1  | …`, with or without colours.
  case compose
  /// `2026-10-01T10:15:03.863876173Z …`, of `docker logs` and `kubectl logs` with `--timestamps`.
  case dockerTimestamps
  /// `2026-10-01T10:15:03.863876173Z stdout F …`, as container runtimes write it for Kubernetes.
  case cri
  /// `[pod/web-1/nginx] …`, of `kubectl logs --prefix`.
  case kubectl
  /// `{…,"MESSAGE":"…"}`, of `journalctl --output json`.
  case journaldJSON
  /// `2026-10-01T10:15:03.902066+00:00 app[web.1]: …`.
  case herokuDrain
  /// `{…,"message":"…"}`, of a program that ships logs, or Caddy's `{…,"common_log":"…"}`.
  case messageJSON

  /// What people call it.
  var name: String {
    switch self {
    case .syslog3164, .syslogISO, .syslog5424: "syslog"
    case .dockerJSON: "docker json-file"
    case .compose: "docker compose"
    case .dockerTimestamps: "timestamps"
    case .cri: "Kubernetes CRI"
    case .kubectl: "kubectl"
    case .journaldJSON: "journald JSON"
    case .herokuDrain: "Heroku"
    case .messageJSON: "JSON message"
    }
  }

  /// Bytes in front of what is wrapped; `nil` where the line does not have it, or where it is more than
  /// a prefix.
  @inline(__always)
  func prefixLength(of line: LineBytes) -> Int? {
    switch self {
    case .syslog3164: SyslogPrefix.length3164(in: line)
    case .syslogISO: SyslogPrefix.lengthISO(in: line)
    case .syslog5424: SyslogPrefix.length5424(in: line)
    case .compose: ContainerPrefix.lengthOfCompose(in: line)
    case .dockerTimestamps: ContainerPrefix.lengthOfTimestamp(in: line)
    case .cri: ContainerPrefix.cri(in: line)?.length
    case .kubectl: ContainerPrefix.lengthOfKubectl(in: line)
    case .herokuDrain: ContainerPrefix.lengthOfHeroku(in: line)
    case .dockerJSON, .journaldJSON, .messageJSON: nil
    }
  }

  var isJSON: Bool {
    switch self {
    case .dockerJSON, .journaldJSON, .messageJSON: true
    default: false
    }
  }

  /// Whether a long line comes in parts, which are put together.
  var comesInParts: Bool { self == .dockerJSON || self == .cri }
}
