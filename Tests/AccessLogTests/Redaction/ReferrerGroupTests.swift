import Testing

@testable import AccessLog
@testable import Traffic

@Suite struct ReferrerGroupTests {
  static func group(of url: String) -> ReferrerGroup {
    Referrer(ownHosts: []).host(
      of: Array(url.utf8)[...], site: SiteName("example.org") ?? .unnamed
    ).group
  }

  @Test(
    "Search engines, with their countries",
    arguments: [
      "www.google.com", "google.no", "www.google.co.uk", "www.google.com.br", "images.google.de",
      "news.google.com", "google.cat", "scholar.google.co.jp", "bing.com", "www.bing.com",
      "cn.bing.com", "duckduckgo.com", "html.duckduckgo.com", "ecosia.org", "search.brave.com",
      "www.startpage.com", "qwant.com", "lite.qwant.com", "yandex.ru", "yandex.com.tr",
      "search.yahoo.com", "no.search.yahoo.com", "r.search.yahoo.com", "search.yahoo.co.jp",
      "www.baidu.com", "m.baidu.com", "search.naver.com", "m.search.naver.com", "kvasir.no",
      "sesam.no", "www.startsiden.no", "search.seznam.cz", "suche.web.de", "searx.example.org",
      "kagi.com", "go.mail.ru", "suche.1und1.de", "search.app", "syndicatedsearch.goog",
    ])
  func search(host: String) {
    #expect(Self.group(of: "https://\(host)/") == .searchEngine)
  }

  @Test(
    "Social networks, forums and messengers",
    arguments: [
      "www.facebook.com", "l.facebook.com", "lm.facebook.com", "m.facebook.com", "instagram.com",
      "l.instagram.com", "t.co", "x.com", "twitter.com", "linkedin.com", "no.linkedin.com",
      "lnkd.in",
      "reddit.com", "old.reddit.com", "youtube.com", "m.youtube.com", "youtu.be", "pinterest.com",
      "no.pinterest.com", "pinterest.co.uk", "tiktok.com", "threads.net", "l.threads.com",
      "bsky.app", "go.bsky.app", "mastodon.social", "mastodon.example.org", "mstdn.jp",
      "lemmy.world",
      "web.whatsapp.com", "wa.me", "web.telegram.org", "t.me", "vk.com", "away.vk.com",
      "my.mail.ru",
      "news.ycombinator.com", "tieba.baidu.com", "cafe.naver.com", "teams.cloud.microsoft",
      "steamcommunity.com",
    ])
  func social(host: String) {
    #expect(Self.group(of: "https://\(host)/") == .socialNetwork)
  }

  @Test(
    "Mail",
    arguments: [
      "mail.google.com", "outlook.live.com", "outlook.office.com", "mail.yahoo.com",
      "mail.yahoo.co.jp", "webmail.example.org", "mail.example.org", "e.mail.ru", "mail.yandex.ru",
      "eur01.safelinks.protection.outlook.com", "mail.proton.me", "roundcube.example.net",
    ])
  func mail(host: String) {
    #expect(Self.group(of: "https://\(host)/") == .mail)
  }

  @Test(
    "AI assistants",
    arguments: [
      "chatgpt.com", "www.chatgpt.com", "chat.openai.com", "claude.ai", "www.perplexity.ai",
      "gemini.google.com", "copilot.microsoft.com", "you.com", "chat.deepseek.com", "grok.com",
      "www.meta.ai", "chat.mistral.ai", "edgeservices.bing.com", "alice.yandex.ru",
      "www.copilot.com", "manus.im",
    ])
  func assistants(host: String) {
    #expect(Self.group(of: "https://\(host)/") == .aiAssistant)
  }

  @Test(
    "Look-alikes are other sites",
    arguments: [
      "google.evil.example", "notgoogle.com", "google.com.evil.example", "facebook.com.example.net",
      "myfacebook.com", "docs.google.com", "sites.google.com", "groups.google.com", "mail.ru",
      "mail.no", "yahoo.com", "news.yahoo.com", "box.com", "chat.example.org", "example.com",
      "openai.com", "microsoft.com", "not.co", "bing.example", "mastodonte.example",
    ])
  func others(host: String) {
    #expect(Self.group(of: "https://\(host)/") == .site)
  }

  @Test(
    "Applications by their package",
    arguments: [
      ("com.google.android.gm", .mail), ("com.google.android.googlequicksearchbox", .searchEngine),
      ("com.linkedin.android", .socialNetwork), ("org.telegram.messenger", .socialNetwork),
      ("m.facebook.com", .socialNetwork), ("com.Slack", .socialNetwork),
      ("com.openai.chatgpt", .aiAssistant),
      ("org.example.app", .app),
    ] as [(String, ReferrerGroup)])
  func packages(package: String, group: ReferrerGroup) {
    #expect(Self.group(of: "android-app://\(package)/") == group)
  }

  @Test(
    "Placeholders have groups of their own",
    arguments: [
      ("-", .direct), ("https://example.org/", .internal), ("http://192.0.2.1/", .other),
      ("http://intranet/", .other), ("nonsense", .other), ("file:///x", .app),
      ("https://semalt.com/", .spam),
    ] as [(String, ReferrerGroup)])
  func placeholders(field: String, group: ReferrerGroup) {
    #expect(Self.group(of: field) == group)
  }

  @Test("Every host of the tables is of its group, and so is the source it counts as")
  func tables() {
    for (name, group) in ReferrerTable.known {
      let host = (name.hasPrefix(".") ? String(name.dropFirst()) : name)
        .replacing("*", with: "com")
      #expect(ReferrerHost(redacted: host).group == group, "\(host)")
      let reduced = Referrer(ownHosts: []).host(
        of: Array("https://\(host)/".utf8)[...], site: .unnamed)
      #expect(reduced.group == group, "\(host) is \(reduced.text)")
      #expect(reduced.source == reduced)
      #expect(group == .spam || reduced.isPublic, "\(host) is \(reduced.text)")
    }
    for (package, group) in ReferrerTable.packages {
      #expect(Self.group(of: "android-app://\(package)") == group)
    }
  }

  @Test("What stands in for rare hosts tells their group, and nothing else")
  func rare() {
    let groups = ReferrerHost.groupsWithNames
    #expect(Set(groups.map { ReferrerHost.rare($0).text }).count == groups.count)
    for group in ReferrerGroup.allCases {
      #expect(ReferrerHost.rare(group).group == (groups.contains(group) ? group : .site))
    }
  }

  @Test("Names and raw values are distinct, and stored values never change")
  func names() {
    #expect(Set(ReferrerGroup.allCases.map(\.name)).count == ReferrerGroup.allCases.count)
    #expect(ReferrerGroup.allCases.map(\.rawValue) == Array(0...9))
  }
}
