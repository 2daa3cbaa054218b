public import Traffic

// A user agent of our own for each client, so that a log can be written without the text that
// browsers sent and still be counted as if it had it.
//
//     Sporlos/1 (desktop; Chrome/141; Windows; person; none)
//     Sporlos/1 (bot; other; other; search engine; Googlebot)
//
// The parts are the names of a device class, a browser with its major version, a system, a traffic
// class and a bot family, as reports and views have them. A conventional header could not say all of
// this for every client, and would be read anew by each release's tables; these are read for what
// they say. A client can send such a header itself, and gets no more by it than by copying a
// browser's: members of closed sets.

extension UserAgent {
  /// The header that stands for a client: `client(of:)` of it is that client again.
  ///
  /// It is made of names from closed sets and of digits, and so of no byte that anybody sent.
  public static func canonical(of client: Client) -> String {
    // Nothing was sent, and that can be said without words.
    if client == CanonicalAgent.silent { return "-" }
    let version = client.browserMajor == 0 ? "" : "/\(client.browserMajor)"
    return CanonicalAgent.opening + client.device.name + CanonicalAgent.separator
      + client.browser.name + version + CanonicalAgent.separator + client.system.name
      + CanonicalAgent.separator + client.traffic.name + CanonicalAgent.separator + client.bot.name
      + ")"
  }
}

/// Reads the headers that ``UserAgent/canonical(of:)`` writes.
enum CanonicalAgent {
  static let opening = "Sporlos/1 ("
  static let separator = "; "
  /// Longer than any such header is.
  private static let longest = 160

  static let silent = Client(
    device: .other, browser: .other, system: .other, traffic: .unknown, bot: .noAgent)

  private static let devices = named(DeviceClass.allCases, \.name)
  private static let browsers = named(Browser.allCases, \.name)
  private static let systems = named(OperatingSystem.allCases, \.name)
  private static let classes = named(TrafficClass.allCases, \.name)
  private static let bots = named(BotFamily.allCases, \.name)

  private static func named<Value>(
    _ values: [Value], _ name: (Value) -> String
  ) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: values.map { (name($0), $0) })
  }

  /// Whether a header begins like one of these: cheap enough to be asked of every header.
  @inline(__always)
  static func begins(_ bytes: Span<UInt8>) -> Bool {
    guard bytes.count > 8, bytes.count <= longest else { return false }
    return bytes[0] == UInt8(ascii: "S") && bytes[7] == UInt8(ascii: "/")
      && bytes[8] == UInt8(ascii: "1")
  }

  /// The client of a header that is one of these; `nil` for any other, also for one that says what
  /// no header can be read as, such as a search engine that is a person.
  ///
  /// - Complexity: O(*n*), with allocations.
  static func client(of bytes: Span<UInt8>) -> Client? {
    let text = String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    guard text.hasPrefix(opening), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(opening.count).dropLast().split(
      separator: separator, omittingEmptySubsequences: false)
    guard parts.count == 5, let device = devices[String(parts[0])],
      let (browser, major) = browser(parts[1]), let system = systems[String(parts[2])],
      let traffic = classes[String(parts[3])], let bot = bots[String(parts[4])]
    else { return nil }
    let client = Client(
      device: device, browser: browser, system: system, traffic: traffic, browserMajor: major,
      bot: bot)
    return isPossible(client) && UserAgent.canonical(of: client) == text ? client : nil
  }

  /// A browser's name, and behind a slash its version.
  private static func browser(_ part: Substring) -> (Browser, UInt16)? {
    guard let slash = part.lastIndex(of: "/") else { return browsers[String(part)].map { ($0, 0) } }
    guard let browser = browsers[String(part[..<slash])],
      let major = UInt16(part[part.index(after: slash)...]), (1...mostMajor).contains(major)
    else { return nil }
    return (browser, major)
  }

  /// The largest version that is read from any header.
  private static let mostMajor: UInt16 = 9_999

  /// Whether some header is read as this client.
  static func isPossible(_ client: Client) -> Bool {
    switch client.traffic {
    case .person: client.device != .bot && client.bot == .none
    case .unknown: client.device != .bot && shapes.contains(client.bot)
    default:
      client.device == .bot
        && (client.bot == .other || client.bot.traffic == client.traffic)
    }
  }

  /// What stands for a bot where nothing is known of one.
  private static let shapes: Set<BotFamily> = [
    .noAgent, .wordAgent, .productAgent, .textAgent, .unreadableAgent,
  ]
}
