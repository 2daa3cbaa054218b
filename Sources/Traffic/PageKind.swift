/// What a request leads to: each is of exactly one kind, and only a ``page`` can be viewed.
public enum PageKind: UInt8, CaseIterable, Sendable {
  /// What a person reads, or anything that no table knows.
  case page = 0
  /// What pages are made of, and files that programs ask for at fixed places.
  case asset = 1
  /// What scripts and applications talk to.
  case api = 2
  /// RSS, Atom and the like, which readers fetch over and over.
  case feed = 3
  /// A document, an archive or a program.
  case download = 4
  /// What a page's own program asks for, and nobody looks at: pages fetched ahead, polling, beacons.
  case background = 5
  /// Whether the server is up.
  case health = 6
  /// A connection on which nothing was asked for: a browser's spare one, or one that timed out.
  case noRequest = 7

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .page: "page"
    case .asset: "asset"
    case .api: "API"
    case .feed: "feed"
    case .download: "download"
    case .background: "background"
    case .health: "health check"
    case .noRequest: "no request"
    }
  }

  /// Whether its visitors are worth counting.
  @inlinable public var hasVisitors: Bool { self == .page || self == .download || self == .feed }
}
