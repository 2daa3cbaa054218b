/// What kind of device sent a request, as far as its user agent says.
///
/// Raw values are stored in databases: append, never renumber.
public enum DeviceClass: UInt8, CaseIterable, Sendable {
  case other = 0
  case desktop = 1
  case mobile = 2
  case tablet = 3
  case tv = 4
  case console = 5
  case wearable = 6
  /// Not a person's device: any traffic class but ``TrafficClass/person``.
  case bot = 7

  /// The name in reports and views.
  public var name: String {
    switch self {
    case .other: "other"
    case .desktop: "desktop"
    case .mobile: "mobile"
    case .tablet: "tablet"
    case .tv: "tv"
    case .console: "console"
    case .wearable: "wearable"
    case .bot: "bot"
    }
  }
}
