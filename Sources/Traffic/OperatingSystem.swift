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
  case windowsPhone = 8
  case harmonyOS = 9
  case tvOS = 10
  case watchOS = 11
  case visionOS = 12
  case tizen = 13
  case webOS = 14
  case kaiOS = 15
  case firefoxOS = 16
  case roku = 17
  case playStation = 18
  case xbox = 19
  case nintendo = 20
  case symbian = 21
  case blackBerry = 22
  case bada = 23
  case javaME = 24
  case brew = 25
  case sailfish = 26
  case meego = 27
  case palmOS = 28
  case unix = 29
  case retro = 30
  case tvLinux = 31

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
    case .windowsPhone: "Windows Phone"
    case .harmonyOS: "HarmonyOS"
    case .tvOS: "tvOS"
    case .watchOS: "watchOS"
    case .visionOS: "visionOS"
    case .tizen: "Tizen"
    case .webOS: "webOS"
    case .kaiOS: "KaiOS"
    case .firefoxOS: "Firefox OS"
    case .roku: "Roku OS"
    case .playStation: "PlayStation"
    case .xbox: "Xbox"
    case .nintendo: "Nintendo"
    case .symbian: "Symbian"
    case .blackBerry: "BlackBerry"
    case .bada: "Bada"
    case .javaME: "Java ME"
    case .brew: "BREW"
    case .sailfish: "Sailfish OS"
    case .meego: "MeeGo"
    case .palmOS: "Palm OS"
    case .unix: "Unix"
    case .retro: "retro systems"
    case .tvLinux: "TV platforms"
    }
  }
}
