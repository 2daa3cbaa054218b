/// The last bytes before a position: what a mark is the keyed hash of.
struct LogTail {
  /// The most bytes kept.
  static let length = 4096

  private(set) var bytes: [UInt8] = []

  /// The tail after more bytes.
  func advanced(over more: UnsafeRawBufferPointer) -> LogTail {
    var result = LogTail()
    // SAFETY: the suffix is a part of the buffer.
    let kept = unsafe UnsafeRawBufferPointer(rebasing: more.suffix(LogTail.length))
    result.bytes.reserveCapacity(LogTail.length)
    result.bytes.append(contentsOf: bytes.suffix(LogTail.length - kept.count))
    unsafe result.bytes.append(contentsOf: kept)
    return result
  }
}
