import Traffic

extension PlainCounts {
  /// Adds what is counted by day, and traffic classes.
  mutating func addDays(_ rollup: Rollup) {
    func site(_ row: Int32) -> String { rollup.sites[Int(row)].text }
    for row in rollup.trafficHours {
      PlainCounts.add(
        [row.hits], to: &traffic,
        "\(site(row.site))|\(row.hour)|\(row.traffic.name)|\(row.bot.name)")
    }
    for row in rollup.versionDays {
      PlainCounts.add(
        [row.hits, row.pageViews], to: &versions,
        "\(site(row.site))|\(row.day)|\(row.browser.name)|"
          + (row.major == 0 ? "none" : "\(row.major)"))
    }
    for row in rollup.countryDays {
      PlainCounts.add(
        [row.hits, row.pageViews], to: &countries,
        "\(site(row.site))|\(row.day)|\(row.country)")
    }
    for row in rollup.referrerDays {
      let referrer = rollup.referrers[Int(row.referrer)]
      PlainCounts.add(
        [row.pageViews], to: &referrers,
        "\(site(row.site))|\(row.day)|\(referrer.text)|\(referrer.group.name)")
    }
    for row in rollup.campaignDays {
      let campaign = rollup.campaigns[Int(row.campaign)]
      PlainCounts.add(
        [row.pageViews], to: &campaigns,
        "\(site(row.site))|\(row.day)|\(campaign.source)|\(campaign.medium)|\(campaign.name)")
    }
    func link(_ page: Int32, _ referrer: Int32, _ day: Day) -> String {
      let (page, referrer) = (rollup.pages[Int(page)], rollup.referrers[Int(referrer)])
      return "\(site(page.site))|\(page.path.text)|\(day)|\(referrer.text)|\(referrer.group.name)"
    }
    for row in rollup.landingDays {
      PlainCounts.add([row.pageViews], to: &landings, link(row.page, row.referrer, row.day))
    }
    for row in rollup.notFoundDays {
      PlainCounts.add([row.hits], to: &notFound, link(row.page, row.referrer, row.day))
    }
    for row in rollup.responseTimeDays where row.time != .none {
      let page = rollup.pages[Int(row.page)]
      let thousandths = Int64((row.time.milliseconds * 1000).rounded())
      PlainCounts.add(
        [row.hits], to: &responseTimes,
        "\(site(page.site))|\(page.path.text)|\(row.day)|\(thousandths)")
    }
  }
}
