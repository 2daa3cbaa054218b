internal import CScan

extension WrapperChain {
  /// How many lines are looked at, how many wrappers may stand in each other, and the share of lines
  /// that must have one.
  private static let maxLines = 512
  private static let maxWrappers = 4
  private static let minShare = 0.8

  /// The wrappers that nearly all of a log's first lines have.
  ///
  /// A time in front of a line may be the server's own, and the only one there is: a prefix that has
  /// one in such a form comes off only where most lines hold another.
  ///
  /// - Parameter lines: Without their newlines; at most 512 are looked at.
  /// - Complexity: O(*n*) in the lines' bytes.
  static func recognised(in lines: [ArraySlice<UInt8>]) -> WrapperChain {
    var chain = WrapperChain()
    var lines = Array(lines.lazy.filter { !$0.allSatisfy { $0 <= 0x20 } }.prefix(maxLines))
    // Where a prefix is looked for: the most telling first, the mere time last.
    let candidates: [Wrapper] = [
      .dockerJSON, .journaldJSON, .cri, .syslog5424, .syslog3164, .syslogISO, .kubectl, .compose,
      .herokuDrain, .dockerTimestamps, .messageJSON,
    ]
    while chain.wrappers.count < maxWrappers, !lines.isEmpty {
      guard
        let next = candidates.first(where: { $0.isAround(lines) }),
        let (rest, keepsTime) = next.taken(off: lines)
      else { break }
      chain.wrappers.append(next)
      chain.keepsTime = keepsTime
      lines = rest
      if keepsTime { break }
    }
    return chain
  }

  fileprivate static func isMost(_ count: Int, of all: Int) -> Bool {
    Double(count) >= minShare * Double(all)
  }
}

extension Wrapper {
  /// Whether nearly all lines have it.
  fileprivate func isAround(_ lines: [ArraySlice<UInt8>]) -> Bool {
    var count = 0
    var whole = 0
    for line in lines {
      withLineBytes(line) { line in
        if isJSON {
          guard let wrapped = WrappedLine.read(line, as: self) else { return }
          count += 1
          whole += wrapped.isPart ? 0 : 1
        } else if prefixLength(of: line) != nil {
          count += 1
          whole += 1
        }
      }
    }
    // Programs that write such objects without a newline at the end do not write parts of lines.
    return WrapperChain.isMost(count, of: lines.count) && 10 * whole >= count
  }

  /// What is in the wrapper of each line, and whether its time stays in front, since no line has another;
  /// `nil` where it would take the only time with it.
  fileprivate func taken(
    off lines: [ArraySlice<UInt8>]
  ) -> (lines: [ArraySlice<UInt8>], keepsTime: Bool)? {
    let block = lines.reduce(into: [UInt8]()) { $0 += $1 + [0x0a] }
    let padded = block + [UInt8](repeating: 0, count: Int(SCAN_PADDING))
    var output = padded
    let count = unsafe padded.withUnsafeBufferPointer { bytes in
      unsafe output.withUnsafeMutableBytes { output in
        // SAFETY: the padding is behind the block, and room for it in the output.
        unsafe Unwrapper(WrapperChain([self])).unwrap(
          UnsafeBufferPointer(rebasing: bytes[..<block.count]), into: output)
      }
    }
    let rest = output[..<count].split(separator: 0x0a)
    // An object with a message may be a line of its own.
    if self == .messageJSON {
      return 2 * rest.count(where: Wrapper.isWholeLine) > lines.count ? (rest, false) : nil
    }
    guard hasTime || mayBeOwnTime(in: lines) else { return (rest, false) }
    let timed = rest.count { OwnTime.stands(in: $0) }
    if hasTime, timed == 0, !rest.isEmpty { return (rest, true) }
    return !mayBeOwnTime(in: lines) || 2 * timed > rest.count ? (rest, false) : nil
  }

  /// Whether a text holds a request in quotes, or is an object.
  private static func isWholeLine(_ text: ArraySlice<UInt8>) -> Bool {
    if text.first == UInt8(ascii: "{"), text.last == UInt8(ascii: "}") { return true }
    return text.indices.contains { index in
      guard text[index] == UInt8(ascii: "\"") else { return false }
      let words = text[(index + 1)...].prefix { $0 != UInt8(ascii: "\"") }.split(separator: 0x20)
      return words.count > 1 && words[0].allSatisfy { (0x41...0x5a).contains($0) }
        && (words[1].first == UInt8(ascii: "/") || words.count == 3)
    }
  }

  /// Whether a year and a zone are in its time, which then may be the line's as well.
  private var hasTime: Bool { self == .syslog5424 || self == .syslogISO }

  /// Whether the prefix could as well be the beginning of a server's own format.
  private func mayBeOwnTime(in lines: [ArraySlice<UInt8>]) -> Bool {
    switch self {
    case .dockerTimestamps, .herokuDrain: true
    case .syslogISO: lines.first?.first != UInt8(ascii: "<")
    default: false
    }
  }

  /// Lends a line with readable bytes behind it.
  private func withLineBytes(_ line: ArraySlice<UInt8>, _ body: (LineBytes) -> Void) {
    let padded = Array(line) + [UInt8](repeating: 0, count: Int(SCAN_PADDING))
    unsafe padded.withUnsafeBufferPointer {
      // SAFETY: there is the padding, so that there is an address, too.
      unsafe body(LineBytes(start: $0.baseAddress.unsafelyUnwrapped, count: line.count))
    }
  }
}
