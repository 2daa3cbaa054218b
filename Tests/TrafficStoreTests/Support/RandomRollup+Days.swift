import TestSupport
import Traffic

extension Rollup {
  /// Adds traffic classes and what is counted by day: sorted, each key once.
  mutating func addRandomDays(from first: Int32, using generator: inout SeededGenerator) {
    func some<Value>(_ values: [Value]) -> [Value] {
      values.filter { _ in Bool.random(using: &generator) }
    }
    func count() -> Int64 { Int64.random(in: 0...9_000_000_000, using: &generator) }
    referrers = some(
      [
        "(direct)", "(internal)", "(other referrers)", ":id.users.example", "a.example",
        "android-app://com.slack", "google.com", "l.facebook.com", "mail.google.com", "z'\"",
      ].map(ReferrerHost.init(redacted:)))
    let words = ["", "=1", "a", "e\u{301}", "\u{E9}"]
    campaigns = words.flatMap { source in
      some(words.map { Campaign(source: source, medium: words[1], name: $0) })
    }
    let begin = Hour(utc: first).day.rawValue
    for site in sites.indices.map(Int32.init) {
      for traffic in some(TrafficClass.allCases) {
        let bots = traffic.isBot ? BotFamily.allCases.filter { $0.traffic == traffic } : [.none]
        for bot in some(bots) {
          trafficHours.append(
            .init(
              hour: Hour(utc: first), site: site, traffic: traffic, bot: bot, hits: count()))
        }
      }
    }
    for day in (begin..<begin + 2).map(Day.init(rawValue:)) {
      for site in sites.indices.map(Int32.init) {
        for (browser, major) in [(Browser.chrome, 0), (.chrome, 141), (.safari, 65535)]
        where Bool.random(using: &generator) {
          versionDays.append(
            .init(
              day: day, site: site, browser: browser, major: UInt16(major), hits: count(),
              pageViews: count()))
        }
        for country in some(["ZZ", "AA", "NO", "XK"]) {
          countryDays.append(
            .init(
              day: day, site: site, country: CountryCode(country)!, hits: count(),
              pageViews: count()))
        }
        for referrer in some(Array(referrers.indices)) {
          referrerDays.append(
            .init(day: day, site: site, referrer: Int32(referrer), pageViews: count()))
        }
        for campaign in some(Array(campaigns.indices)) {
          campaignDays.append(
            .init(day: day, site: site, campaign: Int32(campaign), pageViews: count()))
        }
      }
      for page in some(Array(pages.indices)) {
        for referrer in some(Array(referrers.indices)) {
          landingDays.append(
            .init(day: day, page: Int32(page), referrer: Int32(referrer), pageViews: count()))
          notFoundDays.append(
            .init(day: day, page: Int32(page), referrer: Int32(referrer), hits: count()))
        }
        for time in some([0, 1, 2, 77, 160] as [UInt8]) {
          responseTimeDays.append(
            .init(
              day: day, page: Int32(page), time: ResponseTime(rawValue: time), hits: count()))
        }
      }
    }
  }
}
