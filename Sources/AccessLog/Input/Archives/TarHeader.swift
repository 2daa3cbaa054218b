/// What stands before a member of a tar archive (POSIX.1-2017, pax, "ustar Interchange Format"; GNU tar
/// manual, "Basic Tar Format").
struct TarHeader {
  /// Bytes of a header, and of the units that members are filled up to.
  static let length = 512

  /// The member's type.
  var kind: UInt8
  /// Bytes of the member.
  var size: Int64
  var name: [UInt8]
  /// Whether more headers of a sparse member follow.
  var isContinued: Bool

  /// - Returns: `nil` for what is no header: its sum has to be right.
  init?(_ block: [UInt8]) {
    guard block.count == TarHeader.length,
      let sum = TarHeader.number(block[148..<156]), TarHeader.isSum(sum, of: block),
      let size = TarHeader.number(block[124..<136])
    else { return nil }
    kind = block[156]
    isContinued = block[482] != 0
    let isPOSIX = block[257..<263].elementsEqual("ustar\0".utf8)
    let prefix = isPOSIX ? Array(block[345..<500].prefix { $0 != 0 }) : []
    name =
      (prefix.isEmpty ? [] : prefix + [UInt8(ascii: "/")]) + block[..<100].prefix { $0 != 0 }
    // Links, devices, folders and pipes have no bytes, whatever their size says.
    self.size = (0x31...0x36).contains(kind) ? 0 : size
    // Before POSIX, a folder was a file whose name ends so.
    if kind == 0, name.last == UInt8(ascii: "/") { kind = UInt8(ascii: "5") }
  }

  /// Whether bytes may be the first ones of a header. A log's are told apart from it by its first line.
  static func mayBegin(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // SAFETY: every index is below the count.
    let name = unsafe bytes.prefix(100).prefix { $0 != 0 }
    guard unsafe !name.isEmpty || bytes.isEmpty, unsafe !name.contains(0x0a) else { return false }
    return unsafe bytes.prefix(108).dropFirst(100).allSatisfy {
      (0x30...0x37).contains($0) || $0 == 0x20 || $0 == 0
    }
  }

  /// Some old programs took bytes for signed when they summed them up. The sum's own bytes count as
  /// spaces.
  private static func isSum(_ sum: Int64, of block: [UInt8]) -> Bool {
    var (unsigned, signed) = (Int64(8 * 0x20), Int64(8 * 0x20))
    for (index, byte) in block.enumerated() where !(148..<156).contains(index) {
      unsigned += Int64(byte)
      signed += Int64(Int8(bitPattern: byte))
    }
    return sum == unsigned || sum == signed
  }

  /// A number of octal digits, or one of GNU's in base 256; `nil` where it is none, or below 0.
  static func number(_ field: ArraySlice<UInt8>) -> Int64? {
    if field.first == 0x80 {
      guard field.dropFirst().dropLast(8).allSatisfy({ $0 == 0 }) else { return nil }
      let value = field.suffix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      return Int64(exactly: value)
    }
    let digits = field.drop { $0 == 0x20 || $0 == 0 }.prefix { $0 != 0x20 && $0 != 0 }
    guard digits.count <= 12, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 << 3 | Int64($1 - 0x30) }
  }
}

/// What extended headers say of the member behind them, in the place of its own header.
struct TarExtension {
  var name: [UInt8]?
  var size: Int64?
  var isSparse = false

  /// Reads records of `length key=value` and a newline; `false` where they are none.
  mutating func read(_ records: [UInt8]) -> Bool {
    var rest = records[...]
    while let first = rest.first, first != 0 {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      guard digits.count < 8, let length = Int(String(decoding: digits, as: UTF8.self)),
        length > digits.count + 2, length <= rest.count
      else { return false }
      let record = rest.prefix(length).dropFirst(digits.count + 1).dropLast()
      rest = rest.dropFirst(length)
      guard let equals = record.firstIndex(of: UInt8(ascii: "=")) else { return false }
      let value = record[(equals + 1)...]
      switch String(decoding: record[..<equals], as: UTF8.self) {
      case "path": name = Array(value)
      case "GNU.sparse.name":
        name = Array(value)
        isSparse = true
      case "size":
        guard value.count < 19, let number = Int64(String(decoding: value, as: UTF8.self)),
          number >= 0
        else { return false }
        size = number
      case let key where key.hasPrefix("GNU.sparse."): isSparse = true
      default: break
      }
    }
    return true
  }
}
