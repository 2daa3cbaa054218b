/// Host names as server blocks have them.
enum HostNames {
  /// The name as a site's, in small letters without scheme, port and path; nil where it is none:
  /// a pattern, a variable, an address to listen on, nginx's `_`.
  static func site(_ written: some StringProtocol) -> String? {
    var name = Substring(written.lowercased())
    for scheme in ["http://", "https://"] where name.hasPrefix(scheme) {
      name = name.dropFirst(scheme.count)
    }
    if let slash = name.utf8.firstIndex(of: UInt8(ascii: "/")) { name = name[..<slash] }
    if let colon = name.utf8.firstIndex(of: UInt8(ascii: ":")) {
      let port = name[colon...].utf8.dropFirst()
      guard port.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) else {
        return nil
      }
      name = name[..<colon]
    }
    // nginx: `.example.org` is the name itself and all below it.
    if name.utf8.first == UInt8(ascii: ".") { name = name.dropFirst() }
    if name.utf8.last == UInt8(ascii: ".") { name = name.dropLast() }
    guard !name.isEmpty, name != "_", name.utf8.count <= 253 else { return nil }
    let fits = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), 0x80...:
        true
      default: false
      }
    }
    return fits ? String(name) : nil
  }

  /// The sites among a block's names, each once, in their order.
  static func sites(_ written: [String]) -> [String] {
    var seen: Set<String> = []
    return written.compactMap { site($0) }.filter { seen.insert($0).inserted }
  }
}
