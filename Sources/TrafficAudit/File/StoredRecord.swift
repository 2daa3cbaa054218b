/// A row as it is stored (SQLite, "Database File Format", section 2.1).
struct StoredRecord {
  enum Value {
    case null
    case integer(Int64)
    case real(Double)
    case text(Range<Int>)
    case blob(Range<Int>)
  }

  /// The values, their places being those in the bytes.
  private(set) var values: [Value] = []

  /// No table has more columns (SQLite, "Implementation Limits"); a row without any bytes of values could
  /// have one a byte, and would take twenty times its size.
  static let maxColumns = 32_767

  /// Reads a record that fills a range exactly; `false` where there is none, or one of more columns than
  /// asked for.
  ///
  /// - Complexity: O(*n*) in the columns.
  mutating func read(
    _ bytes: [UInt8], _ range: Range<Int>, atMost columns: Int = maxColumns
  ) -> Bool {
    values.removeAll(keepingCapacity: true)
    isShort = true
    var at = range.lowerBound
    guard let headerLength = Varint.read(bytes, &at, range.upperBound),
      headerLength >= 1, headerLength <= range.count
    else { return false }
    let bodyStart = range.lowerBound + Int(headerLength)
    var body = bodyStart
    while at < bodyStart {
      guard values.count < columns,
        let type = Varint.read(bytes, &at, bodyStart), type >= 0
      else { return false }
      let length: Int
      switch type {
      case 0, 8, 9: length = 0
      case 1...4: length = Int(type)
      case 5: length = 6
      case 6, 7: length = 8
      case 10, 11: return false
      default:
        guard type < 1 << 32 else { return false }
        length = (Int(type) - 12) / 2
      }
      guard body + length <= range.upperBound else { return false }
      switch type {
      case 0: values.append(.null)
      case 8: values.append(.integer(0))
      case 9: values.append(.integer(1))
      case 1...6:
        let number = StoredRecord.integer(bytes, body, length)
        if StoredRecord.width(of: number) != length { isShort = false }
        values.append(.integer(number))
      case 7:
        let bits = UInt64(bitPattern: StoredRecord.integer(bytes, body, 8))
        values.append(.real(Double(bitPattern: bits)))
      case let type where type % 2 == 0: values.append(.blob(body..<(body + length)))
      default: values.append(.text(body..<(body + length)))
      }
      body += length
    }
    guard at == bodyStart, body == range.upperBound else { return false }
    return true
  }

  /// Whether each number has no more bytes than it needs, as SQLite writes them (section 2.1).
  private(set) var isShort = true

  /// How many bytes SQLite gives to a number.
  private static func width(of number: Int64) -> Int {
    switch number {
    case 0, 1: 0
    case -0x80...0x7f: 1
    case -0x8000...0x7fff: 2
    case -0x80_0000...0x7f_ffff: 3
    case -0x8000_0000...0x7fff_ffff: 4
    case -0x8000_0000_0000...0x7fff_ffff_ffff: 6
    default: 8
    }
  }

  private static func integer(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Int64 {
    var value = Int64(Int8(bitPattern: bytes[start]))
    for index in 1..<max(1, length) { value = value << 8 | Int64(bytes[start + index]) }
    return value
  }
}
