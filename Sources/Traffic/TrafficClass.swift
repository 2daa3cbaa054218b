/// Who is behind a hit: a person, or which kind of program.
///
/// Raw values are stored in databases: append, never renumber.
public enum TrafficClass: UInt8, CaseIterable, Sendable {
  /// Nothing in the user agent says.
  case unknown = 0
  case person = 1
  /// Fetches pages for an index that people search, or checks them for one.
  case searchEngine = 2
  /// curl, wget, HTTP libraries, headless browsers, test runners: somebody's own program, whose purpose
  /// its name doesn't tell.
  case tool = 3
  /// Says that it is a program, not which kind.
  case otherBot = 4
  /// Collects pages to train models with.
  case aiTraining = 5
  /// Fetches pages for an index that a language model searches.
  case aiSearch = 6
  /// Fetches one page because a person asked a language model to.
  case aiUser = 7
  /// Fetches a page to show a card or an image of it in a chat, a mail or a social network.
  case preview = 8
  /// Asks for a feed over and over, for one reader or for many.
  case feedReader = 9
  /// Asks whether the site is up, fast, accessible or valid, or wakes the server's own processes.
  case monitor = 10
  /// Search-engine-optimisation crawlers, market research, archives.
  case seoAndArchive = 11
  /// Looks for weaknesses, or measures the whole internet.
  case scanner = 12
  /// Says that it is a browser which cannot exist.
  case disguised = 13
  /// Sends no user agent, in a log that has them; each browser sends one.
  case unnamed = 14

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .person: "person"
    case .searchEngine: "search engine"
    case .tool: "tool"
    case .otherBot: "other bot"
    case .aiTraining: "AI training"
    case .aiSearch: "AI search"
    case .aiUser: "AI user fetch"
    case .preview: "preview"
    case .feedReader: "feed reader"
    case .monitor: "monitor"
    case .seoAndArchive: "SEO and archive"
    case .scanner: "scanner"
    case .disguised: "disguised"
    case .unnamed: "no user agent"
    }
  }

  /// Whether hits of this class are a program's own doing, not a visitor's.
  public var isBot: Bool { self != .person && self != .unknown }

  /// Whether it is programs that act by themselves, for nobody in particular. Others may be one
  /// person's: a command, a feed reader, a link in a chat, a question to a language model.
  public var isNonPersonal: Bool {
    switch self {
    case .searchEngine, .otherBot, .aiTraining, .aiSearch, .monitor, .seoAndArchive, .scanner,
      .disguised:
      true
    case .unknown, .person, .tool, .aiUser, .preview, .feedReader, .unnamed: false
    }
  }
}
