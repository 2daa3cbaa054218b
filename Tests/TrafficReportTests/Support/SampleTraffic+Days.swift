import TestSupport
import Traffic

extension SampleTraffic {
  /// Adds what is counted by day, people's only but for response times.
  func addDays(to rollup: inout Rollup) {
    rollup.referrers = Set(hits.compactMap(\.referrer)).map(ReferrerHost.init(redacted:)).sorted()
    rollup.campaigns = Set(hits.compactMap(\.campaign)).sorted()
    for hits in hits {
      let day = hits.hour.day
      let site = Int32(rollup.sites.firstIndex { $0.text == hits.site }!)
      let views = hits.kind == .pageView ? hits.count : 0
      if let time = hits.time {
        let page = rollup.page(site: site, path: PagePath(redacted: hits.path))
        rollup.responseTimeDays.append(
          .init(
            day: day, page: Int32(rollup.pages.firstIndex(of: page)!),
            time: ResponseTime(microseconds: time * 1000), hits: hits.count))
      }
      guard hits.device != .bot else { continue }
      rollup.versionDays.append(
        .init(
          day: day, site: site, browser: hits.browser, major: hits.major, hits: hits.count,
          pageViews: views))
      if let country = hits.country {
        rollup.countryDays.append(
          .init(
            day: day, site: site, country: CountryCode(country)!, hits: hits.count,
            pageViews: views))
      }
      guard views > 0 else { continue }
      if let referrer = hits.referrer {
        let index = Int32(rollup.referrers.firstIndex { $0.text == referrer }!)
        rollup.referrerDays.append(
          .init(day: day, site: site, referrer: index, pageViews: views))
      }
      if let campaign = hits.campaign {
        rollup.campaignDays.append(
          .init(
            day: day, site: site, campaign: Int32(rollup.campaigns.firstIndex(of: campaign)!),
            pageViews: views))
      }
    }
  }
}
