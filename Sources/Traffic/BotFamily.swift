/// The family of a program that asks for pages: a closed set, so that no text of a user agent is
/// ever kept. Each family belongs to one traffic class.
///
/// Raw values are stored in databases: append, never renumber.
public enum BotFamily: UInt16, CaseIterable, Sendable {
  /// A person's browser or application, or a client that says nothing.
  case none = 0
  /// A program that names itself one, but is in none of the families below.
  case other = 1

  // Shapes of user agents that say nothing known, so that they are counted without being kept.
  case noAgent = 2
  /// One word without a version.
  case wordAgent = 3
  /// A name and a version.
  case productAgent = 4
  /// Several words.
  case textAgent = 5
  /// Control characters, bytes beyond ASCII, or no letter at all.
  case unreadableAgent = 6

  // Search engines
  case googlebot = 100
  case googleTools = 101
  case bingbot = 102
  case yandexBot = 103
  case baiduspider = 104
  case applebot = 105
  case duckDuckBot = 106
  case yahooSlurp = 107
  case sogouSpider = 108
  case petalBot = 109
  case seznamBot = 110
  case naverBot = 111
  case qwant = 112
  case coccocBot = 113
  case mailRuBot = 114
  case mojeekBot = 115
  case braveBot = 116
  case kagiBot = 117
  case yacyBot = 118
  case yisouSpider = 119
  case spider360 = 120
  case sosospider = 121
  case youdaoBot = 122
  case exabot = 123
  case otherSearch = 124

  // AI: training
  case gptBot = 200
  case claudeBot = 201
  case googleExtended = 202
  case applebotExtended = 203
  case metaAgent = 204
  case bytespider = 205
  case ccBot = 206
  case amazonbot = 207
  case diffbot = 208
  case cohereAI = 209
  case ai2Bot = 210
  case otherAITraining = 211

  // AI: search
  case oaiSearchBot = 300
  case claudeSearchBot = 301
  case perplexityBot = 302
  case metaWebIndexer = 303
  case otherAISearch = 304

  // AI: user
  case chatGPTUser = 400
  case claudeUser = 401
  case perplexityUser = 402
  case mistralUser = 403
  case duckAssistBot = 404
  case metaFetcher = 405
  case otherAIUser = 406

  // Previews and social
  case facebookExternalHit = 500
  case twitterbot = 501
  case linkedInBot = 502
  case slackbot = 503
  case discordbot = 504
  case telegramBot = 505
  case whatsApp = 506
  case skypePreview = 507
  case pinterestbot = 508
  case redditbot = 509
  case mastodon = 510
  case googleImageProxy = 511
  case otherPreview = 512

  // Feed readers
  case feedly = 600
  case feedfetcherGoogle = 601
  case inoreader = 602
  case feedbin = 603
  case newsBlur = 604
  case freshRSS = 605
  case tinyTinyRSS = 606
  case miniflux = 607
  case netNewsWire = 608
  case theOldReader = 609
  case otherFeedReader = 610

  // Monitors
  case uptimeRobot = 700
  case pingdom = 701
  case statusCake = 702
  case site24x7 = 703
  case betterUptime = 704
  case newRelic = 705
  case datadog = 706
  case loadBalancer = 707
  case lighthouse = 708
  case otherMonitor = 709

  // SEO and archives
  case ahrefsBot = 800
  case semrushBot = 801
  case mj12Bot = 802
  case dotBot = 803
  case blexBot = 804
  case dataForSEO = 805
  case screamingFrog = 806
  case serpstatBot = 807
  case barkrowler = 808
  case internetArchive = 809
  case otherSEO = 810

  // Tools and libraries
  case curl = 900
  case wget = 901
  case goHTTP = 902
  case pythonRequests = 903
  case python = 904
  case okHttp = 905
  case java = 906
  case node = 907
  case php = 908
  case ruby = 909
  case perl = 910
  case dotNet = 911
  case rust = 912
  case postman = 913
  case headlessChrome = 914
  case scrapy = 915
  case packageManager = 916
  case downloadTool = 917
  case otherLibrary = 918

  // Scanners
  case censys = 1000
  case shodan = 1001
  case zgrab = 1002
  case masscan = 1003
  case nmap = 1004
  case nuclei = 1005
  case nikto = 1006
  case sqlmap = 1007
  case paloAlto = 1008
  case internetMeasurement = 1009
  case otherScanner = 1010

  /// The name in reports and views.
  public var name: String { facts.name }

  /// The class of its traffic; of ``other``, the class is told by the words of the user agent.
  public var traffic: TrafficClass { facts.traffic }
}
