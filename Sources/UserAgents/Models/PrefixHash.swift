/// The hash of a model's beginning (FNV-1a, 64 bits), taken byte by byte: each longer beginning has its own.
struct PrefixHash {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  mutating func add(_ byte: UInt8) {
    value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
  }
}
