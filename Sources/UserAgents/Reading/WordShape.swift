internal import Traffic

/// What an unknown word's letters say: `FooBot` is a bot, whoever Foo is.
enum WordShape {
  /// Anywhere in a word of any header.
  private static let strong = LetterTable([
    ("crawl", .otherBot), ("spider", .otherBot), ("scrape", .otherBot),
    ("archiver", .seoAndArchive), ("feedfetc", .feedReader),
    ("headless", .tool), ("webthumb", .preview), ("linkchec", .monitor),
    ("uptime", .monitor),
  ])
  /// At the end of a word of any header.
  private static let strongEnds = LetterTable([
    ("bot", .otherBot), ("bots", .otherBot), ("fetcher", .otherBot),
    ("scanner", .scanner), ("monitor", .monitor),
    ("indexer", .otherBot), ("lidator", .monitor),
  ])
  /// Anywhere in a word of a header that names no browser engine.
  private static let weak = LetterTable([
    ("bot", .otherBot), ("scan", .scanner), ("check", .monitor),
    ("monitor", .monitor), ("health", .monitor), ("ping", .monitor),
    ("probe", .scanner), ("audit", .scanner), ("survey", .seoAndArchive),
    ("feed", .feedReader), ("rss", .feedReader), ("fetch", .tool),
    ("pars", .tool), ("proxy", .preview), ("cache", .preview),
    ("link", .otherBot), ("research", .scanner), ("search", .searchEngine),
    ("index", .searchEngine),
    ("valid", .monitor), ("verif", .monitor), ("inspect", .scanner),
    ("analy", .otherBot), ("archiv", .seoAndArchive),
    ("sitemap", .seoAndArchive),
    ("http", .tool), ("seo", .seoAndArchive),
    ("grab", .tool), ("curl", .tool), ("wget", .tool),
    ("agent", .otherBot),
    ("collect", .otherBot), ("detect", .scanner), ("classif", .otherBot),
    ("thumb", .preview), ("preview", .preview), ("optimiz", .otherBot),
    ("nutch", .searchEngine), ("experime", .scanner), ("loader", .tool),
    ("runner", .tool), ("tester", .monitor), ("favicon", .preview),
  ])

  /// The class that an unknown word tells in any header.
  static func strongClass(of bytes: Span<UInt8>, from start: Int, to end: Int) -> TrafficClass {
    var tail: UInt64 = 0
    for index in start..<end {
      // In lower case: digits have this bit already.
      tail = tail << 8 | UInt64(bytes[index] | 0x20)
      if let told = strong.traffic(endingIn: tail) { return told }
    }
    // `webbot2`, `bot_1`: digits at the end don't count.
    while isDigit(UInt8(truncatingIfNeeded: tail)) { tail >>= 8 }
    return strongEnds.traffic(endingIn: tail) ?? .unknown
  }

  /// The class that any word tells in a header without a browser engine.
  static func weakClass(of bytes: Span<UInt8>) -> TrafficClass {
    var tail: UInt64 = 0
    for index in bytes.indices {
      tail = tail << 8 | UInt64(wordByte(bytes[index]))
      if let told = weak.traffic(endingIn: tail) { return told }
    }
    return .unknown
  }
}
