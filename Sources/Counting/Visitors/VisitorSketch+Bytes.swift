extension VisitorSketch {
  /// The sketch as bytes: its precision, how many tokens it has or 0xff for registers, and these.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends ``bytes`` to others.
  func append(to bytes: inout [UInt8]) {
    bytes.append(precision)
    bytes.append(UInt8(isEstimate ? 0xff : count))
    if isEstimate {
      unsafe bytes.append(contentsOf: registers)
    } else {
      // Sorted, so that nothing tells who came first.
      var sorted = unsafe tokens.sorted()
      for index in sorted.indices { sorted[index] = sorted[index].littleEndian }
      unsafe sorted.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }
  }

  /// Takes a sketch from the front of some bytes; `nil` where they do not begin with one, or with what
  /// no visitors leave.
  ///
  /// To be freed by whoever takes it.
  public init?(taking bytes: inout ArraySlice<UInt8>) {
    guard let precision = bytes.popFirst(), let count = bytes.popFirst(),
      precision == VisitorSketch.ofPage || precision == VisitorSketch.ofSite
    else { return nil }
    self.init(precision: precision)
    guard count != 0xff else {
      let kept = bytes.prefix(registerCount)
      guard kept.count == registerCount, kept.allSatisfy({ $0 <= maxRank }) else { return nil }
      estimate(with: kept)
      bytes = bytes.dropFirst(registerCount)
      return
    }
    guard count <= VisitorSketch.maxExact, bytes.count >= 4 * Int(count) else { return nil }
    let tokens = (0..<Int(count)).map { index in
      bytes.dropFirst(4 * index).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    // It would be found wherever there is room for another one.
    guard !tokens.contains(0) else { return nil }
    for token in tokens { _ = add(token) }
    bytes = bytes.dropFirst(4 * Int(count))
  }
}
