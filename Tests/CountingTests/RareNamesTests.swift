import Hits
import TestSupport
import Testing
import Traffic

@testable import Counting

@Suite("Names that hardly anybody came from")
struct RareNamesTests {
  /// A batch with so many page views from each host, all on one day.
  private func rollup(_ views: [(String, Int64)]) -> Rollup {
    var rollup = Rollup()
    rollup.sites = [SiteName("example.org")!]
    rollup.referrers = views.map { ReferrerHost(redacted: $0.0) }.sorted()
    rollup.campaigns = views.map { Campaign(source: $0.0, medium: "", name: "") }.sorted()
    for (host, count) in views {
      let referrer = rollup.referrers.firstIndex(of: ReferrerHost(redacted: host))!
      let campaign = rollup.campaigns.firstIndex { $0.source == host }!
      for day in Int32(0)...1 {
        let part = day == 0 ? count / 2 : count - count / 2
        rollup.referrerDays.append(
          .init(
            day: Day(rawValue: day), site: 0, referrer: Int32(referrer), pageViews: part))
        rollup.campaignDays.append(
          .init(
            day: Day(rawValue: day), site: 0, campaign: Int32(campaign), pageViews: part))
      }
    }
    return rollup
  }

  /// The same without the names that are rare in it.
  private func folded(_ views: [(String, Int64)]) -> Rollup {
    var rollup = rollup(views)
    rollup.fold(rollup.personalNames.rare())
    return rollup
  }

  @Test("A host below the limit loses its name and keeps its page views")
  func referrers() {
    let rollup = folded([
      ("blog.example.net", 5), ("kari.example.net", 1), ("mail.kari-hansen.example", 4),
      ("google.com", 1), ("(direct)", 1), ("someone.blogspot.com", 2),
      ("android-app://org.example.kari", 1),
    ])
    #expect(
      rollup.referrers.map(\.text) == [
        "(direct)", "(rare apps)", "(rare mail)", "(rare referrers)", "blog.example.net",
        "google.com",
      ])
    #expect(rollup.referrerDays.reduce(0) { $0 + $1.pageViews } == 15)
    let rare = rollup.referrers.firstIndex(of: .rare(.site)).map(Int32.init)
    #expect(
      rollup.referrerDays.filter { $0.referrer == rare }.map(\.pageViews) == [1, 2],
      "one row a day")
  }

  @Test("A host that only links to what is not there needs as many requests for its name")
  func linking() {
    for (hits, name) in [(4, "(rare referrers)"), (5, "kari.example.net")] as [(Int64, String)] {
      var batch = rollup([("(direct)", 9)])
      batch.pages = [
        .init(
          site: 0, tag: PageTag(site: batch.sites[0], path: PagePath(redacted: "/gone")),
          path: PagePath(redacted: "/gone"), isListed: false, hasVisitors: true)
      ]
      batch.referrers.append(ReferrerHost(redacted: "kari.example.net"))
      batch.notFoundDays = [.init(day: Day(rawValue: 0), page: 0, referrer: 1, hits: hits)]
      batch.fold(batch.personalNames.rare())
      #expect(batch.referrers.map(\.text) == ["(direct)", name])
      #expect(batch.notFoundDays.map(\.hits) == [hits])
    }
  }

  @Test(
    "Of more pairs of pages and hosts than a day may have, those with the fewest requests tell no host"
  )
  func manyPairs() {
    var batch = Rollup()
    batch.sites = [SiteName("example.org")!]
    let hosts = (0..<150).map { ReferrerHost(redacted: "host\($0).example") }.sorted()
    batch.referrers = hosts
    for page in Int32(0)..<100 {
      let path = PagePath(redacted: "/p\(page)")
      batch.pages.append(
        .init(
          site: 0, tag: PageTag(site: batch.sites[0], path: path), path: path, isListed: false,
          hasVisitors: true))
      for host in Int32(0)..<150 {
        batch.landingDays.append(
          .init(
            day: Day(rawValue: 3), page: page, referrer: host, pageViews: host < 90 ? 9 : 2))
      }
    }
    let views = batch.landingDays.reduce(0) { $0 + $1.pageViews }
    batch.fold(RareNames())
    #expect(batch.landingDays.reduce(0) { $0 + $1.pageViews } == views)
    let overflow = batch.referrers.firstIndex(of: .overflow).map(Int32.init)
    let named = batch.landingDays.filter { $0.referrer != overflow }
    #expect(named.count == Rollup.maxPairs)
    #expect(named.count { $0.pageViews == 9 } == 9000, "those with most are all there")
    // 1,000 of the others are those of the first pages; each page that has more has one row for them.
    #expect(batch.landingDays.count == Rollup.maxPairs + 100 - 1000 / 60)
  }

  @Test("A campaign below the limit loses its name and keeps its page views")
  func campaigns() {
    let rollup = folded([("newsletter", 5), ("kari", 4)])
    #expect(rollup.campaigns.map(\.source) == ["(rare campaigns)", "newsletter"])
    #expect(rollup.campaignDays.reduce(0) { $0 + $1.pageViews } == 9)
  }

  @Test("A name that is rare in every batch may be kept from its fifth page view on")
  func overBatches() {
    let names = rollup([("a.example", 3), ("b.example", 3), ("google.com", 1)]).personalNames
    #expect(names.referrers.count == 2 && names.campaigns.count == 3)
    let rare = names.rare {
      $0.text == "a.example" ? 2 : 1
    } campaigns: {
      $0.source == "a.example" ? 2 : 1
    }
    #expect(rare.referrers.keys.map(\.text) == ["b.example"])
    #expect(Set(rare.campaigns.keys.map(\.source)) == ["b.example", "google.com"])
  }

  @Test("What rare names have of the counts waits by tag, but for names that are never to be kept")
  func waiting() {
    var batch = rollup([("a.example", 3), ("b.example", 1)])
    let path = PagePath(redacted: "/gone")
    batch.pages = [
      .init(
        site: 0, tag: PageTag(site: batch.sites[0], path: path), path: path, isListed: false,
        hasVisitors: true)
    ]
    batch.landingDays = [.init(day: Day(rawValue: 1), page: 0, referrer: 0, pageViews: 2)]
    batch.notFoundDays = [.init(day: Day(rawValue: 1), page: 0, referrer: 0, hits: 1)]
    batch.fold(batch.personalNames.rare()) {
      $0.text == "a.example" ? PageTag(rawValue: 7) : nil
    } campaignTag: {
      $0.source == "a.example" ? PageTag(rawValue: 8) : nil
    }
    func count(_ tag: UInt64, _ rows: Rollup.WaitingCount.Rows, _ day: Int32, _ count: Int64)
      -> Rollup.WaitingCount
    {
      .init(
        tag: PageTag(rawValue: tag), rows: rows, day: Day(rawValue: day), place: 0, count: count)
    }
    #expect(
      batch.waiting == [
        count(7, .referrerDays, 0, 1), count(7, .referrerDays, 1, 2), count(8, .campaignDays, 0, 1),
        count(8, .campaignDays, 1, 2), count(7, .landingDays, 1, 2), count(7, .notFoundDays, 1, 1),
      ])
    #expect(batch.referrers.map(\.text) == ["(rare referrers)"])
  }
}
