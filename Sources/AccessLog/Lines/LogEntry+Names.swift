internal import CScan
internal import Traffic
internal import UserAgents

// What leaves an entry as a name: each function reduces a field to a type of `Traffic`.

extension LogEntry {
  /// A keyed hash of a field, to know it again within this process.
  @inline(__always)
  func tag(of field: Field, key: (UInt64, UInt64)) -> UInt64 {
    unsafe withBytes(of: field) { bytes, _ in
      // SAFETY: the hash reads at most 16 bytes behind the field, within the block's slack.
      guard let base = bytes.baseAddress else { return 0 }
      return unsafe scan_hash(base, bytes.count, key.0, key.1)
    }
  }

  /// The client, from the user agent.
  var client: Client {
    unsafe withBytes(of: .userAgent) { bytes, isEscaped in
      if isEscaped { return UserAgent.client(of: unsafe LogEscape.unescaped(bytes).span.bytes) }
      return UserAgent.client(of: unsafe RawSpan(_unsafeElements: bytes))
    }
  }

  /// The virtual host.
  var site: SiteName {
    unsafe withBytes(of: .site) { bytes, _ in unsafe HostName.site(of: bytes) }
  }

  /// A keyed hash of all that decides a request's page, and whether its method is GET.
  ///
  /// The query never matters, so the hash ends before it: targets that differ in it only are one.
  @inline(__always)
  func requestTag(site: UInt16, key: (UInt64, UInt64)) -> (tag: UInt64, isGet: Bool) {
    unsafe withBytes(of: .request) { bytes, _ in
      // SAFETY: reads are within the field, or its block's slack.
      guard let base = bytes.baseAddress else { return (0, false) }
      let end = unsafe base + bytes.count
      let isGet = unsafe bytes.count > 4 && scan_load4(base) == LogEntry.get
      // A query's `?` is the first one; without one, all of the request line is hashed, since
      // there may be spaces in it.
      let stop = unsafe scan_byte(base, end, UInt8(ascii: "?"))
      return (
        unsafe scan_hash(base, stop - base, key.0 ^ UInt64(site), key.1), isGet
      )
    }
  }

  /// `GET ` as four bytes.
  private static let get = UInt32(littleEndian: 0x2054_4547)

  /// The page a request asks for, redacted.
  @inline(never)
  func page(rules: [PageRule]) -> PagePath {
    unsafe withBytes(of: .request) { bytes, isEscaped in
      let line = unsafe isEscaped ? LogEscape.unescaped(bytes) : Array(bytes)
      return RequestLine.page(of: line, rules: rules)
    }
  }
}

/// A request line (RFC 9112, section 3): method, target and protocol, of which HTTP/0.9 has none.
enum RequestLine {
  static func page(of line: [UInt8], rules: [PageRule]) -> PagePath {
    if line.isEmpty || line == [UInt8(ascii: "-")] { return .noRequest }
    guard let (method, target) = parts(of: line) else { return .invalidRequest }
    return RequestTarget.page(
      of: target, isConnect: method.elementsEqual("CONNECT".utf8), rules: rules)
  }

  /// The method and the target, or `nil` where the line is no request.
  static func parts(
    of line: [UInt8]
  ) -> (method: ArraySlice<UInt8>, target: ArraySlice<UInt8>)? {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")), space > 0,
      line[..<space].allSatisfy({ (0x41...0x5a).contains($0) })
    else { return nil }
    var target = line[(space + 1)...]
    if let last = target.lastIndex(of: UInt8(ascii: " ")),
      target[last...].starts(with: " HTTP/".utf8)
    {
      target = target[..<last]
    }
    return (line[..<space], target)
  }
}
