internal import CScan

/// Goes through the lines of a block, without what may stand around their text: line ends, the zeros
/// that a `copytruncate` leaves before the first line written after it, and a byte-order mark.
@safe
struct LineCursor {
  private var at: UnsafePointer<UInt8>
  private let end: UnsafePointer<UInt8>

  /// - Parameter block: Lines, each with its newline, and ``LogLines/slack`` readable bytes behind
  ///   them; they must stay alive while lines are used.
  init(_ block: UnsafeBufferPointer<UInt8>) {
    // SAFETY: an empty block has no place to read from, and none is read.
    let start = unsafe block.baseAddress ?? UnsafePointer(bitPattern: 1).unsafelyUnwrapped
    unsafe at = start
    unsafe end = start + block.count
  }

  /// The next line, empty where nothing is left of it; `nil` behind the last.
  @inline(__always)
  mutating func next() -> UnsafeBufferPointer<UInt8>? {
    // SAFETY: all reads are between the block's start and its end plus slack.
    guard unsafe at < end else { return nil }
    let newline = unsafe scan_byte(at, end, 0x0a)
    var start = unsafe at
    var stop = unsafe newline
    unsafe at = newline + 1
    if unsafe stop > start, unsafe (stop - 1).pointee == 0x0d { unsafe stop -= 1 }
    while unsafe start < stop, unsafe start.pointee == 0 { unsafe start += 1 }
    if unsafe stop - start >= 3, unsafe scan_load4(start) & 0xff_ffff == 0xbf_bbef {
      unsafe start += 3
    }
    return unsafe UnsafeBufferPointer(start: start, count: stop - start)
  }
}
