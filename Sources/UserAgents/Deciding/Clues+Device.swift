internal import Traffic

extension Clues {
  /// The operating system.
  func operatingSystem() -> OperatingSystem {
    switch system {
    case .other where self[.gecko] && browser == .firefox && (self[.mobile] || self[.tablet]):
      // Firefox OS names no system at all.
      return .firefoxOS
    case .other where self[.darwin]:
      return self[.cfNetwork] && !self[.x86] ? .iOS : .macOS
    case .macOS where self[.cfNetwork] && self[.darwin] && !self[.x86] && !self[.mozilla]:
      return .macOS
    case .iOS where self[.iPad] && appleVersion >= 13,
      .iPadOS where appleVersion >= 13 || appleVersion == 0:
      return self[.tv] && !self[.iPad] ? .tvOS : .iPadOS
    case .iPadOS:
      return .iOS
    case .macOS where isDesktopPad:
      return .iPadOS
    default:
      return system
    }
  }

  /// An iPad that asks for desktop pages and yet says `Mobile/15E148`: no Mac does.
  private var isDesktopPad: Bool { self.system == .macOS && self[.mobile] && self[.webKit] }

  /// The class of device that a person holds.
  func device(_ bytes: Span<UInt8>, on system: OperatingSystem) -> DeviceClass {
    switch system {
    case .tvOS, .roku, .tvLinux: return .tv
    case .watchOS: return .wearable
    case .visionOS where !self[.tv]: return .wearable
    case .playStation, .xbox, .nintendo: return .console
    default: break
    }
    // An application may be called `... TV`; a television isn't called iPhone.
    if self[.tv], !self[.iPhone], !self[.iPad] { return .tv }
    if self[.wearable] { return .wearable }
    if self[.console] { return .console }
    if self[.appliance] { return .other }
    if self[.iPad] { return .tablet }
    if self[.iPhone] || self[.iPod] { return .mobile }
    if system == .iPadOS, isDesktopPad { return .tablet }
    if androidEnd >= 0, system == .android || system == .harmonyOS || system == .chromeOS {
      return androidDevice(bytes)
    }
    if self[.tablet], system != .windows { return .tablet }
    // Amazon's browser is on its own devices only, and says that it is a computer where asked to.
    if browser == .silk, system == .linux || system == .macOS { return .tablet }
    switch system {
    case .tizen:
      if modelDevice(bytes) == .wearable { return .wearable }
      return self[.mobile] ? .mobile : .tv
    case .webOS: return .mobile
    case .harmonyOS where self[.desktop]: return .desktop
    case .android, .harmonyOS, .windowsPhone, .kaiOS, .firefoxOS, .symbian, .blackBerry, .bada,
      .javaME,
      .brew, .sailfish, .meego, .palmOS:
      return .mobile
    case .windows, .macOS, .linux, .chromeOS, .unix, .retro:
      return self[.mobile] || self[.featurePhone] ? .mobile : .desktop
    default: return self[.mobile] || self[.featurePhone] || self[.phoneMaker] ? .mobile : .other
    }
  }

  /// An Android header tells a telephone by `Mobile`, and a tablet by its absence; the rest is in the
  /// model's name.
  private func androidDevice(_ bytes: Span<UInt8>) -> DeviceClass {
    if let told = modelDevice(bytes) {
      // A name that only says telephone doesn't outweigh what the header says.
      if told != .mobile { return told }
      if !self[.tablet] { return .mobile }
    }
    if self[.desktop] || system == .chromeOS { return .desktop }
    if self[.tablet] { return .tablet }
    if self[.mobile] { return .mobile }
    if self[.plainBuild], hasEngine { return .tv }
    if androidVersion == 3 { return .tablet }
    if androidVersion < 2, androidVersion > 0 { return .mobile }
    if self[.dalvik] { return .mobile }
    // Without `Safari` the header was cut short, and `Mobile` may have been, too.
    if hasEngine { return self[.safari] || !self[.webKit] ? .tablet : .mobile }
    // Applications that play and chat are telephones' far more than tablets'.
    if isApplication { return .mobile }
    return model(in: bytes) == nil ? .other : .mobile
  }

  private func modelDevice(_ bytes: Span<UInt8>) -> DeviceClass? {
    model(in: bytes)?.device(in: bytes, isMobile: self[.mobile])
  }

  /// The model that a header names behind Android, as browsers do, or before it, as applications do.
  private func model(in bytes: Span<UInt8>) -> Model? {
    guard androidEnd >= 0 else { return nil }
    if let model = Model(after: androidEnd, in: bytes) { return model }
    guard androidComment >= 0 else { return nil }
    return Model(from: androidComment + 1, before: androidEnd, in: bytes)
  }
}
