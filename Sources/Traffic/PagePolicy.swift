/// When a page's name may be kept, and how many pages without one.
///
/// A path that one person asks for can name that person. So a page is first known by its keyed hash
/// only, and gets its name once enough different people have asked for it.
public struct PagePolicy: Hashable, Sendable {
  /// Visitor-days a page needs: different visitors of each day, added up over the days.
  public var minVisitorDays: Int64
  /// Different visitors it needs on one of these days, so that one person who comes back cannot name
  /// a page alone.
  public var minVisitors: Int64
  /// The most pages without a name that one site gets rows for on one day, and as many again that
  /// two people or more have asked for: made-up paths take no room from those.
  ///
  /// What exceeds it is counted under the site's rare pages, so that a flood of made-up paths costs
  /// bounded disk.
  public var maxUnnamedOfSite: Int
  /// The same for all sites together.
  public var maxUnnamed: Int

  public static let standard = PagePolicy(
    minVisitorDays: 5, minVisitors: 2, maxUnnamedOfSite: 10_000, maxUnnamed: 50_000)

  public init(
    minVisitorDays: Int64, minVisitors: Int64, maxUnnamedOfSite: Int, maxUnnamed: Int
  ) {
    self.minVisitorDays = minVisitorDays
    self.minVisitors = minVisitors
    self.maxUnnamedOfSite = maxUnnamedOfSite
    self.maxUnnamed = maxUnnamed
  }

  /// Whether a page with these visitors may have its name kept.
  public func allowsName(visitorDays: Int64, maxVisitors: Int64) -> Bool {
    visitorDays >= minVisitorDays && maxVisitors >= minVisitors
  }

  /// The sites of a batch, by their index, that may have their names kept as far as its rows of days
  /// know: sites get theirs as pages do.
  ///
  /// - Complexity: O(*n*) in those rows.
  public func allowedSites(of rollup: Rollup) -> Set<Int32> {
    var visitorDays: [Int32: Int64] = [:]
    var most: [Int32: Int64] = [:]
    for row in rollup.siteDays {
      visitorDays[row.site, default: 0] += row.visitors
      most[row.site] = max(most[row.site] ?? 0, row.visitors)
    }
    return Set(
      visitorDays.filter { allowsName(visitorDays: $1, maxVisitors: most[$0] ?? 0) }.keys)
  }
}

/// What a page of a batch is to a database.
public enum PageState: Hashable, Sendable {
  /// It has its name.
  case named
  /// It has a row of its own, known by its tag.
  case unnamed
  /// It is counted with others under its site's rare pages.
  case rare
}
