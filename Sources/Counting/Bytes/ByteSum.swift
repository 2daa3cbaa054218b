/// Adds bytes up, eight at a time (FNV-1a; Fowler, Noll and Vo): against damage, not against malice.
public struct ByteSum {
  public private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  public init() {}

  /// - Parameter bytes: A multiple of eight of them, but for the last ones.
  public mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var at = 0
    while at + 8 <= bytes.count {
      // SAFETY: eight bytes from here are within the buffer.
      value =
        (value
          ^ UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        &* 0x0000_0100_0000_01b3
      value ^= value &>> 29
      at += 8
    }
    while at < bytes.count {
      // SAFETY: the index is within the buffer.
      value = unsafe (value ^ UInt64(bytes[at])) &* 0x0000_0100_0000_01b3
      at += 1
    }
  }
}
