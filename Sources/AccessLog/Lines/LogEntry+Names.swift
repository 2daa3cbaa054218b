internal import CScan
internal import Traffic
internal import UserAgents

// What leaves an entry as a name: each function reduces a field to a type of `Traffic`.

extension LogEntry {
  /// A keyed hash of a field, to know it again within this process.
  @inline(__always)
  func tag(of field: Field, key: (UInt64, UInt64)) -> UInt64 {
    unsafe declassify(field) { bytes, _ in
      // SAFETY: the hash reads at most 16 bytes behind the field, within the block's slack.
      guard let base = bytes.baseAddress else { return FieldTag(hash: 0) }
      return unsafe FieldTag(hash: scan_hash(base, bytes.count, key.0, key.1))
    }.hash
  }

  /// The client, from the user agent.
  var client: Client {
    unsafe declassify(.userAgent) { bytes, isEscaped in
      if isEscaped {
        return UserAgent.client(of: unsafe LogEscape.unescaped(Array(bytes)[...]).span.bytes)
      }
      return UserAgent.client(of: unsafe RawSpan(_unsafeElements: bytes))
    }
  }

  /// The virtual host, redacted unless it was given as one of the site's own.
  func site(_ own: Referrer) -> SiteName {
    unsafe declassify(.site) { bytes, _ in
      unsafe HostName.site(of: Array(bytes), given: own.given)
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
    site: UInt16, key: (UInt64, UInt64), keepsVersion: Bool = false
  ) -> RequestTag {
    unsafe declassify(.request) { bytes, _ in
      // SAFETY: reads are within the field, or its block's slack.
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
  func request(rules: [PageRule]) -> RequestedPage {
    unsafe declassify(.request) { bytes, isEscaped in
      unsafe RequestLine.page(of: Array(bytes)[...], isEscaped: isEscaped, rules: rules)
    }
  }

  /// The campaign in a request's query, and whether the query looks for a weakness.
  ///
  /// The answer is a function of the bytes behind the first `?`, since that is what a query is known
  /// again by: one that the server escaped belongs to the path.
  @inline(never)
  func query(allowing parameters: Set<CampaignParameter>) -> RequestedQuery {
    unsafe declassify(.request) { bytes, isEscaped in
      let query = unsafe Array(bytes)[...].drop { $0 != UInt8(ascii: "?") }
      let line = Array("GET /".utf8) + (isEscaped ? LogEscape.unescaped(query) : Array(query))
      return RequestLine.query(of: line, allowing: parameters)
    }
  }

  /// A keyed hash of what decides a referrer's host: all before the path, and the site it is for.
  @inline(__always)
  func referrerTag(site: UInt16, key: (UInt64, UInt64)) -> UInt64 {
    unsafe declassify(.referrer) { bytes, _ in
      // SAFETY: reads are within the field, or its block's slack. `https://` has eight bytes; in
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
  func referrer(_ own: Referrer, site: SiteName) -> ReferrerHost {
    unsafe declassify(.referrer) { bytes, isEscaped in
      let field = unsafe isEscaped ? LogEscape.unescaped(Array(bytes)[...]) : Array(bytes)
      return own.host(of: field[...], site: site)
    }
  }
}
