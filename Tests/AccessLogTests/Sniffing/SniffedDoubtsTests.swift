import LogFormats
import TestSupport
import Testing

@testable import AccessLog

/// Values that a log of unknown format leaves in doubt: what is taken for what, and what is said.
@Suite struct SniffedDoubtsTests {
  static let known = FormatCatalogue.presets.filter(\.isGuessable).map(\.definition)
  static let tail = #" [{clf}] "{request}" {status} {bytes} "{referrer}" "{ua}""#

  private func guess(
    _ pattern: String, _ count: Int = 40
  ) throws -> (FormatGuess, [VariedLog.Line]) {
    var log = VariedLog(pattern, seed: 41)
    let lines = log.lines(count)
    let guess = try #require(FormatSniffer.guess(lines.map(\.bytes), known: Self.known))
    return (guess, lines)
  }

  private func text(_ meaning: FieldMeaning, _ guess: FormatGuess, _ line: VariedLog.Line)
    -> String?
  {
    let values = FormatFit(guess).values(of: line.bytes) ?? []
    return zip(guess.definition.fields, values).first { $0.0.meaning == meaning }?.1
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    "Combined is not taken where the client that a proxy tells of stands for the user",
    arguments: ["{proxy} ({clients}) - -", "{proxy} {clients} -", "172.18.0.1 - [{client}]"])
  func proxies(head: String) throws {
    for count in [8, 40] {
      let (guess, lines) = try guess(head + Self.tail, count)
      #expect(guess.definition.name == LogFormat.recognisedName)
      #expect(
        guess.notes.contains {
          if case .privateAddressesWithPublicColumn = $0 { true } else { false }
        })
      let name = head.contains("{clients}") ? "clients" : "client"
      for line in lines { #expect(text(.client, guess, line) == line.values[name]) }
    }
  }

  @Test("A user who is called like an address in a few lines makes combined no other format")
  func users() throws {
    let (_, lines) = try guess("{client} - {user}" + Self.tail, 100)
    var other = VariedLog("{client} - 192.0.2.9" + Self.tail, seed: 43)
    let all = lines + other.lines(3)
    let guess = try #require(FormatSniffer.guess(all.map(\.bytes), known: Self.known))
    #expect(guess.definition.name == "combined")
  }

  @Test("Of headers that HAProxy captured none is taken for the host")
  func captures() throws {
    let (guess, _) = try guess(
      "{version4}:51000 [{clfms}] fe~ bk/s1 0/0/1/6/7 {status} {bytes} - - ---- 1/1/1/1/0 0/0 "
        + #"{{host}|{ua}} {} TLSv1.3 TLS_AES_256 "{request}""#)
    #expect(!guess.definition.fields.contains { $0.meaning == .host })
    #expect(guess.definition.fields.contains { $0.meaning == .userAgent })
  }

  @Test("A referrer without a user agent behind it is one, and a name in brackets is said")
  func referrerAlone() throws {
    let (guess, lines) = try guess(#"{client} [{clf}] [{host}] "{request}" {status} "{referrer}""#)
    for line in lines { #expect(text(.referrer, guess, line) == line.values["referrer"]) }
    #expect(!guess.definition.fields.contains { $0.meaning == .host })
    #expect(guess.notes.contains(.hostLeftOut("field3")))
    // An upstream's address is none, and neither is a URL of what was asked for.
    for other in ["http://192.0.2.80:8080/", "http://www.example.org{target}"] {
      let (guess, _) = try self.guess(
        #"{client} [{clf}] "{method} {target} HTTP/1.1" {status} ""# + other + #"""#)
      #expect(!guess.definition.fields.contains { $0.meaning == .referrer }, "\(other)")
    }
  }

  @Test("A size that stands twice before the request is one, though it is the same in all lines")
  func sizeTwice() throws {
    let rest = ";{client};HTTP/1.1;-;80;GET /a HTTP/1.1;200;[{clf}];/a;297;0.297;{ua}"
    for (size, isSize) in [("1234;1234", true), ("8080;8080", false), ("12;12", false)] {
      let (guess, _) = try guess("{client};192.0.2.80;" + size + rest, 8)
      #expect(guess.definition.fields.contains { $0.meaning == .bytes } == isSize, "\(size)")
      #expect(guess.notes.contains(.bytesLeftOut) == !isSize)
    }
  }

  @Test(
    "Where all requests are whole URLs, the host is in them: Varnish's log is no other's combined")
  func wholeURLs() throws {
    let url = Self.tail.replacing("{request}", with: "GET http://www.example.org{target} HTTP/1.1")
    let (varnish, _) = try guess("{client} - -" + url)
    #expect(varnish.definition.targetNamesHost)
    let (combined, _) = try guess("{client} - -" + Self.tail)
    #expect(!combined.definition.targetNamesHost)
    #expect(combined.definition.name == "combined")
  }

  @Test(
    "A number whose name sounds like a response time is said",
    arguments: [
      (
        #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"ta":{msec}}"#,
        "ta"
      ),
      (
        #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"#
          + #""time_elapsed":{msec},"pid":7}"#, "time_elapsed"
      ),
    ])
  func objects(pattern: String, name: String) throws {
    let (guess, _) = try guess(pattern)
    #expect(guess.notes.contains(.durationLeftOut(name)))
    #expect(!guess.definition.fields.contains { $0.meaning == .duration })
  }

  @Test("A response time with nothing but its unit in front is said")
  func units() throws {
    let (guess, _) = try guess("{host}:80 {client} - -" + Self.tail + " us:{msec}")
    #expect(guess.notes.contains(.unknownNumber("us")))
  }

  @Test("Public addresses in a column of W3C's beside private clients are said")
  func w3c() throws {
    let header = "#Fields: date time c-ip cs-method cs-uri-stem sc-status X-Forwarded-For"
    var log = VariedLog("{date} {clock} {proxy} GET /a {status} {client}", seed: 47)
    let lines = [Array(header.utf8)[...]] + log.lines(20).map(\.bytes)
    let guess = try #require(FormatSniffer.guess(lines, known: Self.known))
    #expect(guess.notes == [.privateAddressesWithPublicColumn("X-Forwarded-For")])
    #expect(text(.client, guess, VariedLog.Line(bytes: lines[1], values: [:]))?.first == "1")
  }

  @Test(
    "A number in an object that may be the size is said, and a site where a user stands elsewhere")
  func leftOut() throws {
    let (object, _) = try guess(
      #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"#
        + #""bytes_read":{bytes}}"#)
    #expect(object.notes.contains(.bytesLeftOut))
    #expect(!object.definition.fields.contains { $0.meaning == .bytes })
    let (combined, _) = try guess("{client} www.example.org -" + Self.tail, 1)
    #expect(combined.definition.name == "combined")
    #expect(combined.notes.contains(.hostLeftOut("%l")))
    let (users, _) = try guess("{client} - {user}" + Self.tail)
    #expect(!users.notes.contains { if case .hostLeftOut = $0 { true } else { false } })
  }

  @Test("Apache's time in an object has its brackets")
  func brackets() throws {
    let (guess, lines) = try guess(
      #"{ "time":"[{clf}]", "remoteIP":"{client}", "request":"{target}", "method":"{method}", "#
        + #""status":"{status}", "userAgent":"{ua}" }"#)
    #expect(guess.fit == 1)
    let time = guess.definition.fields.first { $0.meaning == .time }
    #expect(time?.notation == .strftime("[%d/%b/%Y:%H:%M:%S %z]"))
    #expect(text(.time, guess, lines[0]) == "[\(lines[0].values["clf"] ?? "")]")
    #expect(text(.target, guess, lines[0]) == lines[0].values["target"])
  }

  @Test("A line of Heroku's has both its durations, though its time has no key")
  func heroku() throws {
    let line = VariedLog.Line(
      bytes: Array(
        #"2026-11-20T09:15:03.902066+00:00 heroku[router]: at=info method=GET path="/shop/item?id=7" "#
          .utf8)[...]
        + Array(
          #"host=www.example.org request_id=bf7a fwd="203.0.113.7" dyno=web.1 connect=1ms "#.utf8)
        + Array("service=249ms status=200 bytes=1234 protocol=https".utf8), values: [:])
    let guess = try #require(FormatSniffer.guess([line.bytes], known: Self.known))
    #expect(text(.duration, guess, line) == "1ms")
    #expect(text(.duration2, guess, line) == "249ms")
  }

  @Test("A line that begins with a proxy's address and a public one has the client in the second")
  func oneLine() throws {
    let (guess, lines) = try guess("{proxy} {version4} - -" + Self.tail, 1)
    #expect(text(.client, guess, lines[0]) == lines[0].values["version4"])
    #expect(guess.notes.contains(.privateAddressesWithPublicColumn("field2")))
  }

  @Test("What came is not what was sent", arguments: ["request_length", "req.size", "cs-bytes"])
  func requestSizes(name: String) { #expect(LabelName(name)?.meaning != .bytes) }

  @Test("Amazon VPC Lattice has names of its own for what others have, too")
  func lattice() throws {
    let (guess, _) = try guess(
      #"{"eventTimestamp":"{isoz}","requestPath":"{path}","requestMethod":"{method}","responseCode":"#
        + #"{status},"bytesReceived":450,"bytesSent":{bytes},"hostHeader":"{host}","userAgent":"{ua}","#
        + #""sourceIpPort":"{client}:51000","targetIpPort":"10.0.0.7:80"}"#)
    let names = guess.definition.fields.filter { $0.meaning != .ignored }
      .map { ($0.meaning, $0.name) }
    let found = Dictionary(uniqueKeysWithValues: names)
    #expect(found[.time] == "eventTimestamp" && found[.client] == "sourceIpPort")
    #expect(found[.bytes] == "bytesSent" && found[.host] == "hostHeader")
  }

  @Test("Numbers with three digits behind the point are no seconds where most would be ten or more")
  func milliseconds() throws {
    let pattern =
      #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"#
      + #""response_time":"{msec}.123"}"#
    let (guess, _) = try guess(pattern)
    #expect(guess.notes.contains(.durationLeftOut("response_time")))
    #expect(!guess.definition.fields.contains { $0.meaning == .duration })
  }

  @Test(
    "Numbers with three digits behind the point are seconds only where nginx's name or a 0.000 says so",
    arguments: [
      ("responseTime", "3.214", nil), ("response_time", "0.412", nil), ("duration", "1.000", nil),
      ("request_time", "3.214", .seconds), ("rt", "0.412", .seconds),
      ("responseTime", "0.000", .seconds),
      (#"http_user_agent":"-","responsetime"#, "0.412", .seconds),
      (#"upstreamtime":"0.400","responsetime"#, "0.412", .seconds),
      (#"user-agent":"-","responsetime"#, "0.412", nil),
    ] as [(String, String, TimeUnit?)])
  func unit(name: String, value: String, unit: TimeUnit?) throws {
    let pattern =
      #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"#
      + "\"\(name)\":\"\(value)\"}"
    let (guess, _) = try guess(pattern)
    let duration = guess.definition.fields.first { $0.meaning == .duration }
    #expect(duration?.notation == unit.map { .duration($0) })
    let last = name.split(separator: "\"").last.map(String.init) ?? ""
    #expect(guess.notes.contains(.durationLeftOut(last)) == (unit == nil))
  }

  @Test(
    "A host without a scheme is a referrer only where the key's name says that it is one",
    arguments: [
      ("refer_domain", "www.example.net", FieldNotation.withoutScheme),
      ("refer_domain", "https://www.example.net/a", .withoutScheme),
      ("referer", "https://www.example.net/a", .plain), ("referer", "www.example.net", nil),
      ("refer_domain", "17", nil),
    ] as [(String, String, FieldNotation?)])
  func referrerHost(name: String, value: String, notation: FieldNotation?) throws {
    for isObject in [true, false] {
      let pattern =
        isObject
        ? #"{"time":"{iso}","ip":"{client}","method":"GET","uri":"{target}","status":{status},"#
          + "\"\(name)\":\"\(value)\"}"
        : #"{iso} ip={client} "GET {target} HTTP/1.1" status={status} "# + "\(name)=\(value)"
      let (guess, _) = try guess(pattern)
      let referrer = guess.definition.fields.first { $0.meaning == .referrer }
      #expect(referrer?.notation == notation, "\(pattern)")
    }
  }

  @Test(
    "The unit of a duration is known by the keys beside it",
    arguments: [
      (
        #"{"level":30,"time":{millis},"pid":8,"hostname":"w","req":{"method":"{method}","url":"{target}","#
          + #""remoteAddress":"{client}"},"res":{"statusCode":{status}},"responseTime":12}"#,
        ["responseTime": TimeUnit.milliseconds]
      ),
      (
        #"{"unixtime":"{epoch}","domain":"{host}","method":"{method}","uri":"{target}","client_ip":"#
          + #""{client}","request_time":"12","response_size":"{bytes}","return_code":"{status}"}"#,
        ["request_time": .milliseconds]
      ),
      (
        #"{"time":{epoch},"host":"{host}","method":"{method}","url":"{target}","client_ip":"{client}","#
          + #""request_time":12,"rsp_size":{bytes},"http_code":{status},"proto":"HTTP/1.1"}"#,
        ["request_time": .milliseconds]
      ),
      (
        #"{"request_time":"{millis}","domain":"{host}","method":"{method}","uri":"{target}","client_ip":"#
          + #""{client}","response_time":"12","response_size":"{bytes}","http_code":"{status}","#
          + #""hit_info":"HIT"}"#,
        ["response_time": .milliseconds]
      ),
      (
        #"{"logContent":{"data":{"clientAddr":"{client}","httpRequest":"{request}","timestamp":"{iso}","#
          + #""backendProcessingTime":"0.012","responseProcessingTime":"0.001","#
          + #""requestProcessingTime":"0.000","statusCode":"{status}"}}}"#,
        [
          "requestProcessingTime": .seconds, "backendProcessingTime": .seconds,
          "responseProcessingTime": .seconds,
        ]
      ),
    ])
  func knownUnits(pattern: String, units: [String: TimeUnit]) throws {
    let (guess, _) = try guess(pattern)
    let durations = guess.definition.fields.filter {
      [.duration, .duration2, .duration3].contains($0.meaning)
    }
    let found = durations.map { ($0.name.split(separator: ".").last.map(String.init) ?? "", $0) }
    #expect(
      Dictionary(uniqueKeysWithValues: found).mapValues(\.notation)
        == units.mapValues { .duration($0) })
  }

  @Test("AWS WAF's requests have no status, and headers that are not read")
  func firewall() throws {
    let pattern =
      #"{"timestamp":{millis},"formatVersion":1,"webaclId":"arn:aws:wafv2:x","action":"ALLOW","#
      + #""responseCodeSent":null,"httpRequest":{"clientIp":"{client}","country":"NO","headers":"#
      + #"[{"name":"Host","value":"{host}"},{"name":"User-Agent","value":"{ua}"}],"uri":"{path}","#
      + #""args":"a=b","httpVersion":"HTTP/1.1","httpMethod":"{method}","requestId":"1-2"}}"#
    let (guess, _) = try guess(pattern)
    let meanings = Set(guess.definition.fields.map(\.meaning)).subtracting([.ignored])
    #expect(meanings == [.time, .client, .target, .query, .method, .version])
    #expect(
      guess.definition.fields.first { $0.meaning == .time }?.notation == .epoch(.milliseconds))
    // Of other objects without a status nothing is read.
    var others = VariedLog(pattern.replacing("webaclId", with: "id"), seed: 41)
    #expect(FormatSniffer.guess(others.lines(40).map(\.bytes), known: Self.known) == nil)
  }
}
