internal import Traffic

/// Requests that are left out, such as the company's own: only their number is kept.
public struct Exclusions: Sendable {
  /// Where they come from. No address is kept: each is compared as it is read.
  public var networks: AddressNetworks?
  /// What they ask for, as paths are counted.
  public var paths: [PageRule] = []
  /// What stands in their user agents, in letters of any case.
  public var agents: [String] = []

  public init() {}

  var isEmpty: Bool { networks == nil && paths.isEmpty && agents.isEmpty }

  /// Whether a path is left out.
  func contain(_ page: PagePath) -> Bool { paths.contains { $0.matches(page) } }

  /// Whether a user agent is left out.
  func contain(agent: [UInt8]) -> Bool {
    if agents.isEmpty { return false }
    let text = String(decoding: agent, as: UTF8.self).lowercased()
    return agents.contains { text.contains($0.lowercased()) }
  }
}
