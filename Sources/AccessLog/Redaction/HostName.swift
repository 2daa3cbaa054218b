internal import Traffic

/// A virtual host as servers log it, reduced to a site's name.
enum HostName {
  /// The site of a `%v`, `%v:%p`, `$host` or `Host` field: lower case, without port and final dot.
  ///
  /// A host header is a client's text, so what is no host name keeps none of its bytes, and labels
  /// that hold numbers or tokens become placeholders, as those of referrers do.
  ///
  /// - Parameter given: Sites that somebody has named, who knows what they say: these stay.
  static func site(of host: [UInt8], given: Set<SiteName> = []) -> SiteName {
    if AddressShape.isAddress(host[...]) { return .address }
    var name = host.prefix { $0 != UInt8(ascii: ":") }
    // What is no port may be a password, and what stands before it a user's name: `kari:secret@host`.
    let port = host[name.endIndex...].dropFirst()
    guard name.count == host.count || !port.isEmpty && port.allSatisfy(ASCII.isDigit) else {
      return .invalid
    }
    if name.last == UInt8(ascii: ".") { name = name.dropLast() }
    let site = isName(name) ? SiteName(String(decoding: name, as: UTF8.self)) : nil
    if let site, given.contains(site) { return site }
    if holdsAddress(name) { return .address }
    return site == nil ? .invalid : HostRedaction.site(name)
  }

  /// Whether an address is a part of a name, as providers name their customers' lines:
  /// `192-0-2-7.dsl.example.net`.
  private static func holdsAddress(_ name: ArraySlice<UInt8>) -> Bool {
    name.indices.contains { index in
      ASCII.isDigit(name[index]) && (index == name.startIndex || !ASCII.isDigit(name[index - 1]))
        && AddressShape.version4(at: name[index...]) != nil
    }
  }

  /// Whether the last label is one of a name: it has a letter, and is no number in hexadecimal
  /// (WHATWG URL, section 3.5, "ends in a number": then it is an address or nothing). So `-`, an
  /// address written as one number, and a time in a column that looks like a host's are no names.
  private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
    let label =
      name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last ?? []
    if label.starts(with: "0x".utf8) || label.starts(with: "0X".utf8) {
      return !label.dropFirst(2).allSatisfy { HexDigit.value($0) != nil }
    }
    return label.contains(where: ASCII.isLetter)
  }
}
