internal import LogFormats
internal import Traffic
internal import UserAgents

/// Text that may stand in a scrubbed log: the only text that ``ScrubbedLines`` takes beside numbers
/// and the literals of a format.
///
/// Nobody else can make one of bytes. Each initialiser of this file says why what it writes is safe:
/// it is made of names that were redacted, of members of closed sets, and of literals.
struct ScrubbedText {
  /// Printable ASCII without quotes; backslashes only in the escapes of servers.
  let bytes: [UInt8]

  private init(safe texts: String...) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(texts.reduce(0) { $0 + $1.utf8.count })
    for text in texts { bytes.append(contentsOf: text.utf8) }
    self.bytes = bytes
  }

  /// The line that names the columns of a W3C log. Safe, since it has only names that are known.
  init(headingOf plan: FormatPlan) { self.init(safe: W3CFields.heading(of: plan)) }

  /// Where nothing is said.
  static let nothing = ScrubbedText(safe: "-")

  /// What is asked for: method and path, and the protocol where no query follows.
  ///
  /// Safe, since the method and the protocol are members of closed sets, and the path is the page's,
  /// which is redacted; whatever is no page is a literal that is read as the same again.
  ///
  /// - Parameters:
  ///   - site: The host of a target that is a whole URL, where it is the line's site.
  ///   - encoding: How the request will be written, which may have no escapes.
  /// - Complexity: O(*n*), with allocations; callers keep the answer for a request seen before.
  init(
    _ request: RequestedPage, form: RequestForm, endsHere: Bool, rules: [PageRule],
    site: SiteName = .unnamed, encoding: FieldEncoding = .backslash
  ) {
    let end = endsHere ? form.version.rawValue : ""
    let root = ScrubbedText.root(of: site)
    let method = form.method.rawValue + (form.method == .none ? "" : " ")
    switch request.page.text {
    case PagePath.noRequest.text:
      self.init(safe: "-")
    case PagePath.probe.text:
      self.init(safe: method + root + "/.env" + end)
    case PagePath.invalidRequest.text:
      // Without a method, the host of a target is not looked for.
      let isUnknown = form.method == .none && !root.isEmpty
      let target = root.isEmpty ? "invalid" : root + ScrubbedText.noPath
      let text = (isUnknown ? "UNKNOWN " : method) + target
      self.init(safe: (request.isProbe ? ScrubbedText.greeting(encoding) : text) + end)
    case let text where text.utf8.first == UInt8(ascii: "/"):
      let path = RequestText.path(of: request.page, isVerbatim: form.isVerbatim, rules: rules)
      self.init(safe: method, root, path, end)
    case "*":
      self.init(safe: method + "*" + end)
    default:
      self.init(safe: method + (root.isEmpty ? "proxy:443" : root + "/") + end)
    }
  }

  /// The path of a request whose method and protocol stand apart. Safe for the same reasons.
  ///
  /// - Parameter endsHost: Whether its slash is what ends the value before it.
  init(
    target request: RequestedPage, rules: [PageRule], site: SiteName = .unnamed,
    endsHost: Bool = false, lacksScheme: Bool = false
  ) {
    let root = lacksScheme ? ScrubbedText.rootWithoutScheme(of: site) : ScrubbedText.root(of: site)
    switch request.page.text {
    case PagePath.invalidRequest.text where endsHost: self.init(safe: ScrubbedText.noPath)
    case PagePath.noRequest.text: self.init(safe: "-")
    case PagePath.probe.text: self.init(safe: root + "/.env")
    case PagePath.invalidRequest.text:
      self.init(safe: root.isEmpty ? "invalid" : root + ScrubbedText.noPath)
    case let text where text.utf8.first == UInt8(ascii: "/"):
      self.init(safe: root, RequestText.path(of: request.page, isVerbatim: false, rules: rules))
    case "*": self.init(safe: "*")
    default: self.init(safe: root.isEmpty && !endsHost ? "proxy:443" : root + "/")
    }
  }

  /// What stands before the path of a target that is a whole URL of a site; empty for no site.
  ///
  /// What it is made of is as safe as a virtual host.
  private static func root(of site: SiteName) -> String {
    if site == .unnamed { return "" }
    let host = ScrubbedText(site, port: SitePort([]))
    return "http://" + String(decoding: host.bytes, as: UTF8.self)
  }

  /// The same of a target that has no scheme, and always a host.
  private static func rootWithoutScheme(of site: SiteName) -> String {
    site == .unnamed ? "/-" : String(root(of: site).dropFirst("http:/".count))
  }

  /// What is read as no path: it is encoded once more than a path may be.
  private static let noPath =
    "/%" + String(repeating: "25", count: TextDecoding.maxEncodings) + "41"

  /// What is read as the beginning of another protocol: that of a TLS handshake (RFC 8446, section 5.1),
  /// as servers write it, or where control bytes cannot be written, that of SSH (RFC 4253, section 4.2).
  private static func greeting(_ encoding: FieldEncoding) -> String {
    switch encoding {
    case .backslash, .json, .percent, .percentTwice: #"\x16\x03\x01"#
    case .none, .plusForSpace, .doubledQuote, .numberSign: "SSH-2.0-"
    }
  }

  /// A method where it stands apart, of a request that is one or is none.
  ///
  /// Safe, since it is a member of a closed set or a literal: what is no method must not be read as the
  /// lack of one, and without a target the lack of one is a GET.
  init(method: RequestMethod, of request: RequestedPage, isGet: Bool) {
    switch method {
    case .none where request.page == .invalidRequest:
      self.init(safe: request.isProbe ? ScrubbedText.greeting(.none) : "invalid")
    case .none: self.init(safe: isGet ? "-" : RequestMethod.other.rawValue)
    default: self.init(safe: method.rawValue)
    }
  }

  /// What stands between the path and the end of a request: a campaign, or the mark of a probe, and
  /// the protocol.
  ///
  /// Safe, since the values of a campaign are redacted and few, their names, other parameters and the
  /// protocol are members of closed sets, and the mark is a literal.
  init(_ query: RequestedQuery, form: RequestForm, allowing parameters: Set<CampaignParameter>) {
    if query.isProbe {
      self.init(safe: "?probe=../.." + form.version.rawValue)
    } else {
      let text = ScrubbedText.parameters(query, allowing: parameters)
      self.init(safe: text + form.version.rawValue)
    }
  }

  /// A query that stands apart. Safe for the same reasons.
  init(apart query: RequestedQuery, allowing parameters: Set<CampaignParameter>) {
    if query.isProbe {
      self.init(safe: "probe=../..")
    } else {
      let text = ScrubbedText.parameters(query, allowing: parameters)
      self.init(safe: text.isEmpty ? "-" : String(text.dropFirst()))
    }
  }

  /// What is kept of a query that is no probe's: a campaign, and what tells that nobody looked at a page.
  private static func parameters(
    _ query: RequestedQuery, allowing parameters: Set<CampaignParameter>
  ) -> String {
    let text = query.campaign.map { RequestText.query(of: $0, allowing: parameters) } ?? ""
    let kept = query.kind.parameters.joined(separator: "&")
    return kept.isEmpty ? text : (text.isEmpty ? "?" : text + "&") + kept
  }

  /// Where a visitor came from.
  ///
  /// Safe, since the host is redacted, the scheme a member of a closed set, and the rest literals.
  init(_ referrer: RedactedReferrer, own: Referrer, site: SiteName) {
    self.init(safe: referrer.text(own: own, site: site))
  }

  /// A virtual host and its port.
  ///
  /// Safe, since a site's name is redacted unless it was given, placeholders become literals, and
  /// whatever is no name is one.
  init(_ site: SiteName, port: SitePort) {
    switch site {
    case .address: self.init(safe: "0.0.0.0" + port.rawValue)
    case .invalid: self.init(safe: "-" + port.rawValue)
    case .unnamed: self.init(safe: "")
    default: self.init(safe: HostRedaction.sample(of: site.text) + port.rawValue)
    }
  }

  /// A user agent of our own for a client.
  ///
  /// Safe, since it is made of names of closed sets. Bytes beyond ASCII, of which some names have a
  /// few, are escaped as both servers do; where they cannot be, it is the word, which has none.
  ///
  /// - Parameters:
  ///   - isWord: Whether a blank would end it.
  ///   - encoding: How it is written.
  init(_ client: Client, isWord: Bool = false, encoding: FieldEncoding = .backslash) {
    let digits = Array("0123456789ABCDEF")
    var header = UserAgent.canonical(of: client, isWord: isWord)
    if encoding != .backslash, !header.utf8.allSatisfy({ $0 < 0x80 }) {
      header = UserAgent.canonical(of: client, isWord: true)
    }
    self.init(
      safe: header.utf8.reduce(into: "") { text, byte in
        if byte < 0x80 {
          text.unicodeScalars.append(Unicode.Scalar(byte))
        } else {
          text += "\\x" + String([digits[Int(byte >> 4)], digits[Int(byte & 15)]])
        }
      })
    self = encoded(encoding)
  }

  /// A time in the zone and the notation of the server: the beginning of its hour in UTC, or, only if
  /// it is asked for, the time itself.
  ///
  /// Safe, since the hour is what is kept of times anyway, and all that is written are digits, the
  /// names of months, and what stands in a format. In zones that are not whole hours from UTC, the
  /// beginning of an hour is not at `:00`; that of the hour in UTC it must be, for the line to count
  /// in it again.
  init(hour: Int32, _ time: LoggedTime, pattern: [TimePattern.Part]) {
    let utc = Hour(rawValue: hour).start + Int64(time.second)
    let clock = ClockText(local: utc + Int64(time.offset), isLeap: time.isLeap)
    switch time.look {
    case .commonLog:
      self.init(
        safe: "\(clock.day)/\(clock.monthName)/\(clock.year):\(clock.time)"
          + (time.hasZone ? " " + ClockText.zone(time.offset, isWest: time.isWest) : ""))
    case .iso:
      self.init(
        safe: "\(clock.date)T\(clock.time)"
          + (time.hasZone ? ClockText.zone(time.offset, isWest: time.isWest, separator: ":") : ""))
    case .slashes:
      self.init(
        safe: "\(clock.year)/\(clock.month)/\(clock.day) \(clock.time).000"
          + (time.hasZone ? ClockText.zone(time.offset, isWest: time.isWest) : ""))
    case .ctime:
      self.init(
        safe: "\(clock.weekday) \(clock.monthName) \(clock.day) \(clock.time) \(clock.year)")
    case .timeOfDay: self.init(safe: clock.time)
    case .pattern:
      self.init(safe: clock.text(pattern, offset: time.offset, epoch: utc))
    case .seconds: self.init(safe: ClockText.epoch(utc))
    case .milliseconds: self.init(safe: ClockText.epoch(utc), "000")
    case .microseconds: self.init(safe: ClockText.epoch(utc), "000000")
    case .nanoseconds: self.init(safe: ClockText.epoch(utc), "000000000")
    }
  }

  /// The date of a time whose date stands apart. Safe, since it is digits.
  init(date hour: Int32, _ time: LoggedTime) {
    self.init(
      safe: ClockText(local: Hour(rawValue: hour).start + Int64(time.offset), isLeap: false).date)
  }

  /// The end of a response, in the notation of ends. Safe, since it is digits.
  ///
  /// - Parameter start: What is written of its beginning.
  init(
    end hour: Int32, _ start: LoggedTime, after time: ResponseTime, _ notation: FieldNotation
  ) {
    let seconds = Hour(rawValue: hour).start + Int64(start.second)
    let microseconds = seconds * 1_000_000 + Int64(time.milliseconds * 1000)
    func fraction(_ part: Int64) -> String {
      "." + String("\(part + microseconds % part)".dropFirst())
    }
    switch notation {
    case .epoch(.seconds):
      self.init(safe: ClockText.epoch(microseconds / 1_000_000), fraction(1_000_000))
    case .epoch(.milliseconds):
      self.init(safe: ClockText.epoch(microseconds / 1000, digits: 13), fraction(1000))
    case .epoch(.nanoseconds): self.init(safe: ClockText.epoch(microseconds, digits: 16), "000")
    case .iso8601:
      let clock = ClockText(local: microseconds / 1_000_000, isLeap: false)
      self.init(safe: "\(clock.date)T\(clock.time)", fraction(1_000_000), "Z")
    // Any notation is read; a number of so many digits is one of microseconds.
    default: self.init(safe: ClockText.epoch(microseconds, digits: 16))
    }
  }

  /// The protocol where it stands apart, or its absence. Safe, since it is a member of a closed set.
  init(_ version: RequestProtocol) {
    self.init(safe: version == .none ? "-" : String(version.rawValue.dropFirst()))
  }

  /// The same text as another encoding has it, of what is written in the escapes of Apache.
  ///
  /// Safe, since what it says stays the same, and bytes that would end a value are escaped.
  consuming func encoded(_ encoding: FieldEncoding) -> ScrubbedText {
    switch encoding {
    case .backslash: return self
    case .json:
      guard bytes.contains(UInt8(ascii: "\\")) else { return self }
      let text = String(decoding: LogEscape.unescaped(bytes[...]), as: UTF8.self)
      return ScrubbedText(
        safe: String(decoding: QuotedJSON.quoted(text).dropFirst().dropLast(), as: UTF8.self))
    case .percent, .percentTwice:
      let plain = LogEscape.unescaped(bytes[...])
      let once = RequestText.percentEncoded(plain)
      return ScrubbedText(
        safe: encoding == .percent ? once : RequestText.percentEncoded(Array(once.utf8)))
    case .plusForSpace:
      let plain = LogEscape.unescaped(bytes[...]).map { $0 == 0x20 ? UInt8(ascii: "+") : $0 }
      return ScrubbedText(safe: String(decoding: plain.filter { $0 > 0x20 }, as: UTF8.self))
    case .none, .doubledQuote, .numberSign:
      guard bytes.contains(UInt8(ascii: "\\")) else { return self }
      let plain = LogEscape.unescaped(bytes[...]).filter { $0 >= 0x20 && $0 != 0x22 }
      return ScrubbedText(safe: String(decoding: plain, as: UTF8.self))
    }
  }
}

/// A moment of a clock on the wall, as text: digits and names of days and months.
private struct ClockText {
  private let parts: (year: Int, month: Int, day: Int)
  private let weekdayNumber: Int
  private let ofDay: Int
  private let isLeap: Bool

  init(local: Int64, isLeap: Bool) {
    let day = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    ofDay = Int(local - day * 86_400)
    let date = Day(rawValue: Int32(day)).date
    parts = (date.year, date.month, date.day)
    // The first day of 1970 was a Thursday.
    weekdayNumber = Int((day % 7 + 7) % 7)
    self.isLeap = isLeap
  }

  /// A time since 1970 with the digits that one of today has: by their number its unit is told, and
  /// whether it is a time at all.
  static func epoch(_ time: Int64, digits: Int = 10) -> String {
    let text = "\(time)"
    return String(repeating: "0", count: time < 0 ? 0 : max(0, digits - text.count)) + text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  var year: String {
    String(repeating: "0", count: max(0, 4 - "\(parts.year)".count)) + "\(parts.year)"
  }
  var month: String { ClockText.two(parts.month) }
  var monthName: String { ClockText.months[parts.month - 1] }
  var day: String { ClockText.two(parts.day) }
  var weekday: String { ClockText.weekdays[weekdayNumber] }
  var date: String { "\(year)-\(ClockText.two(parts.month))-\(day)" }
  private var hour: String { ClockText.two(ofDay / 3600) }
  private var minute: String { ClockText.two(ofDay / 60 % 60) }
  private var second: String { isLeap ? "60" : ClockText.two(ofDay % 60) }
  var time: String { "\(hour):\(minute):\(second)" }

  static func zone(_ offset: Int32, isWest: Bool, separator: String = "") -> String {
    let minutes = Int(abs(offset)) / 60
    return (isWest ? "-" : "+") + two(minutes / 60) + separator + two(minutes % 60)
  }

  func text(_ pattern: [TimePattern.Part], offset: Int32, epoch: Int64) -> String {
    pattern.map { part in
      switch part {
      case .literal(let byte): String(decoding: [byte], as: UTF8.self)
      case .year: year
      case .shortYear: ClockText.two(parts.year % 100)
      case .month: ClockText.two(parts.month)
      case .monthName: monthName
      case .day: day
      case .paddedDay: parts.day < 10 ? " \(parts.day)" : day
      case .hour: hour
      case .hour12: ClockText.two((ofDay / 3600 + 11) % 12 + 1)
      case .minute: minute
      case .second: second
      case .amPm: ofDay < 43_200 ? "AM" : "PM"
      case .zone: ClockText.zone(offset, isWest: offset < 0)
      case .epoch: ClockText.epoch(epoch)
      case .word: weekday
      case .digits(let count): String(repeating: "0", count: count)
      }
    }.joined()
  }

  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}
