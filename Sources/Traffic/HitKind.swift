/// What a hit was: each hit is of exactly one kind, so the kinds add up to all hits.
///
/// Raw values are stored in databases: append, never renumber.
public enum HitKind: UInt8, CaseIterable, Sendable {
  /// Anything that is none of the others: redirects, POST, HEAD, OPTIONS.
  case other = 0
  /// GET, answered with 2xx or 304, for a ``PageKind/page``, by no bot. Feeds, downloads and calls of
  /// an interface are no page views and have kinds of their own.
  case pageView = 1
  /// A static asset: style sheet, script, image, font, media.
  case asset = 2
  /// Answered with 4xx or 5xx, or not answered at all.
  case error = 3
  /// Any request of a program that says so.
  case bot = 4
  /// A call of an interface that scripts and applications use, whatever its method.
  case api = 5
  /// GET, answered with 2xx or 304, for a feed: also an unchanged one is a reader's visit.
  case feed = 6
  /// GET, answered with 2xx or 304, for a document, an archive or a program.
  case download = 7
  /// What a page's own program asks for, and nobody looks at: pages that are fetched ahead, polling,
  /// beacons; also a GET of a page that is answered with 204 or 205, which have nothing to show.
  case background = 8
  /// Asked to see whether the server is up, whatever the answer.
  case health = 9
  /// A connection on which nothing was asked for, whatever was answered to it.
  case noRequest = 10
  /// A part of a ``download`` (206) that is not its visitor's first of that file in that hour: what
  /// programs that fetch a file in parts, and players that seek, ask for besides.
  case part = 11

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .pageView: "page view"
    case .asset: "asset"
    case .error: "error"
    case .bot: "bot"
    case .api: "API call"
    case .feed: "feed"
    case .download: "download"
    case .background: "background"
    case .health: "health check"
    case .noRequest: "no request"
    case .part: "part of a file"
    }
  }
}
