import LogFormats

@testable import AccessLog
@testable import FuzzSupport

@_cdecl("LLVMFuzzerInitialize")
public func prepareFormatStrings(_ count: OpaquePointer?, _ arguments: OpaquePointer?) -> CInt {
  Seeds.write(longest: 16_384) {
    let formats = FuzzedFormat.all.map { Array($0.text.utf8) }
    let written = FuzzedFormat.all.map {
      Array($0.text.utf8) + [0] + WrittenLine($0.definition).bytes
    }
    let logs = SampleLogs.all.map { Array($0.format.utf8) + [0] + $0.lines(from: 100, most: 2_000) }
    return formats + written + logs + configured.map { Array($0.utf8) }
  }
  return 0
}

/// Format strings as they stand in a configuration or in words.
private let configured = [
  #"LogFormat "%h %l %u %t \"%r\" %>s %b" common"#,
  "log_format main '$remote_addr - $remote_user [$time_local] '\n  '\"$request\" $status';",
  "accesslog.format = \"%h %V %u %t \\\"%r\\\" %>s %b\"",
  #"<Valve className="a.AccessLogValve" pattern="%h %l %u %t &quot;%r&quot; %s %b" />"#,
  "log-format \"%ci:%cp [%tr] %ft %b/%s %TR/%Tw/%Tc/%Tr/%Ta %ST %B %CC %CS %tsc %hr %{+Q}r\"",
  "logformat combined %>a %[ui %[un [%tl] \"%rm %ru HTTP/%rv\" %>Hs %<st \"%{Referer}>h\"",
  "%START_TIME% %REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %RESPONSE_CODE% %DURATION%",
  "tomcat9:%h %t \"%r\" %s %b %D", "ALB: type time elb client:port", "combined …",
  "$context.identity.sourceIp [$context.requestTime] \"$context.httpMethod $context.path\"",
  "uwsgi:%(addr) [%(ltime)] \"%(method) %(uri) %(proto)\" %(status) %(size) %(msecs)",
  "gunicorn:%(h)s %(l)s %(u)s %(t)s \"%(r)s\" %(s)s %(b)s \"%(f)s\" \"%(a)s\"",
]

/// Lines to read by any format.
private let lines: [UInt8] = {
  let all = [
    #"192.0.2.1 - jane [01/Oct/2026:13:55:36 +0200] "GET /a?b=c HTTP/1.1" 200 12 "-" "x \"y\" z" 12"#,
    #"{"ts":1790862936.1,"request":{"client_ip":"192.0.2.1","uri":"/a","headers":{"User-Agent":["x"]}}}"#,
    #"time=2026-10-01T13:55:36Z method=GET path="/a b" status=200 ip=192.0.2.1 took=22ms"#,
    #"2026-10-01 13:55:36 192.0.2.1 GET /a b=c 443 - 192.0.2.7 Mozilla/5.0+(X11) - 200 0 0 12"#,
    #""2026-10-01T13:55:36Z","192.0.2.1","GET","/a ""b""","200","512""#,
    #"192.0.2.1:1234 [01/Oct/2026:13:55:36.123] f b/s 0/0/1/2/3 200 512 - - ---- {a|b} {} "GET /a""#,
    "\"", "\\", "\"\\", "{", "{\"", "{\"a\":[", "=", "a=\"", "-", " ", "\t", "[", "\u{0}", "\r",
    String(repeating: " \"", count: 300), String(repeating: "\\", count: 301),
    String(repeating: "{\"request\":", count: 80), String(repeating: "a=b ", count: 100),
  ]
  return Array(all.joined(separator: "\n").utf8) + [0x0a]
}()

/// Whatever is written as a format, up to the first zero, is one or is none, soon: what is wrong with it
/// has a place in it. If it is one, any lines are read by it: some usual ones, one as the format has it,
/// and those behind the zero.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzFormatStrings(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  let string = bytes.prefix { $0 != 0 }
  let text = String(decoding: string, as: UTF8.self)
  let time = ProcessorTime()
  do throws(FormatProblem) {
    let definition = try FormatString.definition(of: text)
    let plan = try FormatPlan(definition)
    for client in plan.fields.prefix(3) { _ = try FormatPlan(definition, client: client.name) }
    _ = plan.fingerprint
    time.check(below: 2, "the string")
    read(
      lines + WrittenLine(definition).bytes + [0x0a] + bytes.dropFirst(string.count + 1) + [0x0a],
      by: plan)
  } catch {
    time.check(below: 2, "the string")
    if !(0...text.utf8.count).contains(error.offset) {
      fatalError("\(text): \(error.offset) of \(text.utf8.count)")
    }
  }
  return 0
}

private func read(_ bytes: [UInt8], by plan: FormatPlan) {
  let time = ProcessorTime()
  let log = LogBytes(bytes)
  SplitLine.compare(log, by: plan)
  let format = LogFormat(plan: plan)
  var lines = LogLines()
  lines.begin(format, site: nil, isAlone: true)
  let read = ReadLog(of: log, by: &lines)
  var scrubber = LogScrubber(ScrubSettings())
  scrubber.begin(format)
  let scrubbed = ScrubbedLog(bytes, by: &scrubber)
  // Where a value may hold what ends it, lines are dropped that would be read as others.
  let fits =
    ScrubForm(plan).needsCheck
    ? scrubbed.tally.hits <= read.hits.count : scrubbed.tally.hits == read.hits.count
  if !fits { fatalError("\(scrubbed.tally.hits) lines were written of \(read.hits.count)") }
  time.check(below: 2, "the lines")
}
