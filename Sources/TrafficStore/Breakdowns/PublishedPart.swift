import GRDB

/// What is published of a part of a site's traffic in some windows together.
public struct PublishedPart: Hashable, Sendable {
  public var site: Int64
  public var group: Int64
  /// ``Cell/rest`` for what no other part has.
  public var key: Int64
  public var value: Int64
  public var visitors: Int64
}

extension PublishedPart {
  /// The same, where its numbers can be those of a part.
  ///
  /// - Throws: `DatabaseError` where they cannot: the database is damaged.
  var checked: PublishedPart {
    @inline(__always) get throws {
      guard Cell.numbers.contains(group), Cell.numbers.contains(key), value.isCount,
        visitors.isCount
      else { throw DatabaseError(resultCode: .SQLITE_CORRUPT) }
      return self
    }
  }
}

/// The page views of some hours that are known only together, mostly of one.
public struct PublishedHours: Hashable, Sendable {
  /// Whether they are hours of a certain day, rather than hours of the day.
  public var isOfOneDay: Bool
  /// The numbers of hours, or 0 to 23.
  public var first: Int32
  public var last: Int32
  public var pageViews: Int64

  init(_ part: PublishedPart, isOfOneDay: Bool) {
    self.isOfOneDay = isOfOneDay
    (first, last) = (Int32(clamping: part.key), Int32(clamping: part.group))
    pageViews = part.value
  }
}

/// Which part of which site's traffic something is.
public struct PartPlace: Hashable, Sendable {
  public var site: Int64
  public var group: Int64
  public var key: Int64

  public init(site: Int64, group: Int64, key: Int64) {
    (self.site, self.group, self.key) = (site, group, key)
  }
}
