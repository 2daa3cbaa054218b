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
    ("monitor", .monitor), ("health", .monitor),
    // `shopping` and `scraping` end as `ping` does.
    ("pping", .otherBot), ("aping", .otherBot), ("ping", .monitor),
    ("probe", .scanner), ("audit", .scanner), ("survey", .seoAndArchive),
    ("feed", .feedReader), ("rss", .feedReader), ("fetch", .tool),
    ("pars", .tool), ("proxy", .preview), ("cache", .tool),
    ("link", .otherBot), ("research", .otherBot), ("search", .searchEngine),
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

  /// What the name of a program tells beside that it is one: `FooRSSBot`, `SEO Crawler`.
  private static let purposes = LetterTable([
    ("feed", .feedReader), ("rss", .feedReader), ("podcast", .feedReader),
    ("seo", .seoAndArchive), ("backlink", .seoAndArchive), ("archiv", .seoAndArchive),
    ("keyword", .seoAndArchive), ("serpbot", .seoAndArchive), ("sitemap", .seoAndArchive),
    ("mediamon", .seoAndArchive), ("brandmon", .seoAndArchive),
    ("monitor", .monitor), ("uptime", .monitor), ("checker", .monitor), ("lidator", .monitor),
    ("deadlink", .monitor), ("brokenli", .monitor), ("status", .monitor),
    ("accessib", .monitor), ("speedtes", .monitor),
    ("ppingbot", .otherBot), ("apingbot", .otherBot), ("pingbot", .monitor),
    ("preview", .preview), ("unfurl", .preview), ("oembed", .preview), ("favicon", .preview),
    ("thumb", .preview),
    ("scanner", .scanner), ("security", .scanner), ("vuln", .scanner), ("malware", .scanner),
    ("phish", .scanner), ("threat", .scanner), ("pentest", .scanner), ("exploit", .scanner),
    ("research", .otherBot),
    ("search", .searchEngine),
    // People's applications are called so, too, but don't say that they are programs.
    ("client", .tool),
  ])

  /// How makers of language models call their programs (OpenAI's documentation of its crawlers began it),
  /// in the case in which it is written: `thaibot` is none of them.
  private static let modelForms: [(end: [UInt8], traffic: TrafficClass)] = [
    (Array("-SearchBot".utf8), .aiSearch), (Array("-User".utf8), .aiUser),
    (Array("AISearchBot".utf8), .aiSearch), (Array("AIAgent".utf8), .aiUser),
    (Array("AIBot".utf8), .aiTraining), (Array("GPTBot".utf8), .aiTraining),
    (Array("LLMBot".utf8), .aiTraining), (Array("AICrawler".utf8), .aiTraining),
    (Array("AISpider".utf8), .aiTraining), (Array("AIScraper".utf8), .aiTraining),
    (Array("AI-Bot".utf8), .aiTraining), (Array("AI-Crawler".utf8), .aiTraining),
  ]

  /// What a program that names itself is for, as far as the form of its name tells: unknown where it tells
  /// nothing.
  ///
  /// - Complexity: O(*n*).
  static func purpose(of bytes: Span<UInt8>) -> TrafficClass {
    var tail: UInt64 = 0
    var told = TrafficClass.unknown
    var index = 0
    while index < bytes.count {
      if let end = addressEnd(from: index, in: bytes) {
        index = end
        tail = 0
      } else {
        let letter = wordByte(bytes[index])
        if letter == 0, let form = modelForm(endingAt: index, in: bytes) { return form }
        tail = tail << 8 | UInt64(letter)
        if told == .unknown, let purpose = purposes.traffic(endingIn: tail) { told = purpose }
        index += 1
      }
    }
    return modelForm(endingAt: bytes.count, in: bytes) ?? told
  }

  private static func modelForm(endingAt end: Int, in bytes: Span<UInt8>) -> TrafficClass? {
    // Nearly all words end otherwise.
    guard end > 0, bytes[end - 1] == UInt8(ascii: "t") || bytes[end - 1] == UInt8(ascii: "r") else {
      return nil
    }
    return modelForms.first { form in
      form.end.count < end
        && form.end.indices.allSatisfy { bytes[end - form.end.count + $0] == form.end[$0] }
    }?.traffic
  }

  /// Where an address of the web ends that begins here, nil where none does: what stands in it is about a
  /// site, seldom about the program (`https://developers.google.com/crawling/docs/crawlers-fetchers`).
  private static func addressEnd(from start: Int, in bytes: Span<UInt8>) -> Int? {
    guard bytes[start] | 0x20 == UInt8(ascii: "h"), start + 7 < bytes.count,
      bytes[start + 1] | 0x20 == UInt8(ascii: "t"), bytes[start + 2] | 0x20 == UInt8(ascii: "t"),
      bytes[start + 3] | 0x20 == UInt8(ascii: "p")
    else { return nil }
    var index = start + 4
    if bytes[index] | 0x20 == UInt8(ascii: "s") { index += 1 }
    guard bytes[index] == UInt8(ascii: ":"), bytes[index + 1] == UInt8(ascii: "/") else {
      return nil
    }
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: " "), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: ","): return index
      default: index += 1
      }
    }
    return index
  }

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
    var index = 0
    while index < bytes.count {
      if let end = addressEnd(from: index, in: bytes) {
        index = end
        tail = 0
        continue
      }
      tail = tail << 8 | UInt64(wordByte(bytes[index]))
      if let told = weak.traffic(endingIn: tail) { return told }
      index += 1
    }
    return .unknown
  }
}
