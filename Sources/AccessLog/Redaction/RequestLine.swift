internal import Traffic

/// A request line (RFC 9112, section 3): method, target and protocol, of which HTTP/0.9 has none.
enum RequestLine {
  /// The page that a request line asks for, redacted, and whether it looks for a weakness.
  ///
  /// The answer is a function of the bytes before the first `?` and of whether there is one, since
  /// that is what a request is known again by; so a protocol is only looked for where there is no
  /// query, and what stands behind a `?` cannot change the page.
  ///
  /// - Parameters:
  ///   - line: The request line as the server wrote it, without its quotes.
  ///   - isEscaped: Whether there is a backslash in it.
  ///   - own: The hosts of the site, where they are known: whoever asks for another one takes the server
  ///     for a proxy.
  static func page(
    of line: ArraySlice<UInt8>, isEscaped: Bool, rules: [PageRule], own: OwnHosts? = nil
  ) -> RequestedPage {
    let path = line.prefix { $0 != UInt8(ascii: "?") }
    let hasQuery = path.count < line.count
    if !hasQuery, path.isEmpty || (path.count == 1 && path.first == UInt8(ascii: "-")) {
      return RequestedPage(page: .noRequest, isProbe: false)
    }
    let line = isEscaped ? LogEscape.unescaped(path)[...] : path
    let parts = parts(of: line, hasProtocol: !hasQuery)
    let isProbe = ScannerProbe.isProbe(requestLine: line, parts)
    guard let (method, target) = parts else {
      return RequestedPage(page: .invalidRequest, isProbe: isProbe)
    }
    let isConnect = isConnect(method)
    if !isProbe, let own, let host = RequestTarget.authority(of: target), !own.contain(host) {
      return RequestedPage(page: .probe, isProbe: true)
    }
    let page =
      isProbe && !isConnect
      ? .probe : RequestTarget.page(of: target, isConnect: isConnect, rules: rules)
    return RequestedPage(page: page, isProbe: isProbe)
  }

  /// What the query of a request line says; the line without the server's escapes.
  static func query(
    of line: [UInt8], allowing parameters: Set<CampaignParameter>, kinds: [KindRule] = [],
    pages: PageQuery = PageQuery(names: [])
  ) -> RequestedQuery {
    guard let (_, target) = parts(of: line[...]),
      let question = target.firstIndex(of: UInt8(ascii: "?"))
    else { return RequestedQuery() }
    let query = target[question...].dropFirst()
    return RequestedQuery(
      campaign: CampaignParameters(allowed: parameters).campaign(of: target),
      isProbe: ScannerProbe.isProbe(query: query), kind: QueryKind(query),
      ruled: kinds.kind(ofQuery: query), tellsPages: !pages.text(of: query).isEmpty)
  }

  /// Arrays: to go along a string's bytes costs ten times as much.
  private static let beforeVersion = Array(" HTTP/".utf8)
  private static let connect = Array("CONNECT".utf8)

  typealias Parts = (method: ArraySlice<UInt8>, target: ArraySlice<UInt8>)

  /// Whether a method asks for a tunnel (RFC 9110, section 9.3.6).
  static func isConnect(_ method: ArraySlice<UInt8>) -> Bool {
    method == connect[...]
  }

  /// The method and the target, or `nil` where the line is no request.
  ///
  /// - Parameter hasProtocol: Whether the line may end in a protocol; not before a query.
  static func parts(of line: ArraySlice<UInt8>, hasProtocol: Bool = true) -> Parts? {
    guard let space = line.firstIndex(of: UInt8(ascii: " ")), space > line.startIndex,
      line[..<space].allSatisfy({ (0x41...0x5a).contains($0) })
    else { return nil }
    var target = line[(space + 1)...]
    if hasProtocol, let last = target.lastIndex(of: UInt8(ascii: " ")),
      target[last...].starts(with: beforeVersion)
    {
      target = target[..<last]
    }
    return (line[..<space], target)
  }
}

/// What a request asks for, before its query.
struct RequestedPage {
  var page: PagePath
  var isProbe: Bool
}

/// What a request's query says.
struct RequestedQuery {
  var campaign: Campaign?
  var isProbe = false
  var kind = QueryKind([])
  /// What a site's own rule says of it.
  var ruled: PageKind?
  /// Whether it has a parameter that tells pages apart.
  var tellsPages = false
}

/// The hosts that a server answers for.
struct OwnHosts: Sendable {
  let site: SiteName
  let others: Referrer

  /// Whether an authority of a target is one of them. Of a site without a host of its own, it is not known
  /// who is asked.
  func contain(_ authority: ArraySlice<UInt8>) -> Bool {
    if !site.text.contains(".") { return true }
    return others.host(of: (Array("//".utf8) + authority)[...], site: site) == .internal
  }
}
