internal import Traffic
internal import TrafficStore

/// Rows of the store's tables as ClickHouse's `RowBinary` has them: little-endian, texts after their length.
///
/// Source: ClickHouse's documentation, Formats for Input and Output Data, RowBinary.
struct RowBinary {
  private(set) var bytes: [UInt8] = []
  private(set) var rows = 0

  /// The version is the last column of a fact, so that what else there is can be compared without it.
  static let versionBytes = 8

  mutating func add<Number: FixedWidthInteger & UnsignedInteger>(_ value: Number) {
    var value = value
    for _ in 0..<(Number.bitWidth / 8) {
      bytes.append(UInt8(truncatingIfNeeded: value))
      value >>= 8
    }
  }

  mutating func add(_ text: String) { add(bytes: text.utf8) }

  mutating func add(bytes text: some Collection<UInt8>) {
    var length = text.count
    while length >= 0x80 {
      bytes.append(UInt8(length & 0x7F) | 0x80)
      length >>= 7
    }
    bytes.append(UInt8(length))
    bytes.append(contentsOf: text)
  }

  mutating func endRow() { rows += 1 }

  /// Adds a fact, in the order of ``StoreSchema/factColumns``.
  mutating func add(
    _ table: UInt8, _ row: NamedCount, on day: Day, of source: UInt64, version: UInt64
  ) {
    add(UInt16(clamping: day.rawValue))
    add(table)
    add(row.site)
    add(UInt32(clamping: row.time))
    add(row.tag)
    for index in 0..<3 { add(row.numbers[index]) }
    for index in 0..<3 { add(row.names[index]) }
    add(source)
    for index in 0..<3 { add(UInt64(clamping: row.counts[index])) }
    add(version)
    endRow()
  }
}
