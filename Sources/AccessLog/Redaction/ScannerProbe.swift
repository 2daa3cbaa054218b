internal import Traffic

/// Tells requests that look for a weakness from those that look for a page.
///
/// It judges what was asked, not who asked: a person who signs in at a blog's `/wp-login.php` asks
/// for what scanners ask for. What an attack's text says is nobody's page, so such requests count
/// under `PagePath.probe` and not under the text.
enum ScannerProbe {
  /// Whether a request line without the server's escapes is a probe: a target that is one, a
  /// request to be a proxy, or the first bytes of another protocol.
  ///
  /// - Complexity: O(*n*); callers keep the answer for a request seen before. It is the same as that
  ///   for what stands before the first `?` or for what stands behind it, so these may be kept apart.
  /// - Parameter hasProtocol: Whether the line may end in a protocol; not where its query is cut off.
  static func isProbe(requestLine line: [UInt8], hasProtocol: Bool = true) -> Bool {
    isProbe(
      requestLine: line[...], RequestLine.parts(of: line[...], hasProtocol: hasProtocol))
  }

  /// The same, of a line whose parts are known.
  static func isProbe(requestLine line: ArraySlice<UInt8>, _ parts: RequestLine.Parts?) -> Bool {
    if line.isEmpty || (line.count == 1 && line.first == UInt8(ascii: "-")) { return false }
    if ProbeTable.greetings.begin(line) { return true }
    guard let (method, target) = parts else { return hasBytesOfOtherProtocols(line) }
    if RequestLine.isConnect(method) { return true }
    let bytes = ByteSet(target)
    guard bytes.contains(UInt8(ascii: "?")) else { return isProbe(path: target, bytes) }
    let path = target.prefix { $0 != UInt8(ascii: "?") }
    return isProbe(path: path) || isProbe(query: target[path.endIndex...].dropFirst())
  }

  /// Whether a path, still percent-encoded, is a probe.
  static func isProbe(path: ArraySlice<UInt8>) -> Bool { isProbe(path: path, ByteSet(path)) }

  private static func isProbe(path: ArraySlice<UInt8>, _ bytes: ByteSet) -> Bool {
    let (text, bytes) = plain(path, bytes)
    if hasSuspectBytes(text, bytes) || ProbeTable.needles.stand(in: text) { return true }
    /// The path from the root, where one of the table may begin like it.
    var root: [UInt8]?
    var isFirst = true
    var depth = 0
    for segment in TextParts(of: withoutAuthority(text), between: UInt8(ascii: "/")) {
      if segment.isEmpty { continue }
      // `..;` and `;` are how Java's servers are talked out of their rules.
      let name = segment.prefix { $0 != UInt8(ascii: ";") }
      if name.count == 2, name.elementsEqual("..".utf8) {
        // Some crawlers ask for `/a/../b` as it was linked; nobody links to what is above the root.
        depth -= 1
        if depth < 0 || name.count < segment.count || !hasPlainParent(path) { return true }
        continue
      }
      if name.count == 1, name.first == UInt8(ascii: ".") { continue }
      if ProbeTable.dotNames.begin(name) || segments.contains(name) { return true }
      depth += 1
      if isFirst, firsts.contains(name) { root = [] }
      isFirst = false
      root?.append(UInt8(ascii: "/"))
      root?.append(contentsOf: name)
      if let root, roots.contains(root[...]) { return true }
    }
    return root.map { paths.contains($0[...]) } ?? false
  }

  private static let segments = NameTable(ProbeTable.segments)
  private static let roots = NameTable(ProbeTable.roots)
  private static let paths = NameTable(ProbeTable.paths)
  /// What paths from the root begin with.
  private static let firsts = NameTable(
    Set(
      ProbeTable.roots.union(ProbeTable.paths).compactMap { $0.split(separator: "/").first }
        .map(String.init)))

  /// Whether a query, still percent-encoded, is a probe.
  static func isProbe(query: ArraySlice<UInt8>) -> Bool {
    if query.isEmpty { return false }
    let spaced = query.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 }[...]
    let (text, bytes) = plain(spaced, ByteSet(spaced))
    return hasSuspectBytes(text, bytes) || ProbeTable.needles.stand(in: text)
      || ProbeTable.queryNeedles.stand(in: text)
  }

  /// A text as its reader will understand it in the end: decoded three times, since twice is how
  /// filters are passed, in lower case, with slashes for backslashes and one space for any blank
  /// or comment of SQL. With it, what stands in the decoded text.
  private static func plain(
    _ text: ArraySlice<UInt8>, _ bytes: ByteSet
  ) -> (ArraySlice<UInt8>, ByteSet) {
    var decoded = text
    var bytes = bytes
    for _ in 0..<3 where bytes.contains(UInt8(ascii: "%")) {
      decoded = PercentDecoding.decoded(decoded)[...]
      bytes = ByteSet(decoded)
    }
    // Most paths are plain as they are.
    guard
      bytes.hasUpper || bytes.hasControls || bytes.contains(UInt8(ascii: " "))
        || bytes.contains(UInt8(ascii: "\\")) || bytes.contains(UInt8(ascii: "*"))
    else { return (decoded, bytes) }
    var plain: [UInt8] = []
    plain.reserveCapacity(decoded.count)
    var index = decoded.startIndex
    while index < decoded.endIndex {
      var byte = decoded[index]
      index += 1
      switch byte {
      case 0x41...0x5a: byte |= 0x20
      case UInt8(ascii: "\\"): byte = UInt8(ascii: "/")
      case 0x09, 0x0a, 0x0b, 0x0c, 0x0d: byte = UInt8(ascii: " ")
      case UInt8(ascii: "/") where decoded[index...].starts(with: "**/".utf8):
        byte = UInt8(ascii: " ")
        index += 3
      default: break
      }
      if byte == UInt8(ascii: " "), plain.last == byte { continue }
      plain.append(byte)
    }
    return (plain[...], bytes)
  }

  /// The path of a target in absolute form (RFC 9112, section 3.2.2), as is sent to proxies.
  private static func withoutAuthority(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let slash = UInt8(ascii: "/")
    guard target.first != slash, let colon = target.firstIndex(of: UInt8(ascii: ":")),
      target[colon...].starts(with: "://".utf8)
    else { return target }
    return target[(colon + 3)...].drop { $0 != slash }
  }

  /// Whether `..` stands in a path without being encoded.
  private static func hasPlainParent(_ path: ArraySlice<UInt8>) -> Bool {
    path.indices.contains { path[$0...].starts(with: "/..".utf8) }
  }

  /// Bytes that no link has: the end of a C string, a dot or a slash in an overlong form (Unicode
  /// Technical Report 36, section 3.1).
  private static func hasSuspectBytes(_ text: ArraySlice<UInt8>, _ bytes: ByteSet) -> Bool {
    bytes.contains(0)
      || bytes.hasOthers
        && zip(text, text.dropFirst()).contains { $0 == 0xc0 && ($1 == 0xae || $1 == 0xaf) }
  }

  /// Whether a line begins with bytes that no request has, as TLS (RFC 8446, section 5.1) and other
  /// protocols do that are tried on a port to find out what listens there.
  private static func hasBytesOfOtherProtocols(_ line: ArraySlice<UInt8>) -> Bool {
    line.prefix(16).contains { ($0 < 0x20 && $0 != 0x0a && $0 != 0x0d) || $0 >= 0x7f }
  }
}
