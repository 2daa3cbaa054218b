internal import Traffic

/// A user agent of our own for each client, so that a log can be written without the text that
/// browsers sent and still be counted as if it had it.
///
///     Sporlos/1 (desktop; Chrome/141; Windows; person; none)
///     Sporlos/1 (bot; other; other; search engine; Googlebot)
///
/// Where a blank would end it, the same is one word: names without blanks and signs, and a version of 0
/// for none.
///
///     Sporlos/1_desktop_Chrome_141_Windows_person_none
///     Sporlos/1_bot_other_0_other_searchengine_Googlebot
///
/// The parts are the names of a device class, a browser with its major version, a system, a traffic
/// class and a bot family, as reports and views have them. A conventional header could not say all of
/// this for every client, and would be read anew by each release's tables; these are read for what
/// they say. A client can send such a header itself, and gets no more by it than by copying a
/// browser's: members of closed sets.
enum CanonicalAgent {
  private static let opening = "Sporlos/1 ("
  private static let separator = "; "
  private static let wordOpening = "Sporlos/1_"
  private static let wordSeparator = "_"
  /// Longer than any such header is.
  private static let longest = 160

  private static let silent = Client(
    device: .other, browser: .other, system: .other, traffic: .unknown, bot: .noAgent)

  /// The header that stands for a client.
  static func header(of client: Client) -> String {
    // Nothing was sent, and that can be said without words.
    if client == silent { return "-" }
    let version = client.browserMajor == 0 ? "" : "/\(client.browserMajor)"
    return opening + client.device.name + separator + client.browser.name + version + separator
      + client.system.name + separator + client.traffic.name + separator + client.bot.name + ")"
  }

  /// The header that stands for a client, in one word.
  static func word(of client: Client) -> String {
    if client == silent { return "-" }
    let parts = [
      bare(client.device.name), bare(client.browser.name), "\(client.browserMajor)",
      bare(client.system.name), bare(client.traffic.name), bare(client.bot.name),
    ]
    return wordOpening + parts.joined(separator: wordSeparator)
  }

  /// A name's letters and digits of ASCII.
  static func bare(_ name: String) -> String {
    String(
      name.unicodeScalars.filter {
        $0.isASCII && $0.properties.isAlphabetic || ("0"..."9").contains($0)
      })
  }

  private static let devices = named(DeviceClass.allCases, \.name)
  private static let browsers = named(Browser.allCases, \.name)
  private static let systems = named(OperatingSystem.allCases, \.name)
  private static let classes = named(TrafficClass.allCases, \.name)
  private static let bots = named(BotFamily.allCases, \.name)
  private static let bareDevices = named(DeviceClass.allCases) { bare($0.name) }
  private static let bareBrowsers = named(Browser.allCases) { bare($0.name) }
  private static let bareSystems = named(OperatingSystem.allCases) { bare($0.name) }
  private static let bareClasses = named(TrafficClass.allCases) { bare($0.name) }
  private static let bareBots = named(BotFamily.allCases) { bare($0.name) }

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
    if text.hasPrefix(wordOpening) { return client(ofWord: text) }
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
    return isPossible(client) && header(of: client) == text ? client : nil
  }

  private static func client(ofWord text: String) -> Client? {
    let parts = text.dropFirst(wordOpening.count).split(
      separator: wordSeparator, omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count == 6, let device = bareDevices[parts[0]],
      let browser = bareBrowsers[parts[1]],
      let major = UInt16(parts[2]), major <= maxMajor, let system = bareSystems[parts[3]],
      let traffic = bareClasses[parts[4]], let bot = bareBots[parts[5]]
    else { return nil }
    let client = Client(
      device: device, browser: browser, system: system, traffic: traffic, browserMajor: major,
      bot: bot)
    return isPossible(client) && word(of: client) == text ? client : nil
  }

  /// A browser's name, and behind a slash its version.
  private static func browser(_ part: Substring) -> (Browser, UInt16)? {
    guard let slash = part.lastIndex(of: "/") else { return browsers[String(part)].map { ($0, 0) } }
    guard let browser = browsers[String(part[..<slash])],
      let major = UInt16(part[part.index(after: slash)...]), (1...maxMajor).contains(major)
    else { return nil }
    return (browser, major)
  }

  /// The largest version that is read from any header.
  private static let maxMajor: UInt16 = 999

  /// Whether some header is read as this client.
  private static func isPossible(_ client: Client) -> Bool {
    switch client.traffic {
    case .person: client.device != .bot && client.bot == .none
    case .disguised: client.device == .bot && client.bot == .none
    case .unnamed: false
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
