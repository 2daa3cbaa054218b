/// What is at rest, as the set of all four bytes that stand beside each other in it: tells at once
/// that most values of a log are nowhere, and never takes more memory.
///
/// A value whose every four bytes are there may be there; whoever asks looks again.
public struct RestIndex: Sendable {
  private var kept = Bits()
  private var unknown = Bits()

  public init() {}

  /// Adds bytes in every way in which they may be meant as text.
  ///
  /// - Parameter isKept: Whether they are text that redaction leaves as it is.
  public mutating func add(_ bytes: ArraySlice<UInt8>, isKept: Bool) {
    for reading in RestIndex.readings(of: bytes) {
      isKept ? kept.add(reading) : unknown.add(reading)
    }
  }

  /// Whether a value may be there.
  func mayHold(_ value: [UInt8], inKept: Bool) -> Bool {
    unknown.hasAll(of: value) || (inKept && kept.hasAll(of: value))
  }

  /// Readings in lower case, and the bytes as they are.
  static func readings(of bytes: ArraySlice<UInt8>) -> [[UInt8]] {
    let texts = ShapeSearch.readings(of: bytes).map(lowercased)
    let plain = lowercased(Array(bytes))
    return texts.contains(plain) ? texts : texts + [plain]
  }

  static func lowercased(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
  }

  /// One bit for each hash of four bytes.
  private struct Bits: Sendable {
    private var words = [UInt64](repeating: 0, count: 1 << 21)

    mutating func add(_ text: [UInt8]) {
      RestIndex.forEachFour(of: text) { hash in
        words[Int(hash >> 6)] |= 1 << UInt64(hash & 63)
        return true
      }
    }

    func hasAll(of text: [UInt8]) -> Bool {
      RestIndex.forEachFour(of: text) { words[Int($0 >> 6)] >> UInt64($0 & 63) & 1 == 1 }
    }
  }

  /// Calls with a hash of 27 bits for each four bytes, until it is told to stop.
  @discardableResult
  private static func forEachFour(of text: [UInt8], _ body: (UInt32) -> Bool) -> Bool {
    guard text.count >= 4 else { return false }
    var four: UInt32 = 0
    for (index, byte) in text.enumerated() {
      four = four << 8 | UInt32(byte)
      // A multiplicative hash (Knuth, "The Art of Computer Programming", vol. 3, section 6.4).
      if index >= 3, !body((four &* 0x9e37_79b1) >> 5) { return false }
    }
    return true
  }
}
