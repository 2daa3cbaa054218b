internal import CScan

/// A bounded table from keyed hashes of what a log says to what a scrubbed log says in its place.
///
/// It holds no byte of a log: hashes under a key that dies with the process, and ``ScrubbedText``.
/// Once it is full it starts anew, so a flood of new values costs time and no memory.
@safe
struct TextTable: ~Copyable {
  /// Where a text stands, and a number that goes with it.
  struct Piece: BitwiseCopyable {
    fileprivate var start: UInt32
    var count: UInt16
    var number: UInt16

    fileprivate var packed: UInt64 {
      UInt64(start) | UInt64(count) << 32 | UInt64(number) << 48
    }

    fileprivate init(start: Int, count: Int, number: UInt16) {
      self.start = UInt32(start)
      self.count = UInt16(count)
      self.number = number
    }

    @inline(__always)
    fileprivate init(packed: UInt64) {
      start = UInt32(truncatingIfNeeded: packed)
      count = UInt16(truncatingIfNeeded: packed >> 32)
      number = UInt16(truncatingIfNeeded: packed >> 48)
    }
  }

  private var places = TagTable()
  private var texts: UnsafeMutablePointer<UInt8>
  private var capacity = 1 << 16
  private var count = 0

  /// The most bytes of texts, and the most of them: below what makes a ``TagTable`` start anew.
  private static let maxBytes = 1 << 23
  private static let maxTexts = 60_000

  init() { unsafe texts = TextTable.allocate(1 << 16) }

  /// Bytes with padding behind them, all of which may be read.
  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<UInt8> {
    let count = capacity + LogLines.padding
    let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: count)
    unsafe bytes.initialize(repeating: 0, count: count)
    return unsafe bytes
  }

  deinit { unsafe texts.deallocate() }

  /// The text kept for a tag.
  ///
  /// - Complexity: O(1) on average.
  @inline(__always)
  borrowing func piece(of tag: UInt64) -> Piece? {
    places.value(of: tag).map(Piece.init(packed:))
  }

  /// Keeps a text for a tag that has none. Pieces that were got before may be gone.
  mutating func insert(
    _ text: borrowing ScrubbedText, number: UInt16 = 0, for tag: UInt64
  ) -> Piece {
    let length = text.bytes.count
    precondition(length <= UInt16.max, "a text is far shorter than a line")
    if count + length > TextTable.maxBytes || places.count >= TextTable.maxTexts {
      places.removeAll()
      count = 0
    }
    while count + length > capacity { grow() }
    for byte in text.bytes {
      // SAFETY: there is room for all of the text.
      unsafe texts[count] = byte
      count += 1
    }
    let piece = Piece(start: count - length, count: length, number: number)
    places.insert(piece.packed, for: tag)
    return piece
  }

  /// Forgets all texts.
  mutating func removeAll() {
    places.removeAll()
    count = 0
  }

  private mutating func grow() {
    let larger = unsafe TextTable.allocate(capacity * 2)
    // SAFETY: both are at least `count` bytes long and do not overlap.
    unsafe larger.update(from: texts, count: count)
    unsafe texts.deallocate()
    unsafe texts = unsafe larger
    capacity *= 2
  }

  /// Copies a piece to where its bytes have room, and ``LogLines/padding`` behind them.
  @inline(__always)
  borrowing func copy(_ piece: Piece, to place: UnsafeMutablePointer<UInt8>) {
    // SAFETY: a piece lies within the texts, and the caller has made room; both have padding behind.
    unsafe scan_copy(place, texts + Int(piece.start), Int(piece.count))
  }
}
