internal import Traffic

/// Reduces a `Referer` field (RFC 9110, section 10.1.3) to the host it names.
///
/// Of an address only scheme and authority are read (RFC 3986, section 3.2): the path and the query
/// of another site's page are that visitor's doing, and none of ours. Hosts of one source become the one
/// that stands for it (``Traffic/ReferrerHost/source``).
struct Referrer {
  /// The site's own hosts beside the one of a hit, without `www.`.
  private let ownHosts: Set<String>
  /// The same as they were given: sites that keep their names.
  let given: Set<SiteName>

  init(ownHosts: [SiteName]) {
    given = Set(ownHosts)
    self.ownHosts = Set(ownHosts.map { Referrer.withoutWWW($0.text) })
  }

  /// The host of a field without the server's escapes.
  ///
  /// - Parameters:
  ///   - field: What the client sent; empty or `-` where it sent none.
  ///   - lacksScheme: Whether a server logs the host alone, so that what has no scheme is one.
  ///   - site: The site of the hit. A site that is no host, as of `--site`, is nobody's referrer, so
  ///     its hosts have to be among the own ones.
  /// - Complexity: O(*n*) in the bytes before the path; callers keep the answer for a field and site
  ///   seen before.
  func host(
    of field: ArraySlice<UInt8>, lacksScheme: Bool = false, site: SiteName
  ) -> ReferrerHost {
    // `about:blank` is how a client says that there is no page it comes from.
    if field.isEmpty || field.elementsEqual("-".utf8) || field.elementsEqual("about:blank".utf8) {
      return .direct
    }
    let slash = UInt8(ascii: "/")
    // A reference without a scheme is relative to the page asked for.
    if field.first == slash, field.dropFirst().first != slash { return .internal }
    // What such a server logs has a port behind its colon, if it has one.
    let hasScheme = field.drop { $0 != UInt8(ascii: ":") }.starts(with: "://".utf8)
    guard let (scheme, rest) = lacksScheme && !hasScheme ? ("", field) : Referrer.scheme(of: field)
    else { return .invalid }
    switch scheme {
    case "http", "https", "": break
    case "android-app": return AndroidPackage.referrer(of: Referrer.authority(of: rest)).source
    default: return .app
    }
    guard let host = Referrer.host(of: Referrer.authority(of: rest)) else { return .invalid }
    if HostRedaction.isAddress(host) { return .address }
    guard HostRedaction.isName(host) else { return .invalid }
    let name = Referrer.withoutWWW(String(decoding: host, as: UTF8.self).lowercased())
    if name == Referrer.withoutWWW(site.text) || ownHosts.contains(name) { return .internal }
    if HostRedaction.isLocal(name) { return .local }
    let redacted = HostRedaction.redacted(host)
    // A site whose name is redacted is known by that, and its pages for telephones are its own.
    let source = ReferrerHost.source(knownOf: name) ?? redacted.source
    let isOwn = [redacted, source].contains { $0.text == Referrer.withoutWWW(site.text) }
    return isOwn ? .internal : source
  }

  /// The scheme in lower case, empty where a reference begins with `//`, and what follows it.
  private static func scheme(
    of field: ArraySlice<UInt8>
  ) -> (String, rest: ArraySlice<UInt8>)? {
    if field.starts(with: "//".utf8) { return ("", field.dropFirst(2)) }
    // RFC 3986, section 3.1; none in use is longer.
    let run = field.prefix(32).prefix { ASCII.isAlphanumeric($0) || "+-.".utf8.contains($0) }
    guard let first = run.first, ASCII.isLetter(first),
      field[run.endIndex...].starts(with: ":".utf8)
    else { return nil }
    let scheme = String(decoding: run, as: UTF8.self).lowercased()
    let rest = field[(run.endIndex + 1)...]
    if rest.starts(with: "//".utf8) { return (scheme, rest.dropFirst(2)) }
    // Without an authority: `about:`, `data:`, and `example.org:80`, which is none of them.
    let isWeb = scheme == "http" || scheme == "https" || scheme == "android-app"
    return isWeb || scheme.contains(".") ? nil : (scheme, [])
  }

  /// What stands before the path, where a browser sees it end: at a backslash, too (WHATWG URL,
  /// section 4.4).
  private static func authority(of rest: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    rest.prefix { !"/?#\\".utf8.contains($0) }
  }

  /// The host of an authority, without user, port and final dot; `nil` where the port is none.
  private static func host(of authority: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var host = authority
    if let at = host.lastIndex(of: UInt8(ascii: "@")) { host = host[(at + 1)...] }
    if host.first == UInt8(ascii: "[") {
      // An IPv6 address in brackets: whatever is in them is no name.
      return host.contains(UInt8(ascii: "]")) ? host : nil
    }
    if let colon = host.firstIndex(of: UInt8(ascii: ":")) {
      guard host[(colon + 1)...].allSatisfy(ASCII.isDigit) else { return nil }
      host = host[..<colon]
    }
    if host.last == UInt8(ascii: ".") { host = host.dropLast() }
    return host
  }

  /// A host under the name it shares with its `www.` variant.
  static func withoutWWW(_ host: String) -> String {
    guard host.hasPrefix("www."), host.dropFirst(4).contains(".") else { return host }
    return String(host.dropFirst(4))
  }
}
