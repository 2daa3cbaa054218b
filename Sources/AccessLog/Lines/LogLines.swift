internal import CScan
public import Hits
public import Traffic
internal import UserAgents

/// One worker's way from lines to hits: the hot loop, and what it has learnt so far.
///
/// What comes in are bytes of a log; what goes out are ``Hit``s, whose numbers stand for names in
/// ``tables``. The worker owns no byte of a line: it knows what it has seen by keyed hashes.
public struct LogLines: ~Copyable {
  /// What the numbers in the hits stand for.
  public private(set) var tables = HitTables()

  private var steps: [FormatPlan.Step] = []
  private var allowsMore = false
  private var forcedSite: UInt16?
  private let rules: [PageRule]
  private var clock = LogClock()

  private var agents = TagTable()
  private var targets = TagTable()
  private var hosts = TagTable()
  private var clientNumbers: [Client: UInt16] = [:]
  private var pageNumbers: [HitTables.Page: UInt32] = [:]
  private var siteNumbers: [SiteName: UInt16] = [:]
  private let key: (UInt64, UInt64)

  /// Hits handed over at a time: small enough to stay in the first-level cache.
  private static let batch = 512
  /// The most sites of one run; further hosts count as one.
  private static let mostSites = 1000
  /// The longest line that is parsed, in bytes.
  public static let longestLine = 64 * 1024
  /// Bytes that must be readable behind a block.
  public static let slack = Int(SCAN_SLACK)

  public init(rules: [PageRule]) {
    self.rules = rules
    var random = SystemRandomNumberGenerator()
    key = (random.next(), random.next())
  }

  /// Sets what the next lines are: a format, and a site where the format names none or one is forced.
  public mutating func begin(_ format: LogFormat, site: SiteName?) {
    steps = format.plan.steps
    allowsMore = format.plan.allowsMore
    if let site {
      forcedSite = number(of: site)
    } else {
      forcedSite = format.plan.steps.contains { $0.field == .site } ? nil : number(of: .unnamed)
    }
  }

  /// Forgets the pages seen so far, so that their memory stays bounded.
  ///
  /// Hits handed over before this have numbers that ``tables`` no longer explains.
  public mutating func forgetPages() {
    tables.pages.removeAll()
    pageNumbers.removeAll()
    targets.removeAll()
  }

  /// Reads whole lines.
  ///
  /// - Parameters:
  ///   - block: Lines, each with its newline, and ``slack`` readable bytes behind them.
  ///   - take: Gets the hits, some at a time; they are gone when it returns.
  /// - Returns: What became of the lines, with line numbers from 1 at the block's first.
  /// - Complexity: O(*n*) in the block's bytes; no allocation for values that were seen before.
  public mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, take: (UnsafeBufferPointer<Hit>) -> Void
  ) -> LineTally {
    unsafe withUnsafeTemporaryAllocation(of: Hit.self, capacity: LogLines.batch) { hits in
      unsafe read(block, through: hits, take: take)
    }
  }

  private mutating func read(
    _ block: UnsafeBufferPointer<UInt8>, through hits: UnsafeMutableBufferPointer<Hit>,
    take: (UnsafeBufferPointer<Hit>) -> Void
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
      if let reason = unsafe hit(of: line, span, into: &hits[filled]) {
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
    into hit: inout Hit
  ) -> RejectReason? {
    guard line.count <= LogLines.longestLine else { return .tooLong }
    guard
      let entry = unsafe LogEntry(
        line: line, steps: steps, allowsMore: allowsMore, owner: steps)
    else { return .shape }
    guard let hour = entry.hour(using: &clock) else { return .time }
    guard let status = entry.status else { return .status }
    guard let bytes = entry.byteCount else { return .bytes }
    let site = forcedSite ?? self.site(of: entry)
    let client = self.client(of: entry)
    let request = self.request(of: entry, site: site)
    hit = Hit(
      hour: hour, page: request.page, client: client.number, site: site, status: status,
      device: client.device,
      kind: HitKind(
        isBot: client.isBot, status: status, page: request.kind, isGet: request.isGet
      ).rawValue,
      bytes: bytes)
    return nil
  }
}

extension LogLines {
  private struct KnownClient {
    var number: UInt16
    var device: UInt8
    var isBot: Bool

    /// As a value of a ``TagTable``.
    var packed: UInt64 { UInt64(number) | UInt64(device) << 16 | (isBot ? 1 << 24 : 0) }

    @inline(__always)
    init(packed: UInt64) {
      number = UInt16(truncatingIfNeeded: packed)
      device = UInt8(truncatingIfNeeded: packed >> 16)
      isBot = packed >> 24 & 1 == 1
    }

    init(number: UInt16, client: Client) {
      self.number = number
      device = client.device.rawValue
      isBot = client.traffic.isBot
    }
  }

  @inline(__always)
  private mutating func client(of entry: borrowing LogEntry) -> KnownClient {
    let tag = entry.tag(of: .userAgent, key: key)
    if let packed = agents.value(of: tag) { return KnownClient(packed: packed) }
    return learnClient(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func learnClient(of entry: borrowing LogEntry, tag: UInt64) -> KnownClient {
    let client = entry.client
    let number =
      clientNumbers[client]
      ?? {
        // Closed sets have far fewer members than numbers, but for versions, which a hostile
        // client makes up: those past the last number count as unknown.
        guard tables.clients.count < Int(UInt16.max) else { return nil }
        tables.clients.append(client)
        let number = UInt16(tables.clients.count - 1)
        clientNumbers[client] = number
        return number
      }() ?? 0
    let known = KnownClient(number: number, client: client)
    agents.insert(known.packed, for: tag)
    return known
  }

  @inline(__always)
  private mutating func site(of entry: borrowing LogEntry) -> UInt16 {
    let tag = entry.tag(of: .site, key: key)
    if let number = hosts.value(of: tag) { return UInt16(truncatingIfNeeded: number) }
    let number = number(of: entry.site)
    hosts.insert(UInt64(number), for: tag)
    return number
  }

  private mutating func number(of site: SiteName) -> UInt16 {
    if let number = siteNumbers[site] { return number }
    let isSurplus = tables.sites.count >= LogLines.mostSites && site != .surplus
    if isSurplus { return number(of: .surplus) }
    tables.sites.append(site)
    let number = UInt16(tables.sites.count - 1)
    siteNumbers[site] = number
    return number
  }

  @inline(__always)
  private mutating func request(
    of entry: borrowing LogEntry, site: UInt16
  ) -> (page: UInt32, kind: PageKind, isGet: Bool) {
    let (tag, isGet) = entry.requestTag(site: site, key: key)
    if let packed = targets.value(of: tag) {
      let kind = PageKind(rawValue: UInt8(truncatingIfNeeded: packed >> 32)) ?? .page
      return (UInt32(truncatingIfNeeded: packed), kind, isGet)
    }
    let path = entry.page(rules: rules)
    let page = HitTables.Page(site: site, path: path)
    let number =
      pageNumbers[page]
      ?? {
        tables.pages.append(page)
        let number = UInt32(tables.pages.count - 1)
        pageNumbers[page] = number
        return number
      }()
    let kind = path.kind
    targets.insert(UInt64(number) | UInt64(kind.rawValue) << 32, for: tag)
    return (number, kind, isGet)
  }
}
