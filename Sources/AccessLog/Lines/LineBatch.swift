internal import CScan
internal import LogFormats

/// Lines that are cut, in order to be looked up: where their fields stand, and what they are known
/// again by.
///
/// Neither is any use without the block that the lines stand in.
@safe
struct LineBatch: ~Copyable {
  /// How many there may be: what belongs to so many lines stays in the first-level cache.
  static let capacity = 32

  /// What a line's client and request are known again by.
  struct Tags: BitwiseCopyable {
    var agent: UInt64
    var request: RequestTag
  }

  /// By line and `FieldMeaning.rawValue`; those of fields that a format lacks stay empty.
  private let places: UnsafeMutablePointer<scan_place>
  private let starts: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let ends: UnsafeMutablePointer<UnsafePointer<UInt8>>
  private let tags: UnsafeMutablePointer<Tags>

  private static let fields = Int(SCAN_FIELDS)

  init() {
    let count = LineBatch.capacity
    unsafe places = .allocate(capacity: count * LineBatch.fields)
    unsafe starts = .allocate(capacity: count)
    unsafe ends = .allocate(capacity: count)
    unsafe tags = .allocate(capacity: count)
    clear()
  }

  deinit {
    // SAFETY: allocated by `init`, freed once.
    unsafe places.deallocate()
    unsafe starts.deallocate()
    unsafe ends.deallocate()
    unsafe tags.deallocate()
  }

  /// Forgets all places, before lines of another format.
  func clear() {
    // SAFETY: there are that many.
    unsafe places.update(repeating: scan_place(), count: LineBatch.capacity * LineBatch.fields)
  }

  /// Cuts a line; see ``FieldSplitter/cut(_:before:into:)``.
  ///
  /// - Parameter number: Which of the lines it is, below ``capacity``.
  @inline(__always)
  func cut(
    _ at: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>,
    by splitter: FieldSplitter, as number: Int
  ) -> FieldSplitter.Line {
    // SAFETY: the number is below the capacity.
    let (start, line) = unsafe splitter.cut(
      &at, before: end, into: places + number * LineBatch.fields)
    unsafe starts[number] = start
    unsafe ends[number] = unsafe at
    return line
  }

  /// Whether a line that is of no format is no access line at all.
  ///
  /// - Parameter number: The line that was cut last under this number.
  @inline(never)
  func isOther(_ number: Int, isWrapped: Bool) -> Bool {
    // SAFETY: the number is below the capacity, and the line ends behind where it begins.
    let line = unsafe UnsafeBufferPointer(
      start: starts[number], count: ends[number] - starts[number])
    return unsafe OtherLine.isOther(line, isWrapped: isWrapped)
  }

  /// A line that was cut.
  ///
  /// - Parameter owner: Whatever keeps the line's bytes alive.
  @inline(__always)
  @_lifetime(borrow owner)
  func entry<Owner: ~Copyable & ~Escapable>(_ number: Int, owner: borrowing Owner) -> LogEntry {
    // SAFETY: the number is below the capacity; the places are of the line that begins there.
    unsafe LogEntry(
      start: starts[number], places: places + number * LineBatch.fields, owner: owner)
  }

  /// Keeps a line's tags.
  @inline(__always)
  func note(_ tags: Tags, of number: Int) {
    // SAFETY: the number is below the capacity.
    unsafe self.tags[number] = tags
  }

  /// The tags that were kept of a line.
  @inline(__always)
  func tags(of number: Int) -> Tags {
    // SAFETY: the number is below the capacity.
    unsafe tags[number]
  }
}
