// Objects and pairs.

extension LoggedRequest {
  func appendNginxJSON(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append("{\"time\":\"")
    log.append(clock.iso, "+00:00\",\"remote_addr\":\"")
    log.append(client, "\",\"remote_user\":\"\",\"host\":\"")
    log.append(site, "\",\"request_method\":\"")
    log.append(method)
    log.append("\",\"request_uri\":\"")
    log.append(target, "\",\"server_protocol\":\"")
    log.append(version)
    log.append("\",\"status\":")
    log.append(decimal: status)
    log.append(",\"body_bytes_sent\":")
    log.append(decimal: bytes ?? 0)
    log.append(",\"request_time\":")
    appendSeconds(to: &log)
    log.append(",\"http_referer\":\"")
    appendUnlessDash(referrer, to: &log)
    log.append("\",\"http_user_agent\":\"")
    appendUnlessDash(userAgent, to: &log)
    log.append("\"}")
  }

  func appendCaddy(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append("{\"level\":\"info\",\"ts\":")
    log.append(decimal: clock.epoch)
    log.append(".5,\"logger\":\"http.log.access.log0\",\"msg\":\"handled request\",\"request\":{")
    log.append("\"remote_ip\":\"")
    log.append(client, "\",\"remote_port\":\"51234\",\"client_ip\":\"")
    log.append(client, "\",\"proto\":\"")
    log.append(version)
    log.append("\",\"method\":\"")
    log.append(method)
    log.append("\",\"host\":\"")
    log.append(site, "\",\"uri\":\"")
    log.append(
      target, "\",\"headers\":{\"Accept-Encoding\":[\"gzip, deflate, br\"],\"User-Agent\":[\"")
    log.append(userAgent, "\"]")
    if referrer != [UInt8(ascii: "-")] {
      log.append(",\"Referer\":[\"")
      log.append(referrer, "\"]")
    }
    log.append(
      "},\"tls\":{\"resumed\":false,\"version\":772,\"cipher_suite\":4865,\"proto\":\"h2\"}},")
    log.append("\"bytes_read\":0,\"user_id\":\"\",\"duration\":")
    appendSeconds(to: &log)
    log.append(",\"size\":")
    log.append(decimal: bytes ?? 0)
    log.append(",\"status\":")
    log.append(decimal: status)
    log.append(
      ",\"resp_headers\":{\"Server\":[\"Caddy\"],\"Content-Type\":[\"text/html; charset=utf-8\"]}}")
  }

  func appendPairs(to log: inout [UInt8], at clock: borrowing Clock) {
    log.append("time=")
    log.append(clock.iso, "Z level=info msg=request client_ip=")
    log.append(client, " method=")
    log.append(method)
    log.append(" host=")
    log.append(site, " path=\"")
    log.append(target, "\" proto=")
    log.append(version)
    log.append(" status=")
    log.append(decimal: status)
    log.append(" bytes=")
    log.append(decimal: bytes ?? 0)
    log.append(" duration=")
    log.append(decimal: milliseconds)
    log.append("ms referer=\"")
    log.append(referrer, "\" user_agent=\"")
    log.append(userAgent, "\"")
  }
}
