internal import CScan
internal import LogFormats
internal import Traffic

/// Finds the lines of a block, and cuts those of one format into fields. The loop is in C; see
/// `scan_line_function`.
@safe
final class FieldSplitter {
  private let steps: UnsafeMutableBufferPointer<scan_step>
  private let keys: UnsafeMutableBufferPointer<scan_key>
  /// The keys' texts, one behind the other.
  private let texts: UnsafeMutableBufferPointer<UInt8>
  private let slots: UnsafeMutableBufferPointer<UInt8>
  private let format: UnsafeMutablePointer<scan_format>
  /// Room for the places of quotes and backslashes in a line.
  private let marks: UnsafeMutablePointer<UInt32>
  private let next: scan_line_function

  /// What a line is.
  enum Line {
    /// One without any text.
    case empty
    case rejected(RejectReason)
    case cut
  }

  /// - Parameter usesPlainInstructions: Whether to do without what only some processors have.
  init(_ plan: FormatPlan, usesPlainInstructions: Bool = false) {
    let scanned = ScannedPlan(plan)
    unsafe steps = .allocate(capacity: max(1, scanned.steps.count))
    _ = unsafe steps.initialize(from: scanned.steps)
    unsafe texts = .allocate(capacity: scanned.texts.count + LogLines.padding)
    unsafe texts.initialize(repeating: 0)
    for (index, byte) in scanned.texts.enumerated() { unsafe texts[index] = byte }
    unsafe keys = .allocate(capacity: max(1, scanned.keys.count))
    unsafe slots = .allocate(capacity: scanned.slots.count)
    _ = unsafe slots.initialize(from: scanned.slots)
    for (index, key) in scanned.keys.enumerated() {
      // SAFETY: there is room for all keys, and a key's text lies within the texts.
      unsafe (keys.baseAddress.unsafelyUnwrapped + index).initialize(
        to: scan_key(
          text: texts.baseAddress.unsafelyUnwrapped + key.text, word: key.word,
          count: UInt8(key.count), parent: key.parent, field: key.field, object: key.object,
          rank: key.rank))
    }
    unsafe format = .allocate(capacity: 1)
    // SAFETY: all of them have an address.
    unsafe format.initialize(
      to: scan_format(
        steps: steps.baseAddress.unsafelyUnwrapped, count: scanned.steps.count,
        allows_more: plan.allowsMore, keys: keys.baseAddress, slots: slots.baseAddress))
    unsafe marks = .allocate(capacity: SCAN_MARKS)
    unsafe next =
      usesPlainInstructions ? scan_plain_line(scanned.kind) : scan_fastest_line(scanned.kind)
  }

  deinit {
    // SAFETY: allocated by `init`, freed once.
    unsafe steps.deallocate()
    unsafe keys.deallocate()
    unsafe texts.deallocate()
    unsafe slots.deallocate()
    unsafe format.deallocate()
    unsafe marks.deallocate()
  }

  /// Goes behind the next line, and finds the places of its fields.
  ///
  /// - Parameters:
  ///   - at: Where the line begins; moved behind its newline.
  ///   - end: Where the block ends, with `SCAN_PADDING` readable bytes behind it.
  ///   - places: As many as there are fields, by their raw values, empty or of a line of the same
  ///     format.
  /// - Returns: Where the line's text begins, and what it is.
  /// - Complexity: O(*n*) in the line's bytes; each is looked at once or twice. Where a value may hold
  ///   what ends it, a line is given up after the work of 4,096 tries.
  @inline(__always)
  func cut(
    _ at: inout UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>,
    into places: UnsafeMutablePointer<scan_place>
  ) -> (start: UnsafePointer<UInt8>, line: Line) {
    let line = unsafe next(at, end, format, marks, places)
    let start = unsafe at + Int(line.start)
    unsafe at += Int(line.next)
    return switch Int(line.kind) {
    case SCAN_CUT: unsafe (start, .cut)
    case SCAN_EMPTY: unsafe (start, .empty)
    case SCAN_TOO_LONG: unsafe (start, .rejected(.tooLong))
    default: unsafe (start, .rejected(.shape))
    }
  }
}

extension scan_place {
  /// Bytes of the line before the field.
  @inline(__always)
  var offset: Int { Int(start) }
  /// Bytes of the field.
  @inline(__always)
  var count: Int { Int(end & 0x7fff_ffff) - Int(start) }
  /// Whether a backslash stands in the field, or a quote written twice.
  @inline(__always)
  var isEscaped: Bool { end >> 31 == 1 }
}
