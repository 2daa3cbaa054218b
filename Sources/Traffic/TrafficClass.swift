/// Who is behind a hit: a person, or which kind of program.
///
/// Raw values are stored in databases: append, never renumber.
public enum TrafficClass: UInt8, CaseIterable, Sendable {
  case unknown = 0
  case person = 1
  case searchEngine = 2
  case tool = 3
  case otherBot = 4

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .person: "person"
    case .searchEngine: "search engine"
    case .tool: "tool"
    case .otherBot: "other bot"
    }
  }

  /// Whether hits of this class are a program's own doing, not a visitor's.
  public var isBot: Bool { self != .person && self != .unknown }
}
