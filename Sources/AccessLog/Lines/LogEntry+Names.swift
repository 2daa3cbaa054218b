internal import CScan
internal import LogFormats
internal import Traffic
internal import UserAgents

// What leaves an entry as a name: each function reduces a field to a type of `Traffic`.

extension LogEntry {
  /// A keyed hash of a field, to know it again within this process.
  @inline(__always)
  func tag(of field: FieldMeaning, key: (UInt64, UInt64)) -> UInt64 {
    unsafe declassify(field) { bytes, _ in
      // SAFETY: the hash reads at most 16 bytes behind the field, within the block's padding.
      guard let base = bytes.baseAddress else { return FieldTag(hash: 0) }
      return unsafe FieldTag(hash: scan_hash(base, bytes.count, key.0, key.1))
    }.hash
  }

  /// The client, from the user agent.
  func client(_ reading: LineReading) -> Client {
    unsafe declassify(.userAgent) { bytes, isEscaped in
      if isEscaped || FieldText.isAlwaysEscaped(reading.agentEncoding) {
        let text = FieldText.unescaped(
          unsafe Array(bytes)[...], isEscaped: isEscaped, reading.agentEncoding)
        return unsafe UserAgent.client(of: text.span.bytes)
      }
      return UserAgent.client(of: unsafe RawSpan(_unsafeElements: bytes))
    }
  }

  /// Whether a user agent is one of those that are left out.
  func isExcluded(agent exclusions: Exclusions, _ reading: LineReading) -> Bool {
    // SAFETY: the field's bytes are copied.
    unsafe declassify(.userAgent) { bytes, isEscaped in
      let text = FieldText.unescaped(
        unsafe Array(bytes)[...], isEscaped: isEscaped, reading.agentEncoding)
      return exclusions.contain(agent: Array(text)) ? UInt16(1) : 0
    } == 1
  }

  /// Whether the client's address is one of those that are left out.
  func isExcluded(client networks: AddressNetworks, _ reading: LineReading) -> Bool {
    // SAFETY: nothing of the field is kept.
    unsafe declassify(.client) { bytes, _ in
      unsafe reading.clients.isClient(bytes, in: networks) ? UInt16(1) : 0
    } == 1
  }

  /// The virtual host, redacted unless it was given as one of the site's own.
  func site(_ own: Referrer, _ reading: LineReading) -> SiteName {
    unsafe declassify(.host) { bytes, _ in
      let host = unsafe Array(bytes)
      // A key that an object lacks says nothing.
      return host.isEmpty && reading.mayLackValues
        ? .unnamed : HostName.site(of: host, given: own.given)
    }
  }

  /// A keyed hash of the host in a target that is a whole URL.
  func targetHostTag(_ reading: LineReading, key: (UInt64, UInt64)) -> UInt64 {
    let form = reading.targetForm
    return unsafe declassify(form == .request ? .request : .target) { bytes, _ in
      // SAFETY: the range is within the field; the hash reads at most the padding behind it.
      guard let range = unsafe TargetHost.range(in: bytes, form),
        let base = bytes.baseAddress
      else {
        return FieldTag(hash: 0)
      }
      return unsafe FieldTag(
        hash: scan_hash(base + range.lowerBound, range.count, key.0 ^ 1 << 33, key.1))
    }.hash
  }

  /// The site that is the host of a target that is a whole URL.
  func targetSite(_ own: Referrer, _ reading: LineReading) -> SiteName {
    let form = reading.targetForm
    return unsafe declassify(form == .request ? .request : .target) { bytes, _ in
      guard let range = unsafe TargetHost.range(in: bytes, form) else {
        return .unnamed
      }
      return HostName.site(of: unsafe Array(bytes[range]), given: own.given)
    }
  }

  /// Keyed hashes of all that decides a request's page, and of its query; whether it is a GET.
  ///
  /// Neither the query nor the version of the protocol ever matters to the page, so the first hash
  /// ends before them: request lines that differ in them only are one.
  ///
  /// - Parameter keepsVersion: Whether the version matters, where it ends the line.
  @inline(__always)
  func requestTag(
    site: UInt16, key: (UInt64, UInt64), _ reading: borrowing LineReading,
    keepsVersion: Bool = false
  ) -> RequestTag {
    reading.hasWholeRequest
      ? wholeRequestTag(site: site, key: key, keepsVersion: keepsVersion)
      : partsTag(site: site, key: key)
  }

  /// The same of a request whose method, target and query stand apart.
  @inline(never)
  private func partsTag(site: UInt16, key: (UInt64, UInt64)) -> RequestTag {
    let method = unsafe declassify(.method) { bytes, _ in
      // SAFETY: reads are within the field, or its block's padding.
      guard let base = bytes.baseAddress else { return RequestTag(hash: 0, query: 0, isGet: true) }
      let isNone = unsafe !LogEntry.isQuery(bytes)
      let isGet = unsafe isNone || bytes.count == 3 && scan_load4(base) & 0xff_ffff == 0x54_4547
      return unsafe RequestTag(
        hash: isGet ? 1 : scan_hash(base, bytes.count, key.0, key.1), query: 0, isGet: isGet)
    }
    let apart = unsafe declassify(.query) { bytes, _ in
      guard unsafe LogEntry.isQuery(bytes), let base = bytes.baseAddress else {
        return FieldTag(hash: 0)
      }
      return unsafe FieldTag(hash: scan_hash(base, bytes.count, key.0, key.1) | 1)
    }.hash
    return unsafe declassify(.target) { bytes, _ in
      guard let base = bytes.baseAddress else { return RequestTag(hash: 0, query: 0, isGet: false) }
      let end = unsafe base + bytes.count
      let stop = unsafe scan_byte(base, end, UInt8(ascii: "?"))
      let hasQuery = unsafe stop != end || apart != 0
      let place = UInt64(site) | (hasQuery ? 3 << 16 : 4 << 16)
      let own = unsafe stop == end ? 0 : scan_hash(stop, end - stop, key.0, key.1) | 1
      return unsafe RequestTag(
        hash: scan_hash(base, stop - base, key.0 ^ place ^ method.hash, key.1),
        query: own &+ apart &* 3, isGet: method.isGet)
    }
  }

  @inline(__always)
  private func wholeRequestTag(
    site: UInt16, key: (UInt64, UInt64), keepsVersion: Bool
  ) -> RequestTag {
    unsafe declassify(.request) { bytes, _ in
      // SAFETY: reads are within the field, or its block's padding.
      guard let base = bytes.baseAddress else { return RequestTag(hash: 0, query: 0, isGet: false) }
      let end = unsafe base + bytes.count
      let isGet = unsafe bytes.count > 4 && scan_load4(base) == LogEntry.get
      // A query's `?` is the first one; without one, all before the version is hashed, since there
      // may be spaces in it. The three ends are told apart: `GET /a HTTP/1.1` before a `?` is no
      // protocol but a path with a space.
      var stop = unsafe scan_byte(base, end, UInt8(ascii: "?"))
      let hasQuery = unsafe stop != end
      var place = UInt64(site)
      if hasQuery {
        place |= 1 << 16
      } else if unsafe !keepsVersion && LogEntry.version(standsBefore: end, in: bytes) {
        place |= 2 << 16
        unsafe stop = end - LogEntry.versionLength
      }
      return unsafe RequestTag(
        hash: scan_hash(base, stop - base, key.0 ^ place, key.1),
        query: hasQuery ? scan_hash(stop, end - stop, key.0, key.1) | 1 : 0, isGet: isGet)
    }
  }

  /// Whether a request line ends in ` HTTP/` and a version of two digits with a dot.
  @inline(__always)
  private static func version(
    standsBefore end: UnsafePointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard bytes.count >= versionLength else { return false }
    // SAFETY: that many bytes stand before the end.
    let start = unsafe end - versionLength
    return unsafe UInt64(littleEndian: scan_load8(start)) & 0xff00_ffff_ffff_ffff == protocolAndDot
      && ASCII.isDigit(start[6]) && ASCII.isDigit(start[8])
  }

  private static let versionLength = 9
  /// ` HTTP/`, any digit and a dot, as eight bytes of which the digit's is zero.
  private static let protocolAndDot: UInt64 = 0x2e00_2f50_5454_4820

  /// `GET ` as four bytes.
  private static let get = UInt32(littleEndian: 0x2054_4547)

  /// The page a request asks for, redacted, and whether it looks for a weakness.
  @inline(never)
  ///
  /// - Parameters:
  ///   - own: The hosts of the site, where they are known.
  ///   - query: The parameters that tell pages apart; none where a page is known by its path.
  func request(
    rules: [PageRule], own: OwnHosts? = nil, query: PageQuery? = nil, _ reading: LineReading
  ) -> RequestedPage {
    declassifyRequest(reading) { line, isEscaped in
      var read = RequestLine.page(of: line, isEscaped: isEscaped, rules: rules, own: own)
      if let query, read.page.text.utf8.first == UInt8(ascii: "/") {
        let text = LogEntry.query(of: line, isEscaped: isEscaped)
        if let (_, target) = RequestLine.parts(of: text[...]) {
          let pairs = target.drop { $0 != UInt8(ascii: "?") }.dropFirst()
          read.page = read.page.with(query: query.text(of: pairs))
        }
      }
      return read
    }
  }

  /// A request line with a line's query and nothing else of it: what follows the first `?` as the server
  /// wrote it, since one that is escaped belongs to the path.
  private static func query(of line: ArraySlice<UInt8>, isEscaped: Bool) -> [UInt8] {
    let query = line.drop { $0 != UInt8(ascii: "?") }
    return Array("GET /".utf8) + (isEscaped ? LogEscape.unescaped(query) : Array(query))
  }

  /// What a request's query says: a campaign, whether it looks for a weakness, what it is for.
  ///
  /// The answer is a function of the bytes behind the first `?`, since that is what a query is known
  /// again by: one that the server escaped belongs to the path.
  @inline(never)
  func query(
    allowing parameters: Set<CampaignParameter>, kinds: [KindRule] = [],
    pages: PageQuery = PageQuery(names: []),
    _ reading: LineReading
  ) -> RequestedQuery {
    declassifyRequest(reading) { line, isEscaped in
      RequestLine.query(
        of: LogEntry.query(of: line, isEscaped: isEscaped), allowing: parameters, kinds: kinds,
        pages: pages)
    }
  }

  /// A keyed hash of what decides a referrer's host: all before the path, and the site it is for.
  @inline(__always)
  func referrerTag(site: UInt16, key: (UInt64, UInt64)) -> UInt64 {
    unsafe declassify(.referrer) { bytes, _ in
      // SAFETY: reads are within the field, or its block's padding. `https://` has eight bytes; in
      // what is shorter there is no path to leave out.
      guard let base = bytes.baseAddress else { return FieldTag(hash: 0) }
      let end = unsafe base + bytes.count
      var stop = unsafe bytes.count > 8 ? scan_byte(base + 8, end, UInt8(ascii: "/")) : end
      // A longer scheme, as `android-app://`, has its slashes here, before the host.
      if unsafe stop < end, unsafe (stop - 1).pointee == UInt8(ascii: ":") {
        unsafe stop = scan_byte(min(stop + 2, end), end, UInt8(ascii: "/"))
      }
      return unsafe FieldTag(
        hash: scan_hash(base, stop - base, key.0 ^ UInt64(site) ^ 1 << 32, key.1))
    }.hash
  }

  /// The host that a visitor comes from.
  @inline(never)
  func referrer(_ own: Referrer, site: SiteName, _ reading: LineReading) -> ReferrerHost {
    unsafe declassify(.referrer) { bytes, isEscaped in
      let field = FieldText.unescaped(
        unsafe Array(bytes)[...], isEscaped: isEscaped, reading.referrerEncoding)
      return own.host(of: field[...], lacksScheme: reading.referrerLacksScheme, site: site)
    }
  }
}

/// The host of a target in absolute form (RFC 9112, section 3.2.2), alone or in a request line.
enum TargetHost {
  /// Where a host may stand.
  enum Form { case request, url, hostAndPath }

  /// The bytes of the host; `nil` where there is none.
  ///
  /// A whole request's has a method before it: without one there was no request, and the host is a
  /// server's own word for that, as in Varnish's `- http://localhost`. A `://` further on is a part of
  /// what was asked for.
  static func range(in bytes: UnsafeBufferPointer<UInt8>, _ form: Form) -> Range<Int>? {
    // SAFETY: there is a first byte.
    if form == .hostAndPath, unsafe bytes.first == UInt8(ascii: "/") {
      return unsafe range(in: bytes, from: 1)
    }
    // Methods and schemes are short.
    let limit = min(bytes.count, 40)
    var at = 0
    if form == .request {
      // SAFETY: all places are below the limit.
      while at < limit,
        unsafe (0x41...0x5a).contains(bytes[at]) || at > 0 && bytes[at] == UInt8(ascii: "-")
      {
        at += 1
      }
      guard at > 0, at < limit, unsafe bytes[at] == UInt8(ascii: " ") else { return nil }
      at += 1
    }
    let scheme = at
    while at < limit, unsafe ASCII.isLetter(bytes[at]) { at += 1 }
    // SAFETY: three bytes are there.
    guard at > scheme, at + 2 < bytes.count, unsafe bytes[at] == UInt8(ascii: ":"),
      unsafe bytes[at + 1] == UInt8(ascii: "/"), unsafe bytes[at + 2] == UInt8(ascii: "/")
    else { return nil }
    return unsafe range(in: bytes, from: at + 3)
  }

  /// What stands before the path.
  private static func range(
    in bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Range<Int>? {
    var end = start
    // SAFETY: the place is below the end.
    while end < bytes.count, unsafe !isEnd(bytes[end]) && !isProtocol(bytes, end) { end += 1 }
    return start < end ? start..<end : nil
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  /// Whether ` HTTP/` stands at a place: a blank elsewhere is a part of what is no host then.
  private static func isProtocol(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
    guard bytes.count - index >= protocolStart.count else { return false }
    // SAFETY: that many bytes are there.
    return unsafe bytes[index] == UInt8(ascii: " ")
      && protocolStart.indices.allSatisfy { unsafe bytes[index + $0] == protocolStart[$0] }
  }

  private static let protocolStart = Array(" HTTP/".utf8)
}
