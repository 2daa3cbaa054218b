extension PagePath {
  /// What this path leads to, by its name and the extension of its last segment.
  ///
  /// A guess from names, as all that a log has; a site with an article at `/api/intro` has one
  /// page view less than it should.
  ///
  /// - Complexity: O(*n*) in the text's length; keep the answer for a path seen before.
  public var kind: PageKind {
    guard text.utf8.first == UInt8(ascii: "/") else { return .page }
    let path = lowercasedBytes
    guard let (root, name, isBelow, hasAPIName) = PagePath.segments(of: path) else { return .page }
    if PagePath.assetNames.contains(path[...]) || PagePath.wellKnown.contains(root) {
      return .asset
    }
    let ending = PagePath.ending(of: name)
    if PagePath.isSitemap(name, in: path) { return .asset }
    if PagePath.feedNames.contains(name) || PagePath.feedEndings.contains(ending) { return .feed }
    if (isBelow && PagePath.apiRoots.contains(root))
      || PagePath.apiEndings.contains(ending)
      || hasAPIName
    {
      return .api
    }
    if PagePath.assetEndings.contains(ending) { return .asset }
    return PagePath.downloadEndings.contains(ending) ? .download : .page
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

  /// Whether the last segment of a path is a sitemap's name, by the letters of a reader: an accent
  /// makes another word of it.
  private static func isSitemap(_ name: ArraySlice<UInt8>, in path: [UInt8]) -> Bool {
    guard name.first == UInt8(ascii: "s"), name.starts(with: "sitemap".utf8) else { return false }
    return String(decoding: name, as: UTF8.self).hasPrefix("sitemap")
      && (String(decoding: ending(of: name), as: UTF8.self) == "xml"
        || String(decoding: path, as: UTF8.self).hasSuffix(".xml.gz"))
  }
}

// The tables, all in lower case. To refresh: look at a log's most frequent pages.
extension PagePath {
  /// File name extensions of what pages are made of (MDN, "Common MIME types", fetched 2026-10).
  private static let assetEndings = NameTable([
    "avif", "bmp", "css", "cur", "eot", "gif", "ico", "jpeg", "jpg", "js", "jxl", "m4a", "m4s",
    "m4v", "map", "mjs", "mov", "mp3", "mp4", "mpd", "m3u8", "ogg", "ogv", "opus", "otf", "png",
    "svg", "svgz", "swf", "tif", "tiff", "ts", "ttf", "vtt", "wasm", "wav", "webm", "webmanifest",
    "webp", "woff", "woff2",
  ])

  /// The root of files that programs ask for at fixed places (RFC 8615).
  private static let wellKnown = NameTable([".well-known"])

  /// Files that programs ask for at fixed places.
  private static let assetNames = NameTable([
    "/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt", "/llms.txt",
    "/manifest.json", "/browserconfig.xml", "/crossdomain.xml", "/apple-app-site-association",
  ])

  /// Last segments that are feeds: WordPress's (Codex, "WordPress Feeds"), Hugo's `index.xml`,
  /// Jekyll's `feed.xml`, Ghost's `rss`, JSON Feed's `feed.json`, and their like.
  private static let feedNames = NameTable([
    "feed", "rss", "rss2", "atom", "rdf", "feed.xml", "rss.xml", "rss2.xml", "atom.xml",
    "index.xml", "feeds.xml", "index.rdf", "feed.json", "rss.php", "feed.php", "rss.aspx",
  ])

  /// File name extensions of feeds (RFC 4287, section 7; RSS Advisory Board, "RSS Autodiscovery").
  private static let feedEndings = NameTable(["rss", "atom", "rdf"])

  /// First segments below which an interface lies; by itself, such a segment is a page about it.
  private static let apiRoots = NameTable([
    "api", "rest", "_api", "rpc", "jsonrpc", "json-rpc", "odata", "soap", "trpc",
  ])

  /// Segments that are interfaces wherever they stand: GraphQL's usual name, WordPress's REST
  /// interface and its calls from pages.
  private static let apiNames = NameTable(["graphql", "wp-json", "admin-ajax.php"])

  /// File name extensions of data that scripts read (RFC 8259, JSON Lines, JSON-LD 1.1).
  private static let apiEndings = NameTable(["json", "jsonl", "ndjson", "jsonld"])

  /// File name extensions of what is taken home (Yandex Metrica's help on `addFileExtension` and
  /// MDN, "Common MIME types", 2026-11), but for plain text, which is read in place, and for the
  /// sound and film that pages play. A file fetched in ranges is a hit for each of them.
  private static let downloadEndings = NameTable([
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
  ])
}
