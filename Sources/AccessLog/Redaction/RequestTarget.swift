internal import Traffic

/// The target of a request line (RFC 9112, section 3.2), reduced to the path that may be kept.
enum RequestTarget {
  /// The page a target asks for, redacted.
  ///
  /// - Parameters:
  ///   - target: The bytes between method and protocol, without the server's escapes.
  ///   - rules: The site's own templates.
  /// - Complexity: O(*n*), with allocations: callers keep the answer for a target seen before.
  static func page(of target: ArraySlice<UInt8>, isConnect: Bool, rules: [PageRule]) -> PagePath {
    if isConnect { return PagePath(redacted: "(proxy request)") }
    guard let path = path(of: target) else { return .invalidRequest }
    if path.first == UInt8(ascii: "*") { return PagePath(redacted: "*") }
    return PathRedaction(rules: rules).page(of: path)
  }

  /// The path of an origin-form, absolute-form or asterisk-form target; `nil` for anything else.
  private static func path(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    switch target.first {
    case nil: return nil
    case UInt8(ascii: "/"): return target
    case UInt8(ascii: "*") where target.count == 1: return target
    default: break
    }
    guard let authority = authority(of: target) else { return nil }
    let rest = target[authority.endIndex...]
    return rest.first == UInt8(ascii: "/") ? rest : [UInt8(ascii: "/")]
  }

  /// The authority of a target in absolute form: a scheme, `://`, an authority, then the path.
  static func authority(of target: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard target.first != UInt8(ascii: "/"), let colon = target.firstIndex(of: UInt8(ascii: ":")),
      target[colon...].starts(with: "://".utf8),
      colon > target.startIndex, target[..<colon].allSatisfy(ASCII.isLetter)
    else { return nil }
    return target[(colon + 3)...].prefix { !"/?#".utf8.contains($0) }
  }
}
