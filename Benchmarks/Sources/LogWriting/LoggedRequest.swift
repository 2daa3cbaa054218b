/// A request and its answer: what formats write in their own ways. Text is as bytes of ASCII without
/// quotes, backslashes and control bytes, so that none has to escape anything.
struct LoggedRequest {
  var client: [UInt8]
  var site: [UInt8]
  var method: StaticString
  var target: [UInt8]
  var isHTTP2: Bool
  var status: Int
  /// `nil` where the server sent no body.
  var bytes: Int?
  /// `-` where there is none.
  var referrer: [UInt8]
  var userAgent: [UInt8]
  var milliseconds: Int

  var version: StaticString { isHTTP2 ? "HTTP/2.0" : "HTTP/1.1" }
}

extension LoggedRequest {
  /// Appends the line of a format, its newline included.
  func append(to log: inout [UInt8], as format: LogFormat, at clock: borrowing Clock) {
    switch format {
    case .common, .combined, .vhost, .timed, .unquoted:
      appendCommon(to: &log, as: format, at: clock)
    case .nginxJSON: appendNginxJSON(to: &log, at: clock)
    case .caddy: appendCaddy(to: &log, at: clock)
    case .logfmt: appendPairs(to: &log, at: clock)
    case .w3c: appendW3C(to: &log, at: clock)
    case .haproxy: appendHAProxy(to: &log, at: clock)
    case .envoy: appendEnvoy(to: &log, at: clock)
    }
    log.append("\n")
  }

  private func appendCommon(
    to log: inout [UInt8], as format: LogFormat, at clock: borrowing Clock
  ) {
    if format == .vhost { log.append(site, ":443 ") }
    log.append(client, " - - [")
    log.append(clock.text, format == .unquoted ? "] " : "] \"")
    appendRequest(to: &log)
    log.append(format == .unquoted ? " " : "\" ")
    log.append(decimal: status)
    log.append(" ")
    if let bytes { log.append(decimal: bytes) } else { log.append("-") }
    guard format != .common else { return }
    log.append(" \"")
    log.append(referrer, "\" \"")
    log.append(userAgent, "\"")
    if format == .timed {
      log.append(" ")
      appendSeconds(to: &log)
    }
  }

  /// Appends `GET /a HTTP/1.1`.
  func appendRequest(to log: inout [UInt8]) {
    log.append(method)
    log.append(" ")
    log.append(target, " ")
    log.append(version)
  }

  /// Appends seconds with three digits behind the point.
  func appendSeconds(to log: inout [UInt8]) {
    log.append(decimal: milliseconds / 1000)
    log.append(".")
    for digit in [100, 10, 1] { log.append(decimal: milliseconds / digit % 10) }
  }

  /// Appends a text, or nothing where it is only a dash.
  func appendUnlessDash(_ text: [UInt8], to log: inout [UInt8]) {
    if text != [UInt8(ascii: "-")] { log.append(contentsOf: text) }
  }
}
