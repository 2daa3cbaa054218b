internal import LogFormats

/// What people call the values of a log, in labels and in keys.
///
/// A name says what a value may be; the values have to look like it, too.
struct LabelName {
  var meaning: FieldMeaning
  /// Which of several names of one meaning counts: the lowest.
  var rank: Int
  /// The unit of a duration, where its name says so.
  var unit: TimeUnit?
  /// Whether a referrer is a host alone.
  var lacksScheme = false

  /// What a name means, in any case and with any signs between its words; `nil` for all others.
  init?(_ name: String) {
    let key = Self.key(name)
    if let known = Self.known[key] {
      self = known
      return
    }
    // `http_`, `req_`, `request.headers.`: what a name may begin with.
    for prefix in Self.prefixes where key.hasPrefix(prefix) {
      if let known = Self.known[String(key.dropFirst(prefix.count))],
        known.meaning != .time || prefix == "haproxy",
        // `request_length` is what came, not what was sent.
        known.meaning != .bytes || ["sc", "http", "haproxy"].contains(prefix)
      {
        self = known
        rank += 1
        return
      }
    }
    if ["haproxytt", "haproxyta", "haproxytimeactive", "haproxytimetotal"].contains(key) {
      // HAProxy's timers, section 8.4 of its manual.
      self.init(meaning: .duration, rank: 0, unit: .milliseconds)
      return
    }
    for (suffix, unit) in Self.units where key.hasSuffix(suffix) {
      if var known = Self.known[String(key.dropLast(suffix.count))], known.meaning == .duration {
        known.unit = unit
        self = known
        return
      }
    }
    guard let field = KeyNames.field(named: name),
      field.meaning != .bytes || !(key.hasPrefix("req") || key.hasPrefix("cs"))
    else { return nil }
    self.init(meaning: field.meaning, rank: field.rank * 4 + 2)
    if case .duration(let unit) = field.notation, key != "requesttime" { self.unit = unit }
    lacksScheme = field.notation == .withoutScheme
  }

  private init(meaning: FieldMeaning, rank: Int, unit: TimeUnit? = nil) {
    (self.meaning, self.rank, self.unit) = (meaning, rank, unit)
  }

  /// Whether a word may be a label although no sign stands behind it: one with an underscore or of
  /// several words, as `request_time 0.026`; and the names of nginx's variables whose values are of
  /// no use here.
  static func isLabel(_ word: String) -> Bool {
    if ["msec", "rt", "pid", "ms"].contains(word) { return true }
    guard word.contains("_"), word.utf8.allSatisfy({ ASCII.isLetter($0) || $0 == 0x5f }) else {
      return false
    }
    return LabelName(word) != nil || word.hasPrefix("upstream_") || word.hasPrefix("http_")
  }

  /// Lower-case letters and digits only.
  static func key(_ name: String) -> String {
    String(decoding: name.utf8.prefix(64).filter(ASCII.isAlphanumeric), as: UTF8.self).lowercased()
  }

  private static let prefixes = [
    "requestheaders", "request", "haproxy", "http", "req", "cs", "sc", "client",
  ]

  private static let units: [(String, TimeUnit)] = [
    ("milliseconds", .milliseconds), ("microseconds", .microseconds), ("nanoseconds", .nanoseconds),
    ("seconds", .seconds), ("millis", .milliseconds), ("micros", .microseconds),
    ("nanos", .nanoseconds), ("msec", .milliseconds), ("usec", .microseconds), ("sec", .seconds),
    ("secs", .seconds), ("ms", .milliseconds), ("us", .microseconds), ("ns", .nanoseconds),
    ("s", .seconds),
  ]

  /// Names by meaning; the first are taken before the later ones.
  private static let names: [(FieldMeaning, String)] = [
    (
      .client,
      """
      clientip remoteaddr remoteip clientaddr clientaddress remoteaddress cip cliip clienthost \
      remotehost client clientipaddress remoteipaddress userip visitorip requestip remote ipaddress ip srcip src sourceip sourceipport sourceaddress peeraddr realip therealip \
      xrealip cfconnectingip trueclientip xforwardedfor forwardedfor xforwardedip xff fwd addr
      """
    ),
    (
      .host,
      """
      host vhost virtualhost server requestedhost requesthost requesteddomain domainhttphost \
      clientrequesthost reqhost httphost authority requestauthority domainname domain cshost site \
      servername virtualhostname requestaddr
      """
    ),
    (
      .status,
      """
      status statuscode httpstatus httpstatuscode responsestatus responsecode responsestatuscode \
      downstreamstatus edgeresponsestatus scstatus respstatus rescode code resstatus resstatuscode returncode
      """
    ),
    (
      .bytes,
      """
      bodybytessent bytessent responsebytes totalbytes edgeresponsebytes scbytes bytesout \
      downstreamcontentsize responsesize responselength responsecontentlength contentlength \
      sentbytes byteswritten bodysent respsize rspsize haproxybytesread writtenbytes respbodybytes responsebodybytes respbodysize \
      responsebodysize bodybytes bodysize bodylength bytes size length sent
      """
    ),
    (.method, "requestmethod method httpmethod verb clientrequestmethod reqmethod csmethod"),
    (
      .target,
      """
      requesturi clientrequesturi originaluri originalurl requesturl requestpath requestpathname \
      httpurl uripath urlpath reqpath url target uri path csuristem csuri requesttarget resource
      """
    ),
    (.query, "query querystring querystr args csuriquery urlquery rawquery uriparam"),
    (.request, "request requestline req firstrequestline firstline httprequest"),
    (.version, "protocol serverprotocol proto httpversion requestprotocol clientrequestprotocol"),
    (
      .referrer,
      """
      referer referrer httpreferer httpreferrer refferer refferrer reffer csreferer csreferrer \
      clientrequestreferer requestreferer ref
      """
    ),
    (
      .userAgent,
      """
      useragent httpuseragent agent ua clientrequestuseragent requestuseragent csuseragent uagent \
      browseragent useragentoriginal
      """
    ),
    (
      .time,
      """
      time timelocal timeiso8601 timestamp ts datetime date starttime startutc startlocal \
      edgestarttimestamp reqtimesec requesttimestamp eventtime eventtimestamp accesstime timemicros logtime \
      timeunix unixtime startedat datetimeutc timedate msec now requeststart requeststarttime when t
      """
    ),
    (.end, "edgeendtimestamp endtime"),
    (
      .duration,
      """
      requesttime duration requestduration responsetime latency elapsed elapsedtime timetaken rt \
      reqtime processtime processingtime totaltime took latencyhuman servetime resptime runtime requestlatency
      """
    ),
  ]

  private static let known: [String: LabelName] = {
    var known: [String: LabelName] = [:]
    for (meaning, words) in names {
      for (rank, word) in words.split(separator: " ").enumerated() {
        known[String(word)] = LabelName(meaning: meaning, rank: rank * 4)
      }
    }
    return known
  }()
}

extension LabelName {
  /// How a referrer with this name is written.
  var referrerNotation: FieldNotation { lacksScheme ? .withoutScheme : .plain }
}

extension SniffedColumn {
  /// Whether values with a name of referrers are those, or hosts where the name says so.
  func mayBeReferrer(_ name: LabelName?) -> Bool {
    filled == 0 || share(.url) >= 0.5 || name?.lacksScheme == true && share(.domain) >= 0.5
  }
}
