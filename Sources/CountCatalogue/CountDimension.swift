/// What counts are told apart by, beside the time.
public enum CountDimension: String, Hashable, Sendable, CaseIterable {
  // Names, which have tables of their own.
  case site
  case page
  case referrer
  case campaign
  // Members of closed sets.
  case device
  case browser
  case system
  case kind
  case traffic
  case bot
  case responseTime = "time"
  // Values.
  case status
  case major
  case country

  /// The column that has it, and the name of it in the rows of a batch.
  public var column: String { rawValue }

  /// The table whose rows it points to; `nil` for a value.
  public var target: String? {
    switch self {
    case .site, .page, .referrer, .campaign, .device, .browser, .system, .kind, .bot: rawValue
    case .traffic: "traffic_class"
    case .responseTime: "response_time"
    case .status, .major, .country: nil
    }
  }

  /// Whether it is two letters in the database, and a number everywhere else.
  public var isLetters: Bool { self == .country }
}
