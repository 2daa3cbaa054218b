/// Room for the places of a line's fields, which one entry after the other is written to.
///
/// Within the entry they would be moved about with it, line by line; so it is two pointers.
@safe
struct FieldPlaces: ~Copyable {
  /// Where a field stands in its line.
  struct Place: BitwiseCopyable {
    var start: UInt32 = 0
    /// The end, and in the top bit whether a backslash stands in the field.
    private var endAndEscape: UInt32 = 0

    init() {}

    @inline(__always)
    init(start: Int, end: Int, isEscaped: Bool) {
      self.start = UInt32(truncatingIfNeeded: start)
      endAndEscape = UInt32(truncatingIfNeeded: end) | (isEscaped ? 1 << 31 : 0)
    }

    var end: UInt32 { endAndEscape & 0x7fff_ffff }
    var isEscaped: Bool { endAndEscape >> 31 == 1 }
  }

  /// As many places as there are fields.
  private static let count = 10
  private let base: UnsafeMutablePointer<Place>

  init() {
    precondition(Field.allCases.count == FieldPlaces.count)
    unsafe base = .allocate(capacity: FieldPlaces.count)
    unsafe base.initialize(repeating: Place(), count: FieldPlaces.count)
  }

  deinit {
    // SAFETY: allocated by `init`, freed once.
    unsafe base.deallocate()
  }

  /// The places, by `Field.rawValue`, all of them empty.
  @inline(__always)
  borrowing func cleared() -> UnsafeMutablePointer<Place> {
    // SAFETY: there are that many.
    unsafe base.update(repeating: Place(), count: FieldPlaces.count)
    return unsafe base
  }
}
