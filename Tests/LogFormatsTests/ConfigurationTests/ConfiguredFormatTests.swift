import LogFormats
import Testing

@Suite("A configured format becomes what reads its lines")
struct ConfiguredFormatTests {
  /// A format, and its values that mean something, each with its notation where that is not plain.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var format: ConfiguredFormat
    var values: String

    init(_ description: String, _ format: ConfiguredFormat, _ values: String) {
      testDescription = description
      self.format = format
      self.values = values
    }
  }

  private static let usual = "%h %t \"%r\" %s %D"

  static let cases: [Case] = [
    .init(
      "nginx", ConfiguredFormat(.nginx, #"$remote_addr [$time_local] "$request" $status"#),
      "client time:commonLog request status"),
    .init(
      "nginx, a string that begins with a quote is no list of strings",
      ConfiguredFormat(.nginx, "'$remote_addr' '$time_local' '$request'"),
      "client time:commonLog request"),
    .init("Apache", ConfiguredFormat(.apache, usual), "client time request status \(micro)"),
    .init("lighttpd", ConfiguredFormat(.lighttpd, "%V %h %t \"%r\""), "host client time request"),
    .init(
      "Varnish", ConfiguredFormat(.varnish, "%h %t \"%r\" %{VSL:Timestamp:Resp[2]}x"),
      "client time request duration:seconds"),
    .init(
      "Squid", ConfiguredFormat(.squid, "%ts.%03tu %>a %>Hs %rm %ru"),
      "time:seconds client status method target"),
    .init(
      "HAProxy, whose captures have names",
      ConfiguredFormat(
        .haproxy, "%ci:%cp [%tr] %ST %hr %hs %{+Q}r",
        requestCaptures: [
          "Host", "req.fhdr(Referer),lower", "req.hdr(User-Agent)", "req.cook(id)",
        ],
        responseCaptures: ["Server"]),
      "client:addressWithPort time:local status host referrer userAgent request"),
    .init(
      "HAProxy, which captures nothing", ConfiguredFormat(.haproxy, "%ci:%cp [%tr] %ST %hr %{+Q}r"),
      "client:addressWithPort time:local status request"),
    .init(
      "Tomcat of an unknown release has no duration", ConfiguredFormat(.tomcat, usual),
      "client time request status"),
    .init(
      "nor one of which only the first number is known",
      ConfiguredFormat(.tomcat, usual, release: "10"), "client time request status"),
    .init(
      "but its seconds", ConfiguredFormat(.tomcat, usual + " %T"),
      "client time request status duration:seconds"),
    .init(
      "Tomcat 9", ConfiguredFormat(.tomcat, usual, release: "9.0"),
      "client time request status duration:milliseconds"),
    .init(
      "Tomcat 10.0", ConfiguredFormat(.tomcat, usual, release: "10.0"),
      "client time request status duration:milliseconds"),
    .init(
      "Tomcat 10.1", ConfiguredFormat(.tomcat, usual, release: "10.1"),
      "client time request status \(micro)"),
    .init(
      "Tomcat 11", ConfiguredFormat(.tomcat, usual, release: "11"),
      "client time request status \(micro)"),
    .init(
      "Tomcat's extended log has seconds, whatever else is in it",
      ConfiguredFormat(
        .tomcatExtended, "date time c-ip s-ip cs-method cs-uri sc-status time-taken"),
      "date:isoDate time:ofDay client method target status duration:seconds"),
    .init(
      "Tomcat's objects have the keys of its pattern",
      ConfiguredFormat(
        .tomcatJSON, "%h %{x}c %t '%r' %s %b %D %{User-Agent}i %{X-Forwarded-For}i", release: "9"),
      "client time request status bytes duration:milliseconds userAgent client"),
    .init("Caddy", ConfiguredFormat(.caddy, "json"), caddy("any", "seconds")),
    .init(
      "Caddy, with milliseconds",
      ConfiguredFormat(.caddy, "json { time_format unix_milli_float duration_format ms }"),
      caddy("milliseconds", "milliseconds")),
    .init(
      "Caddy, with words", ConfiguredFormat(.caddy, "json { duration_format string time_local }"),
      caddy("any", "withUnit")),
    .init(
      "Caddy, with a layout of Go's",
      ConfiguredFormat(
        .caddy, #"json { time_key when time_format "02/Jan/2006 15:04:05.000 -0700" }"#),
      caddy("%d/%b/%Y %H:%M:%S.%3f %z", "seconds")),
  ]

  private static let micro = "duration:microseconds"

  private static func caddy(_ time: String, _ duration: String) -> String {
    "time:\(time) client client client client host method target version status bytes referrer "
      + "userAgent duration:\(duration)"
  }

  @Test("Each dialect is read as its server writes it", arguments: cases)
  func dialects(_ configured: Case) throws {
    let definition = try configured.format.definition()
    let values = definition.fields.filter { $0.meaning != .ignored }.map { field in
      let notation = Self.word(field.notation)
      return "\(field.meaning)" + (notation.isEmpty ? "" : ":" + notation)
    }
    // Apache's times are the usual ones, whoever writes them.
    let written = values.joined(separator: " ")
      .replacing(
        "time:commonLog", with: configured.format.dialect == .nginx ? "time:commonLog" : "time"
      )
      .replacing("time:[%d/%b/%Y:%H:%M:%S %z]", with: "time")
    #expect(written == configured.values)
  }

  private static func word(_ notation: FieldNotation) -> String {
    switch notation {
    case .plain: ""
    case .commonLogLocal: "local"
    case .anyTime: "any"
    case .timeOfDay: "ofDay"
    case .durationWithUnit: "withUnit"
    case .epoch(let unit), .duration(let unit): "\(unit)"
    case .strftime(let pattern): pattern
    default: "\(notation)"
    }
  }

  @Test("nginx's escapes are as `escape=` says, also in objects")
  func escapes() throws {
    for (escape, encoding) in [
      (ConfiguredFormat.Escape.default, FieldEncoding.backslash), (.json, .json), (.none, .none),
    ] {
      let text = #"{"t":"$time_iso8601","r":"$request","a":"$http_user_agent"}"#
      let definition = try ConfiguredFormat(.nginx, text, escape: escape).definition()
      let agent = try #require(definition.fields.first { $0.meaning == .userAgent })
      #expect(agent.encoding == encoding)
    }
  }

  @Test("A template of Caddy's transform encoder is read, with the time as it is said to be")
  func caddyTransform() throws {
    let time = #"{ time_format "02/Jan/2006:15:04:05 -0700" }"#
    for (text, notation) in [
      (#"transform "{common_log}""#, FieldNotation.commonLog),
      (#"transform "{request>client_ip} [{ts}] {request>uri}""#, .anyTime),
      (
        #"transform "{request>client_ip} [{ts}] {request>uri}" \#(time)"#,
        .strftime("%d/%b/%Y:%H:%M:%S %z")
      ),
    ] {
      let definition = try ConfiguredFormat(.caddy, text).definition()
      let field = try #require(definition.fields.first { $0.meaning == .time })
      #expect(field.notation == notation || notation != .anyTime && field.notation == .commonLog)
      #expect(definition.fields.contains { $0.meaning == .client })
    }
  }

  @Test("What cannot be counted says why")
  func problems() {
    let cases: [(ConfiguredFormat, FormatProblem.Code)] = [
      (ConfiguredFormat(.nginx, "$status $request"), .noTime),
      (ConfiguredFormat(.apache, "%t %s"), .noRequest),
      (ConfiguredFormat(.nginx, "$time_local$request"), .nothingBetween),
      (ConfiguredFormat(.caddy, "console"), .unknownEncoder),
      (ConfiguredFormat(.tomcatJSON, "%h %s"), .noTime),
      (ConfiguredFormat(.tomcatExtended, "c-ip cs-uri"), .noTime),
    ]
    for (format, code) in cases {
      #expect(throws: FormatProblem.self) { try format.definition() }
      do { _ = try format.definition() } catch { #expect(error.code == code, "\(format.text)") }
    }
  }

  @Test("A duration is left out only where nothing tells its unit")
  func leftOut() {
    #expect(ConfiguredFormat(.tomcat, Self.usual).leavesDurationOut)
    #expect(ConfiguredFormat(.tomcatJSON, Self.usual, release: "10").leavesDurationOut)
    #expect(!ConfiguredFormat(.tomcat, Self.usual, release: "10.1").leavesDurationOut)
    #expect(!ConfiguredFormat(.tomcat, "%h %t %r %%D").leavesDurationOut)
    #expect(!ConfiguredFormat(.apache, Self.usual).leavesDurationOut)
  }

  @Test("Tomcat's release is in the path, or in the notes beside it")
  func releases() {
    let valve = #"<Host name="a"><Valve className="x.AccessLogValve" pattern="%t %r %D"/></Host>"#
    let cases: [(path: String, notes: String?, release: String?)] = [
      ("/etc/tomcat9/server.xml", nil, "9"), ("/etc/tomcat10/server.xml", nil, "10"),
      ("/opt/apache-tomcat-10.1.19/conf/server.xml", nil, "10.1"),
      ("/opt/tomcat/9.0.83/conf/server.xml", nil, "9.0"),
      ("/opt/tomcat/conf/server.xml", nil, nil),
      ("/opt/tomcat/conf/server.xml", "\n  Apache Tomcat Version 10.1.19\n  Release Notes", "10.1"),
      ("/opt/tomcat/conf/server.xml", "Other notes", nil), ("/srv/7/conf/server.xml", nil, nil),
    ]
    for (path, notes, release) in cases {
      var disk = ConfigurationDisk(files: [path: valve])
      disk.files["/opt/tomcat/RELEASE-NOTES"] = notes
      #expect(disk.read(path).logs.map(\.format.release) == [release], "\(path)")
    }
  }
}
