import Testing
import Traffic

@testable import AccessLog

/// What a referrer is reduced to, on `example.org` with `shop.example.net` as a further own host.
@Suite struct ReferrerTests {
  static let referrer = Referrer(
    ownHosts: ["shop.example.net", "www.sister.example"].compactMap(SiteName.init))

  static func host(of text: String, site: String = "example.org") -> String {
    referrer.host(of: Array(text.utf8)[...], site: SiteName(site) ?? .unnamed).text
  }

  @Test("Nothing, a hyphen and about:blank are direct", arguments: ["", "-", "about:blank"])
  func direct(field: String) {
    #expect(Self.host(of: field) == "(direct)")
  }

  @Test(
    "The site, its www. variant, own hosts and relative references are internal",
    arguments: [
      "https://example.org/", "http://www.example.org", "HTTPS://EXAMPLE.ORG:8443/a?b#c",
      "https://example.org./", "//example.org/x", "/a/page", "/", "https://shop.example.net/cart",
      "https://www.shop.example.net/", "https://sister.example/", "https://kari@example.org/",
    ])
  func own(field: String) {
    #expect(Self.host(of: field) == "(internal)")
  }

  @Test("A site logged as www. has referrers without it")
  func ownVariant() {
    #expect(Self.host(of: "https://example.org/", site: "www.example.org") == "(internal)")
    #expect(Self.host(of: "https://news.example.org/", site: "example.org") == "news.example.org")
  }

  @Test(
    "A host loses scheme, user, port, www. and final dot, and all behind it",
    arguments: [
      ("https://www.google.com/", "google.com"), ("https://google.com", "google.com"),
      ("http://News.Example.COM:8080/a/b?q=1#x", "news.example.com"),
      ("https://kari:secret@example.com/", "example.com"),
      ("https://a@b@example.com/", "example.com"), ("https://example.com./", "example.com"),
      ("https://example.com?utm=1", "example.com"), ("https://example.com#top", "example.com"),
      ("https://example.com\\@evil.example", "example.com"),
      ("//cdn.example.com/x", "cdn.example.com"),
      ("https://www2.example.com/", "www2.example.com"), ("https://www.com/", "www.com"),
      ("https://xn--blbr-ooa0j.example/", "xn--blbr-ooa0j.example"),
      ("https://my_site.example.com/", "my_site.example.com"),
      ("https://example.com:/", "example.com"),
    ])
  func reduced(field: String, host: String) {
    #expect(Self.host(of: field) == host)
  }

  @Test(
    "What has no scheme is a host only where the format says that",
    arguments: [
      ("www.example.net", "example.net"), ("News.Example.NET:8443", "news.example.net"),
      ("www.example.net/a?b=c", "example.net"), ("www.google.no", "google.com"),
      ("http://www.example.net/a", "example.net"), ("localhost:3000", "(local)"),
      ("example.org", "(internal)"), ("shop.example.net", "(internal)"), ("192.0.2.7", "(address)"),
      ("-", "(direct)"), ("", "(direct)"), ("kari nordmann", "(invalid)"),
    ])
  func withoutScheme(field: String, host: String) {
    let site = SiteName("example.org") ?? .unnamed
    let reduced = Self.referrer.host(of: Array(field.utf8)[...], lacksScheme: true, site: site)
    #expect(reduced.text == host)
    if !field.contains("/"), field.contains("example") {
      #expect(Self.host(of: field) == "(invalid)")
    }
  }

  @Test(
    "Hosts of one source have one name: countries, redirects, telephones and applications",
    arguments: [
      (
        "google.com",
        [
          "www.google.com", "www.google.no", "google.co.uk", "google.com.au", "www.google.cat",
          "encrypted.google.com", "cse.google.de",
        ]
      ),
      ("images.google.com", ["images.google.no", "images.google.co.jp"]),
      ("scholar.google.com", ["scholar.google.de"]),
      (
        "facebook.com",
        [
          "l.facebook.com", "lm.facebook.com", "m.facebook.com", "www.facebook.com",
          "de-de.facebook.com", "12345.facebook.com", "fb.me",
        ]
      ),
      ("instagram.com", ["l.instagram.com"]), ("x.com", ["t.co", "mobile.twitter.com"]),
      ("reddit.com", ["out.reddit.com", "old.reddit.com", "redd.it"]),
      ("duckduckgo.com", ["lite.duckduckgo.com", "html.duckduckgo.com"]),
      ("qwant.com", ["lite.qwant.com"]), ("yandex.ru", ["yandex.com.tr", "ya.ru", "m.yandex.by"]),
      ("youtube.com", ["m.youtube.com", "youtu.be"]),
      ("pinterest.com", ["no.pinterest.com", "pinterest.co.uk"]),
      ("search.yahoo.com", ["r.search.yahoo.com", "no.search.yahoo.com", "search.yahoo.co.jp"]),
      ("outlook.live.com", ["eur01.safelinks.protection.outlook.com", "outlook.office.com"]),
      ("news.example.com", ["m.news.example.com", "mobile.news.example.com"]),
      ("no.example.com", ["no.m.example.com"]), ("m.com", ["m.com"]), ("m.co.uk", ["m.co.uk"]),
      // What people have below these domains is theirs, each a source of its own.
      ("hage.tumblr.com", ["hage.tumblr.com"]), (":id.tumblr.com", ["kari12345.tumblr.com"]),
      ("docs.google.com", ["docs.google.com"]),
    ])
  func sources(source: String, hosts: [String]) {
    for host in hosts { #expect(Self.host(of: "https://\(host)/x") == source, "\(host)") }
  }

  @Test("A site's page for telephones is the site")
  func ownTelephonePage() {
    #expect(Self.host(of: "https://m.example.org/") == "(internal)")
  }

  @Test(
    "Hosts of referrer spam keep no name",
    arguments: ["semalt.com", "www.semalt.com", "12.semalt.com", "buttons-for-website.com"])
  func spam(host: String) {
    #expect(Self.host(of: "https://\(host)/x") == "(referrer spam)")
    #expect(Self.host(of: "https://\(host).example/x") != "(referrer spam)")
  }

  @Test(
    "An address in any notation is one placeholder",
    arguments: [
      "http://192.0.2.1/", "http://192.0.2.1:8080/x", "http://[2001:db8::1]/", "http://[::1]:80/",
      "http://3221225985/", "http://0xc0000201/", "http://0300.0.2.1/", "http://192.0.513/",
      "http://192.0.2.1./", "http://kari@192.0.2.1/", "http://1.2.0.192.in-addr.arpa/",
      "http://[fe80::1%25eth0]/", "http://0x7f.1/", "http://[::ffff:192.0.2.1]/",
    ])
  func address(field: String) {
    #expect(Self.host(of: field) == "(address)")
  }

  @Test(
    "What is no web address keeps none of its text",
    arguments: [
      "example.com", "www.example.com/path", "https://", "https:///path", "https://exa mple.com/",
      "https://ex%61mple.com/", "https://..com/",
      "https:example",
      "https://a..example/", "https://bl\u{e5}b\u{e6}r.example/", "https://[broken/",
      "kari@example.com",
      "https://\"><script>/", "1https://example.com/", "example.com:443", "https://example.com:x/",
      "https://\u{0}example.com/", "=", "://example.com", "https://-/\u{7f}", "q=kari",
    ])
  func invalid(field: String) {
    #expect(Self.host(of: field) == "(invalid)")
  }

  @Test(
    "Names of private networks are one placeholder",
    arguments: [
      "http://intranet/", "http://localhost:3000/", "http://karis-macbook.local/",
      "http://nas.lan/",
      "http://wiki.corp/", "http://router.home.arpa/", "http://app.internal/",
      "https://kari:12/x@example.com/y",
      "http://db.localhost/", "http://kari-pc4.fritz.box/", "http://fritz.box/",
      "http://wiki.intra/", "http://nas.home.arpa/x", "http://kari.myfritz.net:8080/",
      "http://kari-nas.quickconnect.to/", "http://kari.speedport.ip/", "http://PC4.Workgroup/",
      "http://kari-laptop.tail1a2b.ts.net/", "http://kari-iphone.unifi/", "http://kari-pc.lokal/",
      "http://kari.attlocal.net/", "http://kari.diskstation.me/", "http://kari.dsmynas.com/",
      "http://kari-pc.livebox/", "http://kari-pc.arcor-easybox/", "http://kari-pc.station/",
      "http://kari-mac.bbrouter/", "http://kari.wan/", "http://kari.onion/",
      "http://kari.speedport.ip/",
      "http://kari.dedyn.io/", "http://kari.ipv64.net/", "http://kari.xn--nothing/",
    ])
  func local(field: String) {
    #expect(Self.host(of: field) == "(local)")
  }

  @Test(
    "Names of private networks that an earlier release has kept become that, too",
    arguments: ["kari-pc4.fritz.box", "kari.intra", "nas.lan", "kari-desktop", "kari.livebox"])
  func keptLocal(host: String) {
    #expect(!RedactionCheck.isReferrer(Array(host.utf8)))
    #expect(NameRedaction.referrer(host) == .local)
  }

  @Test(
    "Other names stay",
    arguments: [
      "news.example.org", "example.com", "example.no", "news.example", "example.xn--p1ai",
      "example.museum",
      "android-app://org.example.app",
    ])
  func keptNames(host: String) {
    #expect(RedactionCheck.isReferrer(Array(host.utf8)))
    #expect(NameRedaction.referrer(host).text == host)
  }

  @Test(
    "Programs' own schemes are one placeholder, packages of Android keep their name",
    arguments: [
      ("file:///home/kari/notes.html", "(app)"), ("about:srcdoc", "(app)"),
      ("moz-extension://0b0c8a1e-0000-4000-8000-000000000000/x", "(app)"),
      ("ios-app://544007664/", "(app)"), ("capacitor://localhost", "(app)"),
      ("data:text/html,kari", "(app)"), ("mailto:kari@example.com", "(app)"),
      ("android-app://com.google.android.gm/", "mail.google.com"),
      ("Android-App://org.Example.App/x?y", "android-app://org.example.app"),
      (
        "android-app://com.google.android.googlequicksearchbox/https/www.google.com",
        "google.com"
      ),
      ("android-app://com", "(app)"), ("android-app://com.1app", "(app)"),
      ("android-app://com.kari@example", "(app)"), ("android-app://no.kari12345.app", "(app)"),
      ("android-app://com.ex%61mple", "(app)"), ("android-app://", "(app)"),
      ("android-app://com." + String(repeating: "a", count: 90), "(app)"),
    ])
  func programs(field: String, host: String) {
    #expect(Self.host(of: field) == host)
  }
}

/// What may be in the labels of a host.
@Suite struct HostRedactionTests {
  @Test(
    "Labels that were given to one customer, line or session become placeholders",
    arguments: [
      ("kari-nordmann-4711.users.example", ":id.users.example"),
      ("12345678.users.example", ":id.users.example"),
      ("550e8400-e29b-41d4-a716-446655440000.app.example", ":uuid.app.example"),
      ("d41d8cd98f00b204e9800998ecf8427e.cdn.example", ":token.cdn.example"),
      ("a8f3k2.preview.example", ":token.preview.example"),
      ("192-0-2-1.dsl.example", ":ip.dsl.example"), ("192.0.2.1.dsl.example", ":ip.dsl.example"),
      ("192.0.2.1.0.dsl.example", ":ip.dsl.example"),
      ("cm-192.0.2.110.line.example", ":ip.line.example"),
      ("192.0.2.110-line.x.example", ":ip.x.example"),
      ("p5b0c1d3e.dip.example", ":token.dip.example"),
      ("ip198-51-100-7.dyn.example", nil), ("c-203-0-113-9.hsd1.example", nil),
      ("host86-144-0-1.range.example", nil),
      ("kari4711.co.uk", "kari4711.co.uk"), ("kari4711.blogs.co.uk", ":id.blogs.co.uk"),
      ("123456.example", ":id.example"), ("shop-12345.example", ":id.example"),
      ("xn--123456-abc.example", ":id.example"),
      ("aaaabbbbccccddddeeeeffffgggghhhhiiiijjjjkkkk.example", ":token.example"),
    ] as [(String, String?)])
  func redacted(host: String, expected: String?) {
    let text = ReferrerTests.host(of: "https://\(host)/")
    if let expected { #expect(text == expected) }
    for personal in ["nordmann", "12345", "198", "203-0", "144"] {
      #expect(!text.contains(personal))
    }
  }

  @Test(
    "Names that somebody has chosen stay as they are",
    arguments: [
      "news.example.com", "s3-eu-west-1.amazonaws.com", "blog.2024.example", "1881.no", "163.com",
      "office365.com", "web24.example",
      "en.wikipedia.org", "teams.microsoft.com",
      "www-example-org.translate.goog", "my-very-long-but-readable-shop-name.example",
      "suche.1und1.de", "m365.cloud.microsoft", "x.com",
    ])
  func kept(host: String) {
    #expect(ReferrerTests.host(of: "https://\(host)/") == host)
  }

  @Test("A long host keeps its last labels")
  func long() {
    let labels = (0..<20).map { "label\(Character(UnicodeScalar(UInt8(97 + $0))))" }
    let text = ReferrerTests.host(of: "https://\(labels.joined(separator: ".")).example.com/")
    #expect(text.utf8.count <= ReferrerHost.longest)
    #expect(text.hasSuffix("labels.labelt.example.com"))
  }
}
