import GRDB

/// Numbers in bytes, one after the other: each in base 128, the lowest digits first, with the sign in its lowest bit
/// (Protocol Buffers, "Encoding", `sint64`).
struct PackedNumbers {
  private(set) var bytes: [UInt8] = []

  mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

  mutating func append(_ number: Int64) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  mutating func append(_ others: PackedNumbers) { bytes += others.bytes }

  /// The number that begins at a place, which moves behind it.
  ///
  /// - Throws: `DatabaseError` where there is none: the database is damaged.
  @inline(__always)
  static func next(_ bytes: Span<UInt8>, _ place: inout Int) throws -> Int64 {
    var bits: UInt64 = 0
    var shift: UInt64 = 0
    while place < bytes.count, shift < 64 {
      let byte = bytes[place]
      place += 1
      bits |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return Int64(bitPattern: bits >> 1) ^ -Int64(bitPattern: bits & 1) }
      shift += 7
    }
    throw DatabaseError(resultCode: .SQLITE_CORRUPT)
  }
}
