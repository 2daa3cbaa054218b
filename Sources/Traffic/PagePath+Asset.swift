extension PagePath {
  /// Whether this is a static asset, by its extension: part of a page, not a page.
  public var isAsset: Bool {
    guard let dot = text.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    let ending = text.utf8[text.utf8.index(after: dot)...]
    guard (2...11).contains(ending.count) else { return false }
    return PagePath.assetExtensions.contains(Substring(ending).lowercased())
      || PagePath.assetNames.contains(text)
  }

  /// File name extensions of what pages are made of (MDN, "Common MIME types", fetched 2026-10).
  private static let assetExtensions: Set<String> = [
    "avif", "bmp", "css", "cur", "eot", "gif", "ico", "jpeg", "jpg", "js", "jxl", "m4a", "m4s",
    "m4v", "map", "mjs", "mov", "mp3", "mp4", "mpd", "m3u8", "ogg", "ogv", "opus", "otf", "png",
    "svg", "svgz", "swf", "tif", "tiff", "ts", "ttf", "vtt", "wasm", "wav", "webm", "webmanifest",
    "webp", "woff", "woff2",
  ]

  /// Files that programs ask for at fixed places.
  private static let assetNames: Set<String> = [
    "/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/.well-known/security.txt",
    "/manifest.json", "/browserconfig.xml", "/crossdomain.xml",
  ]
}
