import Testing
import Traffic

@testable import AccessLog

@Suite struct CampaignTests {
  static func campaign(
    of target: String, allowed: Set<CampaignParameter> = Set(CampaignParameter.allCases)
  ) -> Campaign? {
    CampaignParameters(allowed: allowed).campaign(of: Array(target.utf8)[...])
  }

  @Test("A link of a newsletter says source, medium and name")
  func usual() {
    let campaign = Self.campaign(
      of: "/offer?id=7&utm_source=Newsletter&utm_medium=email&utm_campaign=spring+sale#top")
    #expect(campaign == Campaign(source: "newsletter", medium: "email", name: "spring sale"))
  }

  @Test(
    "Targets without a campaign have none",
    arguments: [
      "/", "/?", "/a?b=c", "/?utm_source=", "/?utm_source", "/?utm_source=%20%00&x=1",
      "/utm_source=x",
      "/?xutm_source=a", "/?utm_sourcex=a", "/?utm_term=shoes&utm_content=kari&gclid=abc", "",
      "/#?utm_source=x", "?", "*", "/?%=%&=&==&;;",
    ])
  func none(target: String) {
    #expect(Self.campaign(of: target) == nil)
  }

  @Test("Only what a setting allows is kept")
  func allowed() {
    let target = "/?utm_source=a&utm_medium=b&utm_campaign=c"
    #expect(
      Self.campaign(of: target, allowed: [CampaignParameter(rawValue: "utm_medium")!])
        == Campaign(source: "", medium: "b", name: ""))
    #expect(Self.campaign(of: target, allowed: []) == nil)
  }

  @Test(
    "Values are decoded as often as paths are",
    arguments: [
      ("utm_source=a%25252525252520b", nil), ("utm_source=a%252525252520b", "a b"),
      ("utm_source=a%20b", "a b"), ("utm_source=a%2520b", "a b"), ("utm_source=a++b+", "a b"),
      ("utm_source=c%2B%2B", "c++"), ("utm%5Fsource=x", "x"), ("utm%255Fsource=x", "x"),
      ("UTM_Source=X", "x"), ("utm_source=bl%C3%A5b%C3%A6r", "blåbær"),
      ("utm_source=%E2%80%AEx%00y%1B[31m", "xy[31m"), ("utm_source=a%zz", "a%zz"),
      ("utm_source=%ff%fe-x", "-x"), ("utm_source=x%26utm_medium%3Dy", "x"),
      ("utm_source=x%23frag", "x"), ("utm_source=x?y=z", "x"),
    ])
  func decoded(query: String, value: String?) {
    #expect(Self.campaign(of: "/?" + query)?.source == value)
  }

  @Test(
    "The first of repeated parameters with a value counts, and pairs end at & and ;",
    arguments: [
      ("utm_source=a&utm_source=b", "a"), ("utm_source=&utm_source=b", "b"),
      ("x=1;utm_source=a", "a"), ("x=1&amp;utm_source=a", "a"), ("utm_source=a;b", "a"),
    ])
  func repeated(query: String, value: String) {
    #expect(Self.campaign(of: "/?" + query)?.source == value)
  }

  @Test(
    "Links of Matomo and short ones tell campaigns, too; of several, Urchin's parameters count",
    arguments: [
      ("ref=letter", "letter||"), ("source=letter", "letter||"), ("ref=a&utm_source=b", "b||"),
      ("source=a&ref=b", "b||"), ("mtm_source=a&mtm_medium=b&mtm_campaign=c", "a|b|c"),
      ("pk_source=a&pk_medium=b&pk_campaign=c", "a|b|c"), ("piwik_campaign=c", "||c"),
      ("pk_campaign=c&utm_campaign=d", "||d"), ("pk_campaign=c&utm_campaign=", "||c"),
      ("pk_cpn=c&utm_source=a", "a||c"), ("REF=a", "a||"), ("ref=kari@example.org", ":email||"),
      ("reference=a", nil), ("xref=a", nil), ("ref", nil), ("via=a", nil),
    ])
  func names(query: String, campaign: String?) {
    let found = Self.campaign(of: "/?" + query)
    #expect(found.map { "\($0.source)|\($0.medium)|\($0.name)" } == campaign)
  }

  @Test("A parameter that is not allowed is not read, though it tells the same part as one that is")
  func allowedOfOnePart() throws {
    let allowed = Set(["ref", "pk_campaign"].compactMap(CampaignParameter.init(rawValue:)))
    let found = try #require(
      Self.campaign(of: "/?utm_source=a&ref=b&utm_campaign=c&pk_campaign=d", allowed: allowed))
    #expect((found.source, found.name) == ("b", "d"))
    #expect(CampaignParameter(rawValue: "utm_content") == nil)
  }

  @Test("A link that was encoded as a whole has its campaign, too")
  func encodedLink() {
    #expect(Self.campaign(of: "/a%3Futm_source=x")?.source == "x")
    #expect(Self.campaign(of: "/a%3Futm_source%3Dx%26utm_medium%3Dy")?.medium == "y")
  }

  @Test(
    "Values that are a person's become placeholders",
    arguments: [
      ("kari.nordmann@example.org", ":email"), ("kari%2540example.org", ":email"),
      ("kari%EF%BC%A0example.org", ":email"), ("customer-12345", "customer-:id"),
      ("123%0045", ":id"), ("%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94%EF%BC%95", ":id"),
      ("%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5", ":id"), ("192.0.2.1", ":ip"),
      ("550e8400-e29b-41d4-a716-446655440000", ":uuid"), ("+47+22+33+44+55", ":phone"),
      ("d41d8cd98f00b204e9800998ecf8427e", ":token"),
      ("kari.nordmann%252540example.org", ":email"), ("kari%2525252540example.org", ":email"),
      ("kari%26%2364%3Bexample.org", ":email"), ("kari%C1%80example.org", ":email"),
      ("kari.nordmann%252Fexample.org", ":email"), ("9717x7836", ":id"),
      ("user=kari", "user=:user"), ("xkqjzvwp", ":token"), ("jane-1984-05-17", "jane-:id"),
    ])
  func redacted(value: String, expected: String) {
    #expect(Self.campaign(of: "/?utm_campaign=" + value)?.name == expected)
  }

  @Test(
    "Values over several parts are redacted as in a path",
    arguments: [
      ("4111/1111/1111/1111", ":id/:id/:id/:id"), ("4111%2F1111%2F1111%2F1111", ":card"),
      ("911/78/366", ":id/:id/:id"), ("lat/59.91/lon/10.75", "lat/:id/lon/:id"),
      ("~sigridvikdal/x", ":user/x"), ("/~sigridvikdal/x", "/:user/x"),
      ("gb82/west/1234/5698/7654/32", "gb82/west/:id/:id/:id/:id"),
      ("2026/10/01", "2026/10/01"), ("spring/summer", "spring/summer"), ("a//b/", "a//b/"),
    ])
  func parts(value: String, expected: String) {
    #expect(Self.campaign(of: "/?utm_campaign=" + value)?.name == expected)
    #expect(RedactionCheck.isCampaign(Array(expected.utf8)))
  }

  @Test("A long value ends at a character, and one of a few hundred bytes is none")
  func long() throws {
    let words = String(repeating: "bl%C3%A5+", count: 20)
    let name = try #require(Self.campaign(of: "/?utm_campaign=" + words)?.name)
    #expect(name == "blå blå blå blå blå blå blå blå blå blå blå blå")
    #expect(name.utf8.count <= Campaign.longest)
    let family = "%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9"
    let emoji = Self.campaign(of: "/?utm_campaign=" + String(repeating: family, count: 8))
    #expect((emoji?.name.utf8.count ?? 0) <= Campaign.longest)
    let endless = String(repeating: "x", count: 300)
    #expect(Self.campaign(of: "/?utm_campaign=" + endless) == nil)
  }
}
