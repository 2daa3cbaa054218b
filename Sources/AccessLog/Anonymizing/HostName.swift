internal import Traffic

/// A virtual host as servers log it, reduced to a site's name.
enum HostName {
  /// The site of a `%v`, `%v:%p`, `$host` or `Host` field: lower case, without port and final dot.
  ///
  /// A host header is a client's text, so what is no host name keeps none of its bytes.
  static func site(of bytes: UnsafeBufferPointer<UInt8>) -> SiteName {
    let host = unsafe Array(bytes)
    if AddressShape.isAddress(host[...]) { return .address }
    var name = host.prefix { $0 != UInt8(ascii: ":") }
    if name.last == UInt8(ascii: ".") { name = name.dropLast() }
    if AddressShape.isAddress(name) { return .address }
    return SiteName(String(decoding: name, as: UTF8.self)) ?? .invalid
  }
}
