/// What a user agent is reduced to before anything else sees it: members of closed sets.
public struct Client: Hashable, Sendable {
  public var device: DeviceClass
  public var browser: Browser
  /// The browser's major version; 0 where the user agent doesn't say.
  public var browserMajor: UInt16
  public var system: OperatingSystem
  public var traffic: TrafficClass
  /// ``BotFamily/none`` for a person; a shape where ``traffic`` is unknown.
  public var bot: BotFamily

  public init(
    device: DeviceClass, browser: Browser, system: OperatingSystem, traffic: TrafficClass,
    browserMajor: UInt16 = 0, bot: BotFamily = .none
  ) {
    self.device = device
    self.browser = browser
    self.browserMajor = browserMajor
    self.system = system
    self.traffic = traffic
    self.bot = bot
  }

  /// A request that says nothing about its client.
  public static let unknown = Client(
    device: .other, browser: .other, system: .other, traffic: .unknown)
}
