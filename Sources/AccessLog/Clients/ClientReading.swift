/// How the client's address is read of a value: alone, with a port, or in a list as proxies make it.
struct ClientReading: Sendable {
  /// Whether a port stands behind each address, even where it has no brackets.
  let hasPort: Bool
  let trusted: AddressNetworks

  /// The client's network; `nil` where there is no address.
  ///
  /// - Parameter bytes: The field, with `SCAN_PADDING` readable bytes behind it.
  @inline(__always)
  func network(_ bytes: UnsafeBufferPointer<UInt8>) -> ClientNetwork? {
    if !hasPort, let network = unsafe ClientNetwork(bytes) { return network }
    return unsafe other(bytes)
  }

  /// Whether the client's address is in one of some networks. Only there the whole of it is looked at.
  func isClient(_ bytes: UnsafeBufferPointer<UInt8>, in networks: AddressNetworks) -> Bool {
    // SAFETY: the address is a part of the field, which is lent for the time of the call.
    guard let address = unsafe client(bytes) else { return false }
    return unsafe networks.contain(address)
  }

  /// The client's whole address.
  private func client(_ bytes: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    // SAFETY: as above.
    if !hasPort, unsafe ClientNetwork(bytes) != nil { return unsafe bytes }
    return unsafe item(bytes)?.address
  }

  @inline(never)
  private func other(_ bytes: UnsafeBufferPointer<UInt8>) -> ClientNetwork? {
    unsafe item(bytes)?.0
  }

  /// Reads a list from the right, past the proxies that are trusted: the first other address is the
  /// client as the last trusted proxy saw it. Where none is trusted, the list's first address counts,
  /// which whoever sent the request may have made up.
  private func item(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) -> (ClientNetwork, address: UnsafeBufferPointer<UInt8>)? {
    guard bytes.count > 1, bytes.count <= 2048 else { return nil }
    var first: (ClientNetwork, address: UnsafeBufferPointer<UInt8>)?
    var behindTrusted: (ClientNetwork, address: UnsafeBufferPointer<UInt8>)?
    var hasTrusted = false
    var isSettled = false
    // Items from the right.
    var end = bytes.count
    while end > 0, !isSettled {
      var start = end
      while start > 0, unsafe bytes[start - 1] != UInt8(ascii: ",") { start -= 1 }
      // SAFETY: the range is within the field.
      let item = unsafe trimmed(UnsafeBufferPointer(rebasing: bytes[start..<end]))
      // SAFETY: the items are parts of the field, as what is returned is.
      if let (network, isTrusted) = unsafe read(item) {
        if isTrusted {
          hasTrusted = true
          unsafe first = (network, item)
        } else if hasTrusted {
          unsafe behindTrusted = (network, item)
          isSettled = true
        } else {
          // SAFETY: as above.
          unsafe first = (network, item)
        }
      }
      end = start - 1
    }
    // SAFETY: as above.
    return unsafe behindTrusted ?? first
  }

  private func trimmed(_ item: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = item.count
    func isEdge(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x22 }
    while start < end, unsafe isEdge(item[start]) { start += 1 }
    while end > start, unsafe isEdge(item[end - 1]) { end -= 1 }
    // SAFETY: the range is within the item.
    return unsafe UnsafeBufferPointer(rebasing: item[start..<end])
  }

  /// One address of a list, and whether it is a trusted proxy's.
  private func read(
    _ item: UnsafeBufferPointer<UInt8>
  ) -> (ClientNetwork, isTrusted: Bool)? {
    var item = unsafe item
    if hasPort, let colon = unsafe item.lastIndex(of: UInt8(ascii: ":")) {
      // SAFETY: the range is within the item.
      let address = unsafe UnsafeBufferPointer(rebasing: item[..<colon])
      if unsafe ClientNetwork(address) != nil { unsafe item = unsafe address }
    }
    guard let network = unsafe ClientNetwork(item) else { return nil }
    return (network, unsafe trusted.contain(item))
  }
}

/// Networks and addresses that somebody has named, such as those of proxies of one's own.
public struct AddressNetworks: Hashable, Sendable {
  private let networks: [AddressRange]

  /// The private networks: RFC 1918, RFC 4193, and those that never leave a machine, a link or a
  /// provider (RFC 1122, RFC 3927, RFC 4291, RFC 6598).
  public static let privateNetworks = AddressNetworks(
    networks: [
      "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16",
      "100.64.0.0/10", "fc00::/7", "fe80::/10", "::1/128",
    ].compactMap { AddressRange($0) })

  /// - Parameter networks: Addresses or networks in CIDR notation (RFC 4632), or `private`.
  /// - Returns: `nil` where one is none of them.
  public init?(_ texts: [String]) {
    var networks: [AddressRange] = []
    for text in texts {
      if text == "private" {
        networks += AddressNetworks.privateNetworks.networks
      } else {
        guard let range = AddressRange(text) else { return nil }
        networks.append(range)
      }
    }
    self.networks = networks
  }

  private init(networks: [AddressRange]) { self.networks = networks }

  /// Whether an address is in one of them. The whole address is looked at here only, and gone.
  func contain(_ address: UnsafeBufferPointer<UInt8>) -> Bool {
    var range = address.startIndex..<address.endIndex
    // SAFETY: all places are within the field, which is lent for the time of the call.
    if unsafe address.first == UInt8(ascii: "["),
      let close = unsafe address.firstIndex(of: UInt8(ascii: "]"))
    {
      range = 1..<close
    } else if unsafe address.count(where: { $0 == UInt8(ascii: ":") }) == 1,
      let colon = unsafe address.firstIndex(of: UInt8(ascii: ":"))
    {
      range = 0..<colon
    }
    let whole = unsafe AddressRange.address(UnsafeBufferPointer(rebasing: address[range]))
    return whole.map { whole in networks.contains { $0.contains(whole) } } ?? false
  }
}
