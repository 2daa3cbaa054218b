internal import CScan

extension ClientNetwork {
  /// Reads an address field; `nil` where it is no address, such as a host name, `-` or `unix:`.
  ///
  /// Taken are IPv4 in dotted decimal without leading zeros, as `inet_pton` has it, perhaps with a
  /// port; IPv6 in any form of RFC 4291, section 2.2, perhaps with a zone (RFC 4007, section 11),
  /// and perhaps in brackets, with or without a port (RFC 3986, section 3.2.2).
  ///
  /// - Parameter bytes: The field, with `SCAN_PADDING` readable bytes behind it.
  /// - Complexity: O(*n*) in the field's bytes; no allocation.
  @inline(__always)
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let start = bytes.baseAddress else { return nil }
    // SAFETY: `end` is the field's end, behind which the padding may be read.
    let end = unsafe start + bytes.count
    if let address = unsafe ClientNetwork.version4(from: start, to: end) {
      self.init(version4: address)
      return
    }
    let upper = unsafe scan_network6(start, bytes.count)
    if upper != 0 {
      self.init(version6: (upper, 0))
      return
    }
    guard let network = unsafe ClientNetwork.other(from: start, to: end) else { return nil }
    self = network
  }

  /// An IPv4 address with or without a port, which ends at `end`.
  @inline(__always)
  private static func version4(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UInt32? {
    var at = unsafe start
    guard let address = unsafe quad(from: &at, to: end) else { return nil }
    return unsafe at == end || (at < end && isPort(from: at, to: end)) ? address : nil
  }

  /// Four numbers to 255 with dots between them, and goes behind them.
  ///
  /// A number is read as a whole, since how many digits it has is what no processor can foresee.
  /// It may go beyond `end` by less than the padding where there are fewer; the caller compares where
  /// it has come to.
  @inline(__always)
  private static func quad(
    from at: inout UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> UInt32? {
    var address: UInt32 = 0
    for part in 0..<4 {
      // SAFETY: four numbers of three digits and three dots are fewer bytes than the padding.
      if part > 0 {
        guard unsafe at.pointee == UInt8(ascii: ".") else { return nil }
        unsafe at += 1
      }
      // A digit's byte becomes its number; of all others, the highest bit is set in `others`.
      let digits = unsafe UInt32(littleEndian: scan_load4(at)) ^ 0x3030_3030
      let others = ((digits & 0x7f7f_7f7f) &+ 0x7676_7676 | digits) & 0x8080_8080
      var count = others.trailingZeroBitCount / 8
      // Behind the last number, a digit may stand that is not the field's.
      if part == 3 { count = unsafe min(count, end - at) }
      guard count >= 1, count <= 3 else { return nil }
      // What follows the number is shifted out; its last digit stands in the highest byte.
      let aligned = digits &<< UInt32(32 &- 8 &* count)
      let number = (aligned >> 24) &+ (aligned >> 16 & 0xff) &* 10 &+ (aligned >> 8 & 0xff) &* 100
      // inet_pton takes no number that begins with a zero: some read it as octal.
      guard number <= 255, count == 1 || digits & 0xff != 0 else { return nil }
      unsafe at += count
      address = address << 8 | number
    }
    return address
  }

  /// A colon and a number of one to five digits, to the end.
  private static func isPort(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: what is read lies between `start` and `end`.
    let count = unsafe end - start - 1
    guard (1...5).contains(count), unsafe start.pointee == UInt8(ascii: ":") else {
      return false
    }
    return (1...count).allSatisfy { unsafe start[$0] &- 0x30 <= 9 }
  }

  /// An IPv6 address, or either kind in brackets.
  @inline(never)
  private static func other(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> ClientNetwork? {
    // SAFETY: all places are compared with `end` before they are read.
    guard unsafe start < end, unsafe start.pointee == UInt8(ascii: "[") else {
      return unsafe version6(from: start, to: end).map(ClientNetwork.init(version6:))
    }
    var close = unsafe start + 1
    while unsafe close < end, unsafe close.pointee != UInt8(ascii: "]") { unsafe close += 1 }
    guard unsafe close < end else { return nil }
    guard unsafe close + 1 == end || isPort(from: close + 1, to: end) else { return nil }
    var at = unsafe start + 1
    if let address = unsafe quad(from: &at, to: close), unsafe at == close {
      return ClientNetwork(version4: address)
    }
    return unsafe version6(from: start + 1, to: close).map(ClientNetwork.init(version6:))
  }

  /// Whether no bracket stands in a zone.
  private static func isZone(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: what is read lies between `start` and `end`.
    unsafe !UnsafeBufferPointer(start: start, count: end - start).contains {
      $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]")
    }
  }

  /// An IPv6 address, perhaps with a zone, which ends at `end`.
  private static func version6(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>
  ) -> (upper: UInt64, lower: UInt64)? {
    var groups = AddressGroups()
    var at = unsafe start
    // SAFETY: `at` is below `end` wherever it is read, but for the dotted form, which `quad` reads.
    if unsafe at < end, unsafe at.pointee == UInt8(ascii: ":") {
      guard unsafe at + 1 < end, unsafe at[1] == UInt8(ascii: ":") else { return nil }
      groups.abbreviate()
      unsafe at += 2
    }
    while unsafe at < end {
      if unsafe at.pointee == UInt8(ascii: "%") {
        // A zone names an interface of the server; what it is called does not matter.
        guard unsafe at + 1 < end, unsafe isZone(from: at + 1, to: end) else { return nil }
        break
      }
      let word = unsafe at
      var group: UInt64 = 0
      while unsafe at < end, let digit = unsafe HexDigit.value(at.pointee) {
        group = group << 4 | UInt64(digit)
        unsafe at += 1
        guard unsafe at - word <= 4 else { return nil }
      }
      guard unsafe at > word else { return nil }
      if unsafe at < end, unsafe at.pointee == UInt8(ascii: ".") {
        unsafe at = word
        guard let inner = unsafe quad(from: &at, to: end) else { return nil }
        guard unsafe at == end || (at < end && at.pointee == UInt8(ascii: "%")) else { return nil }
        groups.append(UInt64(inner >> 16))
        groups.append(UInt64(inner & 0xffff))
        continue
      }
      groups.append(group)
      guard unsafe at < end, unsafe at.pointee != UInt8(ascii: "%") else { continue }
      guard unsafe at.pointee == UInt8(ascii: ":") else { return nil }
      unsafe at += 1
      // A colon has a group behind it, or a second colon in the one place where zeros are left out.
      guard unsafe at < end else { return nil }
      if unsafe at.pointee == UInt8(ascii: ":") {
        guard groups.abbreviate() else { return nil }
        unsafe at += 1
      } else if unsafe at.pointee == UInt8(ascii: "%") {
        return nil
      }
    }
    return groups.address
  }
}
