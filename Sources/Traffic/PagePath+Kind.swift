extension PagePath {
  /// What this path leads to, by the tables of requests and of endings.
  ///
  /// A guess from names, as all that a log has; a site with an article at `/api/intro` has one
  /// page view less than it should.
  ///
  /// - Complexity: O(*n*) in the text's length; keep the answer for a path seen before.
  public var pathKind: PathKind {
    guard text.utf8.first == UInt8(ascii: "/") else {
      return PathKind(self == .noRequest ? .noRequest : .page)
    }
    // The parameters that tell pages apart say nothing of what they are.
    let path = Array(lowercasedBytes.prefix { $0 != UInt8(ascii: "?") })
    guard let row = RequestRows.all.row(of: path) else { return PathKind(PagePath.kind(of: path)) }
    guard let facts = row.when else { return PathKind(row.kind) }
    return PathKind(PagePath.kind(of: path), other: row.kind, when: facts)
  }

  /// What this path leads to where nothing else is known of a request.
  public var kind: PageKind { pathKind.kind }

  /// What a path in lower case leads to by its names and the extension of its last segment.
  private static func kind(of path: [UInt8]) -> PageKind {
    guard let (root, name, isBelow, hasAPIName) = PagePath.segments(of: path) else { return .page }
    if PagePath.assetNames.contains(path[...]) || PagePath.wellKnown.contains(root) {
      return .asset
    }
    let ending = PagePath.ending(of: name)
    if PagePath.isSitemap(name, in: path) { return .asset }
    let kind = PagePath.endings[ending]
    if PagePath.feedNames.contains(name) || kind == .feed { return .feed }
    if (isBelow && PagePath.apiRoots.contains(root)) || kind == .api || hasAPIName {
      return .api
    }
    return kind ?? .page
  }

  /// Whether this is a static asset: part of a page, not a page.
  public var isAsset: Bool { kind == .asset }

  /// The first and the last segment of a path, whether they are two, and whether one of all is the name
  /// of an interface; `nil` where there are none.
  private static func segments(
    of path: [UInt8]
  ) -> (root: ArraySlice<UInt8>, name: ArraySlice<UInt8>, isBelow: Bool, hasAPIName: Bool)? {
    var (root, name): (Range<Int>?, Range<Int>) = (nil, 0..<0)
    var hasAPIName = false
    var start = 0
    while start < path.count {
      let end = path[start...].firstIndex(of: UInt8(ascii: "/")) ?? path.count
      if start < end {
        name = start..<end
        if root == nil { root = name }
        hasAPIName = hasAPIName || apiNames.contains(path[name])
      }
      start = end + 1
    }
    return root.map { (path[$0], path[name], $0 != name, hasAPIName) }
  }

  /// The text in lower case. Bytes: to go from letter to letter costs ten times as much, and means the
  /// same here.
  private var lowercasedBytes: [UInt8] {
    var bytes = Array(text.utf8)
    for index in bytes.indices {
      let byte = bytes[index]
      if byte >= 0x80 { return Array(text.lowercased().utf8) }
      if (0x41...0x5a).contains(byte) { bytes[index] = byte | 0x20 }
    }
    return bytes
  }

  /// What follows the last dot of a segment, empty where none does.
  private static func ending(of segment: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let dot = segment.lastIndex(of: UInt8(ascii: ".")) else { return [] }
    return segment[(dot + 1)...]
  }

  /// Whether the last segment of a path is a sitemap's name, as those of WordPress and of its plug-ins
  /// are, too: `wp-sitemap.xml`, `post-sitemap2.xml`. By the letters of a reader: an accent makes
  /// another word of it.
  private static func isSitemap(_ name: ArraySlice<UInt8>, in path: [UInt8]) -> Bool {
    let ending = ending(of: name)
    let isMarkup = ending.elementsEqual("xml".utf8) || ending.elementsEqual("xsl".utf8)
    guard isMarkup || ending.elementsEqual("gz".utf8) else { return false }
    guard isMarkup || String(decoding: path, as: UTF8.self).hasSuffix(".xml.gz") else {
      return false
    }
    let text = String(decoding: name, as: UTF8.self)
    return text.hasPrefix("sitemap") || text.split { !$0.isLetter }.contains("sitemap")
  }
}

// Names of a few, all in lower case; the others stand in endings.tsv and requests.tsv.
extension PagePath {
  /// What file name extensions lead to; a page's is none of them.
  private static let endings: [ArraySlice<UInt8>: PageKind] = {
    var kinds: [ArraySlice<UInt8>: PageKind] = [:]
    for (kind, endings) in EndingTable.rows {
      for ending in endings.split(whereSeparator: \.isWhitespace) {
        kinds[Array(ending.utf8)[...]] = kind
      }
    }
    return kinds
  }()

  /// The root of files that programs ask for at fixed places (RFC 8615).
  private static let wellKnown = NameTable([".well-known"])

  /// Files that programs ask for at fixed places.
  private static let assetNames = NameTable([
    "/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt", "/llms.txt",
    "/llms-full.txt", "/ai.txt", "/trust.txt", "/dnt-policy.txt", "/keybase.txt", "/sitemap.txt",
    "/manifest.json", "/browserconfig.xml", "/crossdomain.xml", "/apple-app-site-association",
    "/autodiscover/autodiscover.xml", "/mail/config-v1.1.xml", "/opensearch.xml", "/osd.xml",
    "/wpad.dat", "/apple-touch-icon", "/clientaccesspolicy.xml", "/sellers.json",
  ])

  /// Last segments that are feeds: WordPress's (Codex, "WordPress Feeds"), Hugo's `index.xml`,
  /// Jekyll's `feed.xml`, Ghost's `rss`, JSON Feed's `feed.json`, and their like.
  private static let feedNames = NameTable([
    "feed", "rss", "rss2", "atom", "rdf", "feed.xml", "rss.xml", "rss2.xml", "atom.xml",
    "index.xml", "feeds.xml", "index.rdf", "feed.json", "rss.php", "feed.php", "rss.aspx",
    "podcast.xml", "syndication.axd",
  ])

  /// First segments below which an interface lies; by itself, such a segment is a page about it.
  private static let apiRoots = NameTable([
    "api", "rest", "_api", "rpc", "jsonrpc", "json-rpc", "jsonapi", "odata", "ocs", "soap", "trpc",
  ])

  /// Segments that are interfaces wherever they stand: GraphQL's usual name, WordPress's REST
  /// interface and its calls from pages.
  private static let apiNames = NameTable(["graphql", "wp-json", "admin-ajax.php"])
}
