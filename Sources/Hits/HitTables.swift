public import Traffic

/// What the numbers in a worker's hits stand for: names that are already safe to publish.
public struct HitTables: Sendable {
  /// A page by its site's number and its redacted path.
  public struct Page: Hashable, Sendable {
    public var site: UInt16
    public var path: PagePath

    public init(site: UInt16, path: PagePath) {
      self.site = site
      self.path = path
    }
  }

  public var sites: [SiteName] = []
  public var pages: [Page] = []
  public var clients: [Client] = []
  public var referrers: [ReferrerHost] = []
  public var campaigns: [Campaign] = []

  public init() {}
}
