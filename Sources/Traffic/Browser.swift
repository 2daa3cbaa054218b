/// A browser family: a closed set, so that no text of a user agent is ever kept.
///
/// Raw values are stored in databases: append, never renumber.
public enum Browser: UInt8, CaseIterable, Sendable {
  case other = 0
  case chrome = 1
  case safari = 2
  case firefox = 3
  case edge = 4
  case opera = 5
  case samsungInternet = 6
  case internetExplorer = 7

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .chrome: "Chrome"
    case .safari: "Safari"
    case .firefox: "Firefox"
    case .edge: "Edge"
    case .opera: "Opera"
    case .samsungInternet: "Samsung Internet"
    case .internetExplorer: "Internet Explorer"
    }
  }
}
