extension PagePath {
  /// What this path leads to, by its name and the extension of its last segment.
  ///
  /// A guess from names, as all that a log has; a site with an article at `/api/intro` has one
  /// page view less than it should.
  ///
  /// - Complexity: O(*n*) in the text's length; keep the answer for a path seen before.
  public var kind: PageKind {
    guard text.utf8.first == UInt8(ascii: "/") else { return .page }
    let path = text.lowercased()
    // Bytes: to go from letter to letter costs ten times as much, and means the same here.
    let segments = Array(path.utf8).split(separator: UInt8(ascii: "/"))
    guard let first = segments.first, let last = segments.last else { return .page }
    let root = String(decoding: first, as: UTF8.self)
    let name = String(decoding: last, as: UTF8.self)
    if PagePath.assetNames.contains(path) || root == ".well-known" { return .asset }
    let ending = PagePath.ending(of: last)
    if name.hasPrefix("sitemap"), ending == "xml" || path.hasSuffix(".xml.gz") { return .asset }
    if PagePath.feedNames.contains(name) || PagePath.feedEndings.contains(ending) {
      return .feed
    }
    if (segments.count > 1 && PagePath.apiRoots.contains(root))
      || PagePath.apiEndings.contains(ending)
      || segments.contains(where: {
        PagePath.apiNames.contains(String(decoding: $0, as: UTF8.self))
      })
    {
      return .api
    }
    if PagePath.assetEndings.contains(ending) { return .asset }
    return PagePath.downloadEndings.contains(ending) ? .download : .page
  }

  /// Whether this is a static asset: part of a page, not a page.
  public var isAsset: Bool { kind == .asset }

  /// What follows the last dot of a segment in lower case, empty where none does.
  private static func ending(of segment: ArraySlice<UInt8>) -> String {
    guard let dot = segment.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return String(decoding: segment[(dot + 1)...], as: UTF8.self)
  }
}

// The tables, all in lower case. To refresh: look at a log's most frequent pages.
extension PagePath {
  /// File name extensions of what pages are made of (MDN, "Common MIME types", fetched 2026-10).
  private static let assetEndings: Set<String> = [
    "avif", "bmp", "css", "cur", "eot", "gif", "ico", "jpeg", "jpg", "js", "jxl", "m4a", "m4s",
    "m4v", "map", "mjs", "mov", "mp3", "mp4", "mpd", "m3u8", "ogg", "ogv", "opus", "otf", "png",
    "svg", "svgz", "swf", "tif", "tiff", "ts", "ttf", "vtt", "wasm", "wav", "webm", "webmanifest",
    "webp", "woff", "woff2",
  ]

  /// Files that programs ask for at fixed places; so is all of `/.well-known/` (RFC 8615).
  private static let assetNames: Set<String> = [
    "/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt", "/llms.txt",
    "/manifest.json", "/browserconfig.xml", "/crossdomain.xml", "/apple-app-site-association",
  ]

  /// Last segments that are feeds: WordPress's (Codex, "WordPress Feeds"), Hugo's `index.xml`,
  /// Jekyll's `feed.xml`, Ghost's `rss`, JSON Feed's `feed.json`, and their like.
  private static let feedNames: Set<String> = [
    "feed", "rss", "rss2", "atom", "rdf", "feed.xml", "rss.xml", "rss2.xml", "atom.xml",
    "index.xml", "feeds.xml", "index.rdf", "feed.json", "rss.php", "feed.php", "rss.aspx",
  ]

  /// File name extensions of feeds (RFC 4287, section 7; RSS Advisory Board, "RSS Autodiscovery").
  private static let feedEndings: Set<String> = ["rss", "atom", "rdf"]

  /// First segments below which an interface lies; by itself, such a segment is a page about it.
  private static let apiRoots: Set<String> = [
    "api", "rest", "_api", "rpc", "jsonrpc", "json-rpc", "odata", "soap", "trpc",
  ]

  /// Segments that are interfaces wherever they stand: GraphQL's usual name, WordPress's REST
  /// interface and its calls from pages.
  private static let apiNames: Set<String> = ["graphql", "wp-json", "admin-ajax.php"]

  /// File name extensions of data that scripts read (RFC 8259, JSON Lines, JSON-LD 1.1).
  private static let apiEndings: Set<String> = ["json", "jsonl", "ndjson", "jsonld"]

  /// File name extensions of what is taken home (Yandex Metrica's help on `addFileExtension` and
  /// MDN, "Common MIME types", 2026-11), but for plain text, which is read in place, and for the
  /// sound and film that pages play. A file fetched in ranges is a hit for each of them.
  private static let downloadEndings: Set<String> = [
    // Documents, tables, slides, books, places and dates.
    "csv", "djvu", "doc", "docm", "docx", "dwg", "epub", "fb2", "gpx", "ics", "key", "kml", "kmz",
    "mobi", "numbers", "odp", "ods", "odt", "pages", "parquet", "pdf", "pps", "ppsx", "ppt",
    "pptm", "pptx", "ps", "rtf", "tsv", "vcf", "xls", "xlsb", "xlsm", "xlsx",
    // Archives and images of disks.
    "7z", "br", "bz2", "cab", "gz", "img", "iso", "lz", "rar", "tar", "tbz2", "tgz", "txz", "xz",
    "z", "zip", "zst",
    // Programs and packages.
    "aab", "apk", "appimage", "bin", "crx", "deb", "dmg", "exe", "flatpak", "gem", "ipa", "jar",
    "msi", "msix", "pkg", "rpm", "snap", "torrent", "vsix", "whl", "xpi",
    // Sound and film that pages seldom play.
    "3gp", "aac", "avi", "flac", "flv", "mid", "midi", "mka", "mkv", "mpeg", "mpg", "wma", "wmv",
  ]
}
