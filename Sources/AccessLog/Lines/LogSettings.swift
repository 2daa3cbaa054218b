public import TimeZones
public import Traffic

/// What a site wants of its logs, beside counting them.
public struct LogSettings: Sendable {
  /// Templates for paths that carry personal data.
  public var rules: [PageRule]
  /// What paths lead to, where their names do not say it.
  public var kinds: [KindRule]
  /// The parameters by which the site tells its pages apart.
  public var pageParameters: [String] = []
  /// What is left out.
  public var exclusions = Exclusions()
  /// Where countries are looked up; none are, without it.
  public var countries: CountryFile?
  /// Hosts whose pages are the site's own, so that what comes from them comes from within.
  public var ownHosts: [SiteName]
  /// The parameters of queries that may be kept; none unless a setting allows them.
  public var campaignParameters: Set<CampaignParameter>

  /// The pages of the site that may be kept by name, whoever asks for them.
  public var sitemap: Sitemap
  /// The secret under which pages and user agents are known again.
  public var key: SourceKey
  /// The keys of visitors; they are not counted without it.
  public var visitors: VisitorKeyring?

  /// What a recognised format calls the value that is the client's address, if somebody said so.
  public var clientField: String?
  /// Proxies of one's own, past which a list of addresses is read.
  public var trustedProxies = AddressNetworks.privateNetworks
  /// The zone of times that are logged without one.
  public var timeZone = ZoneClock.utc
  /// The clock whose hours and days are counted.
  public var siteClock = ZoneClock.utc
  /// Whether somebody has named the zone of the log.
  public var isZoneNamed = false

  public init(
    rules: [PageRule] = [], kinds: [KindRule] = [], countries: CountryFile? = nil,
    ownHosts: [SiteName] = [], campaignParameters: Set<CampaignParameter> = [],
    sitemap: Sitemap = Sitemap(), key: SourceKey = SourceKey(), visitors: VisitorKeyring? = nil
  ) {
    self.rules = rules
    self.kinds = kinds
    self.countries = countries
    self.ownHosts = ownHosts
    self.campaignParameters = campaignParameters
    self.sitemap = sitemap
    self.key = key
    self.visitors = visitors
  }
}
