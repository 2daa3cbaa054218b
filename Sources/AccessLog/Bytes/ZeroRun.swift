/// Zeros in a row.
enum ZeroRun {
  /// How many zeros bytes begin with.
  static func length(in bytes: UnsafeRawBufferPointer) -> Int {
    var count = 0
    // SAFETY: the eight bytes, and then the one, are within the buffer.
    while count + 8 <= bytes.count,
      unsafe bytes.loadUnaligned(fromByteOffset: count, as: UInt64.self) == 0
    {
      count += 8
    }
    while count < bytes.count, unsafe bytes[count] == 0 { count += 1 }
    return count
  }

  /// Moves the bytes behind the first ones to the front.
  static func drop(_ count: Int, from bytes: UnsafeMutableRawBufferPointer) {
    guard count > 0 else { return }
    // SAFETY: `copyMemory` allows the overlap; both ranges are within the buffer.
    unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[count...]))
  }
}
