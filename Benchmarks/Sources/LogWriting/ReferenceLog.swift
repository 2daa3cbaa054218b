/// A log of made-up requests, the same bytes for the same settings on every machine.
///
/// A log draws on 240,000 clients, 1,700 targets and 3,800 user agents, whatever its length;
/// from about a million lines on every client occurs. The requests are the same in both periods,
/// only their times differ.
public struct ReferenceLog {
  public static let usualLines = 2_000_000
  public static let usualSeed: UInt64 = 20_261_001

  private static let clientCount = 240_000
  private static let targetCount = 1_700
  private static let userAgentCount = 3_800
  private static let hosts = ["www.example.org", "example.org", "shop.example.org"]

  private let format: LogFormat
  private let lines: Int
  private var written = 0

  private var random: SeededRandom
  private var schedule: Schedule
  private var clock = Clock()

  private let clients: [Client]
  private let regulars: WeightedChoice
  private var newcomer = 0

  private let targets: [Target]
  private let popularity: WeightedChoice
  private let paths: [[UInt8]]
  private let pages: [Int]

  private let userAgents: [[UInt8]]
  private let botAgents: [Bool]
  private let sites: [[UInt8]]
  private let referrers: [[UInt8]]
  private let referrerChoice: WeightedChoice

  public init(
    period: LogPeriod, lines: Int = usualLines, seed: UInt64 = usualSeed,
    format: LogFormat = .combined
  ) {
    self.format = format
    self.lines = lines
    schedule = Schedule(period: period, lines: lines)

    var random = SeededRandom(seed: seed)
    let agents = UserAgent.catalogue(ReferenceLog.userAgentCount, random: &random)
    userAgents = agents.map { Array($0.text.utf8) }
    botAgents = agents.map(\.isBot)
    clients = Client.population(
      ReferenceLog.clientCount, userAgents: agents, sites: ReferenceLog.hosts.count,
      random: &random)
    regulars = WeightedChoice(weights: WeightedChoice.longTail(clients.count))
    let targets = Target.catalogue(ReferenceLog.targetCount, random: &random)
    self.targets = targets
    popularity = WeightedChoice(weights: WeightedChoice.longTail(targets.count))
    paths = targets.map { Array($0.path.utf8) }
    pages = targets.indices.filter { targets[$0].kind == .page }
    sites = ReferenceLog.hosts.map { Array($0.utf8) }
    referrers = Referrers.external.map { Array($0.text.utf8) }
    referrerChoice = WeightedChoice(weights: Referrers.external.map(\.weight))
    self.random = random
  }

  /// Appends the next line, its newline included; `false` at the end of the log.
  public mutating func appendLine(to log: inout [UInt8]) -> Bool {
    guard written < lines else { return false }
    if written == 0 { log.append(format.header) }
    clock.advance(to: schedule.second(ofLine: written))
    written += 1

    let client = clients[drawClient()]
    let isBot = botAgents[client.userAgent]
    let index = popularity.draw(&random)
    let target = targets[index]
    let answer = Answer(to: target, from: &random)

    let method: StaticString =
      target.kind == .form ? "POST" : isBot && random.perMille(40) ? "HEAD" : "GET"
    let request = LoggedRequest(
      client: client.address, site: sites[client.site], method: method, target: paths[index],
      isHTTP2: client.isHTTP2, status: answer.status, bytes: answer.bytes,
      referrer: referrer(of: target, client: client, isBot: isBot),
      userAgent: userAgents[client.userAgent],
      milliseconds: 1 + (answer.bytes ?? 0) / 2048 + written % 7 * 13)
    request.append(to: &log, as: format, at: clock)
    return true
  }

  /// One line in four is of the next client in turn, so that each occurs; the others come from
  /// regulars, some of which are busier than others.
  private mutating func drawClient() -> Int {
    guard random.perMille(250) else { return regulars.draw(&random) }
    newcomer = (newcomer + 1) % clients.count
    return newcomer
  }

  private mutating func referrer(of target: Target, client: Client, isBot: Bool) -> [UInt8] {
    let dice = random.below(100)
    switch target.kind {
    case _ where isBot, .missing:
      return [UInt8(ascii: "-")]
    case .asset where dice < 94, .form,
      _ where dice < 26:
      // Half of what is asked for from within the site is asked for by its front page.
      let page = dice & 1 == 0 ? [UInt8(ascii: "/")] : paths[random.pick(pages)]
      return Array("https://".utf8) + sites[client.site] + page
    case _ where dice < 58:
      return referrers[referrerChoice.draw(&random)]
    default:
      return [UInt8(ascii: "-")]
    }
  }
}

/// Status and size of an answer; no size where the server sent no body.
private struct Answer {
  var status = 200
  var bytes: Int?

  init(to target: Target, from random: inout SeededRandom) {
    bytes = target.size
    let dice = random.below(1000)
    switch target.kind {
    case .asset where dice < 170, .page where dice < 25:
      status = 304
      bytes = nil
    case _ where dice >= 997:
      (status, bytes) = (500, 793)
    case .page:
      bytes = target.size + random.below(1 + target.size / 8)
    case .redirect:
      status = 301
    case .missing:
      status = 404
    case .asset, .form:
      break
    }
  }
}
