extension VisitorSketch {
  /// Set beside the precision where marks that tell people apart stand behind it: earlier releases had
  /// none.
  private static let hasMarks: UInt8 = 0x80

  /// The sketch as bytes: its precision, the marks that tell people apart, how many tokens it has or 0xff
  /// for registers, and these.
  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends ``bytes`` to others.
  func append(to bytes: inout [UInt8]) {
    if isEmpty {
      bytes += [precision, 0]
      return
    }
    bytes.append(precision | VisitorSketch.hasMarks)
    marks.append(to: &bytes)
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
    guard let form = bytes.popFirst() else { return nil }
    let precision = form & ~VisitorSketch.hasMarks
    guard precision == VisitorSketch.ofPage || precision == VisitorSketch.ofSite else { return nil }
    self.init(precision: precision)
    var known: PeopleMarks?
    if form != precision {
      known = PeopleMarks(taking: &bytes)
      if known == nil { return nil }
    }
    guard takeVisitors(from: &bytes), known == nil || !isEmpty else {
      free()
      return nil
    }
    if let known { marks = known }
  }

  /// Adds the tokens, or the registers, at the front of some bytes.
  private mutating func takeVisitors(from bytes: inout ArraySlice<UInt8>) -> Bool {
    guard let count = bytes.popFirst() else { return false }
    guard count != 0xff else {
      let kept = bytes.prefix(registerCount)
      guard kept.count == registerCount, kept.allSatisfy({ $0 <= maxRank }) else { return false }
      estimate(with: kept)
      bytes = bytes.dropFirst(registerCount)
      return true
    }
    guard count <= VisitorSketch.maxExact, bytes.count >= 4 * Int(count) else { return false }
    let tokens = (0..<Int(count)).map { index in
      bytes.dropFirst(4 * index).prefix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    // It would be found wherever there is room for another one.
    guard !tokens.contains(0) else { return false }
    for token in tokens { _ = add(token) }
    bytes = bytes.dropFirst(4 * Int(count))
    return true
  }
}

extension ByteReader {
  /// A sketch, to be freed by whoever takes it.
  mutating func sketch() throws(DamagedBytes) -> VisitorSketch {
    guard let sketch = VisitorSketch(taking: &rest) else { throw DamagedBytes() }
    return sketch
  }
}
