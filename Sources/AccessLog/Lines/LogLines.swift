internal import CScan
public import Hits
public import Traffic
internal import UserAgents

/// One worker's way from lines to hits: the hot loop, and what it has learnt so far.
///
/// What comes in are bytes of a log; what goes out are ``Hit``s, whose numbers stand for names in
/// ``tables``. The worker owns no byte of a line: it knows what it has seen by keyed hashes.
public struct LogLines: ~Copyable {
  let settings: LogSettings
  /// The key of all hashes but those of user agents; it dies with the process.
  let key: (UInt64, UInt64)
  /// The key of user agents' hashes, which are part of visitors' tokens and so the same in every run.
  private let agentKey: (UInt64, UInt64)

  // What the lines are.
  private var steps: [FormatPlan.Step] = []
  private var allowsMore = false
  private var hasTimes = false
  private var hasReferrers = false
  private var forcedSite: UInt16?
  private let places = FieldPlaces()

  // What has been learnt, by keyed hash: see LogLines+Learning.swift.
  private var clock = LogClock()
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
  var knownAgents = TagTable()
  var knownTargets = TagTable()
  var knownQueries = TagTable()
  var knownHosts = TagTable()
  var knownReferrers = TagTable()

  // What the hits' numbers stand for.
  var clients = Numbering<Client>(surplus: (60_000, .unknown))
  var pages = Numbering<HitTables.Page>()
  var sites = Numbering<SiteName>(surplus: (1000, .surplus))
  var referrers = Numbering<ReferrerHost>(surplus: (60_000, .surplus))
  var campaigns = Numbering<Campaign>(surplus: (60_000, .surplus))
  /// The tags of sites, by their numbers.
  var siteTags: [UInt64] = []
  /// The tags of pages, by their numbers.
  var pageTags: [UInt64] = []
  let ownReferrers: Referrer
  /// The number that stands for the site's own pages, once there is one.
  var internalReferrer = Hit.unasked
  /// The number of the client that stands for all who probe for weaknesses.
  let scanner: KnownClient

  /// Hits handed over at a time: small enough to stay in the first-level cache.
  private static let batch = 256
  /// The longest line that is parsed, in bytes.
  public static let longestLine = 64 * 1024
  /// Bytes that must be readable behind a block.
  public static let slack = Int(SCAN_SLACK)

  public init(_ settings: LogSettings = LogSettings()) {
    self.settings = settings
    countries = settings.countries.map { CountryCache($0.database) }
    hasCountries = settings.countries != nil
    countsVisitors = settings.visitors != nil
    ownReferrers = Referrer(ownHosts: settings.ownHosts)
    agentKey = settings.key.agents
    var random = SystemRandomNumberGenerator()
    key = (random.next(), random.next())
    _ = clients.number(of: .unknown)
    let prober = Client(device: .bot, browser: .other, system: .other, traffic: .scanner)
    scanner = KnownClient(number: UInt16(clients.number(of: prober)), client: prober)
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
    internalReferrer = Hit.unasked
    knownTargets.removeAll()
    knownQueries.removeAll()
    knownReferrers.removeAll()
  }

  /// Sets what the next lines are: a format, and a site where the format names none or one is forced.
  public mutating func begin(_ format: LogFormat, site: SiteName?) {
    steps = format.plan.steps
    allowsMore = format.plan.allowsMore
    func has(_ field: Field) -> Bool { steps.contains { $0.field == field } }
    hasTimes = has(.timeTaken)
    hasReferrers = has(.referrer)
    let fixed = site ?? (has(.site) ? nil : .unnamed)
    forcedSite = fixed.map { number(of: $0) }
  }

  /// Reads whole lines.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline, and ``slack`` readable bytes behind them.
  ///   - take: Gets the hits, some at a time; they are gone when it returns.
  ///   - hasEnough: Whether one more visitor of a page would change nothing in this hour, where they
  ///     matter for its name only: then it is not even looked who they are. It may say no too often.
  /// - Returns: What became of the lines, with line numbers from 1 at the block's first.
  /// - Complexity: O(*n*) in the block's bytes; no allocation for values that were seen before.
  public mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, take: (UnsafeBufferPointer<Hit>) -> Void,
    hasEnough: (_ page: UInt32, _ hour: Int32) -> Bool = { _, _ in false }
  ) -> LineTally {
    // A database that was replaced is used from the next block on.
    if let file = settings.countries { countries?.use(file.database) }
    return unsafe withUnsafeTemporaryAllocation(of: Hit.self, capacity: LogLines.batch) { hits in
      unsafe read(block, through: hits, take: take, hasEnough: hasEnough)
    }
  }

  private mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, through hits: UnsafeMutableBufferPointer<Hit>,
    take: (UnsafeBufferPointer<Hit>) -> Void, hasEnough: (UInt32, Int32) -> Bool
  ) -> LineTally {
    var tally = LineTally()
    // SAFETY: all reads are between the block's start and its end plus slack; `filled` is below
    // the capacity of `hits`.
    guard var at = block.baseAddress else { return tally }
    let end = unsafe at + block.count
    var filled = 0
    var lineNumber: Int64 = 0
    let steps = self.steps
    let span = steps.span
    while unsafe at < end {
      let newline = unsafe scan_byte(at, end, 0x0a)
      var start = unsafe at
      var stop = unsafe newline
      unsafe at = newline + 1
      lineNumber += 1
      // CRLF; and the zeros that a copytruncate leaves before the first line written after it.
      if unsafe stop > start, unsafe (stop - 1).pointee == 0x0d { unsafe stop -= 1 }
      while unsafe start < stop, unsafe start.pointee == 0 { unsafe start += 1 }
      if unsafe LogLines.byteOrderMark(standsAt: start, before: stop) { unsafe start += 3 }
      if unsafe start == stop {
        tally.empty += 1
        continue
      }
      tally.lines += 1
      let line = unsafe UnsafeBufferPointer(start: start, count: stop - start)
      if let reason = unsafe hit(of: line, span, hasEnough, into: &hits[filled]) {
        tally.add(.init(reason: reason, count: 1, firstLine: lineNumber))
        continue
      }
      tally.hits += 1
      filled += 1
      if filled == LogLines.batch {
        unsafe take(UnsafeBufferPointer(hits))
        filled = 0
      }
    }
    if filled > 0 { unsafe take(UnsafeBufferPointer(rebasing: hits[..<filled])) }
    return tally
  }

  /// Whether UTF-8's byte-order mark stands here, as some editors write it before the first line.
  @inline(__always)
  private static func byteOrderMark(
    standsAt at: UnsafePointer<UInt8>, before end: UnsafePointer<UInt8>
  ) -> Bool {
    // SAFETY: four bytes may be read behind the last of a block.
    unsafe scan_load4(at) & 0xff_ffff == 0xbf_bbef && end - at >= 3
  }

  /// Reads one line as a hit, or says why it is none.
  @inline(__always)
  private mutating func hit(
    of line: UnsafeBufferPointer<UInt8>, _ steps: borrowing Span<FormatPlan.Step>,
    _ hasEnough: (UInt32, Int32) -> Bool, into hit: inout Hit
  ) -> RejectReason? {
    guard line.count <= LogLines.longestLine else { return .tooLong }
    guard
      let entry = unsafe LogEntry(
        line: line, steps: steps, allowsMore: allowsMore, places: places, owner: steps)
    else { return .shape }
    guard let hour = entry.hour(using: &clock) else { return .time }
    guard let status = entry.status else { return .status }
    guard let bytes = entry.byteCount else { return .bytes }
    var time = ResponseTime.none
    if hasTimes {
      guard let logged = entry.responseTime else { return .shape }
      time = logged
    }
    let site = forcedSite ?? self.site(of: entry)
    let request = self.request(of: entry, site: site)
    // Whoever looks for weaknesses is a scanner, whatever the user agent says.
    let agent = entry.tag(of: .userAgent, key: agentKey)
    let client = request.isProbe ? scanner : self.client(of: entry, tag: agent)
    let kind = HitKind(
      isBot: client.isBot, status: status, page: request.kind, isGet: request.isGet)
    hit = Hit(
      hour: hour, page: request.page, client: client.number, site: site, status: status,
      device: client.device, kind: kind.rawValue, bytes: bytes)
    hit.time = time.rawValue
    if !client.isBot {
      let needsFew = !request.kind.hasVisitors
      if needsFew { hit.flags = .needsFewVisitors }
      noteOrigin(
        of: entry, agent: agent, isVisitor: !needsFew || !hasEnough(request.page, hour), in: &hit)
    }
    if kind == .pageView {
      hit.campaign = request.campaign
      if hasReferrers {
        hit.referrer = referrer(of: entry, site: site)
        if hit.referrer != internalReferrer { hit.flags.insert(.visit) }
      }
    }
    return nil
  }
}
