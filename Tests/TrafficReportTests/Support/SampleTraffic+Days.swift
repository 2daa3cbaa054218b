import TestSupport
import Traffic

extension SampleTraffic {
  /// Adds what is counted by day, people's only but for response times.
  func addDays(to rollup: inout Rollup) {
    addVisitors(to: &rollup)
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
      if let referrer = hits.referrer {
        let page = rollup.page(site: site, path: PagePath(redacted: hits.path))
        let number = Int32(rollup.pages.firstIndex(of: page)!)
        let index = Int32(rollup.referrers.firstIndex { $0.text == referrer }!)
        if views > 0, hits.visits > 0, referrer != "(internal)" {
          rollup.landingDays.append(
            .init(day: day, page: number, referrer: index, pageViews: hits.visits))
        }
        if hits.kind == .error, hits.status == 404 {
          rollup.notFoundDays.append(
            .init(day: day, page: number, referrer: index, hits: hits.count))
        }
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

  private func addVisitors(to rollup: inout Rollup) {
    struct Place: Hashable {
      var day: Day
      var number: Int32
    }
    var (sites, pages): ([Place: (Int64, Int64)], [Place: (Int64, Int64)]) = ([:], [:])
    for hits in hits where hits.visitors + hits.visits > 0 {
      let day = hits.hour.day
      let site = Int32(rollup.sites.firstIndex { $0.text == hits.site }!)
      let page = rollup.page(site: site, path: PagePath(redacted: hits.path))
      let number = Int32(rollup.pages.firstIndex(of: page)!)
      let (ofSite, ofPage) = (Place(day: day, number: site), Place(day: day, number: number))
      sites[ofSite, default: (0, 0)].0 += hits.visitors
      sites[ofSite, default: (0, 0)].1 += hits.visits
      pages[ofPage, default: (0, 0)].0 += hits.visitors
      pages[ofPage, default: (0, 0)].1 += hits.visits
    }
    rollup.siteDays = sites.map {
      .init(day: $0.key.day, site: $0.key.number, visitors: $0.value.0, visits: $0.value.1)
    }
    rollup.pageDays = pages.map {
      .init(day: $0.key.day, page: $0.key.number, visitors: $0.value.0, visits: $0.value.1)
    }
  }
}
