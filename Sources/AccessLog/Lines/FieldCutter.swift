internal import CScan
internal import Traffic

/// Finds the lines of a block, and cuts those of one format into fields. The loop is in C; see
/// `scan_line_function`.
@safe
struct FieldCutter: ~Copyable {
  private let steps: UnsafeMutableBufferPointer<scan_step>
  private let format: UnsafeMutablePointer<scan_format>
  /// Room for the places of quotes and backslashes in a line.
  private let marks: UnsafeMutablePointer<UInt32>
  private let next = unsafe scan_fastest_line()

  /// What a line is.
  enum Line {
    /// One without any text.
    case empty
    case rejected(RejectReason)
    case cut
  }

  init(_ plan: FormatPlan) {
    unsafe steps = .allocate(capacity: plan.steps.count)
    _ = unsafe steps.initialize(from: plan.steps.map(\.scanned))
    unsafe format = .allocate(capacity: 1)
    // SAFETY: a plan has steps, so they have an address.
    unsafe format.initialize(
      to: scan_format(
        steps: steps.baseAddress.unsafelyUnwrapped, count: steps.count,
        allows_more: plan.allowsMore))
    unsafe marks = .allocate(capacity: SCAN_MARKS)
  }

  deinit {
    // SAFETY: allocated by `init`, freed once.
    unsafe steps.deallocate()
    unsafe format.deallocate()
    unsafe marks.deallocate()
  }

  /// Goes behind the next line, and finds the places of its fields.
  ///
  /// - Parameters:
  ///   - at: Where the line begins; moved behind its newline.
  ///   - end: Where the block ends, with `SCAN_SLACK` readable bytes behind it.
  ///   - places: As many as there are fields, by their raw values, empty or of a line of the same
  ///     format.
  /// - Returns: Where the line's text begins, and what it is.
  /// - Complexity: O(*n*) in the line's bytes; each is looked at once or twice.
  @inline(__always)
  borrowing func cut(
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
  /// Whether a backslash stands in the field.
  @inline(__always)
  var isEscaped: Bool { end >> 31 == 1 }
}
