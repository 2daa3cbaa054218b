/// The name of a server that a request is for, without its port.
public struct Host: Hashable, Sendable {
  public var name: String
  /// The name and the port as the client wrote them.
  var authority: String

  /// Reads `example.org`, `example.org:8443` or `[::1]:80`; `nil` where it is no name.
  public init?(_ authority: String) {
    self.authority = authority.lowercased()
    let text = self.authority
    guard (1...255).contains(text.utf8.count) else { return nil }
    let (name, port): (Substring, Substring?)
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      name = text[...end]
      let rest = text[text.index(after: end)...]
      guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
      port = rest.isEmpty ? nil : rest.dropFirst()
      guard name.dropFirst().dropLast().utf8.allSatisfy(Host.isOfAddress), name.count > 3 else {
        return nil
      }
    } else {
      let sides = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      name = sides[0]
      port = sides.count > 1 ? sides[1] : nil
      guard !name.isEmpty, name.utf8.allSatisfy(Host.isOfName) else { return nil }
    }
    if let port { guard UInt16(port) != nil else { return nil } }
    self.name = String(name)
  }

  /// Whether it is a name of the machine itself. A page of another site that has its own name lead to this
  /// machine sends that name.
  public var isLoopback: Bool { ["localhost", "127.0.0.1", "[::1]"].contains(name) }

  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isOfAddress(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: ":"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
