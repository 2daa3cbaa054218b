import Glibc

/// What the C library reads an address as, and plain masks: the reference.
struct PlainAddress {
  /// Four or sixteen bytes.
  var bytes: [UInt8]

  /// Reads an address without brackets, zone or port.
  init?(_ text: String) {
    for (family, count) in [(AF_INET, 4), (AF_INET6, 16)] {
      var bytes = [UInt8](repeating: 0, count: count)
      if unsafe inet_pton(family, text, &bytes) == 1 {
        self.bytes = bytes
        return
      }
    }
    return nil
  }

  /// The network as people write it, after any IPv4 address inside has been taken out.
  var network: String {
    if let inner {
      return inner.prefix(3).map { String($0) }.joined(separator: ".") + ".0/24"
    }
    let groups = stride(from: 0, to: 6, by: 2).map { index in
      String(Int(bytes[index]) << 8 | Int(bytes[index + 1]), radix: 16)
    }
    return groups.joined(separator: ":") + "::/48"
  }

  private var inner: [UInt8]? {
    if bytes.count == 4 { return bytes }
    let zeros = [UInt8](repeating: 0, count: 10)
    if bytes.starts(with: zeros + [0xff, 0xff]) { return Array(bytes[12...]) }
    if bytes.starts(with: [0, 0x64, 0xff, 0x9b] + zeros.prefix(8)) { return Array(bytes[12...]) }
    if bytes.starts(with: [0x20, 0x02]) { return Array(bytes[2..<6]) }
    if bytes.starts(with: [0x20, 0x01, 0, 0]) { return bytes[12...].map { ~$0 } }
    return nil
  }
}
