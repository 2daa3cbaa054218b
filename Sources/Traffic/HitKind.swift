/// What a hit was: each hit is of exactly one kind, so the kinds add up to all hits.
///
/// Raw values are stored in databases: append, never renumber.
public enum HitKind: UInt8, CaseIterable, Sendable {
  /// Anything that is none of the others: redirects, POST, HEAD, OPTIONS.
  case other = 0
  /// GET, answered with 2xx or 304, for something that is not a static asset, by no bot.
  case pageView = 1
  /// A static asset: style sheet, script, image, font, media.
  case asset = 2
  /// Answered with 4xx or 5xx, or not answered at all.
  case error = 3
  /// Any request of a program that says so.
  case bot = 4

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .pageView: "page view"
    case .asset: "asset"
    case .error: "error"
    case .bot: "bot"
    }
  }
}
