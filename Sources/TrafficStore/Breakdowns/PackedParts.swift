import GRDB

/// The parts of a breakdown in the bytes of one value: those of a site and a time, each once, in the order of groups
/// and keys.
///
/// SQLite takes some 200 ns to hand out a row, and 25 bytes to store one. Of two years, response times alone have
/// millions of parts; here, one takes 5 bytes and 10 ns.
///
/// Each part is four numbers (``PackedNumbers``): its group less the one before; its key, less the one before in the
/// same group; its value; its visitors.
struct PackedParts {
  private(set) var numbers = PackedNumbers()

  /// The bytes; none where there are no parts.
  var bytes: [UInt8] { numbers.bytes }

  init(_ parts: some Collection<PublishedPart>) {
    numbers.reserve(parts.count * 6)
    var last: PublishedPart?
    for part in parts {
      numbers.append(part.group &- (last?.group ?? 0))
      numbers.append(part.group == last?.group ? part.key &- (last?.key ?? 0) : part.key)
      numbers.append(part.value)
      numbers.append(part.visitors)
      last = part
    }
  }

  /// Whether bytes are parts in order whose numbers can be those of parts.
  static func areParts(_ bytes: [UInt8]) -> Bool {
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
    var last: PublishedPart?
    while place < bytes.count {
      let group = try PackedNumbers.next(bytes, &place) &+ (last?.group ?? 0)
      let key =
        try PackedNumbers.next(bytes, &place) &+ (last?.group == group ? last?.key ?? 0 : 0)
      let part = try PublishedPart(
        site: site, group: group, key: key, value: PackedNumbers.next(bytes, &place),
        visitors: PackedNumbers.next(bytes, &place)
      ).checked
      if let last, !last.isBefore(part) { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      try visit(part)
      last = part
    }
  }
}
