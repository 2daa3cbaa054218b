import LogFormats
import TestSupport
import Testing

@testable import AccessLog

@Suite struct SniffedFormatsTests {
  static let tail = #""{request}" {status} {bytes} "{referrer}" "{ua}""#
  static let head = "{client} - {user} [{clf}] "

  /// Patterns of formats as people configure them; what follows `#` are values that one line alone
  /// does not tell.
  static let patterns: [String] = [
    // Apache and nginx, and what is put before and behind.
    head + #""{request}" {status} {dashbytes}"#,
    head + tail,
    head + tail + #" "-""#,
    head + tail + #" "{clients}""#,
    head + tail + " {sec} {sec} . -",
    head + tail + " {length} {length}",
    head + tail + #" {length} {sec} {bytes} "{cache}""#,
    head + tail + #" "-" rt={sec} ua="{upstreams}" us="{status}" ut="{sec}" cs={cache}"#,
    head + tail + " {length} {sec} [default-web-80] [] {upstreams} {bytes} {sec} {status} {hex}",
    head + tail + #" {length} "web@docker" "http://172.17.0.3:80" {msec}ms"#,
    head + tail + #" request_id: "{hex}""#,
    // nginx's own example for its agent: `ua` is the upstream's address, where there is one.
    head + tail + #" "-" "{host}" sn="{host}" rt={sec} ua="-" us="-" ut="-" ul="-" cs=-"#,
    head + "{sec} {sec} " + tail,
    head + "{msec} " + tail,
    head + "{host} " + tail,
    head + #""{host}" {words} "{status}" {bytes} "{referrer}" "{ua}" "-" "{sec}""#,
    head + #""{request}"  {status} {bytes} {length} {length} "{referrer}" "{ua}" {sec}"#,
    "{host}:443 " + head + tail,
    "{host} {client} - - [{clf}] " + tail,
    "{client} {host} {user} [{clf}] " + tail,
    "{client} [{clf}] " + tail,
    head + tail + "{sec}",
    "{client} - {user} [{clfzone}] " + tail, "{client} - {user} [{djangozone}] " + tail,
    "{client} - - [{clf}] (60642713-6.779) " + tail + " us:{msec}",
    "{clients} - - [{clf}] 24891 " + tail + " {msec}",
    #""{clients}" {host} [{clf}] "# + tail,
    "[{clf}] {host} {client} " + tail + #" "Norge" {hex} https"#,
    "[{clf}] {client} - example.org {host} to: 10.0.0.9:8080: {words} {status} "
      + "upstream_response_time {sec} msec {epoch} request_time {sec}",
    #"[{clf}] {cache} {status} {status} - {method} https {host} "{target}" [Client {client}] "#
      + #"[Length {bytes}] [Gzip -] [Sent-to 10.0.0.9] "{ua}" "{referrer}""#,
    "[{ctime}] {host}:80 - {client} (PID 5854 {msec}us) - " + tail,
    #""{iso}" "-" "{client}" "-" "{request}" "{status}" "{bytes}" "{sec}" "{host}" "{referrer}" "#
      + #""{ua}" "-""#,
    #"Date: [{clf}] | IP: {client} | X_Forwarded_IP: - | Request_Method: "{method} | Host: "{host}" "#
      + #"|  URI: {target}" | Status_code: {status} | Response_Size: {bytes} | Refferer: "{referrer}""#,
    // Times and upstreams between the status and the bytes; pairs with a time before them.
    head + #""{request}" {status} {sec} {sec} 10.0.0.9:8080 {bytes} "{referrer}" "{ua}" {host}"#,
    #"remote={client} forwarded=- [{clf}] status={status} time={sec} host={host} request="{request}" "#
      + #"{bytes} "{referrer}" "{ua}" "-""#,
    #""{clf}" client={client} method={method} request="{request}" length={length} status={status} "#
      + #"body_bytes_sent={bytes} referer={referrer} user_agent="{ua}" upstream_status=999"#,
    // Agents without quotes.
    head + #"{browser} {words} {status} {bytes} "{referrer}""#,
    head + #"{browser} "{request}" {status} {bytes} "{referrer}""#,
    head + #""{request}" {status} {bytes} "{referrer}" {browser}"#,
    head + #""{request}" {status} {bytes} {referrer} {browser} "-""#,
    head + #""{request}" {status} {bytes} {browser} {host}"#,
    head + #""{request}" {status} {bytes} ua={browser} ref={referrer} host={host}"#,
    // Caches, proxies, containers, frameworks.
    "{epoch} {msec} {version4} TCP_MISS/{status} {bytes} {method} {target} - HIER_DIRECT/192.0.2.80 "
      + "text/html",
    "192.0.2.80:8080 {version4} [{clfms}] {words} {status} {bytes} {{referrer}|{ua}} ",
    #"[GIN] {slashes} | {status} |   {msec}ms |  {version4} | {method}      "{target}""#,
    #"[{isoz}] "{request}" {status} {bytes} "{clients}" "{ua}" "{hex}""#,
    #"{client} - - [{django}] "{request}" {status} {dashbytes}"#,
    "[pid: 811|app: 0|req: 1/1] {client} () {40 vars in 600 bytes} [{ctime}] {method} {target} => "
      + "generated {bytes} bytes in {msec} msecs (HTTP/1.1 {status}) 4 headers in 100 bytes",
    // Other separators, with and without labels.
    "{isolocal}\t{client}\t{method}\t{host}\t{target}\t{status}\t{bytes}\t{referrer}\t{ua}",
    "{date}\t{clock}\t{client}\t{method}\t{target}\t{status}\t{bytes}\t{referrer}\t{ua}",
    "{client};[{clf}];{words};{status};{bytes};{referrer};{ua}",
    "{client}|{iso}|{method}|{target}|{status}|{bytes}|{ua}",
    #""{client}","{iso}","{method}","{target}","{status}","{bytes}","{ua}""#,
    #""[{clf}]","{clients}","{request}","{status}","{bytes}","{referrer}","{ua}""#,
    "time:{iso}\thost:{client}\tforwardedfor:-\treq:{request}\tmethod:{method}\turi:{target}\t"
      + "status:{status}\tsize:{bytes}\treferer:{referrer}\tua:{ua}\treqtime:{sec}\tvhost:{host}",
    "host:{client}\tuser:-\ttime:[{clf}]\treq:{words}\tstatus:{status}\tsize:{bytes}\t"
      + "referer:{referrer}\tua:{ua}\treqtime:{sec}",
    // Objects.
    #"time_local="{clf}" http_method="{method}" site="*.example.org" server="{host}" dest_ip="#
      + #""192.0.2.80" src="{client}" status="{status}" bytes_out="{bytes}" http_referer="{referrer}" "#
      + #"http_user_agent="{ua}" uri_path="{target}" response_time="9.249" request_time="{sec}""#,
    #"at=info method={method} path="{target}" host={host} fwd="{client}" status={status} "#
      + #"bytes={bytes} duration={msec}ms time={isoz}"#,
    #"{"time_local":"{clf}","remote_addr":"{client}","request_method":"{method}","request_uri":"#
      + #""{target}","status": "{status}","body_bytes_sent":"{bytes}","request_time":"{sec}","#
      + #""http_referrer":"{referrer}","http_user_agent":"{ua}","requested_domain": "{host}"}"#,
    #"{"time":"{iso}","remote":"{client}","host":"{host}","method":"{method}","uri":"{target}","#
      + #""status":"{status}","request_length":{length},"resp_body_bytes":{bytes},"ua":"{ua}"}"#,
    #"{"time":"{iso}","server_addr":"192.0.2.80","from":"{client}","method":"{method}","uri":"#
      + #""{target}","status":"{status}","upstream":"192.0.2.81","bytes":{bytes}}"#,
    #"{"@timestamp":"{iso}","server_addr":"192.0.2.80","client":{"ip":"{client}","port":51000},"#
      + #""http":{"method":"{method}","referrer":"{referrer}"},"url":"{target}","host":"{host}","#
      + #""response":{"status":{status},"bytes":{bytes}},"user_agent":"{ua}","upstream":{"status":502}}"#,
    #"{"@timestamp":"{iso}","client":{"ip":"{client}"},"http":{"request":{"method":"{method}","#
      + #""referrer":"{referrer}"},"response":{"status_code":{status},"body":{"bytes":{bytes}}}},"#
      + #""url":{"domain":"{host}","original":"{target}"},"user_agent":{"original":"{ua}"},"#
      + #""event":{"duration":{sec}}}"#,
    // HAProxy's names, and those of delivery networks.
    #"{"haproxy_clientIP":"{client}","haproxy_clientPort":"51000","haproxy_dateTime":"{clfms}","#
      + #""haproxy_Tt":"{msec}","haproxy_httpStatus":"{status}","haproxy_bytesRead":"{bytes}","#
      + #""haproxy_httpRequest":"{words}"}"#,
    #"{"time":"{iso}","client_ip":"{client}","frontend":"web","backend":"app","bytes_read":{bytes},"#
      + #""status_code":{status},"method":"{method}","uri":"{target}"}"#,
    #"{"unixtime":"{epoch}","domain":"{host}","method":"{method}","uri":"{target}","#
      + #""client_ip":"{client}","response_size":"{bytes}","return_code":"{status}","user_agent":"{ua}"}"#,
    // A web framework's own logger.
    #"{pythontime} - uvicorn.access - INFO - {client} - "{request}" {status}"#,
    // Names that say little.
    #"{"user_ip":"{client}","lan_ip":"192.168.120.1","log_time":"{iso}","user_req":"{words}","#
      + #""http_code":"{status}","req_time":"{sec}","user_ua":"{ua}"}"#,
    #"{"timestamp":"{iso}","client_ip":"{client}","request":"{method}","host":"{host}","url":"#
      + #""{target}","request_user_agent":"{ua}","status":"{status}","resp_body_size":"{bytes}"}"#,
    #"{"ts":{epoch},"logger":"http.log.access","request":{"remote_ip":"{client}","proto":"HTTP/2.0","#
      + #""method":"{method}","host":"{host}","uri":"{target}","headers":{"User-Agent":["{ua}"],"#
      + #""Referer":["{referrer}"]}},"duration":{sec},"size":{bytes},"status":{status},"resp_headers":"#
      + #"{"Server":["Caddy"],"Status":["999"]}}"#,
  ]

  /// The values that a reading has to have where the pattern has them, by what they are.
  static let needed: [(names: [String], meanings: [FieldMeaning])] = [
    (["client", "clients", "version4"], [.client]),
    (
      [
        "clf", "clfms", "iso", "isoz", "isolocal", "ctime", "slashes", "django",
        "clfzone", "djangozone", "epoch", "pythontime",
      ], [.time]
    ),
    (["request", "words"], [.request]), (["method"], [.method]), (["target"], [.target]),
    (["status"], [.status]), (["bytes", "dashbytes"], [.bytes]), (["referrer"], [.referrer]),
    (["ua", "browser"], [.userAgent]),
  ]

  @Test("Of many lines each value is found in each line", arguments: patterns)
  func many(pattern: String) throws {
    var log = VariedLog(pattern, seed: SeededGenerator.fresh().seed)
    let lines = log.lines(200)
    let guess = try #require(FormatSniffer.guess(lines.map(\.bytes)))
    #expect(guess.fit >= 0.9, "\(pattern)")
    for line in lines { check(line, pattern, guess, isAll: true) }
  }

  @Test("Of one line nothing is read wrongly", arguments: patterns)
  func one(pattern: String) {
    var log = VariedLog(pattern, seed: 7)
    for line in log.lines(20) {
      guard let guess = FormatSniffer.guess([line.bytes]) else { continue }
      check(line, pattern, guess, isAll: false)
    }
  }

  /// Compares what a reading finds in a line with what was written there.
  private func check(
    _ line: VariedLog.Line, _ pattern: String, _ guess: FormatGuess, isAll: Bool
  ) {
    guard let values = FormatFit(guess).values(of: line.bytes) else { return }
    var found: [FieldMeaning: String] = [:]
    for (field, value) in zip(guess.definition.fields, values) where found[field.meaning] == nil {
      found[field.meaning] = value.map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
    if let method = found[.method], let target = found[.target], pattern.contains("{words}") {
      found[.request] = "\(method) \(target) \(found[.version] ?? "")"
    }
    for (names, meanings) in Self.needed {
      guard let name = names.first(where: { pattern.contains("{\($0)}") }) else { continue }
      // A request has the method and the target in it.
      if found[.request] != nil, name == "method" || name == "target" { continue }
      let value = meanings.compactMap { found[$0] }.first
      if value == nil, !isAll || name == "method" { continue }
      #expect(value == line.values[name], "\(name) in \(pattern)")
    }
    if let host = found[.host] {
      #expect(host.prefix { $0 != ":" } == line.values["host"] ?? "none", "host in \(pattern)")
    }
    if let duration = found[.duration] {
      let known = ["sec", "msec"].compactMap { line.values[$0] }
      #expect(known.contains { duration.hasPrefix($0) }, "duration in \(pattern)")
    }
  }
}
