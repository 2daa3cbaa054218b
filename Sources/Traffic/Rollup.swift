/// Counts of one batch, ready to be added to a store: the widest thing that leaves the counters.
///
/// Rows name sites and pages by their index in ``sites`` and ``pages``. Rows of a table are sorted
/// by their keys and each key stands once.
public struct Rollup: Sendable {
  /// The sites of this batch, sorted by name.
  public var sites: [SiteName] = []
  /// The pages of this batch, sorted by their tags.
  public var pages: [Page] = []
  /// The referrers of this batch, sorted.
  public var referrers: [ReferrerHost] = []
  /// The campaigns of this batch, sorted.
  public var campaigns: [Campaign] = []
  public var pageHours: [PageHour] = []
  public var clientHours: [ClientHour] = []
  public var statusHours: [StatusHour] = []
  public var kindHours: [KindHour] = []
  public var trafficHours: [TrafficHour] = []
  public var versionDays: [VersionDay] = []
  public var countryDays: [CountryDay] = []
  public var referrerDays: [ReferrerDay] = []
  public var campaignDays: [CampaignDay] = []
  public var responseTimeDays: [ResponseTimeDay] = []
  public var landingDays: [LandingDay] = []
  public var notFoundDays: [NotFoundDay] = []
  public var pageDays: [PageDay] = []
  public var siteDays: [SiteDay] = []

  /// What ``kindHours`` change by once it is known which files visitors fetched in parts: hits may be
  /// negative.
  public var fetchedHours: [KindHour] = []
  /// Whether visitors fetched files, so that an open day remembers it.
  public var hasFetches = false
  /// The number under which it does, until the batch is committed.
  public var fetchNumber: Int64 = 0
  /// What rows of rare names have of those that may be kept yet.
  public var waiting: [WaitingCount] = []
  /// Names whose counts in earlier batches waited for this one.
  public var namedLate: [NamedLate] = []

  /// Hits of the batch that are older than anything that is kept, and in none of the rows.
  public var hitsTooOld: Int64 = 0

  public init() {}

  public var isEmpty: Bool { kindHours.isEmpty }

  /// A page of a site.
  ///
  /// It is one page for its tag alone; the path is there for the case that it may be kept.
  public struct Page: Hashable, Comparable, Sendable {
    public var site: Int32
    public var tag: PageTag
    public var path: PagePath
    /// Whether the path may be kept whoever asks for it: a sitemap or a rule names it.
    public var isListed: Bool
    /// Whether its visitors are worth counting once it has a name; of a style sheet they are not.
    public var hasVisitors: Bool

    public init(
      site: Int32, tag: PageTag, path: PagePath, isListed: Bool, hasVisitors: Bool
    ) {
      self.site = site
      self.tag = tag
      self.path = path
      self.isListed = isListed
      self.hasVisitors = hasVisitors
    }

    public static func == (left: Page, right: Page) -> Bool { left.tag == right.tag }
    public func hash(into hasher: inout Hasher) { hasher.combine(tag) }
    public static func < (left: Page, right: Page) -> Bool { left.tag < right.tag }
  }

  /// Hits of one page in one hour from one class of devices.
  public struct PageHour: Hashable, Sendable {
    public var hour: Hour
    public var page: Int32
    public var device: DeviceClass
    public var hits: Int64
    public var pageViews: Int64
    public var bytes: Int64

    public init(
      hour: Hour, page: Int32, device: DeviceClass, hits: Int64, pageViews: Int64, bytes: Int64
    ) {
      self.hour = hour
      self.page = page
      self.device = device
      self.hits = hits
      self.pageViews = pageViews
      self.bytes = bytes
    }
  }

  /// Hits of one kind of client on one site in one hour.
  public struct ClientHour: Hashable, Sendable {
    public var hour: Hour
    public var site: Int32
    public var client: Client
    public var hits: Int64
    public var pageViews: Int64

    public init(hour: Hour, site: Int32, client: Client, hits: Int64, pageViews: Int64) {
      self.hour = hour
      self.site = site
      self.client = client
      self.hits = hits
      self.pageViews = pageViews
    }
  }

  /// Hits of one status on one site in one hour.
  public struct StatusHour: Hashable, Sendable {
    public var hour: Hour
    public var site: Int32
    public var status: StatusCode
    public var hits: Int64

    public init(hour: Hour, site: Int32, status: StatusCode, hits: Int64) {
      self.hour = hour
      self.site = site
      self.status = status
      self.hits = hits
    }
  }

  /// Hits of one kind on one site in one hour.
  public struct KindHour: Hashable, Sendable {
    public var hour: Hour
    public var site: Int32
    public var kind: HitKind
    public var hits: Int64
    public var bytes: Int64

    public init(hour: Hour, site: Int32, kind: HitKind, hits: Int64, bytes: Int64) {
      self.hour = hour
      self.site = site
      self.kind = kind
      self.hits = hits
      self.bytes = bytes
    }
  }
}
