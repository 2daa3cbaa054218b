internal import LogFormats
internal import Traffic

// What leaves an entry for a scrubbed log, beside what leaves it for counting: numbers and members of
// closed sets, none of which can hold a client's text.

/// The network that is kept of an address: its upper bits, and zeros.
struct KeptNetwork: BitwiseCopyable, Hashable {
  /// An IPv4 address in the lower half, or the upper half of an IPv6 address.
  let bits: UInt64
  let isVersion6: Bool

  /// Cuts a network further.
  init(_ network: ClientNetwork, version4Bits: Int, version6Bits: Int) {
    switch network.family {
    case .version4:
      let mask: UInt32 = version4Bits == 0 ? 0 : ~0 << UInt32(32 - version4Bits)
      bits = UInt64(network.version4 & mask)
      isVersion6 = false
    case .version6:
      let mask: UInt64 = version6Bits == 0 ? 0 : ~0 << UInt64(64 - version6Bits)
      bits = network.upper & mask
      isVersion6 = true
    }
  }
}

/// What a time says beside its hour in UTC: the zone of the server and the notation, and, only if it is
/// asked for, the second within the hour.
struct LoggedTime: BitwiseCopyable, Hashable {
  /// Seconds east of UTC.
  var offset: Int32
  /// Whether the zone is written as one west of UTC: `-0000` is one that nobody knows (RFC 5322).
  var isWest = false
  /// Whether the line says its zone itself.
  var hasZone = true
  /// Seconds of the hour in UTC; 0 unless asked for.
  var second: Int16 = 0
  /// Whether it is a leap second, which is logged as :60.
  var isLeap = false
  var look = TimeLook.commonLog

  /// - Parameter bytes: A time of 26 bytes that a ``LogClock`` has taken for one.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, keepsTime: Bool) {
    // SAFETY: all indices are below 26.
    guard bytes.count == LogClock.length, let hours = unsafe LoggedTime.number(bytes, 22),
      let minutes = unsafe LoggedTime.number(bytes, 24)
    else { return nil }
    let east = unsafe bytes[unchecked: 21] == UInt8(ascii: "+")
    offset = (Int32(hours) * 3600 + Int32(minutes) * 60) * (east ? 1 : -1)
    isWest = !east
    guard keepsTime else { return }
    guard let minute = unsafe LoggedTime.number(bytes, 15),
      let second = unsafe LoggedTime.number(bytes, 18)
    else { return nil }
    isLeap = second == 60
    note(local: Int64(minute) * 60 + Int64(min(second, 59)))
  }

  /// - Parameter offset: Seconds east of UTC, as the moment or the zone that was named has it.
  init(_ moment: LoggedMoment, offset: Int32, look: TimeLook, keepsTime: Bool) {
    self.offset = offset
    self.look = look
    isWest = offset < 0
    hasZone = moment.offset != nil
    if keepsTime { note(local: moment.local) }
  }

  private mutating func note(local: Int64) {
    second = Int16(((local - Int64(offset)) % 3600 + 3600) % 3600)
  }

  private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> UInt8? {
    let tens = unsafe bytes[unchecked: index] &- 0x30
    let ones = unsafe bytes[unchecked: index + 1] &- 0x30
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : nil
  }
}

/// How a time is written, for one that is written in its place.
enum TimeLook: UInt8 {
  case commonLog, iso, slashes, ctime, timeOfDay, pattern
  case seconds, milliseconds, microseconds, nanoseconds

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ notation: FieldNotation) {
    switch notation {
    case .commonLog, .commonLogLocal: self = .commonLog
    case .iso8601: self = .iso
    case .epoch(let unit): self = TimeLook(unit)
    case .strftime: self = .pattern
    case .timeOfDay, .localTimeOfDay: self = .timeOfDay
    default: self = unsafe TimeLook(any: bytes)
    }
  }

  private init(_ unit: TimeUnit) {
    switch unit {
    case .seconds: self = .seconds
    case .milliseconds: self = .milliseconds
    case .microseconds: self = .microseconds
    case .nanoseconds: self = .nanoseconds
    }
  }

  /// As ``TimeReader/any()`` tells notations apart.
  private init(any bytes: UnsafeBufferPointer<UInt8>) {
    let digits = unsafe bytes.prefix { ASCII.isDigit($0) }.count
    if digits == 2 {
      self = .commonLog
    } else if digits == 4 {
      self = unsafe bytes.count > 4 && bytes[4] == UInt8(ascii: "/") ? .slashes : .iso
    } else if digits == 0 {
      self = .ctime
    } else {
      self =
        digits < 12
        ? .seconds : digits < 15 ? .milliseconds : digits < 18 ? .microseconds : .nanoseconds
    }
  }
}

/// The method of a request: one of RFC 9110, section 9, RFC 5789, WebDAV (RFC 4918) and caches.
enum RequestMethod: String, CaseIterable {
  /// A line that is no request.
  case none = ""
  /// A method that nobody has heard of, which may be anything.
  case other = "UNKNOWN"
  case get = "GET"
  case head = "HEAD"
  case post = "POST"
  case put = "PUT"
  case delete = "DELETE"
  case connect = "CONNECT"
  case options = "OPTIONS"
  case trace = "TRACE"
  case patch = "PATCH"
  case propfind = "PROPFIND"
  case proppatch = "PROPPATCH"
  case mkcol = "MKCOL"
  case copy = "COPY"
  case move = "MOVE"
  case lock = "LOCK"
  case unlock = "UNLOCK"
  case report = "REPORT"
  case search = "SEARCH"
  case purge = "PURGE"
}

/// The protocol that a request line ends in; none for HTTP/0.9 and for what is no version.
enum RequestProtocol: String, CaseIterable {
  case none = ""
  case http09 = " HTTP/0.9"
  case http10 = " HTTP/1.0"
  case http11 = " HTTP/1.1"
  case http2 = " HTTP/2"
  case http20 = " HTTP/2.0"
  case http3 = " HTTP/3"
  case http30 = " HTTP/3.0"
}

/// The frame of a request line, around its target.
struct RequestForm {
  var method: RequestMethod
  var version: RequestProtocol
  /// Whether the target, before a query, is the page's text byte for byte, as that of most pages is.
  var isVerbatim = false

  /// - Parameters:
  ///   - bytes: The request line as the server wrote it.
  ///   - page: The page it asks for.
  init(_ bytes: [UInt8], isEscaped: Bool, page: PagePath? = nil) {
    let head = bytes.prefix { $0 != UInt8(ascii: "?") }
    let hasQuery = head.count < bytes.count
    let start = isEscaped ? LogEscape.unescaped(head)[...] : head
    // As the counter has it: what is a GET is told before escapes are undone.
    let isGet = bytes.count > 4 && bytes.starts(with: RequestForm.get)
    if let (word, target) = RequestLine.parts(of: start, hasProtocol: !hasQuery) {
      if isGet {
        method = .get
      } else {
        let known = RequestMethod(rawValue: String(decoding: word, as: UTF8.self)) ?? .other
        method = known == .get ? .other : known
      }
      if let page { isVerbatim = Array(page.text.utf8)[...] == target }
    } else {
      method = .none
    }
    let line = isEscaped ? LogEscape.unescaped(bytes[...]) : bytes
    let space = line.lastIndex(of: UInt8(ascii: " ")) ?? line.endIndex
    version =
      line.count - space > 9
      ? .none : RequestProtocol(rawValue: String(decoding: line[space...], as: UTF8.self)) ?? .none
  }

  private static let get = Array("GET ".utf8)

  /// Where neither stands with the target.
  static let none = RequestForm(Array("-".utf8), isEscaped: false)
}

/// How a referrer of the web was reached.
enum WebScheme: String {
  case http
  case https

  init(_ field: [UInt8]) {
    let start = String(decoding: field.prefix(5), as: UTF8.self).lowercased()
    self = start == "http:" ? .http : .https
  }
}

/// The port behind a virtual host, `%p`: the usual ones, since others may be a client's doing.
enum SitePort: String {
  case none = ""
  case other = ":0"
  case http = ":80"
  case https = ":443"
  case http8080 = ":8080"
  case https8443 = ":8443"

  init(_ host: [UInt8]) {
    // An address of version 6 without brackets has colons and no port.
    let colons = host.count { $0 == UInt8(ascii: ":") }
    guard let colon = host.lastIndex(of: UInt8(ascii: ":")),
      colons == 1 || (colon > 0 && host[colon - 1] == UInt8(ascii: "]"))
    else {
      self = .none
      return
    }
    self =
      host.count - colon > 5
      ? .other : SitePort(rawValue: String(decoding: host[colon...], as: UTF8.self)) ?? .other
  }
}
