import Testing
import Traffic

/// What requests are for, where their paths alone do not say it.
@Suite struct RequestKindTests {
  /// What a request leads to, as the way of a line has it.
  private static func kind(_ target: String, isGet: Bool = true) -> PageKind {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let path = PagePath(redacted: String(parts[0])).pathKind
    let query = parts.count > 1 ? QueryKind(Array(parts[1].utf8)[...]) : nil
    var facts = query?.facts ?? []
    if !isGet { facts.insert(.posted) }
    let kind = path.kind(of: facts)
    return kind == .page ? query?.kind ?? kind : kind
  }

  @Test(
    "What a page's program fetches is in the background",
    arguments: [
      "/about?_rsc=1a2b3", "/?a=b&_rsc=x", "/about?_data=routes%2Fabout", "/?_DATA=root",
      "/news?__nextDataReq=1", "/a?_pjax=%23main", "/a?purpose=prefetch", "/_next/data/x/about",
      "/__nextjs_original-stack-frame", "/__manifest?p=/a", "/_next/webpack-hmr", "/cdn-cgi/rum",
      "/cdn-cgi/trace", "/_vercel/insights/view", "/.netlify/builders", "/livewire/update",
      "/socket.io?EIO=4&transport=polling&t=Oa0", "/chat/socket.io?EIO=3",
      "/hub?transport=longPolling&id=x", "/hub/negotiate?negotiateVersion=1", "/matomo.php",
      "/stats/matomo.php?idsite=1", "/piwik.php?idsite=1", "/collect?v=1&tid=UA-1", "/g/collect",
      "/count?p=%2Fabout&t=x", "/api/event", "/?doing_wp_cron=1", "/wp-cron.php",
      "/about?_routes=root", "/_server?id=a", "/_serverFn/a", "/_dash-layout",
      "/app/_stcore/stream",
      "/docs/_next/data/x/about", "/about?_wrapper_format=drupal_modal", "/views/ajax?view_name=a",
      "/list?wicket-ajax=true", "/?v-r=heartbeat", "/list?p_p_lifecycle=2", "/list?ajax=1",
      "/customer/section/load?sections=cart", "/socket.io/1?t=1", "/socket/longpoll?vsn=2.0.0",
      "/ws/info?t=1", "/ws/123/abcdefgh/xhr_streaming", "/signalr/negotiate?clientProtocol=2.1",
      "/signalr/ping", "/stats/collect?tid=G-1", "/stats/count?rnd=abc", "/matomo/js/?idsite=1",
      "/ns.html?id=GTM-ABC", "/akam/13/pixel", "/b/ss/suite/1",
      "/microsoft-server-activesync?Cmd=Ping",
      "/dns-query?dns=AAAB", "/cron.php",
    ])
  func background(target: String) {
    #expect(Self.kind(target) == .background)
  }

  @Test(
    "The same path as a page, or asked for as a program asks",
    arguments: [
      "/collect", "/track", "/telemetry", "/csp-report", "/logs", "/socket.io", "/beacon", "/rum",
    ])
  func posted(path: String) {
    #expect(Self.kind(path) == .page)
    #expect(Self.kind(path + "?utm_source=mail") == .page)
    #expect(Self.kind(path, isGet: false) == .background)
  }

  @Test(
    "Health checks, by names that no page has or by how they are asked",
    arguments: [
      "/healthz", "/api/livez", "/readyz?verbose", "/nginx_status",
      "/nginx_status?x", "/fpm-ping", "/-/healthy", "/-/ready/",
      "/_ah/warmup", "/__lbheartbeat__", "/app/_status", "/_stcore/health", "/health/readiness",
    ])
  func health(target: String) {
    #expect(Self.kind(target) == .health)
  }

  @Test("Pages about health and tennis stay pages", arguments: ["/health", "/ping", "/heartbeat"])
  func pages(path: String) {
    #expect(Self.kind(path) == .page)
    #expect(Self.kind(path + "?utm_source=mail") == .page)
    #expect(Self.kind(path, isGet: false) == .health)
  }

  @Test(
    "Routes in a query are interfaces and feeds",
    arguments: [
      ("/?rest_route=/wp/v2/posts", PageKind.api), ("/?wc-ajax=get_refreshed_fragments", .api),
      ("/?feed=rss2", .feed), ("/?feed=comments-rss2", .feed),
      ("/news?format=feed&type=rss", .feed),
      ("/blog?format=rss", .feed), ("/feeds/posts/default?alt=rss", .feed),
      ("/?oembed=true&url=a", .api),
      ("/about.data?_routes=root", .api), ("/about?_format=json", .api),
      ("/index.php?option=com_ajax&format=raw", .api),
      ("/w/api.php?action=query", .api), ("/remote.php/dav/files", .api),
      ("/wms?SERVICE=WMS&REQUEST=GetMap", .asset), ("/wms?request=GetFeatureInfo", .api),
      ("/css2?family=Roboto", .asset), ("/fonts/css?family=Roboto", .asset),
      ("/docs/_next/image?url=a", .asset), ("/en/_image?href=a", .asset),
      ("/gtag/js?id=G-1", .asset),
      ("/a/timthumb.php?src=a", .asset), ("/w/load.php?modules=site", .asset),
      ("/javax.faces.resource/theme.css.xhtml?ln=a", .asset),
      ("/icon/opengraph-image?1a2b", .asset),
      ("/css", .page), ("/css?v=2", .page), ("/learn/js?id=1", .page), ("/count", .page),
      ("/?page=feed", .page), ("/info?t=1", .page), ("/docs/next/image", .page),
      ("/signalr", .page),
      ("/?request=help", .page), ("/?format=a4", .page), ("/?ajax=amsterdam", .page),
      ("/_image?href=a", .asset), ("/?feeds=1", .page), ("/?feed=me", .page), ("/?x_rsc=1", .page),
      ("/?_rscx=1", .page), ("/?a=_rsc", .page), ("/?_data=sheet", .page), ("/?", .page),
      ("/?&&=&", .page),
      ("/style.css?_rsc=1", .asset), ("/x.pdf?_rsc=1", .download),
    ])
  func routes(target: String, kind: PageKind) {
    #expect(Self.kind(target) == kind)
  }
}
