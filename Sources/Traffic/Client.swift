/// What a user agent is reduced to before anything else sees it: members of closed sets.
public struct Client: Hashable, Sendable {
  public var device: DeviceClass
  public var browser: Browser
  public var system: OperatingSystem
  public var traffic: TrafficClass

  public init(
    device: DeviceClass, browser: Browser, system: OperatingSystem, traffic: TrafficClass
  ) {
    self.device = device
    self.browser = browser
    self.system = system
    self.traffic = traffic
  }

  /// A request that says nothing about its client.
  public static let unknown = Client(
    device: .other, browser: .other, system: .other, traffic: .unknown)
}
