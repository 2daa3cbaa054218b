internal import CountCatalogue

/// How two records of one key become one: associative and commutative, so that the order of parts and the tree in
/// which they are put together change no byte.
public enum PartialMerge {
  /// Adds another value of the same key.
  ///
  /// - Returns: Whether both were what such records have.
  public static func add(
    _ other: ArraySlice<UInt8>, to value: inout [UInt8], of key: PartialKey
  ) -> Bool {
    guard key.day != nil else {
      guard let name = PartialKey.Name(rawValue: key.section) else {
        // What names were sealed under, and a log that was counted, are the same under one key.
        return value[...] == other
      }
      switch name {
      case .page: return addFlagged(other, to: &value, head: SealedPage.headSize)
      case .site: return addFlagged(other, to: &value, head: 1)
      case .referrer, .campaign: return addSealed(other, to: &value)
      }
    }
    guard let counted = PartialKey.Counted(rawValue: key.table) else {
      return addCounts(other, to: &value)
    }
    switch counted {
    case .page, .site: return addVisitors(other, to: &value)
    case .fetch:
      guard value.count == 1, other.count == 1, let forms = other.first else { return false }
      value[0] |= forms
      return true
    }
  }

  private static func addCounts(_ other: ArraySlice<UInt8>, to value: inout [UInt8]) -> Bool {
    var (left, right) = (value[...], other)
    var sums: [UInt8] = []
    while !left.isEmpty {
      guard let one = left.takeShort(), let two = right.takeShort() else { return false }
      // A log can claim any size of an answer.
      let (sum, isLarge) = one.addingReportingOverflow(two)
      sums.append(short: isLarge ? UInt64(Int64.max) : min(sum, UInt64(Int64.max)))
    }
    value = sums
    return right.isEmpty
  }

  private static func addVisitors(_ other: ArraySlice<UInt8>, to value: inout [UInt8]) -> Bool {
    var (left, right) = (value[...], other)
    guard var sum = VisitorSketch(taking: &left) else { return false }
    defer { sum.free() }
    guard var more = VisitorSketch(taking: &right) else { return false }
    defer { more.free() }
    guard left.isEmpty, right.isEmpty, sum.precision == more.precision else { return false }
    sum.merge(more)
    value = sum.bytes
    return true
  }

  /// What either says of a page or a site is so: that it is listed, or one's own.
  private static func addFlagged(
    _ other: ArraySlice<UInt8>, to value: inout [UInt8], head: Int
  ) -> Bool {
    guard value.count >= head, other.count >= head,
      value[1..<head].elementsEqual(other.dropFirst().prefix(head - 1))
    else { return false }
    var sealed = Array(value[head...])
    let flags = value[0] | (other.first ?? 0)
    guard addSealed(other.dropFirst(head), to: &sealed) else { return false }
    value = [flags] + value[1..<head] + sealed
    return true
  }

  /// Of two that say the same, the first in the order of bytes; one that is there, where the other is not.
  private static func addSealed(_ other: ArraySlice<UInt8>, to value: inout [UInt8]) -> Bool {
    if !other.isEmpty, value.isEmpty || other.lexicographicallyPrecedes(value) {
      value = Array(other)
    }
    return true
  }
}

/// What a record says of a page: its site, whether it is listed, and its sealed path.
public struct SealedPage {
  public var site: UInt64
  public var isListed: Bool
  public var hasVisitors: Bool
  public var sealed: ArraySlice<UInt8>

  /// Bytes before the sealed path.
  static let headSize = 9

  init(site: UInt64, isListed: Bool, hasVisitors: Bool) {
    (self.site, self.isListed, self.hasVisitors) = (site, isListed, hasVisitors)
    sealed = []
  }

  /// `nil` where the bytes are none of a page.
  public init?(_ value: ArraySlice<UInt8>) {
    var reader = ByteReader(value)
    guard let flags = try? reader.number(UInt8.self), let site = try? reader.number(UInt64.self)
    else { return nil }
    self.init(site: site, isListed: flags & 1 == 1, hasVisitors: flags & 2 == 2)
    sealed = reader.rest
  }

  /// All but the path.
  var head: [UInt8] {
    var writer = ByteWriter([])
    writer.write(UInt8((isListed ? 1 : 0) | (hasVisitors ? 2 : 0)))
    writer.write(site)
    return writer.bytes
  }
}
