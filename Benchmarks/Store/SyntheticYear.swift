import Traffic

/// The counts of some days and of every table, the same on every run.
///
/// As a rule a year of three sites with 2,000 pages that have names and 10,000 that a single person asks for now and
/// then, and that never get one.
struct SyntheticYear {
  static let end = Day(year: 2026, month: 11, day: 1)!
  var days: Int32 = 365
  /// Pages with names.
  var named = 2_000
  /// How many sites there are; the first ones have most pages.
  var sites = 3

  private static let nameless = 10_000
  private static let systems: [OperatingSystem] = [.windows, .macOS, .iOS, .android, .linux]
  private static let bots = Array(BotFamily.allCases.filter { $0.rawValue >= 100 }.prefix(30))
  private static let countries =
    ["NO", "SE", "DK", "DE", "GB", "US", "FR", "NL", "FI", "PL"]
    + (65...84).map { "A" + String(Unicode.Scalar(UInt8($0))) }

  /// Page-hours of a day.
  var rows: Int
  private var state: UInt64 = 0x5370_6F72

  init(rows: Int) { self.rows = rows }

  private mutating func random(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  /// Of three sites, they have about 80, 15 and 5 of a hundred pages.
  private func site(ofPage page: Int) -> Int {
    let place = Double(page * 37 % 1000) / 1000
    return min(sites - 1, Int(Double(sites) * place * place * place * place * place))
  }

  /// What people and programs did on one site in some time.
  private struct Sum {
    var hits: Int64 = 0
    var views: Int64 = 0
    var bots: Int64 = 0
    var bytes: Int64 = 0
    var visitors: Int64 = 0
    var visits: Int64 = 0
  }

  /// Divides a number among some, the first getting the most.
  private static func divided(_ number: Int64, among count: Int) -> [Int64] {
    var left = number
    return (0..<count).map { index in
      let part = index == count - 1 ? left : min(left, number / Int64(index + 3))
      left -= part
      return part
    }
  }

  mutating func batch(of day: Day) -> Rollup {
    var rollup = Rollup()
    rollup.sites = (0..<sites).map { SiteName("site-\(1000 + $0).example.org")! }
    rollup.pages = (0..<named + SyntheticYear.nameless).map { page in
      Rollup.Page(
        site: Int32(site(ofPage: page)), tag: PageTag(rawValue: UInt64(page) + 1),
        path: PagePath(redacted: "/section-\(page % 97)/article/\(page)/some-readable-title"),
        isListed: page < named, hasVisitors: true)
    }
    var pages = [Sum](repeating: Sum(), count: rollup.pages.count)
    var sites = [Sum](repeating: Sum(), count: rollup.sites.count)
    for hour in 0..<24 {
      let hour = Hour(day, hour)
      var sums = [Sum](repeating: Sum(), count: rollup.sites.count)
      for key in keys(of: rows / 24) {
        let page = key >> 4
        let device = DeviceClass(rawValue: UInt8(key & 15)) ?? .other
        let isNamed = page < named
        let hits = isNamed ? Int64(1 + random(random(30) + 1)) : 1
        let views = device == .bot ? 0 : isNamed ? (hits + 1) / 2 : 1
        rollup.pageHours.append(
          Rollup.PageHour(
            hour: hour, page: Int32(page), device: device, hits: hits, pageViews: views,
            bytes: hits * 9000))
        let site = site(ofPage: page)
        sums[site].hits += hits
        sums[site].bytes += hits * 9000
        if device == .bot { sums[site].bots += hits }
        sums[site].views += views
        pages[page].hits += hits
        pages[page].views += views
      }
      for (site, sum) in sums.enumerated() {
        addMarginals(sum, hour, Int32(site), to: &rollup)
        sites[site].hits += sum.hits - sum.bots
        sites[site].views += sum.views
      }
    }
    for (page, sum) in pages.enumerated() where sum.hits > 0 {
      addPage(page, sum, day, &sites, to: &rollup)
    }
    addNames(to: &rollup)
    for (site, sum) in sites.enumerated() { addDay(sum, day, Int32(site), to: &rollup) }
    return rollup
  }

  /// Pages and devices of an hour, in order: few pages in every hour, most of them seldom.
  private mutating func keys(of count: Int) -> [Int] {
    var keys = Set<Int>(minimumCapacity: count)
    while keys.count < count {
      let page =
        random(8) == 0
        ? named + random(SyntheticYear.nameless)
        : random(named) * random(1024) / 1024
      let device = [1, 1, 1, 2, 2, 2, 3, 4, 7, 7][random(10)]
      keys.insert(page << 4 | device)
    }
    return keys.sorted()
  }

  private func addMarginals(
    _ sum: Sum, _ hour: Hour, _ site: Int32, to rollup: inout Rollup
  ) {
    let people = sum.hits - sum.bots
    let clients = 60
    let (hits, views) = (
      SyntheticYear.divided(people, among: clients),
      SyntheticYear.divided(sum.views, among: clients)
    )
    for index in 0..<clients where hits[index] > 0 || views[index] > 0 {
      let client = Client(
        device: DeviceClass(rawValue: UInt8(index / 20 + 1))!,
        browser: Browser(rawValue: UInt8(index / 5 % 4 + 1))!,
        system: SyntheticYear.systems[index % 5], traffic: .person)
      rollup.clientHours.append(
        Rollup.ClientHour(
          hour: hour, site: site, client: client, hits: max(hits[index], views[index]),
          pageViews: views[index]))
    }
    let statuses: [UInt16] = [200, 206, 301, 302, 304, 403, 404, 410, 500, 503]
    let byStatus = SyntheticYear.divided(sum.hits, among: statuses.count)
    for (status, hits) in zip(statuses, byStatus) where hits > 0 {
      rollup.statusHours.append(
        Rollup.StatusHour(
          hour: hour, site: site, status: StatusCode(rawValue: status), hits: hits))
    }
    let errors = (people - sum.views) / 4
    for (kind, hits) in [
      (HitKind.pageView, sum.views), (.asset, people - sum.views - errors), (.error, errors),
      (.bot, sum.bots),
    ] where hits > 0 {
      rollup.kindHours.append(
        Rollup.KindHour(hour: hour, site: site, kind: kind, hits: hits, bytes: hits * 9000))
    }
    rollup.trafficHours.append(
      Rollup.TrafficHour(hour: hour, site: site, traffic: .person, bot: .none, hits: people))
    let bots = SyntheticYear.bots
    let byBot = zip(bots, SyntheticYear.divided(sum.bots, among: bots.count))
      .map {
        Rollup.TrafficHour(
          hour: hour, site: site, traffic: $0.traffic, bot: $0, hits: $1)
      }
    rollup.trafficHours += byBot.filter { $0.hits > 0 }.sorted {
      ($0.traffic.rawValue, $0.bot.rawValue) < ($1.traffic.rawValue, $1.bot.rawValue)
    }
  }

  private mutating func addPage(
    _ page: Int, _ sum: Sum, _ day: Day, _ sites: inout [Sum], to rollup: inout Rollup
  ) {
    let isNamed = page < named
    let visitors = isNamed ? (sum.views + 1) / 2 : min(sum.views, 1)
    let visits = isNamed ? sum.views / 3 : min(sum.views, Int64(random(2)))
    rollup.pageDays.append(
      Rollup.PageDay(
        day: day, page: Int32(page), visitors: visitors,
        people: min(visitors, PagePolicy.mostPeople), visits: visits))
    let site = site(ofPage: page)
    sites[site].visitors += visitors
    sites[site].visits += visits
    let first = UInt8(40 + random(30))
    for (index, hits) in SyntheticYear.divided(sum.hits, among: 5).enumerated() where hits > 0 {
      rollup.responseTimeDays.append(
        Rollup.ResponseTimeDay(
          day: day, page: Int32(page), time: ResponseTime(rawValue: first + UInt8(index * 5)),
          hits: hits))
    }
  }

  private func addNames(to rollup: inout Rollup) {
    rollup.referrers = (0..<200).map { String(1000 + $0) }
      .map { ReferrerHost(redacted: "r\($0).example.org") }
    rollup.campaigns = (0..<20).map {
      Campaign(source: "newsletter", medium: "email", name: "issue-\(10 + $0)")
    }
  }

  private func addDay(_ sum: Sum, _ day: Day, _ site: Int32, to rollup: inout Rollup) {
    rollup.siteDays.append(
      Rollup.SiteDay(
        day: day, site: site, visitors: sum.visitors / 3,
        people: min(sum.visitors / 3, PagePolicy.mostPeople), visits: sum.visits))
    let versions = 48
    let (hits, views) = (
      SyntheticYear.divided(sum.hits, among: versions),
      SyntheticYear.divided(sum.views, among: versions)
    )
    for index in 0..<versions where hits[index] > 0 || views[index] > 0 {
      rollup.versionDays.append(
        Rollup.VersionDay(
          day: day, site: site, browser: Browser(rawValue: UInt8(index / 12 + 1))!,
          major: UInt16(120 + index % 12), hits: max(hits[index], views[index]),
          pageViews: views[index]))
    }
    let countries = SyntheticYear.countries.compactMap { CountryCode($0) }
    let byCountry = zip(
      countries,
      zip(
        SyntheticYear.divided(sum.hits, among: countries.count),
        SyntheticYear.divided(sum.views, among: countries.count))
    ).map {
      Rollup.CountryDay(
        day: day, site: site, country: $0, hits: max($1.0, $1.1), pageViews: $1.1)
    }
    rollup.countryDays += byCountry.filter { $0.hits > 0 }.sorted {
      $0.country.rawValue < $1.country.rawValue
    }
    let referrers = SyntheticYear.divided(sum.visits, among: rollup.referrers.count)
    for (index, views) in referrers.enumerated() where views > 0 {
      rollup.referrerDays.append(
        Rollup.ReferrerDay(day: day, site: site, referrer: Int32(index), pageViews: views))
    }
    let campaigns = SyntheticYear.divided(sum.visits / 4, among: rollup.campaigns.count)
    for (index, views) in campaigns.enumerated() where views > 0 {
      rollup.campaignDays.append(
        Rollup.CampaignDay(day: day, site: site, campaign: Int32(index), pageViews: views))
    }
  }
}
