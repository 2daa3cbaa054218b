/// Which bytes of ASCII stand in a text, and whether others do.
///
/// One pass tells which shapes a text can have at all, so that the others are never looked for.
struct ByteSet: BitwiseCopyable {
  /// A bit for each byte below 64, and for each from there to 127.
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Whether there are bytes beyond ASCII.
  private(set) var hasOthers = false

  /// - Complexity: O(*n*).
  init(_ text: ArraySlice<UInt8>) {
    for byte in text {
      let bit: UInt64 = 1 &<< UInt64(byte)
      if byte < 0x40 { low |= bit } else if byte < 0x80 { high |= bit } else { hasOthers = true }
    }
  }

  private init(low: UInt64, high: UInt64, hasOthers: Bool) {
    (self.low, self.high, self.hasOthers) = (low, high, hasOthers)
  }

  /// What is said of a text that nobody has looked at: anything may stand in it.
  static let any = ByteSet(low: ~0, high: ~0, hasOthers: true)

  /// Whether a byte of ASCII stands in the text.
  @inline(__always)
  func contains(_ byte: UInt8) -> Bool { (byte < 0x40 ? low : high) &>> UInt64(byte) & 1 == 1 }

  var hasDigits: Bool { low & 0x03ff_0000_0000_0000 != 0 }
  var hasUpper: Bool { high & 0x07ff_fffe != 0 }
  var hasLower: Bool { high & 0x07ff_fffe_0000_0000 != 0 }
  /// Whether there are letters of both cases.
  var isMixed: Bool { hasUpper && hasLower }
  /// Whether there are control characters.
  var hasControls: Bool { low & 0xffff_ffff != 0 || high >> 63 == 1 }
}

/// The parts of a text between separators, one after the other, empty ones too.
struct TextParts: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>?
  private let separator: UInt8

  init(of text: ArraySlice<UInt8>, between separator: UInt8) {
    rest = text
    self.separator = separator
  }

  mutating func next() -> ArraySlice<UInt8>? {
    guard let text = rest else { return nil }
    guard let end = text.firstIndex(of: separator) else {
      rest = nil
      return text
    }
    rest = text[(end + 1)...]
    return text[..<end]
  }
}
