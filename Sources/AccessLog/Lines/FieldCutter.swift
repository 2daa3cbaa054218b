internal import CScan

/// Cuts lines of one format into fields. The loop is in C; see `scan_fields`.
@safe
struct FieldCutter: ~Copyable {
  private let steps: UnsafeMutableBufferPointer<scan_step>
  private let allowsMore: Bool

  init(_ plan: FormatPlan) {
    unsafe steps = .allocate(capacity: plan.steps.count)
    _ = unsafe steps.initialize(from: plan.steps.map(\.scanned))
    allowsMore = plan.allowsMore
  }

  deinit {
    // SAFETY: allocated by `init`, freed once.
    unsafe steps.deallocate()
  }

  /// Finds the places of a line's fields; `false` where the line is not of the format.
  ///
  /// - Parameters:
  ///   - line: The line's bytes without its newline, with `SCAN_SLACK` readable bytes behind them.
  ///   - places: As many as there are fields, by their raw values, empty or of a line of the same
  ///     format.
  /// - Complexity: O(*n*) in the line's bytes; each is looked at once.
  @inline(__always)
  borrowing func cut(
    _ line: UnsafeBufferPointer<UInt8>, into places: UnsafeMutablePointer<scan_place>
  ) -> Bool {
    // SAFETY: a line has an address, and a format has steps.
    let start = unsafe line.baseAddress.unsafelyUnwrapped
    return unsafe scan_fields(
      start, start + line.count, steps.baseAddress.unsafelyUnwrapped, steps.count, allowsMore,
      places)
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
