internal import CScan
internal import Traffic

/// One line of a log, cut into fields that are borrowed from the block it stands in.
///
/// Personal data is here and nowhere else, so an entry cannot be copied, kept or printed: its
/// bytes are private, and what leaves it are numbers and members of `Traffic`'s types, through the
/// functions of this file and its extensions.
@safe
struct LogEntry: ~Copyable, ~Escapable {
  /// The fields' places, by `Field.rawValue`. A field the format lacks is empty.
  private let places: UnsafeMutablePointer<FieldPlaces.Place>
  private let base: UnsafePointer<UInt8>

  /// Cuts a line by a plan, or fails where the line is not of that format.
  ///
  /// - Parameters:
  ///   - line: The line's bytes without its newline, with `SCAN_SLACK` readable bytes behind them.
  ///   - room: Takes the fields' places. It outlives the entry, and has one at a time.
  ///   - owner: Whatever keeps the bytes alive.
  /// - Complexity: O(*n*) in the line's bytes; each is looked at once.
  @inline(__always)
  @_lifetime(borrow owner)
  init?<Owner: ~Copyable & ~Escapable>(
    line: UnsafeBufferPointer<UInt8>, steps: borrowing Span<FormatPlan.Step>, allowsMore: Bool,
    places room: borrowing FieldPlaces, owner: borrowing Owner
  ) {
    // SAFETY: the caller keeps `line` alive as long as `owner`; every place is within the line.
    let start = line.baseAddress!
    let end = unsafe start + line.count
    unsafe base = start
    unsafe places = room.cleared()
    var at = unsafe start
    var index = 0
    while index < steps.count {
      // SAFETY: the index is one of the span's own.
      let step = unsafe steps[unchecked: index]
      index += 1
      let from = unsafe at
      var isEscaped = false
      switch step.extent {
      case .beforeUser where unsafe LogEntry.nobody(standsAt: at, before: end):
        // Two fields at once, neither of which is looked at.
        unsafe at += LogEntry.nobodyLength
        index += 1
        continue
      case .word, .beforeUser:
        unsafe at = scan_byte(at, end, step.terminator)
        guard unsafe LogEntry.literal(of: step, standsAt: at, before: end) else { return nil }
      case .beforeTime:
        guard let found = unsafe LogEntry.time(after: step, from: at, before: end) else {
          return nil
        }
        unsafe at = found
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
        // SAFETY: there is a place for each field.
        unsafe places[step.field.rawValue] = FieldPlaces.Place(
          start: from - start, end: at - start, isEscaped: isEscaped)
      }
      unsafe at += step.literalCount
    }
    guard unsafe at == end || (allowsMore && at.pointee == UInt8(ascii: " ")) else { return nil }
  }

  /// Where a field ends that a time follows: at the first bracket that is a time's, since a user's
  /// name may have brackets of its own; where none is, at the first of all.
  @inline(__always)
  private static func time(
    after step: FormatPlan.Step, from start: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8>? {
    var first: UnsafePointer<UInt8>?
    // SAFETY: every place is compared with `end`, behind which the slack may be read.
    var at = unsafe scan_byte(start, end, step.terminator)
    while unsafe at < end {
      if unsafe literal(of: step, standsAt: at, before: end) {
        if unsafe time(standsAt: at + step.literalCount, before: end) { return unsafe at }
        if unsafe first == nil { unsafe first = unsafe at }
      }
      unsafe at = unsafe scan_byte(at + 1, end, step.terminator)
    }
    return unsafe first
  }

  /// Whether what may be a time ends as one does.
  @inline(__always)
  private static func time(
    standsAt at: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> Bool {
    // `] "`: a user's name may have a whole time in it, but no quote, which both servers escape.
    // SAFETY: four bytes may be read before `end`, thanks to the slack behind every block.
    let close = unsafe at + LogClock.length
    return unsafe end - close >= 3 && scan_load4(close) & 0xff_ffff == 0x22_205d
  }

  /// Whether `- - [` and a time stand here: nobody has said who they are, as in nearly every line.
  @inline(__always)
  private static func nobody(
    standsAt at: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: eight bytes may be read at `end`, thanks to the slack behind every block.
    unsafe UInt64(littleEndian: scan_load8(at)) & 0xff_ffff_ffff == 0x5b_202d_202d
      && time(standsAt: at + nobodyLength, before: end)
  }

  private static let nobodyLength = 5

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
    // SAFETY: there is a place for each field.
    unsafe reduce(bytes(of: field), places[field.rawValue].isEscaped)
  }

  /// The hour of the request in UTC; `nil` where the time is missing or none.
  @inline(__always)
  func hour(using clock: inout LogClock) -> Int32? {
    unsafe clock.hour(of: bytes(of: .time))
  }

  /// The network of the client's address, all of it that is ever read, for the functions that make
  /// a country and a visitor's token of it; `nil` for no address.
  @inline(__always)
  var network: ClientNetwork? {
    unsafe ClientNetwork(bytes(of: .address))
  }

  @inline(__always)
  private func bytes(of field: Field) -> UnsafeBufferPointer<UInt8> {
    // SAFETY: there is a place for each field; all lie within the line, which outlives this entry.
    let place = unsafe places[field.rawValue]
    return unsafe UnsafeBufferPointer(
      start: base + Int(place.start), count: Int(place.end - place.start))
  }
}
