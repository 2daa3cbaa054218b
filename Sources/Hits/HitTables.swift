public import Traffic

/// What the numbers in a worker's hits stand for: names that are already safe to publish.
public struct HitTables: Sendable {
  /// A page by its tag, which stands for its site and its redacted path.
  public struct Page: Hashable, Sendable {
    public var site: UInt16
    public var tag: PageTag
    public var path: PagePath
    /// Whether a sitemap or a rule names it.
    public var isListed: Bool
    /// Whether its visitors are worth counting once it has a name.
    public var hasVisitors: Bool

    public init(
      site: UInt16, tag: PageTag, path: PagePath, isListed: Bool = false, hasVisitors: Bool = true
    ) {
      self.site = site
      self.tag = tag
      self.path = path
      self.isListed = isListed
      self.hasVisitors = hasVisitors
    }

    public static func == (left: Page, right: Page) -> Bool { left.tag == right.tag }
    public func hash(into hasher: inout Hasher) { hasher.combine(tag) }
  }

  public var sites: [SiteName] = []
  public var pages: [Page] = []
  public var clients: [Client] = []
  public var referrers: [ReferrerHost] = []
  public var campaigns: [Campaign] = []
  /// Which key each day's visitors have their numbers under; 0 where there was more than one.
  public var visitorKeys: [Int32: UInt64] = [:]

  public init() {}
}
