/// An operating system family: a closed set, so that no text of a user agent is ever kept.
///
/// Raw values are stored in databases: append, never renumber.
public enum OperatingSystem: UInt8, CaseIterable, Sendable {
  case other = 0
  case windows = 1
  case macOS = 2
  case iOS = 3
  case iPadOS = 4
  case android = 5
  case linux = 6
  case chromeOS = 7

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .windows: "Windows"
    case .macOS: "macOS"
    case .iOS: "iOS"
    case .iPadOS: "iPadOS"
    case .android: "Android"
    case .linux: "Linux"
    case .chromeOS: "ChromeOS"
    }
  }
}
