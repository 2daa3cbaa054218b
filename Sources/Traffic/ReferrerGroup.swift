/// What kind of place a visitor came from: each referrer is of exactly one group.
///
/// Raw values are stored in databases: append, never renumber.
public enum ReferrerGroup: UInt8, CaseIterable, Sendable {
  /// Something that names no place: an address, a private network, an invalid referrer.
  case other = 0
  /// No referrer.
  case direct = 1
  /// The site itself.
  case `internal` = 2
  case searchEngine = 3
  /// Social networks, forums, video platforms and messengers.
  case socialNetwork = 4
  /// Webmail and mail applications.
  case mail = 5
  /// Chats with a language model, and search engines that are one.
  case aiAssistant = 6
  /// Any other host.
  case site = 7
  /// Any other application.
  case app = 8
  /// A host that is named to be seen in statistics: nobody came from there.
  case spam = 9

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .direct: "direct"
    case .internal: "internal"
    case .searchEngine: "search engine"
    case .socialNetwork: "social network"
    case .mail: "mail"
    case .aiAssistant: "AI assistant"
    case .site: "other site"
    case .app: "app"
    case .spam: "referrer spam"
    }
  }
}
