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
    rollup.fold(rollup.rareNames)
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
        "(direct)", "(rare referrers)", "blog.example.net", "google.com",
      ])
    #expect(rollup.referrerDays.reduce(0) { $0 + $1.pageViews } == 15)
    let rare = rollup.referrers.firstIndex(of: .rare).map(Int32.init)
    #expect(
      rollup.referrerDays.filter { $0.referrer == rare }.map(\.pageViews) == [3, 5],
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
      batch.fold(batch.rareNames)
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

  /// Commits batches one after another, as a store would that knows the names it was given: by batch,
  /// the hosts that have their names.
  private func named(
    _ batches: [[(String, Int64)]], known: inout Set<String>, tally: inout RareNameTally
  ) -> [[String]] {
    batches.map { views in
      var batch = rollup(views)
      let rare = batch.rareNames.without(
        Set(known.map(ReferrerHost.init(redacted:))),
        Set(known.map { Campaign(source: $0, medium: "", name: "") }))
      let folded = tally.stillRare(rare)
      #expect(folded.referrers.count == folded.campaigns.count)
      batch.fold(folded)
      tally.note(rare, folded: folded)
      let names = batch.referrers.filter { $0 != .rare }.map(\.text)
      #expect(batch.campaigns.map(\.source).filter { $0.first != "(" } == names)
      known.formUnion(names)
      return names
    }
  }

  @Test("A name that is rare in every batch is kept from its fifth page view on")
  func overBatches() {
    var known: Set<String> = []
    var tally = RareNameTally()
    let batches: [[(String, Int64)]] = [
      [("a.example", 2), ("b.example", 1)], [("a.example", 2)],
      [("a.example", 1), ("b.example", 3)],
      [("a.example", 1), ("c.example", 1)],
    ]
    #expect(
      named(batches, known: &known, tally: &tally) == [[], [], ["a.example"], ["a.example"]])
    #expect(tally.count == 4, "b.example and c.example, as a referrer and as a campaign each")
  }

  @Test("A name that the store has is kept from its first page view on")
  func knownName() {
    var known: Set = ["a.example"]
    var tally = RareNameTally()
    #expect(named([[("a.example", 1)]], known: &known, tally: &tally) == [["a.example"]])
    #expect(tally.count == 0)
  }

  @Test("What is not committed is not noted")
  func refused() {
    let tally = RareNameTally()
    let batch = rollup([("a.example", 4)])
    for _ in 0..<3 { #expect(tally.stillRare(batch.rareNames).referrers.count == 1) }
  }

  @Test("Of too many names, those with the fewest page views are forgotten")
  func flood() {
    var known: Set<String> = []
    var tally = RareNameTally(most: 100)
    _ = named([[("a.example", 4)]], known: &known, tally: &tally)
    for batch in 0..<20 {
      _ = named([(0..<50).map { ("f\(batch)-\($0).example", 1) }], known: &known, tally: &tally)
      #expect(tally.count <= 100)
    }
    #expect(named([[("a.example", 1)]], known: &known, tally: &tally) == [["a.example"]])
  }
}
