/// When a page's name may be kept, and how many pages without one.
///
/// A path that one person asks for can name that person. So a page is first known by its keyed hash
/// only, and gets its name once enough different people have asked for it.
public struct PagePolicy: Hashable, Sendable {
  /// Visitor-days a page needs: different visitors of each day, added up over the days.
  public var leastVisitorDays: Int64
  /// Different visitors it needs on one of these days, so that one person who comes back cannot name
  /// a page alone.
  public var leastVisitors: Int64
  /// The most pages without a name that one site gets rows for on one day, and as many again that
  /// two people or more have asked for: made-up paths take no room from those.
  ///
  /// What exceeds it is counted under the site's rare pages, so that a flood of made-up paths costs
  /// bounded disk.
  public var mostUnnamedOfSite: Int
  /// The same for all sites together.
  public var mostUnnamed: Int

  public static let standard = PagePolicy(
    leastVisitorDays: 5, leastVisitors: 2, mostUnnamedOfSite: 10_000, mostUnnamed: 50_000)

  public init(
    leastVisitorDays: Int64, leastVisitors: Int64, mostUnnamedOfSite: Int, mostUnnamed: Int
  ) {
    self.leastVisitorDays = leastVisitorDays
    self.leastVisitors = leastVisitors
    self.mostUnnamedOfSite = mostUnnamedOfSite
    self.mostUnnamed = mostUnnamed
  }

  /// Whether a page with these visitors may have its name kept.
  public func allowsName(visitorDays: Int64, mostVisitors: Int64) -> Bool {
    visitorDays >= leastVisitorDays && mostVisitors >= leastVisitors
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
      visitorDays.filter { allowsName(visitorDays: $1, mostVisitors: most[$0] ?? 0) }.keys)
  }
}

/// What a page of a batch is to a database.
public enum PageStanding: Hashable, Sendable {
  /// It has its name.
  case named
  /// It has a row of its own, known by its tag.
  case unnamed
  /// It is counted with others under its site's rare pages.
  case rare
}
