/// All tables of counts there are. A new one is an entry here, and a ``CountedRow`` of ``Traffic/Rollup``.
extension CountTable {
  public static let all: [CountTable] = [
    pageHour, clientHour, statusHour, kindHour, trafficHour, versionDay, countryDay, referrerDay,
    campaignDay, responseTimeDay, landingDay, notFoundDay, pageDay, siteDay,
  ]

  public static let pageHour = CountTable(
    "page_hour", view: "page_hours", by: .hour, [.page, .device], [.hits, .pageViews, .bytes],
    bounds: [.whole, .whole, .whole], storage: .packedKey)
  public static let clientHour = CountTable(
    "client_hour", view: "client_hours", by: .hour, [.site, .device, .browser, .system],
    [.hits, .pageViews], bounds: [.whole, .whole])
  public static let statusHour = CountTable(
    "status_hour", view: "status_hours", by: .hour, [.site, .status], [.hits], bounds: [.whole])
  public static let kindHour = CountTable(
    "kind_hour", view: "kind_hours", by: .hour, [.site, .kind], [.hits, .bytes],
    bounds: [.whole, .whole])
  public static let trafficHour = CountTable(
    "traffic_hour", view: "traffic_hours", by: .hour, [.site, .traffic, .bot], [.hits],
    bounds: [.whole])
  public static let versionDay = CountTable(
    "version_day", view: "browser_days", by: .day, [.site, .browser, .major], [.hits, .pageViews],
    bounds: [.partOf(.hits), .partOf(.pageViews)])
  public static let countryDay = CountTable(
    "country_day", view: "country_days", by: .day, [.site, .country], [.hits, .pageViews],
    bounds: [.partOf(.hits), .partOf(.pageViews)])
  public static let referrerDay = CountTable(
    "referrer_day", view: "referrer_days", by: .day, [.site, .referrer], [.pageViews],
    bounds: [.partOf(.pageViews)])
  public static let campaignDay = CountTable(
    "campaign_day", view: "campaign_days", by: .day, [.site, .campaign], [.pageViews],
    bounds: [.partOf(.pageViews)])
  public static let responseTimeDay = CountTable(
    "response_time_day", view: "response_time_days", by: .day, [.page, .responseTime], [.hits],
    bounds: [.partOf(.hits)])
  /// Page views that came from outside, by the page they came to and the host they came from.
  public static let landingDay = CountTable(
    "landing_day", view: "landing_days", by: .day, [.page, .referrer], [.pageViews],
    bounds: [.partOf(.pageViews)])
  /// People's requests for what is not there (404, 410), by the host that links there.
  public static let notFoundDay = CountTable(
    "not_found_day", view: "not_found_days", by: .day, [.page, .referrer], [.hits],
    bounds: [.partOf(.hits)])
  public static let pageDay = CountTable(
    "page_day", view: "page_days", by: .day, [.page], [.visitors, .visits],
    bounds: [.visitors, .partOf(.hits)])
  public static let siteDay = CountTable(
    "site_day", view: "site_days", by: .day, [.site], [.visitors, .visits],
    bounds: [.visitors, .partOf(.hits)])
}
