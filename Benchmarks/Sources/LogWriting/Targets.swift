/// One request target: what is asked for, how often, and how the server answers.
struct Target: Sendable {
  enum Kind: Sendable {
    case page, asset, form, redirect, missing
  }

  var path: String
  var kind: Kind
  /// Bytes of the answer; pages vary about it.
  var size: Int
}

extension Target {
  /// `count` different targets, the most popular first.
  ///
  /// Half of them are pages, a third assets, one in twelve has a query.
  static func catalogue(_ count: Int, random: inout SeededRandom) -> [Target] {
    var targets: [Target] = []
    var seen: Set<String> = []
    for (path, kind) in wellKnown {
      seen.insert(path)
      targets.append(Target(path: path, kind: kind, size: kind.size(&random)))
    }
    var probes = Words.probes[...]
    while targets.count < count {
      let (path, kind) = make(&random, probes: &probes)
      guard seen.insert(path).inserted else { continue }
      targets.append(Target(path: path, kind: kind, size: kind.size(&random)))
    }
    return Array(targets.prefix(count))
  }

  /// What every visit to the front page asks for.
  private static let wellKnown: [(String, Kind)] = [
    ("/", .page), ("/assets/css/main.4f2a91c8.css", .asset), ("/assets/js/app.b81d03e7.js", .asset),
    ("/favicon.ico", .asset), ("/assets/fonts/inter-regular.woff2", .asset),
    ("/assets/img/logo.svg", .asset), ("/robots.txt", .page), ("/news/", .page),
    ("/assets/js/vendor.19c7ea52.js", .asset), ("/feed.xml", .page), ("/sitemap.xml", .page),
    ("/products/", .page), ("/contact", .page), ("/api/newsletter", .form), ("/search", .page),
  ]

  private static func make(
    _ random: inout SeededRandom, probes: inout ArraySlice<String>
  ) -> (String, Kind) {
    let more = random.perMille(400) ? "-\(random.pick(Words.nouns))" : ""
    let slug = "\(random.pick(Words.adjectives))-\(random.pick(Words.nouns))\(more)"
    let section = random.pick(Words.sections)
    switch random.below(100) {
    case 0..<34: return ("/\(section)/\(slug)", .page)
    case 34..<46: return ("/\(section)/\(slug)/", .page)
    case 46..<52: return ("/\(section)/\(slug).html", .page)
    case 52..<72:
      let image = "\(random.pick(Words.nouns))-\(random.pick(Words.images))"
      let width = [320, 640, 1280][random.below(3)]
      return ("/assets/img/\(image)-\(width).\(random.pick(["webp", "jpg", "png"]))", .asset)
    case 72..<84:
      let hash = String(random.next() >> 32 | 1 << 31, radix: 16)
      return ("/assets/\(random.pick(Words.nouns)).\(hash).\(random.pick(["js", "css"]))", .asset)
    case 84..<88:
      return ("/search?q=\(random.pick(Words.nouns))&page=\(1 + random.below(9))", .page)
    case 88..<91: return ("/products/?sort=price&category=\(random.pick(Words.nouns))", .page)
    case 91..<93:
      return ("/\(section)/\(slug)?utm_source=newsletter&utm_medium=email", .page)
    case 93..<94: return ("/api/\(random.pick(Words.nouns))", .form)
    case 94..<97: return ("/\(section)/\(random.pick(Words.nouns))", .redirect)
    default: return (probes.popFirst() ?? "/\(section)/\(slug).php", .missing)
    }
  }
}

extension Target.Kind {
  fileprivate func size(_ random: inout SeededRandom) -> Int {
    switch self {
    case .page: random.size(median: 14_000)
    case .asset: random.size(median: 28_000)
    case .form: random.size(median: 320)
    case .redirect: 240 + random.below(120)
    case .missing: 1_256
    }
  }
}
