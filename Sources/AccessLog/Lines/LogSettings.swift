public import Traffic

/// What a site wants of its logs, beside counting them.
public struct LogSettings: Sendable {
  /// Templates for paths that carry personal data.
  public var rules: [PageRule]
  /// What paths lead to, where their names do not say it.
  public var kinds: [KindRule]
  /// Where countries are looked up; none are, without it.
  public var countries: CountryFile?
  /// Hosts whose pages are the site's own, so that what comes from them comes from within.
  public var ownHosts: [SiteName]
  /// The parameters of queries that may be kept; none unless a setting allows them.
  public var campaignParameters: Set<CampaignParameter>

  public init(
    rules: [PageRule] = [], kinds: [KindRule] = [], countries: CountryFile? = nil,
    ownHosts: [SiteName] = [],
    campaignParameters: Set<CampaignParameter> = []
  ) {
    self.rules = rules
    self.kinds = kinds
    self.countries = countries
    self.ownHosts = ownHosts
    self.campaignParameters = campaignParameters
  }
}
