internal import CScan
public import Hits
internal import LogFormats
internal import Traffic
internal import UserAgents

/// One worker's way from lines to hits: the hot loop, and what it has learnt so far.
///
/// What comes in are bytes of a log; what goes out are ``Hit``s, whose numbers stand for names in
/// ``tables``. The worker owns no byte of a line: it knows what it has seen by keyed hashes.
public struct LogLines: ~Copyable {
  /// What the logs want whose lines are read now: one of ``groups``.
  private(set) var settings: LogSettings
  /// What the logs of each group want; the first is for logs of none.
  private let groups: [LogSettings]
  private var group = 0
  /// The key of all hashes but those of user agents; it dies with the process.
  let key: (UInt64, UInt64)
  /// The key of user agents' hashes, which are part of visitors' tokens and so the same in every run.
  private let agentKey: (UInt64, UInt64)

  // What the lines are; see LogLines+Formats.swift.
  var states: [FormatState] = []
  /// Which of them is in use: its parts are those below.
  var current = 0
  var splitter = FieldSplitter(.common)
  let lineBatch = LineBatch()
  var reading: LineReading
  var forcedSite: UInt16?
  /// The site that was named, if one was.
  var namedSite: SiteName?
  /// Where what stands around the lines in the log is taken off them.
  var unwrapped: UnwrappedBlock?
  /// Whether something does, so that others may stand between them.
  var isWrapped = false
  /// Hits of people since the last tally, and those of them without an address.
  var people: Int64 = 0
  var addressless: Int64 = 0
  /// The line that names the columns of those that are read now, and which format each such line makes.
  var heading: LogHeading?
  var headingFormats: [LogHeading: Int] = [:]
  /// How often another format may still be looked for in a log's lines.
  var looksLeft = 0

  // What has been learnt, by keyed hash: see LogLines+Learning.swift.
  var clock = LogClock()
  var countries: CountryCache?
  let hasCountries: Bool
  let countsVisitors: Bool
  /// The day that ``visitors`` is for.
  var visitorDay = Int32.min
  var visitors: VisitorToken.Maker?
  /// Keeps the key of ``visitors`` alive.
  var visitorKey: VisitorKey?
  /// Which key each day's visitors were counted with; see ``HitTables/visitorKeys``.
  var visitorKeys: [Int32: UInt64] = [:]
  var cachedAgents = TagTable()
  var cachedTargets = TagTable()
  var cachedQueries = TagTable()
  var cachedHosts = TagTable()
  var cachedReferrers = TagTable()

  // What the hits' numbers stand for.
  var clients = Interner<Client>(overflow: (60_000, { _ in .unknown }))
  var pages = Interner<HitTables.Page>()
  var sites = Interner<SiteName>(overflow: (1000, { _ in .overflow }))
  var referrers = Interner<ReferrerHost>(overflow: (60_000, { .rare($0.group) }))
  var campaigns = Interner<Campaign>(overflow: (60_000, { _ in .overflow }))
  /// The tags of sites, by their numbers.
  var siteTags: [UInt64] = []
  /// The tags of pages, by their numbers.
  var pageTags: [UInt64] = []
  private(set) var ownReferrers: Referrer
  /// The number that stands for the site's own pages, once there is one.
  var internalReferrer = Hit.absent
  /// The number that stands for referrer spam, once there is one.
  var spamReferrer = Hit.absent
  /// The number of the client that stands for all who probe for weaknesses.
  let scanner: KnownClient
  /// What stands for who asked for nothing.
  let nobody: KnownClient
  private(set) var pageQuery: PageQuery
  private(set) var hasExclusions: Bool

  /// The client of a line without a user agent, in a log that has them.
  static let unnamed = Client(
    device: .bot, browser: .other, system: .other, traffic: .unnamed,
    bot: .noAgent)

  /// Bytes that must be readable behind a block.
  public static let padding = Int(SCAN_PADDING)

  /// - Parameters:
  ///   - settings: What logs want that are of no group.
  ///   - others: What the logs of other groups want. Keys, countries and the site's clock are those of all.
  public init(_ settings: LogSettings = LogSettings(), others: [LogSettings] = []) {
    self.settings = settings
    groups = [settings] + others
    reading = LineReading(.common, trusted: settings.trustedProxies)
    countries = settings.countries.map { CountryCache($0.database) }
    hasCountries = settings.countries != nil
    countsVisitors = settings.visitors != nil
    ownReferrers = Referrer(ownHosts: settings.ownHosts)
    agentKey = settings.key.agents
    var random = SystemRandomNumberGenerator()
    key = (random.next(), random.next())
    nobody = KnownClient(number: UInt16(clients.number(of: .unknown)), client: .unknown)
    pageQuery = PageQuery(names: settings.pageParameters)
    hasExclusions = !settings.exclusions.isEmpty
    let prober = Client(device: .bot, browser: .other, system: .other, traffic: .scanner)
    scanner = KnownClient(number: UInt16(clients.number(of: prober)), client: prober)
  }

  /// Reads the next lines as the logs of a group want it.
  ///
  /// What was learnt under other rules is forgotten; names keep their numbers.
  mutating func use(group: Int) {
    guard group != self.group else { return }
    self.group = group
    settings = groups[group]
    ownReferrers = Referrer(ownHosts: settings.ownHosts)
    pageQuery = PageQuery(names: settings.pageParameters)
    hasExclusions = !settings.exclusions.isEmpty
    cachedAgents.removeAll()
    cachedTargets.removeAll()
    cachedQueries.removeAll()
    cachedHosts.removeAll()
    cachedReferrers.removeAll()
  }

  /// What the numbers in the hits stand for.
  public var tables: HitTables {
    var tables = HitTables()
    tables.sites = sites.names
    tables.pages = pages.names
    tables.clients = clients.names
    tables.referrers = referrers.names
    tables.campaigns = campaigns.names
    tables.visitorKeys = visitorKeys
    return tables
  }

  /// Names that clients make up, and so can be without end: their memory is bounded by
  /// ``forgetNames()``.
  public var nameCount: Int {
    pages.names.count + referrers.names.count + campaigns.names.count
  }

  /// Forgets the names seen so far, so that their memory stays bounded.
  ///
  /// Hits handed over before this have numbers that ``tables`` no longer explains.
  public mutating func forgetNames() {
    pages.removeAll()
    pageTags.removeAll()
    referrers.removeAll()
    campaigns.removeAll()
    internalReferrer = Hit.absent
    spamReferrer = Hit.absent
    cachedTargets.removeAll()
    cachedQueries.removeAll()
    cachedReferrers.removeAll()
  }

  /// Reads whole lines.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline, and ``padding`` readable bytes behind them.
  ///   - heading: The line that names their columns, in a log that has such lines.
  ///   - take: Gets the hits, some at a time; they are gone when it returns.
  ///   - hasEnough: Whether one more visitor of a page would change nothing in this hour, where they
  ///     matter for its name only: then it is not even looked who they are. It may say no too often.
  /// - Returns: What became of the lines, with line numbers from 1 at the block's first.
  /// - Complexity: O(*n*) in the block's bytes; no allocation for values that were seen before.
  public mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, heading: LogHeading? = nil,
    take: (UnsafeBufferPointer<Hit>) -> Void,
    hasEnough: (_ page: UInt32, _ hour: Int32) -> Bool = { _, _ in false }
  ) -> LineTally {
    if let heading { follow(heading) }
    // A database that was replaced is used from the next block on.
    if let file = settings.countries { countries?.use(file.database) }
    return unsafe withUnsafeTemporaryAllocation(of: Hit.self, capacity: LineBatch.capacity) {
      hits in
      guard let unwrapped else {
        return unsafe readLines(block, through: hits, take: take, hasEnough: hasEnough)
      }
      return unsafe unwrapped.withLines(of: block) {
        unsafe readLines($0, through: hits, take: take, hasEnough: hasEnough)
      }
    }
  }

  /// Reads lines that nothing stands around.
  private mutating func readLines(
    _ block: UnsafeBufferPointer<UInt8>, through hits: UnsafeMutableBufferPointer<Hit>,
    take: (UnsafeBufferPointer<Hit>) -> Void, hasEnough: (UInt32, Int32) -> Bool
  ) -> LineTally {
    guard heading == nil, unsafe !isOfOneFormat(block) else {
      return unsafe read(block, through: hits, take: take, hasEnough: hasEnough)
    }
    var tally = LineTally()
    unsafe forEachRun(of: block) { lines, run in
      var part = unsafe lines.read(run, through: hits, take: take, hasEnough: hasEnough)
      if lines.current != 0 { part.otherFormat = part.lines }
      tally.append(part)
    }
    return tally
  }

  /// Goes through the block some lines at a time, twice: first they are cut, and what they are known
  /// again by is asked for; then they are looked up. So what is known of one line comes from memory
  /// while the next ones are cut.
  private mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, through hits: UnsafeMutableBufferPointer<Hit>,
    take: (UnsafeBufferPointer<Hit>) -> Void, hasEnough: (UInt32, Int32) -> Bool
  ) -> LineTally {
    var tally = LineTally()
    var lines = unsafe LineCursor(block)
    while true {
      let count = unsafe cut(&lines, of: block, into: hits, &tally)
      // What is left out makes room for those behind it.
      var kept = 0
      // SAFETY: the count is at most that of `hits` and of the cut lines.
      for index in 0..<count {
        let entry = unsafe lineBatch.entry(index, owner: block)
        if unsafe lookUp(entry, lineBatch.tags(of: index), hasEnough, in: &hits[index]) {
          if kept < index { unsafe hits[kept] = hits[index] }
          kept += 1
        }
      }
      // SAFETY: no more are kept than there are.
      tally.hits += Int64(kept)
      tally.excluded += Int64(count - kept)
      if kept > 0 { unsafe take(UnsafeBufferPointer(rebasing: hits[..<kept])) }
      if count < hits.count {
        tally.people = people
        tally.addressless = addressless
        (people, addressless) = (0, 0)
        return tally
      }
    }
  }

  /// Cuts lines until there are as many hits as there is room for, or no more lines.
  ///
  /// - Returns: The number of hits; all that is missing from them is what has to be looked up.
  @inline(__always)
  private mutating func cut(
    _ lines: inout LineCursor, of block: UnsafeBufferPointer<UInt8>,
    into hits: UnsafeMutableBufferPointer<Hit>, _ tally: inout LineTally
  ) -> Int {
    var count = 0
    while count < hits.count, let line = lines.next(by: splitter, as: count, of: lineBatch) {
      var rejection: RejectReason?
      switch line {
      case .empty:
        tally.empty += 1
        continue
      case .rejected(let reason): rejection = reason
      case .cut:
        // SAFETY: the count is below that of `hits`.
        rejection = unsafe read(
          lineBatch.entry(count, owner: block), number: count, into: &hits[count])
      }
      tally.lines += 1
      if let rejection {
        if lineBatch.isOther(count, isWrapped: isWrapped) {
          tally.notAccess += 1
          continue
        }
        tally.add(.init(reason: rejection, count: 1, firstLine: tally.allLines))
      } else {
        count += 1
      }
    }
    return count
  }

  /// Reads of a line what needs no look-up, or says why it is no hit.
  @inline(__always)
  private mutating func read(
    _ entry: borrowing LogEntry, number: Int, into hit: inout Hit
  ) -> RejectReason? {
    guard let hour = entry.hour(using: &clock) else { return .time }
    var status: UInt16 = 0
    if reading.hasStatus {
      guard let logged = entry.status(mayBeMissing: reading.mayLackValues) else { return .status }
      status = logged
    }
    var bytes: Int64 = 0
    if reading.hasBytes {
      guard let logged = entry.byteCount(mayBeMissing: reading.mayLackValues) else {
        return .bytes
      }
      bytes = logged
    }
    var time = ResponseTime.none
    if reading.hasDuration {
      guard let logged = entry.responseTime(reading.durations) else { return .shape }
      time = logged
    } else if let end = reading.end {
      time = entry.responseTime(until: end, clock)
    }
    let site = forcedSite ?? self.site(of: entry)
    hit = Hit(
      hour: hour, page: 0, client: 0, site: site, status: status, device: 0, kind: 0, bytes: bytes)
    hit.time = time.rawValue
    let tags = LineBatch.Tags(
      agent: reading.hasAgent ? entry.tag(of: .userAgent, key: agentKey) : 1,
      request: entry.requestTag(site: site, key: key, reading))
    cachedAgents.prefetch(tags.agent)
    cachedTargets.prefetch(tags.request.hash)
    lineBatch.note(tags, of: number)
    return nil
  }

  /// Looks up what is known of a line, or learns it.
  ///
  /// - Returns: Whether the line counts; not if it is to be left out.
  @inline(__always)
  private mutating func lookUp(
    _ entry: borrowing LogEntry, _ tags: LineBatch.Tags, _ hasEnough: (UInt32, Int32) -> Bool,
    in hit: inout Hit
  ) -> Bool {
    let request = self.request(of: entry, site: hit.site, tag: tags.request)
    let page = request.kind(isGet: tags.request.isGet)
    if hasExclusions, isExcluded(entry, request, agent: tags.agent) { return false }
    // Whoever looks for weaknesses is a scanner, whatever the user agent says.
    let client =
      request.isProbe
      ? scanner : page == .noRequest ? nobody : self.client(of: entry, tag: tags.agent)
    let kind = HitKind(
      isBot: client.isBot, status: hit.status, page: page, isGet: tags.request.isGet)
    hit.page = request.page
    hit.client = client.number
    hit.device = client.device
    hit.kind = kind.rawValue
    if !client.isBot {
      let needsFew = !request.path.kind.hasVisitors
      if needsFew { hit.flags = .needsFewVisitors }
      noteOrigin(
        of: entry, agent: tags.agent, client: client.kind,
        // Nobody saw a page that was fetched ahead.
        isVisitor: needsFew ? !hasEnough(request.page, hit.hour) : page.hasVisitors,
        in: &hit)
    }
    // Whether it is the first one only the day's visitors tell.
    if kind == .download, hit.status == 206, hit.visitorOfPage != 0 {
      hit.kind = HitKind.part.rawValue
    }
    if kind == .pageView {
      hit.campaign = request.query.campaign
      if reading.hasReferrer {
        hit.referrer = referrer(of: entry, site: hit.site)
        // Nobody comes from where spam says.
        if hit.referrer != internalReferrer, hit.referrer != spamReferrer {
          hit.flags.insert(.visit)
        }
      }
    } else if hit.isNotFound, !client.isBot, reading.hasReferrer {
      hit.referrer = referrer(of: entry, site: hit.site)
    }
    return true
  }
}
