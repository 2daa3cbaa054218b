public import Traffic

/// What was counted of one thing on one day and one site.
public struct DayCounts<Key: Hashable & Sendable>: Sendable {
  public var day: Day
  /// The number of the site's row.
  public var site: Int64
  public var key: Key
  public var totals: TrafficTotals

  public init(day: Day, site: Int64, key: Key, totals: TrafficTotals) {
    self.day = day
    self.site = site
    self.key = key
    self.totals = totals
  }
}

/// A name, and the name of the group it belongs to.
public struct GroupedName: Hashable, Comparable, Sendable {
  public var group: String
  /// `nil` where it has none.
  public var name: String?

  public init(group: String, name: String?) {
    self.group = group
    self.name = name
  }

  public static func < (left: GroupedName, right: GroupedName) -> Bool {
    (left.group, left.name == nil ? 0 : 1, left.name ?? "")
      < (right.group, right.name == nil ? 0 : 1, right.name ?? "")
  }
}
