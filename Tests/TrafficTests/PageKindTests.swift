import Testing
import Traffic

@Suite struct PageKindTests {
  static func kind(_ path: String) -> PageKind { PagePath(redacted: path).kind }

  @Test(
    "Pages are what no table knows",
    arguments: [
      "/", "/about", "/news/", "/index.html", "/index.php", "/a.aspx", "/docs/api/intro", "/api",
      "/api/",
      "/apis/x", "/rest", "/restaurants", "/graphql-for-beginners", "/newsfeed", "/feed/me",
      "/the-feed", "/readme.txt", "/v1.2", "/users/*", "/page.", "/.", "/…", "(invalid request)",
      "(probe)", "*", "", "/pdf", "/wp-content/", "/example.com",
      "/rss-explained",
      "/atomic", "/api.html", "/whois/example.no", "/company/name.ai", "/src/main.py", "/notes.md",
      "/?id=5",
      "/?file=a.zip", "/socket.io", "/docs/signalr", "/health", "/ping", "/status", "/collect",
      "/count",
      "/track", "/pixel", "/metrics", "/_nextdoor", "/livewire", "/sitemap", "/sitemap.html",
      "/mysitemap.txt", "/jsonapi", "/ocs", "/vaadin",
    ])
  func pages(path: String) {
    #expect(Self.kind(path) == .page)
  }

  @Test(
    "Assets are parts of pages and files at fixed places",
    arguments: [
      "/style.css", "/a/b/App.JS", "/favicon.ico", "/font.woff2", "/robots.txt", "/manifest.json",
      "/sitemap.xml", "/sitemap_index.xml", "/sitemap-news.xml.gz", "/.well-known/security.txt",
      "/.well-known/openid-configuration", "/photo.jpeg", "/film.mp4", "/ads.txt", "/llms.txt",
      "/photo.heic", "/model.glb", "/scene.usdz", "/tiles/3/4/5.pbf", "/a.jxl", "/_next/image",
      "/_next/static/chunk", "/_nuxt/entry", "/cdn-cgi/image/w=80/a", "/_vercel/image",
      "/_ipx/w_80/a",
      "/.well-known/autoconfig/mail/config-v1.1.xml", "/autodiscover/autodiscover.xml",
      "/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml", "/post-sitemap2.xml",
      "/a/news-sitemap.xml",
      "/sitemap.xsl", "/post-sitemap.xml.gz", "/sitemap.txt", "/llms-full.txt", "/WebResource.axd",
      "/media/photo.ashx", "/site.less", "/city.b3dm",
    ])
  func assets(path: String) {
    #expect(Self.kind(path) == .asset)
    #expect(PagePath(redacted: path).isAsset)
  }

  @Test(
    "Interfaces",
    arguments: [
      "/api/users", "/API/v2/items.xml", "/graphql", "/v1/graphql", "/wp-json/wp/v2/posts",
      "/index.php/wp-json/oembed", "/rest/items", "/data.json", "/wp-admin/admin-ajax.php",
      "/rpc/call", "/api/report.pdf", "/map/roads.geojson", "/.netlify/functions/send",
      "/config.xml", "/BingSiteAuth.xml", "/sitemaps/0.xml", "/prices.asmx", "/jsonapi/node",
      "/a.ttl",
    ])
  func interfaces(path: String) {
    #expect(Self.kind(path) == .api)
  }

  @Test(
    "Feeds",
    arguments: [
      "/feed", "/feed/", "/rss", "/blog/feed/", "/feed/atom/", "/comments/feed", "/atom.xml",
      "/feed.xml", "/index.xml", "/news.rss", "/news.ATOM", "/rss.xml", "/feed.json", "/index.rdf",
      "/podcast.xml", "/syndication.axd", "/feed/podcast",
    ])
  func feeds(path: String) {
    #expect(Self.kind(path) == .feed)
  }

  @Test(
    "Downloads",
    arguments: [
      "/report.pdf", "/a/Report-:id.PDF", "/x.zip", "/x.tar.gz", "/setup.exe", "/app.dmg", "/x.msi",
      "/x.deb", "/x.rpm", "/x.apk", "/x.iso", "/x.docx", "/x.xlsx", "/x.pptx", "/x.epub", "/x.csv",
      "/data.parquet", "/x.msixbundle", "/a.7z", "/book.azw3", "/map.gpkg", "/cite.bib", "/a.ris",
      "/a.hdf5", "/a.npz", "/ticket.pkpass", "/vpn.mobileconfig",
    ])
  func downloads(path: String) {
    #expect(Self.kind(path) == .download)
  }

  @Test("A page view is a GET of a page, answered, by no bot; the others have kinds of their own")
  func hits() {
    func hit(
      _ page: PageKind, status: UInt16 = 200, isGet: Bool = true, isBot: Bool = false
    ) -> HitKind { HitKind(isBot: isBot, status: status, page: page, isGet: isGet) }
    #expect(
      PageKind.allCases.map { hit($0) } == [
        .pageView, .asset, .api, .feed, .download, .background, .health, .noRequest,
      ])
    #expect(hit(.page, status: 204) == .background)
    #expect(hit(.page, status: 205) == .background)
    #expect(hit(.page, status: 204, isGet: false) == .other)
    #expect(hit(.background, status: 500) == .error)
    #expect(hit(.background, status: 302) == .background)
    #expect(hit(.health, status: 503) == .health)
    #expect(hit(.health, isBot: true) == .bot)
    #expect(hit(.page, status: 304) == .pageView)
    #expect(hit(.feed, status: 304) == .feed)
    #expect(hit(.page, status: 301) == .other)
    #expect(hit(.feed, status: 301) == .other)
    #expect(hit(.download, status: 206) == .download)
    #expect(hit(.download, isGet: false) == .other)
    #expect(hit(.api, isGet: false) == .api)
    #expect(hit(.asset, status: 302) == .asset)
    for status: UInt16 in [0, 200, 400, 408] {
      #expect(hit(.noRequest, status: status) == .noRequest)
      #expect(hit(.noRequest, status: status, isBot: true) == .noRequest)
    }
    for page in PageKind.allCases where page != .health && page != .noRequest {
      #expect(hit(page, isBot: true) == .bot)
      #expect(hit(page, status: 404) == .error)
      #expect(hit(page, status: 0) == .error)
    }
  }

  @Test("Stored values never change, and names are distinct")
  func stored() {
    #expect(HitKind.allCases.map(\.rawValue) == Array(0...11))
    #expect(
      HitKind.allCases == [
        .other, .pageView, .asset, .error, .bot, .api, .feed, .download, .background, .health,
        .noRequest, .part,
      ])
    #expect(Set(HitKind.allCases.map(\.name)).count == 12)
    #expect(Set(PageKind.allCases.map(\.name)).count == 8)
  }
}
