internal import CScan
internal import Hits
internal import Traffic
internal import UserAgents

// What a worker learns of a value the first time, and knows by its keyed hash from then on.

/// What is known of a client, in the bits that fit a ``TagTable``.
struct KnownClient {
  var number: UInt16
  var device: UInt8
  var isBot: Bool

  init(number: UInt16, client: Client) {
    self.number = number
    device = client.device.rawValue
    isBot = client.traffic.isBot
  }

  var packed: UInt64 { UInt64(number) | UInt64(device) << 16 | (isBot ? 1 << 24 : 0) }

  @inline(__always)
  init(packed: UInt64) {
    number = UInt16(truncatingIfNeeded: packed)
    device = UInt8(truncatingIfNeeded: packed >> 16)
    isBot = packed >> 24 & 1 == 1
  }
}

/// What is known of a request, in the bits that fit a ``TagTable``.
struct KnownRequest {
  var page: UInt32
  var kind: PageKind
  var isProbe: Bool
  var isGet = false
  var campaign = Hit.unasked

  init(page: UInt32, kind: PageKind, isProbe: Bool) {
    self.page = page
    self.kind = kind
    self.isProbe = isProbe
  }

  var packed: UInt64 { UInt64(page) | UInt64(kind.rawValue) << 32 | (isProbe ? 1 << 40 : 0) }

  @inline(__always)
  init(packed: UInt64) {
    page = UInt32(truncatingIfNeeded: packed)
    kind = PageKind(rawValue: UInt8(truncatingIfNeeded: packed >> 32)) ?? .page
    isProbe = packed >> 40 & 1 == 1
  }
}

extension LogLines {
  @inline(__always)
  mutating func client(of entry: borrowing LogEntry) -> KnownClient {
    let tag = entry.tag(of: .userAgent, key: key)
    if let packed = knownAgents.value(of: tag) { return KnownClient(packed: packed) }
    return learnClient(of: entry, tag: tag)
  }

  @inline(never)
  private mutating func learnClient(of entry: borrowing LogEntry, tag: UInt64) -> KnownClient {
    let client = entry.client
    let known = KnownClient(number: UInt16(clients.number(of: client)), client: client)
    knownAgents.insert(known.packed, for: tag)
    return known
  }

  @inline(__always)
  mutating func site(of entry: borrowing LogEntry) -> UInt16 {
    let tag = entry.tag(of: .site, key: key)
    if let number = knownHosts.value(of: tag) { return UInt16(truncatingIfNeeded: number) }
    let number = sites.number(of: entry.site)
    knownHosts.insert(UInt64(number), for: tag)
    return UInt16(number)
  }

  @inline(__always)
  mutating func request(of entry: borrowing LogEntry, site: UInt16) -> KnownRequest {
    let tag = entry.requestTag(site: site, key: key)
    var request =
      knownTargets.value(of: tag.hash).map(KnownRequest.init(packed:))
      ?? learnRequest(of: entry, site: site, tag: tag.hash)
    request.isGet = tag.isGet
    if tag.query != 0 {
      let query =
        knownQueries.value(of: tag.query) ?? learnQuery(of: entry, tag: tag.query)
      request.campaign = UInt16(truncatingIfNeeded: query)
      if query >> 16 & 1 == 1 { request.isProbe = true }
    }
    return request
  }

  @inline(never)
  private mutating func learnRequest(
    of entry: borrowing LogEntry, site: UInt16, tag: UInt64
  ) -> KnownRequest {
    let asked = entry.request(rules: settings.rules)
    let page = pages.number(of: HitTables.Page(site: site, path: asked.page))
    let known = KnownRequest(
      page: page, kind: settings.kinds.kind(of: asked.page), isProbe: asked.isProbe)
    knownTargets.insert(known.packed, for: tag)
    return known
  }

  /// The campaign's number in the lower 16 bits, and above it whether the query is a probe.
  @inline(never)
  private mutating func learnQuery(of entry: borrowing LogEntry, tag: UInt64) -> UInt64 {
    let query = entry.query(allowing: settings.campaignParameters)
    let campaign = query.campaign.map { UInt16(campaigns.number(of: $0)) } ?? Hit.unasked
    let known = UInt64(campaign) | (query.isProbe ? 1 << 16 : 0)
    knownQueries.insert(known, for: tag)
    return known
  }

  @inline(__always)
  mutating func referrer(of entry: borrowing LogEntry, site: UInt16) -> UInt16 {
    let tag = entry.referrerTag(site: site, key: key)
    if let number = knownReferrers.value(of: tag) { return UInt16(truncatingIfNeeded: number) }
    let host = entry.referrer(ownReferrers, site: sites.names[Int(site)])
    let number = referrers.number(of: host)
    knownReferrers.insert(UInt64(number), for: tag)
    return UInt16(number)
  }

  /// The client's country, unknown where the address is none.
  @inline(__always)
  mutating func country(of entry: borrowing LogEntry) -> CountryCode {
    guard hasCountries else { return .unknown }
    return entry.country(using: &countries!) ?? .unknown
  }
}
