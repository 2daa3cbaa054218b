/// What keys of JSON objects and of `key=value` lines usually mean, by the names that people and
/// their servers choose.
///
/// For logs of which nobody said what they are. The names are those of nginx's variables
/// (https://nginx.org/en/docs/varindex.html), of the Elastic Common Schema
/// (https://www.elastic.co/guide/en/ecs/current/index.html), of OpenTelemetry's HTTP attributes
/// (https://opentelemetry.io/docs/specs/semconv/attributes-registry/http/) and of logs people
/// asked about in public trackers.
public enum KeyNames {
  /// What a key with this name usually means; `nil` for one that tells nothing.
  ///
  /// Case, `-`, `_`, `.` and a leading `@` or `$` make no difference. A duration counts only where
  /// its name, or the value itself, tells its unit: `request_time` is nginx's, in seconds.
  ///
  /// - Parameter name: The key, or the keys from the outermost object on with points between them.
  public static func field(named name: String) -> FormatField? {
    let plain = normalised(name)
    guard var field = fields[plain] ?? nested(name) else { return nil }
    field.name = name
    return field
  }

  /// The meaning of a key in an object, as `request.headers.User-Agent`: its own where the names
  /// before it are those of wrappers and requests.
  private static func nested(_ name: String) -> FormatField? {
    var parts = name.split(separator: ".").map(String.init)
    guard parts.count > 1 else { return nil }
    let wrappers: Set<String> = [
      "request", "req", "response", "res", "resp", "http", "httprequest", "headers", "header",
      "log", "access", "accesslog", "data", "event", "message", "fields", "properties", "proxy",
      "nginx", "apache", "request_headers", "jsonpayload", "labels", "context",
    ]
    // Headers of a response mean nothing here.
    let isResponse = parts.contains {
      ["response", "res", "resp", "resp_headers"].contains($0.lowercased())
    }
    while parts.count > 1, wrappers.contains(parts[0].lowercased()) { parts.removeFirst() }
    guard parts.count == 1, var field = fields[normalised(parts[0])] else { return nil }
    if isResponse, ![.status, .bytes, .duration].contains(field.meaning) { return nil }
    field.rank += 1
    return field
  }

  private static func normalised(_ name: String) -> String {
    String(
      decoding: name.utf8.lazy.filter {
        ![
          UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "@"),
          UInt8(ascii: "$"), UInt8(ascii: " "),
        ].contains($0)
      }.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
  }

  private static let fields: [String: FormatField] = {
    var fields: [String: FormatField] = [:]
    for (meaning, notation, ranked) in table {
      for (rank, names) in ranked.enumerated() {
        for name in names.split(separator: " ") {
          let isClient = meaning == .client
          fields[String(name)] = FormatField(
            meaning, notation, encoding: .json, extent: isClient ? .list : .word,
            name: String(name), rank: rank, mayBeClient: isClient)
        }
      }
    }
    return fields
  }()

  /// Meanings with the names that tell them, the most telling first; without case and marks.
  private static let table: [(FieldMeaning, FieldNotation, [String])] = [
    (
      .client, .plain,
      [
        "remoteaddr clientip clientaddr clientaddress remoteip remoteaddress cip src srcip sourceip"
          + " sourceaddress ip ipaddress clientsourceip visitorip useraddress ipaddr addr"
          + " downstreamremoteaddress clienthost remotehost client networkclientip cliip"
          + " httprequestremoteip peeraddr sourceipaddress requestip",
        "therealip realip xrealip httpxrealip trueclientip httptrueclientip cfconnectingip"
          + " httpcfconnectingip fastlyclientip",
        "xforwardedfor httpxforwardedfor xff forwardedfor proxyaddxforwardedfor fwd"
          + " realipremoteaddr",
      ]
    ),
    (
      .time, .anyTime,
      [
        "timestamp time timeiso8601 timelocal ts datetime date requesttimestamp starttime"
          + " timestampiso8601 startutc eventtime accesstime logtime requestdate timestarted"
          + " startedat edgestarttimestamp timemicros reqtimesec",
        "msec timemsec startlocal requeststarttime receivedat timems t when receivetimestamp",
      ]
    ),
    (.end, .anyTime, ["endtime finishedat edgeendtimestamp timeend"]),
    (
      .host, .plain,
      [
        "httphost vhost virtualhost domainhttphost requestedhost requesteddomain domain hostheader"
          + " requesthost authority site virtualhostname clientrequesthost urldomain reqhost"
          + " vhostname xhostheader cshost",
        // Also what shippers of logs call the machine that they run on.
        "host",
        "servername canonicalname requestaddr xforwardedhost",
        "requestedservername sslservername sni tlsservername serveraddress",
      ]
    ),
    (
      .request, .plain,
      ["request requestline httprequest therequest firstline req requestfirstline requeststring"]
    ),
    (
      .method, .plain,
      [
        "method verb requestmethod httpmethod httpverb requesttype csmethod httprequestmethod"
          + " clientrequestmethod reqmethod requestverb"
      ]
    ),
    (
      .target, .plain,
      [
        "requesturi uri url requesturl originaluri fullpath rawurl httpurl requestpath target"
          + " urloriginal urlfull clientrequesturi csuri resource requesttarget rawpath httptarget endpoint",
        "path uripath urlpath csuristem clientrequestpath reqpath documenturi httppath pathname",
      ]
    ),
    (
      .query, .plain,
      [
        "querystring query args urlquery csuriquery querystr requestquery uriquery qs httpquery"
          + " uriparam"
      ]
    ),
    (
      .version, .plain,
      [
        "protocol serverprotocol httpversion proto requestprotocol httpprotocol clientrequestprotocol"
          + " csprotocolversion requestversion networkprotocolversion"
      ]
    ),
    (
      .status, .plain,
      [
        "status httpstatus statuscode responsestatus responsecode httpstatuscode code scstatus"
          + " resstatus respstatus downstreamstatus edgeresponsestatus response httpresponsestatus"
          + " httpresponsestatuscode responsestatuscode elbstatuscode httpcode rc st"
      ]
    ),
    (
      .bytes, .plain,
      [
        "bodybytessent bytes size bytessent responsesize responsebytes bodysize contentlength"
          + " bodybytes responsebodysize httpresponsebodybytes edgeresponsebytes"
          + " downstreamcontentsize scbytes sentbytes responselength totalbytes length byteswritten"
          + " bytesout responsecontentlength reslength sizebytes rspsize",
        "bytessenttotal totalbytessent downstreamwirebytessent",
      ]
    ),
    (
      .referrer, .plain,
      [
        "referer httpreferer referrer httpreferrer requestreferer csreferer ref httprequestreferrer"
          + " clientrequestreferer reqreferer requestreferrer refererurl"
      ]
    ),
    // The host alone: Alibaba's and Huawei's delivery networks.
    (
      .referrer, .withoutScheme,
      [
        "",
        "referdomain refererdomain referrerdomain referhost refererhost referrerhost"
          + " referringdomain referringhost",
      ]
    ),
    (
      .userAgent, .plain,
      [
        "httpuseragent useragent agent ua requestuseragent csuseragent useragentoriginal browser"
          + " clientrequestuseragent httpagent requseragent useragentstring"
      ]
    ),
    // nginx's, in seconds with a point.
    (.duration, .duration(.seconds), ["requesttime"]),
    (
      .duration, .duration(.seconds),
      [
        "durations durationsec durationseconds elapsedseconds timetakens latencyseconds"
          + " requesttimes responsetimes timetakenseconds elapsedsec durationinseconds"
      ]
    ),
    (
      .duration, .duration(.milliseconds),
      [
        "durationms elapsedms latencyms responsetimems requesttimems timetakenms tookms"
          + " durationmillis elapsedmillis latencymillis durationmsec requestdurationms"
          + " durationmilliseconds latencymilliseconds elapsedmilliseconds totaltimems"
      ]
    ),
    (
      .duration, .duration(.microseconds),
      [
        "durationus elapsedus latencyus responsetimeus requesttimeus timetakenus timetakenmicros"
          + " durationmicros durationmicroseconds elapsedmicros elapsedmicroseconds elapsedusec"
          + " timeelapsedusec latencymicros requesttimemicros"
      ]
    ),
    (
      .duration, .duration(.nanoseconds),
      [
        "durationns elapsedns latencyns timetakenns durationnanos durationnanoseconds"
          + " elapsednanoseconds elapsednanos latencynanos eventduration"
      ]
    ),
    // The value tells: `22ms`, or nothing counts.
    (
      .duration, .durationWithUnit,
      ["", "duration latency elapsed took timetaken elapsedtime responsetime rt resptime"]
    ),
  ]
}
