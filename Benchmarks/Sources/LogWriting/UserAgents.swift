/// One User-Agent header and how many of all clients send it.
struct UserAgent: Sendable {
  var text: String
  var weight: Double
  var isBot: Bool
}

extension UserAgent {
  /// `count` different user agents: nine in ten of the weight are browsers, one is bots.
  ///
  /// Few texts have most of the clients, since browsers have frozen what they say; in-app browsers
  /// with device models make the long tail.
  static func catalogue(_ count: Int, random: inout SeededRandom) -> [UserAgent] {
    var agents: [UserAgent] = []
    var seen: Set<String> = []

    func add(
      _ texts: [String], share: Double, isBot: Bool = false,
      tail: (Int) -> [Double] = WeightedChoice.shortTail
    ) {
      let weights = tail(texts.count)
      let total = weights.reduce(0, +)
      for (text, weight) in zip(texts, weights) where seen.insert(text).inserted {
        agents.append(UserAgent(text: text, weight: share * weight / total, isBot: isBot))
      }
    }

    add(chromium(on: windows), share: 21)
    add(chromium(on: macOS), share: 7)
    add(chromium(on: "X11; Linux x86_64"), share: 2)
    add(chromium(on: "X11; CrOS x86_64 14541.0.0"), share: 1)
    add(chromium(on: "Linux; Android 10; K", suffix: "Mobile Safari/537.36"), share: 13)
    add(chromium(on: "Linux; Android 10; K"), share: 1)
    add(edge, share: 6)
    add(opera, share: 1)
    add(firefox, share: 6)
    add(safariOnMac, share: 6)
    add(safariOnPhone, share: 15)
    add(safariOnTablet, share: 2)
    add(searchAppsOnPhone, share: 3)
    add(bots, share: 10, isBot: true, tail: WeightedChoice.longTail)
    var models: [String] = []
    while agents.count + models.count < count {
      let text = modelNamingBrowser(&random)
      if seen.insert(text).inserted { models.append(text) }
    }
    seen.subtract(models)
    add(models, share: 6, tail: WeightedChoice.longTail)
    return agents
  }

  private static let windows = "Windows NT 10.0; Win64; x64"
  private static let macOS = "Macintosh; Intel Mac OS X 10_15_7"
  private static let webKit = "AppleWebKit/537.36 (KHTML, like Gecko)"

  /// Newest first: the newest has the most users.
  private static let versions = (100...141).reversed()

  private static func chromium(
    on system: String, suffix: String = "Safari/537.36"
  ) -> [String] {
    versions.map { "Mozilla/5.0 (\(system)) \(webKit) Chrome/\($0).0.0.0 \(suffix)" }
  }

  private static var edge: [String] {
    versions.flatMap { version in
      [windows, macOS].map {
        "Mozilla/5.0 (\($0)) \(webKit) Chrome/\(version).0.0.0 Safari/537.36 Edg/\(version).0.0.0"
      }
    }
  }

  private static var opera: [String] {
    versions.prefix(20).map {
      "Mozilla/5.0 (\(windows)) \(webKit) Chrome/\($0).0.0.0 Safari/537.36 OPR/\($0 - 15).0.0.0"
    }
  }

  private static var firefox: [String] {
    let systems = [
      windows, "Macintosh; Intel Mac OS X 10.15", "X11; Linux x86_64",
      "X11; Ubuntu; Linux x86_64", "Android 14; Mobile",
    ]
    return (102...143).reversed().flatMap { version in
      systems.map { system in
        let gecko = system.hasPrefix("Android") ? "\(version).0" : "20100101"
        return "Mozilla/5.0 (\(system); rv:\(version).0) Gecko/\(gecko) Firefox/\(version).0"
      }
    }
  }

  /// Releases of Safari and of the systems it comes with, newest first.
  private static let appleReleases =
    ["26.0"] + [18, 17, 16, 15].flatMap { major in (0...6).reversed().map { "\(major).\($0)" } }

  private static var safariOnMac: [String] {
    appleReleases.map {
      "Mozilla/5.0 (\(macOS)) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/\($0) Safari/605.1.15"
    }
  }

  private static var safariOnPhone: [String] {
    appleMobile("iPhone; CPU iPhone OS") { "Version/\($0) Mobile/15E148 Safari/604.1" }
  }

  private static var safariOnTablet: [String] {
    appleMobile("iPad; CPU OS") { "Version/\($0) Mobile/15E148 Safari/604.1" }
  }

  private static var searchAppsOnPhone: [String] {
    (120...141).reversed().flatMap { version in
      appleMobile("iPhone; CPU iPhone OS") { _ in
        "CriOS/\(version).0.\(builds[version - 99]).101 Mobile/15E148 Safari/604.1"
      }.prefix(12)
    }
  }

  private static func appleMobile(
    _ device: String, ending: (String) -> String
  ) -> [String] {
    appleReleases.map { release in
      let system = String(release.map { $0 == "." ? "_" : $0 })
      return "Mozilla/5.0 (\(device) \(system) like Mac OS X) "
        + "AppleWebKit/605.1.15 (KHTML, like Gecko) \(ending(release))"
    }
  }

  /// The builds of Chromium that versions from 99 on were branched at: others count as forged.
  private static let builds = [
    4844, 4896, 4951, 5005, 5060, 5112, 5195, 5249, 5304, 5359, 5414, 5481, 5563, 5615, 5672,
    5735, 5790, 5845, 5938, 5993, 6045, 6099, 6167, 6261, 6312, 6367, 6422, 6478, 6533, 6613,
    6668, 6723, 6778, 6834, 6943, 6998, 7049, 7103, 7151, 7204, 7258, 7339, 7390,
  ]

  private static func modelNamingBrowser(_ random: inout SeededRandom) -> String {
    let android = 9 + random.below(7)
    let model = random.pick(models)
    let version = 141 - min(random.below(42), random.below(42))
    let build =
      "\(version).0.\(builds[version - 99] - random.below(3)).\(40 + random.below(6) * 23)"
    switch random.below(10) {
    case 0..<4:
      let samsung = 18 + random.below(11)
      return "Mozilla/5.0 (Linux; Android \(android); SAMSUNG \(random.pick(samsungs))) \(webKit) "
        + "SamsungBrowser/\(samsung).0 Chrome/\(version).0.0.0 Mobile Safari/537.36"
    case 4..<8:
      return "Mozilla/5.0 (Linux; Android \(android); \(model)) \(webKit) "
        + "Chrome/\(build) Mobile Safari/537.36"
    default:
      return "Mozilla/5.0 (Linux; Android \(android); \(model); wv) \(webKit) Version/4.0 "
        + "Chrome/\(build) Mobile Safari/537.36"
    }
  }

  private static let samsungs = [
    "SM-S928B", "SM-S918B", "SM-S911B", "SM-S901B", "SM-G998B", "SM-G991B", "SM-G781B", "SM-A556B",
    "SM-A546B", "SM-A536B", "SM-A526B", "SM-A346B", "SM-A256B", "SM-A155F", "SM-A137F", "SM-F946B",
    "SM-X710", "SM-X210", "SM-T970",
  ]

  private static let models =
    samsungs + [
      "Pixel 9 Pro", "Pixel 9", "Pixel 8a", "Pixel 8", "Pixel 7 Pro", "Pixel 7", "Pixel 6a",
      "2201117TG", "23078RKD5C", "M2101K6G", "Redmi Note 12", "CPH2449", "CPH2609", "RMX3771",
      "V2250", "moto g54 5G", "motorola edge 40", "XQ-DQ54", "A065", "ONEPLUS A6013", "LE2113",
      "DE2117", "Nokia G42 5G", "FP5", "ELE-L29", "VOG-L29", "KFTRWI", "Lenovo TB-X606F",
    ]

  private static let bots = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) \(webKit) Chrome/141.0.7339.80 "
      + "Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 \(webKit); compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm) "
      + "Chrome/136.0.0.0 Safari/537.36",
    "Mozilla/5.0 \(webKit); compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "Mozilla/5.0 (compatible; SemrushBot/7~bl; +http://www.semrush.com/bot.html)",
    "Mozilla/5.0 (compatible; MJ12bot/v1.4.8; http://mj12bot.com/)",
    "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
    "Mozilla/5.0 (compatible; DotBot/1.2; +https://opensiteexplorer.org/dotbot)",
    "Mozilla/5.0 (compatible; PetalBot;+https://webmaster.petalsearch.com/site/petalbot)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_5) AppleWebKit/605.1.15 (KHTML, like Gecko) "
      + "Version/13.1.1 Safari/605.1.15 (Applebot/0.1; +http://www.apple.com/go/applebot)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "DuckDuckBot/1.1; (+http://duckduckgo.com/duckduckbot.html)", "CCBot/2.0",
    "Mozilla/5.0 (compatible; archive.org_bot +http://archive.org/details/archive.org_bot)",
    "Mozilla/5.0 zgrab/0.x", "python-requests/2.32.3", "curl/8.5.0", "curl/7.88.1",
    "Go-http-client/1.1", "Go-http-client/2.0", "okhttp/4.12.0", "Wget/1.21.3", "-",
    "Feedbin feed-id:1373711 - 12 subscribers", "FreshRSS/1.24.1 (Linux; https://freshrss.org)",
    "UptimeRobot/2.0", "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (compatible; Uptime-Kuma/1.23.13)", "Twitterbot/1.0", "Apache-HttpClient/4.5.14",
  ]
}
