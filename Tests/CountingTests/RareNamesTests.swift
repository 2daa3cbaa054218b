import Hits
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
    rollup.foldRareNames()
    return rollup
  }

  @Test("A host below the limit loses its name and keeps its page views")
  func folded() {
    let rollup = rollup([
      ("blog.example.net", 5), ("kari.example.net", 1), ("mail.kari-hansen.example", 4),
      ("google.com", 1), ("(direct)", 1), ("someone.blogspot.com", 2),
      ("android-app://org.example.kari", 1),
    ])
    #expect(
      rollup.referrers.map(\.text) == [
        "(direct)", "(rare referrers)", "blog.example.net", "google.com",
      ])
    #expect(rollup.referrerDays.reduce(0) { $0 + $1.pageViews } == 15)
    let rare = rollup.referrers.firstIndex(of: .rare).map(Int32.init)
    #expect(
      rollup.referrerDays.filter { $0.referrer == rare }.map(\.pageViews) == [3, 5],
      "one row a day")
  }

  @Test("A campaign below the limit loses its name and keeps its page views")
  func campaigns() {
    let rollup = rollup([("newsletter", 5), ("kari", 4)])
    #expect(rollup.campaigns.map(\.source) == ["(rare campaigns)", "newsletter"])
    #expect(rollup.campaignDays.reduce(0) { $0 + $1.pageViews } == 9)
  }
}
