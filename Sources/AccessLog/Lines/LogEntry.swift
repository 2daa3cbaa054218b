internal import CScan

/// One line of a log, cut into fields that are borrowed from the block it stands in.
///
/// Personal data is here and nowhere else, so an entry cannot be copied, kept or printed: its
/// bytes are private, and what leaves it are numbers and members of `Traffic`'s types, through the
/// functions of this file and its extensions.
@safe
struct LogEntry: ~Copyable, ~Escapable {
  /// The fields' places, by `Field.rawValue`. A field the format lacks is empty.
  private var places: InlineArray<9, Place>
  private let base: UnsafePointer<UInt8>

  private struct Place: BitwiseCopyable {
    var start: UInt32 = 0
    var end: UInt32 = 0
    /// Whether a backslash stands in it.
    var isEscaped = false
  }

  /// Cuts a line by a plan, or fails where the line is not of that format.
  ///
  /// - Parameters:
  ///   - line: The line's bytes without its newline, with `SCAN_SLACK` readable bytes behind them.
  ///   - owner: Whatever keeps the bytes alive.
  /// - Complexity: O(*n*) in the line's bytes; each is looked at once.
  @inline(__always)
  @_lifetime(borrow owner)
  init?<Owner: ~Copyable & ~Escapable>(
    line: UnsafeBufferPointer<UInt8>, steps: borrowing Span<FormatPlan.Step>, allowsMore: Bool,
    owner: borrowing Owner
  ) {
    // SAFETY: the caller keeps `line` alive as long as `owner`; every place is within the line.
    let start = line.baseAddress!
    let end = unsafe start + line.count
    unsafe base = start
    places = InlineArray(repeating: Place())
    var at = unsafe start
    for index in steps.indices {
      // SAFETY: the index is one of the span's own.
      let step = unsafe steps[unchecked: index]
      let from = unsafe at
      var isEscaped = false
      switch step.extent {
      case .word:
        unsafe at = scan_byte(at, end, step.terminator)
        guard unsafe LogEntry.literal(of: step, standsAt: at, before: end) else { return nil }
      case .phrase:
        unsafe at = scan_byte(at, end, step.terminator)
        while unsafe !LogEntry.literal(of: step, standsAt: at, before: end) {
          guard unsafe at < end else { return nil }
          unsafe at = scan_byte(at + 1, end, step.terminator)
        }
        if unsafe !LogEntry.time(standsAt: at + step.literalCount, before: end) {
          unsafe at = LogEntry.endOfPhrase(of: step, from: at, before: end)
        }
      case .quoted:
        unsafe at = scan_either(at, end, UInt8(ascii: "\""), UInt8(ascii: "\\"))
        while unsafe at < end, unsafe at.pointee == UInt8(ascii: "\\") {
          isEscaped = true
          // A backslash that ends the line escapes nothing.
          guard unsafe at + 1 < end else { return nil }
          unsafe at = scan_either(at + 2, end, UInt8(ascii: "\""), UInt8(ascii: "\\"))
        }
        guard unsafe LogEntry.literal(of: step, standsAt: at, before: end) else { return nil }
      case .rest:
        unsafe at = end
      }
      if step.field != .ignored {
        places[step.field.rawValue] = unsafe Place(
          start: UInt32(truncatingIfNeeded: from - start),
          end: UInt32(truncatingIfNeeded: at - start), isEscaped: isEscaped)
      }
      unsafe at += step.literalCount
    }
    guard unsafe at == end || (allowsMore && at.pointee == UInt8(ascii: " ")) else { return nil }
  }

  /// Whether what begins here ends like a time in brackets with a request behind it: `] "`.
  @inline(__always)
  private static func time(
    standsAt at: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: four bytes may be read behind the last of a line. A quote never stands in a user's
    // name: both servers escape it.
    unsafe end - at >= LogClock.length + 3
      && scan_load4(at + LogClock.length) & 0xff_ffff == 0x22_205d
  }

  /// The place before the time of a phrase whose own text has the literal in it too, as a client
  /// may name itself `a [b`; the first place if there is no time behind any.
  @inline(never)
  private static func endOfPhrase(
    of step: FormatPlan.Step, from first: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    // SAFETY: all places are at `end` at most, with the slack behind it.
    var at = unsafe first
    while unsafe at < end {
      unsafe at = scan_byte(at + 1, end, step.terminator)
      if unsafe literal(of: step, standsAt: at, before: end),
        unsafe time(standsAt: at + step.literalCount, before: end)
      {
        return unsafe at
      }
    }
    return unsafe first
  }

  @inline(__always)
  private static func literal(
    of step: FormatPlan.Step, standsAt at: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: eight bytes may be read at `end`, thanks to the slack behind every block.
    unsafe (scan_load8(at) & step.literalMask) == step.literal && at + step.literalCount <= end
  }

  /// The one exit: lends a field's bytes to a function that reduces them to what may be known.
  ///
  /// The function gets nothing to write to (`@Sendable`), so what it returns is all that leaves.
  @inline(__always)
  func declassify<Fact: Declassified>(
    _ field: Field,
    _ reduce: @Sendable (UnsafeBufferPointer<UInt8>, _ isEscaped: Bool) -> Fact
  ) -> Fact {
    unsafe reduce(bytes(of: field), places[field.rawValue].isEscaped)
  }

  /// The hour of the request in UTC; `nil` where the time is missing or none.
  @inline(__always)
  func hour(using clock: inout LogClock) -> Int32? {
    unsafe clock.hour(of: bytes(of: .time))
  }

  @inline(__always)
  private func bytes(of field: Field) -> UnsafeBufferPointer<UInt8> {
    let place = places[field.rawValue]
    // SAFETY: places lie within the line, which outlives this entry.
    return unsafe UnsafeBufferPointer(
      start: base + Int(place.start), count: Int(place.end - place.start))
  }
}
