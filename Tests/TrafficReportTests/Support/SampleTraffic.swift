import TestSupport
import Traffic

/// Single hits, added up to a batch the way the counters do it: every table counts every hit.
struct SampleTraffic {
  /// Some equal hits.
  struct Hits {
    var site = "example.org"
    var path = "/"
    var hour = Hour(utc: 497_448)
    var device = DeviceClass.desktop
    var browser = Browser.firefox
    var system = OperatingSystem.linux
    var status: UInt16 = 200
    var kind = HitKind.pageView
    var count: Int64 = 1
    var bytes: Int64 = 1000
    var bot = BotFamily.none
    var major: UInt16 = 0
    var country: String?
    var referrer: String?
    var campaign: Campaign?
    /// How long each took, in milliseconds.
    var time: UInt64?
    /// How many visitors there were, all of them different, and how many of the page views came from outside.
    var visitors: Int64 = 0
    var visits: Int64 = 0
  }

  var hits: [Hits] = []

  mutating func add(_ hits: Hits) { self.hits.append(hits) }

  var rollup: Rollup {
    var rollup = Rollup()
    rollup.sites = Set(hits.map { SiteName(trusted: $0.site) }).sorted()
    func site(_ hits: Hits) -> Int32 {
      Int32(rollup.sites.firstIndex { $0.text == hits.site }!)
    }
    rollup.pages = Set(
      hits.map { rollup.page(site: site($0), path: PagePath(redacted: $0.path)) }
    ).sorted()
    for hits in hits {
      let page = rollup.page(site: site(hits), path: PagePath(redacted: hits.path))
      let views = hits.kind == .pageView ? hits.count : 0
      rollup.pageHours.append(
        .init(
          hour: hits.hour, page: Int32(rollup.pages.firstIndex(of: page)!), device: hits.device,
          hits: hits.count, pageViews: views, bytes: hits.bytes * hits.count))
      let client = Client(
        device: hits.device, browser: hits.browser, system: hits.system,
        traffic: hits.device == .bot ? hits.bot.traffic : .person, browserMajor: hits.major,
        bot: hits.bot)
      rollup.clientHours.append(
        .init(
          hour: hits.hour, site: site(hits), client: client, hits: hits.count, pageViews: views))
      rollup.statusHours.append(
        .init(
          hour: hits.hour, site: site(hits), status: StatusCode(rawValue: hits.status),
          hits: hits.count))
      rollup.kindHours.append(
        .init(
          hour: hits.hour, site: site(hits), kind: hits.kind, hits: hits.count,
          bytes: hits.bytes * hits.count))
      rollup.trafficHours.append(
        .init(
          hour: hits.hour, site: site(hits), traffic: client.traffic, bot: client.bot,
          hits: hits.count))
    }
    addDays(to: &rollup)
    return rollup
  }
}
