/// Records of partial counts in memory, to be sorted and written to a file.
public struct PartialBatch {
  private struct Entry {
    var key: PartialKey
    var start: Int
    var end: Int
  }

  private var entries: [Entry] = []
  private var bytes: [UInt8] = []

  public init() {}

  public var count: Int { entries.count }

  /// Adds a record; none of this key may be there.
  public mutating func add(_ key: PartialKey, _ value: (inout [UInt8]) -> Void) {
    let start = bytes.count
    value(&bytes)
    entries.append(Entry(key: key, start: start, end: bytes.count))
  }

  /// Goes over the records in the order of their keys.
  ///
  /// - Complexity: O(*n* log *n*).
  public mutating func sorted<Failure: Error>(
    _ body: (PartialKey, ArraySlice<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    entries.sort { $0.key < $1.key }
    for entry in entries { try body(entry.key, bytes[entry.start..<entry.end]) }
  }
}

extension [UInt8] {
  /// Appends a number in as few bytes as it needs, seven bits each, the lowest first (LEB128).
  mutating func append(short value: UInt64) {
    var value = value
    while value > 0x7f {
      append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    append(UInt8(value))
  }
}

extension ArraySlice<UInt8> {
  /// Takes what ``Swift/Array/append(short:)`` wrote from the front; `nil` where there is none.
  mutating func takeShort() -> UInt64? {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = popFirst() else { return nil }
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
    }
    return nil
  }
}
