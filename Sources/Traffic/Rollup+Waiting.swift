extension Rollup {
  /// What the counts under a stand-in such as `(rare referrers)` have of one name that may be kept yet.
  ///
  /// The name goes by its tag, a keyed hash. Once it has page views enough, a store moves these counts to
  /// it, so that it does not matter how many of them came in which batch.
  public struct WaitingCount: Hashable, Sendable {
    /// Which rows have the counts.
    public enum Rows: UInt8, CaseIterable, Sendable {
      case referrerDays = 1
      case campaignDays = 2
      case landingDays = 3
      case notFoundDays = 4

      /// Whether their names are those of campaigns, and not of referrers.
      public var haveCampaigns: Bool { self == .campaignDays }
      /// Whether they are of pages, and not of sites.
      public var arePages: Bool { self == .landingDays || self == .notFoundDays }
      /// Whether a name needs these counts; landings are among those of the referrers' days.
      public var countTowardsName: Bool { self != .landingDays }
    }

    public var tag: PageTag
    public var rows: Rows
    public var day: Day
    /// The index of the site or the page.
    public var place: Int32
    public var count: Int64

    public init(tag: PageTag, rows: Rows, day: Day, place: Int32, count: Int64) {
      (self.tag, self.rows, self.day, self.place, self.count) = (tag, rows, day, place, count)
    }
  }

  /// A name that has enough page views with those that waited for it.
  public enum NamedLate: Hashable, Sendable {
    case referrer(ReferrerHost, PageTag)
    case campaign(Campaign, PageTag)
  }
}
