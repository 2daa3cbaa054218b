internal import Traffic

/// What an unknown word's letters say: `FooBot` is a bot, whoever Foo is.
enum WordShape {
  /// Letters in a row, as a number: the last eight of a word fit one register.
  private struct Letters {
    var pattern: UInt64
    var mask: UInt64
    var traffic: TrafficClass

    init(_ letters: StaticString, _ traffic: TrafficClass) {
      pattern = 0
      mask = 0
      let count = letters.utf8CodeUnitCount
      for index in 0..<count {
        // SAFETY: the index is below the literal's own length.
        let byte = unsafe letters.utf8Start[index]
        pattern = pattern << 8 | UInt64(byte)
        mask = mask << 8 | 0xff
      }
      self.traffic = traffic
    }
  }

  /// Anywhere in a word of any header.
  private static let strong: [Letters] = [
    Letters("crawl", .otherBot), Letters("spider", .otherBot), Letters("scrape", .otherBot),
    Letters("archiver", .seoAndArchive), Letters("feedfetc", .feedReader),
    Letters("headless", .tool), Letters("webthumb", .preview), Letters("linkchec", .monitor),
    Letters("uptime", .monitor),
  ]
  /// At the end of a word of any header.
  private static let strongEnds: [Letters] = [
    Letters("bot", .otherBot), Letters("bots", .otherBot), Letters("fetcher", .otherBot),
    Letters("scanner", .scanner), Letters("monitor", .monitor),
    Letters("indexer", .otherBot), Letters("lidator", .monitor),
  ]
  /// Anywhere in a word of a header that names no browser engine.
  private static let weak: [Letters] = [
    Letters("bot", .otherBot), Letters("scan", .scanner), Letters("check", .monitor),
    Letters("monitor", .monitor), Letters("health", .monitor), Letters("ping", .monitor),
    Letters("probe", .scanner), Letters("audit", .scanner), Letters("survey", .seoAndArchive),
    Letters("feed", .feedReader), Letters("rss", .feedReader), Letters("fetch", .tool),
    Letters("pars", .tool), Letters("proxy", .preview), Letters("cache", .preview),
    Letters("link", .otherBot), Letters("search", .searchEngine), Letters("index", .searchEngine),
    Letters("valid", .monitor), Letters("verif", .monitor), Letters("inspect", .scanner),
    Letters("analy", .otherBot), Letters("archiv", .seoAndArchive),
    Letters("sitemap", .seoAndArchive),
    Letters("http", .tool), Letters("seo", .seoAndArchive), Letters("research", .scanner),
    Letters("grab", .tool), Letters("curl", .tool), Letters("wget", .tool),
    Letters("agent", .otherBot),
    Letters("collect", .otherBot), Letters("detect", .scanner), Letters("classif", .otherBot),
    Letters("thumb", .preview), Letters("preview", .preview), Letters("optimiz", .otherBot),
    Letters("nutch", .searchEngine), Letters("experime", .scanner), Letters("loader", .tool),
    Letters("runner", .tool), Letters("tester", .monitor), Letters("favicon", .preview),
  ]

  /// The class that an unknown word tells in any header.
  static func strongClass(of bytes: Span<UInt8>, from start: Int, to end: Int) -> TrafficClass {
    let letters = strong.span
    var tail: UInt64 = 0
    for index in start..<end {
      let letter = wordByte(bytes[index])
      tail = tail << 8 | UInt64(letter)
      // Only where one of them may end.
      switch letter {
      case UInt8(ascii: "l"), UInt8(ascii: "r"), UInt8(ascii: "e"), UInt8(ascii: "c"),
        UInt8(ascii: "s"), UInt8(ascii: "b"):
        break
      default: continue
      }
      for place in letters.indices where tail & letters[place].mask == letters[place].pattern {
        return letters[place].traffic
      }
    }
    let ends = strongEnds.span
    // `webbot2`, `bot_1`: digits at the end don't count.
    while tail & 0xff != 0, isDigit(UInt8(truncatingIfNeeded: tail)) { tail >>= 8 }
    for place in ends.indices where tail & ends[place].mask == ends[place].pattern {
      return ends[place].traffic
    }
    return .unknown
  }

  /// The class that any word tells in a header without a browser engine.
  static func weakClass(of bytes: Span<UInt8>) -> TrafficClass {
    let letters = weak.span
    var tail: UInt64 = 0
    for index in bytes.indices {
      tail = tail << 8 | UInt64(wordByte(bytes[index]))
      for place in letters.indices where tail & letters[place].mask == letters[place].pattern {
        return letters[place].traffic
      }
    }
    return .unknown
  }
}
