import GRDB

/// The parts of a breakdown in the bytes of one value: those of a site and a time, each once, in the order of groups
/// and keys.
///
/// SQLite takes some 200 ns to hand out a row, and 25 bytes to store one. Of two years, response times alone have
/// millions of parts; here, one takes 5 bytes and 10 ns.
///
/// Each part is four numbers: its group less the one before; its key, less the one before in the same group; its
/// value; its visitors. Each number is in base 128, the lowest digits first, with the sign in its lowest bit
/// (Protocol Buffers, "Encoding", `sint64`).
public struct PackedParts {
  /// The bytes; none where there are no parts.
  private(set) var bytes: [UInt8] = []
  private var last: PublishedPart?

  init(_ parts: [PublishedPart]) {
    bytes.reserveCapacity(parts.count * 6)
    for part in parts { append(part) }
  }

  private mutating func append(_ part: PublishedPart) {
    append(part.group &- (last?.group ?? 0))
    append(part.group == last?.group ? part.key &- (last?.key ?? 0) : part.key)
    append(part.value)
    append(part.visitors)
    last = part
  }

  private mutating func append(_ number: Int64) {
    var rest = UInt64(bitPattern: number << 1 ^ number >> 63)
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Whether bytes are parts in order whose numbers can be those of parts.
  public static func areParts(_ bytes: [UInt8]) -> Bool {
    guard !bytes.isEmpty else { return false }
    return (try? visit(bytes.span, site: 0) { _ in }) != nil
  }

  /// Goes through the parts in some bytes, in their order.
  ///
  /// - Throws: `DatabaseError` where they are none: the database is damaged.
  /// - Complexity: O(*n*) in the bytes.
  @inline(__always)
  static func visit(
    _ bytes: Span<UInt8>, site: Int64, _ visit: (PublishedPart) throws -> Void
  ) throws {
    var place = 0
    func number() throws -> Int64 {
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
    var last: PublishedPart?
    while place < bytes.count {
      let group = try number() &+ (last?.group ?? 0)
      let key = try number() &+ (last?.group == group ? last?.key ?? 0 : 0)
      let part = try PublishedPart(
        site: site, group: group, key: key, value: number(), visitors: number()
      ).checked
      if let last, !last.isBefore(part) { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      try visit(part)
      last = part
    }
  }
}
